"""Owns the sentences about what can be wrong with one row of a form, and what to do."""

from forms.faults import Fault


class RowFault(Fault):
    # --- names ---
    NO_NAME = (
        "a name is missing. Write a short name without diacritics: letters, digits, “_”",
        "thiếu tên. Hãy ghi tên ngắn không dấu: chữ cái, chữ số, “_”",
    )
    NAME = (
        (
            "“{what}” is no valid name. Use letters without diacritics, digits, “_”, beginning "
            "with a letter"
        ),
        "“{what}” không phải tên hợp lệ. Hãy dùng chữ không dấu, chữ số, “_”, bắt đầu bằng chữ",
    )
    CHOICE_NAME = (
        (
            "“{what}” is no valid name of a choice: it must not have spaces or begin with “=”. "
            "Correct it"
        ),
        (
            "“{what}” không dùng làm tên lựa chọn được: không có dấu cách, không bắt đầu bằng "
            "“=”. Hãy sửa lại"
        ),
    )
    RESERVED = (
        "the name “{what}” is kept for the system. Choose another one",
        "tên “{what}” dành riêng cho hệ thống. Hãy chọn tên khác",
    )
    DUPLICATE = (
        (
            "the name “{what}” occurs twice. Names differ in the whole form, groups included: "
            "choose another one"
        ),
        (
            "tên “{what}” bị lặp lại. Trong cả biểu mẫu, kể cả nhóm, mỗi tên chỉ dùng một lần: "
            "hãy chọn tên khác"
        ),
    )
    DUPLICATE_CHOICE = (
        "the choice “{what}” is in this list twice. Delete one or rename it",
        "lựa chọn “{what}” bị lặp lại trong danh sách này. Hãy xóa hoặc đổi tên một dòng",
    )
    ALIKE = (
        "the names “{what}” differ only in case. Better choose different ones",
        "các tên “{what}” chỉ khác chữ hoa, chữ thường. Nên đặt tên khác hẳn nhau",
        "warning",
    )
    # --- types ---
    NO_TYPE = (
        "the row has no type. Write one, for example text or integer, or delete the row",
        "dòng này chưa có kiểu câu hỏi (type). Hãy ghi kiểu, ví dụ text, integer, hoặc xóa dòng",
    )
    TYPE = (
        "the type “{what}” is not supported in a chat. Choose another type",
        "kiểu câu hỏi “{what}” chưa dùng được trong trò chuyện. Hãy chọn kiểu khác",
    )
    TYPE_INSTEAD = (
        "the type “{what}” is not supported in a chat. Use the type “{meant}” in its place",
        "kiểu câu hỏi “{what}” chưa dùng được trong trò chuyện. Hãy dùng kiểu “{meant}”",
    )
    TYPE_IGNORED = (
        "“{what}” does not exist in a chat: the row is passed over",
        "trò chuyện không có thông tin “{what}”: dòng này được bỏ qua",
        "warning",
    )
    LIST_SPACED = (
        "“{what}”: the name of a list must not have spaces. Write “_” instead",
        "“{what}”: tên danh sách không được có dấu cách. Hãy thay bằng “_”",
    )
    LIST_WANTED = (
        "“{what}” lacks the name of its list. Write it behind, for example {what} yes_no",
        "“{what}” thiếu tên danh sách. Hãy ghi thêm tên danh sách, ví dụ {what} yes_no",
    )
    NO_LIST = (
        "there is no list “{what}” in the sheet choices. Add it, or correct the name",
        "không có danh sách “{what}” trong trang choices. Hãy thêm danh sách hoặc sửa lại tên",
    )
    NO_LIST_NAME = (
        "the choice “{what}” belongs to no list. Fill in the column list_name",
        "lựa chọn “{what}” chưa thuộc danh sách nào. Hãy điền cột list_name",
    )
    NO_FILE = (
        (
            "select_one_from_file needs the name of a .csv file, not “{what}”. Write units.csv, "
            "for example"
        ),
        "select_one_from_file cần tên tệp .csv, không phải “{what}”. Hãy ghi, ví dụ, units.csv",
    )
    UNKNOWN_FILE = (
        "the system has no list “{what}”. Choose one that it has, or write the list into choices",
        "hệ thống không có danh mục “{what}”. Hãy chọn danh mục có sẵn, hoặc đưa vào choices",
    )
    UNUSED_LIST = (
        "no question uses the list “{what}”. If that is a mistake, correct the question's type",
        "không câu hỏi nào dùng danh sách “{what}”. Nếu nhầm, hãy sửa cột type của câu hỏi",
        "warning",
    )
    UNBALANCED = (
        "begin and end of a group do not match: “{what}”. Check the rows begin … and end …",
        "mở nhóm và đóng nhóm không khớp: “{what}”. Hãy kiểm tra các dòng begin … và end …",
    )
    EMPTY_SECTION = (
        "the group “{what}” holds no question. Add one, or delete the group",
        "nhóm “{what}” không có câu hỏi nào. Hãy thêm câu hỏi hoặc xóa nhóm",
    )
    NO_QUESTION = (
        "nobody is asked anything. Add at least one question",
        "biểu mẫu không hỏi câu nào. Hãy thêm ít nhất một câu hỏi",
    )
    TOO_DEEP = (
        "more than {what} groups stand inside each other. Make the form flatter",
        "hơn {what} nhóm lồng nhau. Hãy bớt các nhóm lồng nhau",
    )
    # --- values ---
    VALUE = (
        "“{what}” is not possible here. Correct or delete it",
        "“{what}” không dùng được ở đây. Hãy sửa hoặc xóa",
    )
    YES_OR_NO = (
        "“{what}” is neither yes nor no. Write yes or leave the cell empty",
        "“{what}” không phải yes hay no. Hãy ghi yes hoặc để trống",
    )
    AS = (
        (
            "“{what}” does not go with this type. With integer: money, year; with decimal: "
            "percent; with text: phone, docno, school_year, person_name"
        ),
        (
            "“{what}” không đi với kiểu này. Hãy dùng: integer với money, year; decimal với "
            "percent; text với phone, docno, school_year, person_name"
        ),
    )
    DEFAULT = (
        "the default “{what}” is no value of this type. Correct or delete it",
        "giá trị mặc định “{what}” không hợp với kiểu câu hỏi. Hãy sửa hoặc xóa",
    )
    NEVER_FILLED = (
        (
            "required, but read_only and without a value: nobody can fill it. Add a calculation "
            "or delete required"
        ),
        (
            "bắt buộc nhưng chỉ đọc và không có giá trị nên không ai điền được. Hãy thêm "
            "calculation hoặc bỏ required"
        ),
    )
    NO_CALCULATION = (
        "a calculate row needs its expression. Fill in the column calculation",
        "dòng calculate phải có biểu thức. Hãy điền cột calculation",
    )
    NOT_A_COUNT = (
        "“{what}” gives no number. Name a question of the type integer or write a number",
        "“{what}” không cho ra số. Hãy ghi tên câu hỏi kiểu integer hoặc một con số",
    )
    TOO_MANY = (
        "a repeat has at most {what} instances. Write a smaller number",
        "phần lặp lại có nhiều nhất {what} lần. Hãy ghi số nhỏ hơn",
    )
    NOTHING_ASKED = (
        "the repeat “{what}” asks nothing: people would only be asked for one more. Add a question",
        "phần lặp lại “{what}” không hỏi câu nào nên chỉ hỏi “thêm nữa không?”. Hãy thêm câu hỏi",
        "warning",
    )
    SUGGESTION = (
        "“{what}” is no answer to a question of this type. Correct or delete it",
        "gợi ý “{what}” không phải câu trả lời đúng kiểu. Hãy sửa hoặc xóa",
    )
    ONLY_REPEATS = (
        "repeat_count belongs to begin repeat only. Delete it here",
        "repeat_count chỉ dùng cho dòng begin repeat. Hãy xóa ở đây",
    )
    NO_EFFECT = (
        "“{what}” has no effect on this type and is passed over",
        "“{what}” không có tác dụng với kiểu này nên được bỏ qua",
        "warning",
    )
    CALCULATED_ANSWER = (
        "somebody is asked this: what is calculated is only offered as the first answer",
        "câu này do người trả lời điền: kết quả phép tính chỉ được gợi ý đầu tiên",
        "warning",
    )
    APPEARANCE = (
        "the appearance “{what}” cannot be had in a chat. Delete it",
        "kiểu hiển thị “{what}” không có trong trò chuyện. Hãy xóa",
    )
    APPEARANCE_IGNORED = (
        "the appearance “{what}” is passed over",
        "kiểu hiển thị “{what}” được bỏ qua",
        "warning",
    )
    ONE_AT_A_TIME = (
        "“{what}”: in a chat the questions of the group come one after the other",
        "“{what}”: trong trò chuyện, các câu của nhóm được hỏi lần lượt từng câu",
        "warning",
    )
    PARAMETER = (
        "the parameter “{what}” is not supported. Delete it",
        "tham số “{what}” chưa được hỗ trợ. Hãy xóa",
    )
