"""Owns the sentences about what can be wrong with an expression, and what to do."""

from forms.faults import Fault


class ExpressionFault(Fault):
    # --- expressions ---
    SYNTAX = (
        "the expression cannot be read from here: “{what}”. Check brackets, quotes and signs",
        "không đọc được biểu thức từ chỗ: “{what}”. Hãy kiểm tra ngoặc, dấu nháy và phép tính",
    )
    UNFINISHED = (
        "the expression is not complete. Check whether a bracket, a quote or a value is missing",
        "biểu thức chưa viết hết. Hãy kiểm tra có thiếu ngoặc, dấu nháy hay giá trị không",
    )
    SMART_QUOTES = (
        "curly quotes (“ ” ‘ ’) were read as straight ones. Better type ' in their place",
        "dấu nháy cong (“ ” ‘ ’) được hiểu là nháy thẳng. Hãy gõ lại bằng dấu '",
        "warning",
    )
    FUNCTION = (
        "the function “{what}” is not supported. Check its name",
        "hàm “{what}” chưa được hỗ trợ. Hãy kiểm tra lại tên hàm",
    )
    ARGUMENTS = (
        "wrong number of arguments: {what}. Check what stands between the brackets",
        "số lượng tham số không đúng: {what}. Hãy kiểm tra phần trong ngoặc của hàm",
    )
    REFERENCE = (
        "there is no question called “{what}”. Correct the name",
        "không có câu hỏi nào tên là “{what}”. Hãy sửa lại tên",
    )
    BARE_NAME = (
        "“{what}” stands alone. Write ${{{what}}} for a question, '{what}' for a text",
        "“{what}” đứng một mình. Hãy viết ${{{what}}} để chỉ câu hỏi, '{what}' để chỉ chữ",
    )
    NO_LIST_COLUMN = (
        "the list has no column “{what}”. Add it to the sheet choices, or correct the name",
        "danh sách không có cột “{what}”. Hãy thêm cột vào trang choices hoặc sửa lại tên",
    )
    PATTERN = (
        "“{what}” is no valid pattern. Correct the expression in regex()",
        "“{what}” không phải mẫu (regex) hợp lệ. Hãy sửa biểu thức trong regex()",
    )
    UNSUPPORTED = (
        "“{what}” is not supported in expressions. Write it in another way",
        "“{what}” chưa dùng được trong biểu thức. Hãy viết theo cách khác",
    )
    NOT_A_REPEAT = (
        "indexed-repeat() wants the name of a repeat, “{what}” is none. Correct it",
        "indexed-repeat() cần tên phần lặp lại, “{what}” không phải. Hãy sửa lại",
    )
    NOT_NODES = (
        "{what}() wants questions, as in {what}(${{name}}), not a value. Correct it",
        "{what}() cần câu hỏi, ví dụ {what}(${{ten}}), không phải giá trị. Hãy sửa lại",
    )
    NOT_A_CHOICE = (
        "{what}() only goes with a question with choices. Name such a question",
        "{what}() chỉ dùng với câu hỏi lựa chọn. Hãy ghi tên câu hỏi lựa chọn",
    )
    NOT_LITERAL = (
        "{what}() wants the name of the list written out between quotes. Correct it",
        "{what}() cần tên danh sách ghi rõ trong dấu nháy. Hãy sửa lại",
    )
    MISMATCH = (
        "“{what}” is given a value of another kind than it can use. Check both sides",
        "“{what}” nhận giá trị khác loại. Hãy kiểm tra lại hai vế",
    )
    SEVERAL_VALUES = (
        (
            "“{what}” has several values here, one for each repetition. Use sum(), join() or "
            "indexed-repeat()"
        ),
        (
            "“{what}” có nhiều giá trị ở đây, mỗi lần lặp một giá trị. Hãy dùng sum(), join() "
            "hoặc indexed-repeat()"
        ),
    )
    NO_SUCH_CHOICE = (
        "the list has no choice “{what}”: this can never be true. Correct the name",
        "danh sách không có lựa chọn “{what}” nên điều kiện không bao giờ đúng. Hãy sửa lại tên",
    )
    DIVISION_BY_ZERO = (
        "“{what}” divides by zero. Correct it",
        "phép {what} chia cho 0. Hãy sửa lại",
    )
    TOO_LONG = (
        "the expression is too long or has too many brackets. Split it by calculate rows",
        "biểu thức quá dài hoặc quá nhiều ngoặc. Hãy tách thành các dòng kiểu calculate",
    )
    CIRCULAR = (
        "depends on itself through {what}. Remove one of these references",
        "phụ thuộc vào chính nó qua {what}. Hãy bỏ một trong các chỗ nhắc tới này",
    )
    SECTION_IN_TEXT = (
        "“{what}” is a group or a note and has no answer to show. Name a question",
        "“{what}” là nhóm hoặc ghi chú nên không có câu trả lời để hiện. Hãy ghi tên câu hỏi",
    )
    BROKEN_REFERENCE = (
        "“{what}” is no reference that can be read. Write it like ${{name}}, closed by “}}”",
        "“{what}” chưa viết đúng nên câu trả lời không hiện được. Hãy viết như ${{ten}}, đóng “}}”",
    )
