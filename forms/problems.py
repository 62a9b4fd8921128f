"""Owns what can be wrong with an uploaded form, in words that name the place."""

from dataclasses import dataclass
from enum import Enum


class Fault(Enum):
    """What is wrong: (in English, in Vietnamese)."""

    def __init__(self, english: str, vietnamese: str) -> None:
        self.english = english
        self.vietnamese = vietnamese

    NO_SHEET = ("the sheet is missing or empty", "thiếu trang này hoặc trang trống")
    COLUMN = (
        "this column is not supported: {what}",
        "cột này chưa được hỗ trợ: {what}",
    )
    NO_NAME = ("a name is missing", "thiếu tên")
    NAME = (
        "“{what}” is no valid name: letters, digits, “_”, beginning with a letter",
        "“{what}” không phải tên hợp lệ: chữ không dấu, chữ số, “_”, bắt đầu bằng chữ",
    )
    DUPLICATE = ("the name “{what}” occurs twice", "tên “{what}” bị lặp lại")
    TYPE = (
        "the type “{what}” is not supported in a chat",
        "kiểu câu hỏi “{what}” chưa dùng được trong trò chuyện",
    )
    NO_LABEL = ("the question has no label", "câu hỏi chưa có nội dung (label)")
    NO_LIST = (
        "there is no list “{what}” in the choices sheet",
        "không có danh sách “{what}” trong trang choices",
    )
    NO_FILE = (
        "select_one_from_file needs the name of a .csv file, not “{what}”",
        "select_one_from_file cần tên tệp .csv, không phải “{what}”",
    )
    UNBALANCED = (
        "begin and end of a group do not match: “{what}”",
        "mở nhóm và đóng nhóm không khớp: “{what}”",
    )
    SYNTAX = ("cannot be read as an expression: {what}", "không đọc được biểu thức: {what}")
    FUNCTION = (
        "the function “{what}” is not supported",
        "hàm “{what}” chưa được hỗ trợ",
    )
    ARGUMENTS = (
        "wrong number of arguments: {what}",
        "số lượng tham số không đúng: {what}",
    )
    REFERENCE = (
        "there is no question called “{what}”",
        "không có câu hỏi nào tên là “{what}”",
    )
    BARE_NAME = (
        "“{what}” stands alone: write ${{{what}}} for a question",
        "“{what}” đứng một mình: viết ${{{what}}} để chỉ câu hỏi",
    )
    PATTERN = ("“{what}” is no valid pattern", "“{what}” không phải mẫu (regex) hợp lệ")
    SOURCE = (
        "pulldata reads only 'me', not {what}",
        "pulldata chỉ đọc được 'me', không phải {what}",
    )
    CIRCULAR = (
        "depends on itself through {what}",
        "phụ thuộc vào chính nó qua {what}",
    )
    VALUE = ("“{what}” is not possible here", "“{what}” không dùng được ở đây")
    SETTING = ("a setting is missing: {what}", "thiếu thiết lập: {what}")


@dataclass(frozen=True, slots=True)
class Problem:
    fault: Fault
    what: str
    sheet: str
    row: int = 0  # 0 = the sheet as a whole
    column: str = ""

    @property
    def english(self) -> str:
        return (
            f"{self._place('sheet', 'row', 'column')}: {self.fault.english.format(what=self.what)}"
        )

    @property
    def vietnamese(self) -> str:
        return (
            f"{self._place('trang', 'dòng', 'cột')}: {self.fault.vietnamese.format(what=self.what)}"
        )

    def _place(self, sheet: str, row: str, column: str) -> str:
        parts = [f"{sheet} {self.sheet}"]
        parts += [f"{row} {self.row}"] if self.row else []
        parts += [f"{column} {self.column}"] if self.column else []
        return ", ".join(parts)


class FormError(ValueError):
    """A form that cannot be taken; all that is wrong with it at once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(problem.english for problem in problems))
        self.problems = problems
