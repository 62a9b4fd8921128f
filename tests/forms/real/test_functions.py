"""Every function that forms may use, once, in an Excel workbook as an author would send it."""

import re
from io import BytesIO

import pytest
from openpyxl import Workbook

from forms.expressions.functions import FUNCTIONS
from forms.expressions.looking import LOOKING
from forms.steps import Submit
from forms.values import Value
from forms.xlsform import from_workbook
from tests.forms.fakes import OWN_UNIT, Talk
from tests.forms.real.asking import HERE
from tests.forms.real.playing import handed_in

ASKED = [
    ("integer", "n"), ("text", "t"), ("date", "day"), ("dateTime", "moment"), ("time", "at"),
    ("select_one abc", "s"), ("select_multiple abc", "m"), ("integer", "hole"),
]  # fmt: skip
SAID = ("12", "Mường Tè", "5/9/2008", "14:30 20/11/2026", "06:30", "ba", "anh, con", "bỏ qua")
CASES = [
    ("abs(-3.5)", "3.5"),
    ("round(acos(-1), 4)", "3.1416"),
    ("round(asin(1), 4)", "1.5708"),
    ("round(atan(1), 4)", "0.7854"),
    ("round(atan2(1, -1), 4)", "2.3562"),
    ("boolean('no')", "true"),
    ("boolean-from-string('no')", "false"),
    ("ceiling(2.1)", "3"),
    ("floor(-2.1)", "-3"),
    ("checklist(2, 2, true(), false(), ${n} > 5)", "true"),
    ("weighted-checklist(3, 9, ${n} > 5, 2, true(), 1.5)", "true"),
    ("coalesce(${hole}, ${n})", "12"),
    ("concat(${t}, ' – ', ${n})", "Mường Tè – 12"),
    ("contains(${t}, 'Tè')", "true"),
    ("starts-with(${t}, 'Tè')", "false"),
    ("ends-with(${t}, 'Tè')", "true"),
    ("round(cos(0) + sin(0) + tan(0), 6)", "1"),
    ("count(${person})", "2"),
    ("count-non-empty(${age})", "1"),
    ("count-selected(${m})", "2"),
    ("selected(${m}, 'c')", "true"),
    ("selected-at(${m}, 1)", "c"),
    ("count(instance('abc')/root/item[name = current()/../s])", "1"),
    ("instance('abc')/root/item[position() = last()]/label", "Con"),
    ("date('2008-09-05') = ${day}", "true"),
    ("format-date(date(${day} + 30), '%e/%n/%Y')", "5/10/2008"),
    ("format-date-time(date-time('2026-11-20T14:30:00.000+07:00'), '%H:%M')", "14:30"),
    ("decimal-date-time(${moment})", "20777.3125"),
    ("round(decimal-time(${at}) * 24, 2)", "6.5"),
    ("digest('some text', 'MD5', 'hex')", "552e21cd4cd9918678e3c1a0df491bc3"),
    ("round(exp(1), 4)", "2.7183"),
    ("exp10(2)", "100"),
    ("log(1)", "0"),
    ("log10(1000)", "3"),
    ("if(${n} > 10, 'nhiều', 'ít')", "nhiều"),
    ("indexed-repeat(${called}, ${person}, 2)", "Bình"),
    ("int(7.9)", "7"),
    ("join(', ', ${called})", "An, Bình"),
    ("jr:choice-name(${s}, '${s}')", "Ba"),
    ("jr:itext('abc-2')", "Con"),
    ("max(3, ${n}, 7)", "12"),
    ("min(3, ${n}, 7)", "3"),
    ("normalize-space('  a   b ')", "a b"),
    ("not(false())", "true"),
    ("int(now() - today())", "0"),
    ("number('4.50') * 2", "9"),
    ("once(${n})", "12"),
    ("round(pi(), 5)", "3.14159"),
    ("position(..)", "1"),
    ("pow(2, 10)", "1024"),
    ("pulldata('me', 'unit', 'key', 'me')", OWN_UNIT),
    ("regex(${t}, 'M.*')", "true"),
    ("sqrt(144)", "12"),
    ("string(0.5)", "0.5"),
    ("string-length(${t})", "8"),
    ("string-length(uuid())", "36"),
    ("substr(${t}, 0, 5)", "Mường"),
    ("substring-before(${t}, ' ')", "Mường"),
    ("substring-after(${t}, ' ')", "Tè"),
    ("sum(${age})", "40"),
    ("translate('2026/11/20', '/', '-')", "2026-11-20"),
    ("true()", "true"),
    ("version()", "2026.1"),
]


def workbook() -> bytes:
    book = Workbook()
    survey = book.active
    assert survey is not None
    survey.title = "survey"
    survey.append(["type", "name", "label", "calculation"])
    for type_, name in ASKED:
        survey.append([type_, name, name.title()])
    survey.append(["begin repeat", "person", "Người"])
    survey.append(["text", "called", "Tên"])
    survey.append(["integer", "age", "Tuổi"])
    survey.append(["end repeat"])
    for at, (expression, _) in enumerate(CASES):
        survey.append(["calculate", f"c{at}", None, expression])
    choices = book.create_sheet("choices")
    for row in (["list_name", "name", "label"], ["abc", "a", "Anh"], ["abc", "b", "Ba"]):
        choices.append(row)
    choices.append(["abc", "c", "Con"])
    settings = book.create_sheet("settings")
    settings.append(["form_title", "form_id", "version"])
    settings.append(["Mọi hàm", "functions", "2026.1"])
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.fixture(scope="module")
def sent() -> dict[str, Value]:
    talk = Talk(from_workbook(workbook()), HERE)
    talk.say(*SAID, "An", "40", "thêm", "Bình", "bỏ qua", "không")
    return dict(handed_in(talk.say(Submit())))


@pytest.mark.parametrize(("expression", "expected"), CASES)
def test_a_function(sent: dict[str, Value], expression: str, expected: str) -> None:
    assert str(sent[f"c{CASES.index((expression, expected))}"]) == expected


def test_none_is_left_out() -> None:
    used = {name for source, _ in CASES for name in re.findall(r"[a-z][a-z0-9:-]*(?=\()", source)}
    assert used == {*FUNCTIONS, *LOOKING}
