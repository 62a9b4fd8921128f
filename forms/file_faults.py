"""Owns the sentences about what can be wrong with a file, its sheets and columns: what to do."""

from forms.faults import Fault


class FileFault(Fault):
    # --- the file ---
    NOT_A_WORKBOOK = (
        "this is no form that can be read. Save it in Excel as .xlsx",
        "tệp này không phải biểu mẫu đọc được. Hãy mở bằng Excel và lưu thành .xlsx",
    )
    OLD_EXCEL = (
        (
            "this is an old Excel file (.xls), whatever its name says. Open it and save it as "
            ".xlsx; renaming is not enough"
        ),
        (
            "đây là tệp Excel kiểu cũ (.xls), dù tên tệp ghi khác. Hãy mở ra và chọn Lưu thành "
            ".xlsx; chỉ đổi tên tệp thì chưa đủ"
        ),
    )
    ENCRYPTED = (
        "the file is protected by a password. Remove the password and save it again",
        "tệp đang đặt mật khẩu. Hãy bỏ mật khẩu rồi lưu lại",
    )
    MACROS = (
        "the file holds macros (programmes). Save it as .xlsx without macros",
        "tệp có chứa macro (đoạn chương trình). Hãy lưu thành .xlsx không có macro",
    )
    OTHER_PROGRAMME = (
        "this is a {what} file. Save it as an Excel workbook (.xlsx)",
        "đây là tệp {what}. Hãy lưu thành bảng tính Excel (.xlsx)",
    )
    BROKEN_FILE = (
        "the file is damaged. Open it in Excel, save it again and send it once more",
        "tệp bị hỏng. Hãy mở bằng Excel, lưu lại rồi gửi lại",
    )
    TOO_BIG = (
        (
            "the file is far too big for a form ({what}). Copy only the sheets survey, choices "
            "and settings into a new workbook"
        ),
        (
            "tệp quá lớn so với một biểu mẫu ({what}). Hãy chép riêng các trang survey, choices, "
            "settings sang tệp mới"
        ),
    )
    UNSAFE_FILE = (
        (
            "the file holds something that no workbook should hold ({what}) and was not opened. "
            "Copy the sheets into a new workbook"
        ),
        (
            "tệp chứa thành phần lạ, không an toàn ({what}) nên không được mở. Hãy chép các trang "
            "sang tệp mới"
        ),
    )
    # --- sheets and cells ---
    NO_SHEET = (
        "the sheet is missing or empty. Add a sheet with exactly this name",
        "thiếu trang này hoặc trang trống. Hãy thêm trang có đúng tên này",
    )
    TWO_SHEETS = (
        "there are two sheets of this name (apart from case and spaces). Keep one",
        "có hai trang cùng tên này (chỉ khác chữ hoa, dấu cách). Hãy giữ lại một trang",
    )
    OTHER_SHEET = (
        "this sheet is not supported in a chat. Move its lists to the sheet choices",
        "trang này chưa dùng được trong trò chuyện. Hãy chuyển danh sách sang trang choices",
    )
    TOO_MANY_ROWS = (
        "more than {what} rows. Split the form, or delete rows that are not needed",
        "có hơn {what} dòng. Hãy tách biểu mẫu hoặc xóa các dòng thừa",
    )
    TOO_MANY_COLUMNS = (
        "more than {what} columns. Delete the columns that are not needed",
        "có hơn {what} cột. Hãy xóa các cột thừa",
    )
    NO_COLUMN = (
        "the column “{what}” is missing. The names of the columns belong in row 1",
        "thiếu cột “{what}”. Hãy ghi tên các cột ở dòng 1",
    )
    TWO_COLUMNS = (
        "the column “{what}” is there twice. Keep one of them",
        "cột “{what}” bị lặp lại. Hãy giữ lại một cột",
    )
    COLUMN = (
        "this column is not supported: {what}. Delete the column or correct its name",
        "cột này chưa được hỗ trợ: {what}. Hãy xóa cột hoặc sửa lại tên cột",
    )
    COLUMN_IGNORED = (
        "the column “{what}” says nothing to a chat and is passed over",
        "cột “{what}” không có tác dụng trong trò chuyện nên được bỏ qua",
        "warning",
    )
    NO_HEADER = (
        "a column has cells but no name, and is passed over. Give it a name in row 1",
        "cột có dữ liệu nhưng không có tên nên được bỏ qua. Hãy ghi tên cột ở dòng 1",
        "warning",
    )
    FORMULA = (
        "the cell is a formula without a result. Paste it as a value",
        "ô này là công thức chưa có kết quả. Hãy dán lại dưới dạng giá trị (Paste Values)",
    )
    CELL_ERROR = (
        "the cell shows the error {what}. Correct the formula or type the value",
        "ô này đang báo lỗi {what}. Hãy sửa công thức hoặc gõ thẳng giá trị",
    )
    MERGED = (
        "the cells {what} are merged: only the first of them counts. Unmerge them",
        "các ô {what} bị gộp: chỉ ô đầu có giá trị. Hãy bỏ gộp ô",
        "warning",
    )
    LONG_CELL = (
        "the cell has more than {what} characters. Shorten it",
        "ô này dài hơn {what} ký tự. Hãy rút ngắn lại",
    )
    # --- settings ---
    SETTING = (
        "a setting is missing: {what}. Write it into row 2 of the sheet settings",
        "thiếu thiết lập: {what}. Hãy điền vào dòng 2 của trang settings",
    )
    NO_NAMESPACE = (
        'columns bind::bot:… need the setting namespaces. Write bot="http://so-xanh/bot" there',
        'các cột bind::bot:… cần thiết lập namespaces. Hãy ghi bot="http://so-xanh/bot"',
        "warning",
    )
    MORE_SETTINGS = (
        "only row 2 of the settings counts. Delete the rows below",
        "trang settings chỉ dùng dòng 2. Hãy xóa các dòng dưới",
        "warning",
    )
    # --- labels and languages ---
    NO_LABEL = (
        "there is no text to show (label). Write what people shall read",
        "chưa có nội dung hiển thị (label). Hãy ghi câu mà người trả lời sẽ đọc",
    )
    NO_REPEAT_LABEL = (
        (
            "the repeat has no label: its name “{what}” will be shown. Write what one of them is "
            "called"
        ),
        (
            "phần lặp lại chưa có label nên tên “{what}” sẽ hiện ra. Hãy ghi tên gọi, ví dụ Thành "
            "viên"
        ),
        "warning",
    )
    UNTRANSLATED = (
        "“{what}” have no text in this column; another language will be shown. Fill it in",
        "“{what}” chưa có nội dung ở cột này; sẽ hiện bằng ngôn ngữ khác. Hãy điền thêm",
        "warning",
    )
    MIXED_LANGUAGES = (
        (
            "one “{what}” has a language and another has none. Name the language of each, as in "
            "label::Tiếng Việt (vi)"
        ),
        (
            "có cột “{what}” ghi ngôn ngữ, có cột không. Hãy ghi ngôn ngữ cho cả hai, ví dụ "
            "label::Tiếng Việt (vi)"
        ),
        "warning",
    )
    LANGUAGE_CODE = (
        (
            "the language “{what}” has no code, so that nobody's own language is found. Write for "
            "example label::Tiếng Việt (vi)"
        ),
        (
            "ngôn ngữ “{what}” chưa có mã nên không hiện được theo ngôn ngữ của người dùng. Hãy "
            "ghi, ví dụ, label::Tiếng Việt (vi)"
        ),
        "warning",
    )
    FORM_ID = (
        "“{what}” is a doubtful form_id: other programmes want letters, digits, “_” only",
        "form_id “{what}” nên chỉ có chữ không dấu, chữ số, “_”. Hãy sửa lại",
        "warning",
    )
    NO_LANGUAGE = (
        "no label is in the default language “{what}”. Write it just as the column label has it",
        "không có cột label nào bằng ngôn ngữ mặc định “{what}”. Hãy ghi đúng như ở cột label",
        "warning",
    )
