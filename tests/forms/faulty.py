"""Owns the forms that are refused or doubted, one for each thing that can be wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

import openpyxl

from forms import markdown, xlsform
from forms.xlsform import Examined
from tests.forms.workbooks import SETTINGS, SURVEY, archive, book, changed, part, workbook

OUTSIDE = {"units": ("code", "level"), "establishments": None}
HEADS = {
    "survey": "type | name | label",
    "choices": "list_name | name | label",
    "settings": "form_title | form_id | version",
}
YES_NO = "yn | yes | Có\nyn | no | Không"


@dataclass(frozen=True)
class Case:
    """Rows of the sheets, cells between bars; `more` columns behind the usual ones."""

    title: str
    survey: str
    more: str = ""
    choices: str = ""
    choices_more: str = ""
    settings: str = "Thử | try | 1"
    settings_more: str = ""

    def examined(self) -> Examined:
        sheets = {
            "survey": (self.survey, self.more),
            "choices": (self.choices, self.choices_more),
            "settings": (self.settings, self.settings_more),
        }
        source = "\n".join(_table(name, *rows) for name, rows in sheets.items() if rows[0])
        return xlsform.examine_sheets(markdown.read(source), OUTSIDE)


def _table(name: str, rows: str, more: str) -> str:
    head = HEADS[name] + (f" | {more}" if more else "")
    return f"| {name} | {head} |\n" + "\n".join(f"| | {row} |" for row in rows.splitlines())


ASK = "text | a | Ai?"
CASES = (
    Case("a column that a chat cannot honour", "text | a | A | ${b}", "trigger"),
    Case("a column whose name is not quite right", "text | a | A | true()", "relevent"),
    Case("a column of another programme", "text | a | A | x", "kuse::own"),
    Case("an extension that there is not", "text | a | A | x", "bind::bot:unknwon"),
    Case("a column twice", "text | a | A | x | y", "hint | hint"),
    Case("a cell under a column without a name", "text | a | A | x | yes", " | required"),
    Case("no name", "text | | A"),
    Case("a name with diacritics and a space", "text | tên hộ | A"),
    Case("a name that is kept for the system", "text | meta | A"),
    Case("a name twice", "text | a | A\nbegin group | a | G\ntext | b | B\nend group"),
    Case("names alike but for case", "text | a | A\ntext | A | B"),
    Case("no type", " | a | A\ntext | b | B"),
    Case("a type misspelt", "intger | a | A"),
    Case("a type that a chat does not have", "geotrace | a | A"),
    Case("a type without a substitute", "audit | a | A"),
    Case("what only a telephone knows", "deviceid | d |\ntext | a | A"),
    Case("a list with a space", "select_one yes no | a | A", choices=YES_NO),
    Case("a select without a list", "select_one | a | A", choices=YES_NO),
    Case("a list that there is not", "select_one y_n | a | A", choices="yes_no | yes | Có"),
    Case("a file that is no list", "select_one_from_file a.xml | a | A"),
    Case("a file that the system does not have", "select_one_from_file unit.csv | a | A"),
    Case("or_other and a filter", "select_one yn or_other | a | A | true()", "choice_filter",
         choices=YES_NO),
    Case("a group that is not closed", "begin group | g | G\ntext | a | A"),
    Case("a group that is closed twice", "text | a | A\nend group | | "),
    Case("a group that is closed as a repeat", "begin group | g | G\ntext | a | A\nend repeat | |"),
    Case("an empty group", f"begin group | g | G\nend group | |\n{ASK}"),
    Case("groups beyond all depth",
         "\n".join(f"begin group | g{at} | G" for at in range(21)) + f"\n{ASK}"
         + "\nend group | |" * 21),
    Case("nobody is asked", "calculate | c | | 1", "calculation"),
    Case("no label", "text | a | "),
    Case("a repeat without a label", f"begin repeat | r | \n{ASK}\nend repeat | |"),
    Case("a table", f"begin group | g | G | table-list\n{ASK} |\nend group | | |", "appearance"),
    Case("all on one screen", f"begin group | g | G | field-list\n{ASK} |\nend group | | |",
         "appearance"),
    Case("columns that say nothing on a group", f"begin group | g | G | yes\n{ASK} |\nend group",
         "required"),
    Case("not translated", "text | a | A | \ntext | b | B | Cái gì?", "label::Tiếng Việt (vi)"),
    Case("a default language that no label has", "text | a | A | Ai?", "label::Tiếng Việt (vi)",
         settings="Thử | try | 1 | vi", settings_more="default_language"),
    Case("a broken expression", "text | a | A | 1 + + 2) = 3", "relevant"),
    Case("an expression that ends too early", "text | a | A | (1 + 2", "relevant"),
    Case("an expression beyond all use", f"text | a | A | 1{' + 1' * 3000}", "relevant"),
    Case("a bracket too many", "text | a | A | 1 = 1)", "relevant"),
    Case("smart quotes", "text | a | A\ntext | b | B | ${a} = “x”", "relevant"),
    Case("an unknown function", "text | a | A | string-lenght(.) > 2", "constraint"),
    Case("too few arguments", "text | a | A | selected(.)", "constraint"),
    Case("an unknown question", "text | member | A\ntext | b | B | ${membr} = 1", "relevant"),
    Case("an unknown question in a label", "text | member | A\ntext | b | B ${membr}"),
    Case("a name without its brackets", "text | a | A\ntext | b | B | a = 1", "relevant"),
    Case("a column that the list lacks", "select_one yn | a | A | regon = 1", "choice_filter",
         choices="yn | yes | Có | north", choices_more="region"),
    Case("a list that there is not, in an expression",
         "text | a | A\ncalculate | b | | instance('x')/root/item[name = ${a}]/label",
         "calculation"),
    Case("a bad pattern", "text | a | A | regex(., '[a')", "constraint"),
    Case("an axis", "text | a | A | /data/@version = 1", "constraint"),
    Case("no repeat", f"{ASK}\ncalculate | b | | indexed-repeat(${{a}}, ${{a}}, 1)",
         "calculation"),
    Case("no nodes", f"{ASK}\ncalculate | b | | count(1)", "calculation"),
    Case("no choice", f"{ASK}\ncalculate | b | | jr:choice-name(${{a}}, '${{a}}')", "calculation"),
    Case("a list's name reckoned", f"{ASK}\ncalculate | b | | pulldata(${{a}}, 'b', 'c', 'd')",
         "calculation"),
    Case("values that do not fit", "integer | a | A\ntext | b | B | ${a} > 'x'", "relevant"),
    Case("several values in a label",
         "begin repeat | r | R\ntext | a | A\nend repeat | |\nnote | n | ${a}"),
    Case("a choice that the list lacks", "select_one yn | a | A\ntext | b | B | ${a} = 'y'",
         "relevant", choices=YES_NO),
    Case("division by zero", "integer | a | A | . div 0 = 1", "constraint"),
    Case("round in a circle", "text | a | A | ${b} = 1\ntext | b | B | ${a} = 1", "relevant"),
    Case("a group round in a circle", "begin group | g | G | ${a} = 1\ntext | a | A |\nend group",
         "relevant"),
    Case("a group in a label", "begin group | g | G\ntext | a | A ${g}\nend group"),
    Case("a value that cannot be", "text | a | A | median", "bind::bot:aggregate",
         settings='Thử | try | 1 | bot="x"', settings_more="namespaces"),
    Case("neither yes nor no", "text | a | A | so", "read_only"),
    Case("typed in another way", "text | a | A | money", "bind::bot:as",
         settings='Thử | try | 1 | bot="x"', settings_more="namespaces"),
    Case("a default of another type", "date | a | A | hôm nay\nselect_one yn | b | B | maybe",
         "default", choices=YES_NO),
    Case("never filled", f"{ASK} | yes | yes\ntext | b | B", "required | read_only"),
    Case("nothing to calculate", f"{ASK}\ncalculate | c | "),
    Case("asked and calculated", "text | a | A | 1 + 1", "calculation"),
    Case("a reference that is not closed", "text | a | A\ntext | b | Xin chào ${a"),
    Case("a note in a label", "note | n | N\ntext | b | ${n}"),
    Case("a column that an outside list lacks",
         "select_one_from_file units.csv | a | A | levl = 'commune'", "choice_filter"),
    Case("a suggestion that is no answer", "integer | a | A | 3; nhiều",
         "bind::bot:suggest", settings='Thử | try | 1 | bot="x"', settings_more="namespaces"),
    Case("an expression in the settings", ASK, settings="Thử | try | 1 | ${b}",
         settings_more="instance_name"),
    Case("faults of several kinds", "geotrace | a | A\ntext | b | B | ${a} = 1\n"
         "text | c | C | ${d} = 1", "relevant"),
    Case("a doubtful form_id", ASK, settings="Thử | phiếu số 1 | 1"),
    Case("a language without a code", "text | a | A | Ai? | Who?",
         "label::Tiếng Việt (vi) | label::English"),
    Case("too many repetitions", "begin repeat | r | R | 500\ntext | a | A\nend repeat",
         "repeat_count"),
    Case("a repetition of half a time", "begin repeat | r | R | 2.5\ntext | a | A\nend repeat",
         "repeat_count"),
    Case("repetitions of a choice", "select_one yn | a | A\nbegin repeat | r | R | ${a}\n"
         "text | b | B\nend repeat", "repeat_count", choices=YES_NO),
    Case("a repeat that asks nothing",
         f"{ASK}\nbegin repeat | r | R\nnote | n | N\nend repeat"),
    Case("a label's column misspelt", "select_one yn | a | A", choices="yn | yes | | Có",
         choices_more="lable"),
    Case("no number of repetitions",
         "date | d | D\nbegin repeat | r | R | ${d}\ntext | a | A\nend repeat", "repeat_count"),
    Case("repetitions of a question", "text | a | A | 3", "repeat_count"),
    Case("an appearance that changes what is asked", "date | a | A | month-year", "appearance"),
    Case("an appearance nobody knows", "text | a | A | fancy", "appearance"),
    Case("parameters", "text | a | A | foo=1", "parameters"),
    Case("an extension without a namespace", "text | a | A | Không rõ", "bind::bot:unknown"),
    Case("settings are missing", ASK, settings="Thử | | 1"),
    Case("more than one row of settings", ASK, settings="Thử | try | 1\nNữa | again | 2"),
    Case("choices without a list, a name, a label; twice", "select_one yn | a | A",
         choices=" | x | X\nyn | | Y\nyn | z |\nyn | a b | AB\nyn | c | C\nyn | c | D"),
    Case("a list that nobody uses", ASK, choices=YES_NO),
    Case("a choice's mark", "select_one yn | a | A", choices="yn | yes | Có | so",
         choices_more="exclusive"),
)  # fmt: skip


def _merged() -> bytes:
    made = openpyxl.load_workbook(BytesIO(workbook()))
    made["survey"].merge_cells("A3:C3")
    target = BytesIO()
    made.save(target)
    return target.getvalue()


_SHEET = "xl/worksheets/sheet1.xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def files() -> Mapping[str, tuple[str, bytes]]:
    """By what is wrong: the name of the file and what is in it."""
    good = workbook()
    sheet = part(good, _SHEET)
    dtd = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y "z">]>' + sheet
    long = sheet.replace(b"Ai?", b"".join(b"%d " % at for at in range(10_000)))
    many = [*SURVEY, *(["text", f"q{at}", "Hỏi"] for at in range(10_000))]
    return {
        "no form at all": ("a.xlsx", b"\x00\x01\x02"),
        "an .xls renamed": ("a.xlsx", _OLE + bytes(600)),
        "a password": ("a.xlsx", _OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")),
        "macros": ("a.xlsm", changed(good, {"xl/vbaProject.bin": b"x"})),
        "a Word document": ("a.docx", archive(**{"word/document.xml": b"<x/>"})),
        "an .ods": (
            "a.ods",
            archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
        ),
        "a .csv": ("a.csv", b"type,name,label\ntext,a,A"),
        "another zip": ("a.zip", archive(readme=b"x")),
        "cut off": ("a.xlsx", good[:2000]),
        "a zip bomb": ("a.xlsx", changed(good, {_SHEET: b" " * 50_000_000})),
        "entities": ("a.xlsx", changed(good, {_SHEET: dtd})),
        "a part that is no XML": ("a.xlsx", changed(good, {_SHEET: sheet[:300]})),
        "no survey": ("a.xlsx", book({"Sheet1": SURVEY, "settings": SETTINGS})),
        "a survey misspelt": ("a.xlsx", book({"Surveys": SURVEY, "settings": SETTINGS})),
        "a cell beyond all length": ("a.xlsx", changed(good, {_SHEET: long})),
        "two surveys": (
            "a.xlsx",
            book({"survey": SURVEY, " Survey": SURVEY, "settings": SETTINGS}),
        ),
        "a sheet of entities": ("a.xlsx", workbook(entities=[["list_name"], ["x"]])),
        "10,000 rows": ("a.xlsx", workbook(many)),
        "300 columns": ("a.xlsx", workbook([[*SURVEY[0], *map(str, range(300))], SURVEY[1]])),
        "no header": ("a.xlsx", workbook([["Biểu mẫu của xã"], *SURVEY])),
        "a formula": ("a.xlsx", workbook([*SURVEY, ["text", "b", "=A1"]])),
        "a cell in error": ("a.xlsx", workbook([*SURVEY, ["text", "b", "#REF!"]])),
        "merged cells": ("a.xlsx", _merged()),
    }
