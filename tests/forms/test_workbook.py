"""Workbooks (.xlsx): what their cells say, and that no file brings the importer down."""

import random
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import cell_text, library, markdown, workbook, xlsform
from forms.definition import Form, walk
from forms.file_faults import FileFault
from forms.package import LARGEST, MOST_TAGS
from forms.problems import FormError
from forms.sheets import LIMITS, letter
from tests.forms.workbooks import SETTINGS, SURVEY, book, changed, of_sheets, part
from tests.forms.workbooks import workbook as made

REAL = sorted((Path(__file__).parent / "real").glob("*.md"))
SHEET = "xl/worksheets/sheet1.xml"


def faults(content: bytes) -> list[FileFault]:
    found = (one.fault for one in workbook.read(content).problems)
    return [one for one in found if isinstance(one, FileFault)]


@pytest.mark.parametrize("form_id", library.all_ids())
def test_the_librarys_forms_as_workbooks(form_id: str) -> None:
    source = library.source(form_id)
    content = of_sheets(markdown.read(source))
    assert xlsform.from_workbook(content) == xlsform.from_markdown(source)
    assert xlsform.from_file("x.xlsx", content) == xlsform.from_file("x.md", source.encode())


@pytest.mark.parametrize("path", REAL, ids=[path.stem for path in REAL])
def test_forms_of_the_field_as_workbooks(path: Path) -> None:
    source = path.read_text("utf-8")
    assert xlsform.from_workbook(of_sheets(markdown.read(source))) == xlsform.from_markdown(source)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1.0, "1"),
        (1.5, "1.5"),
        (1e-7, "0.0000001"),
        (12345678901234.0, "12345678901234"),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2026, 11, 20), "2026-11-20"),
        (datetime(2026, 11, 20), "2026-11-20"),  # noqa: DTZ001 - a workbook knows no time zones
        (datetime(2026, 11, 20, 7, 30), "2026-11-20T07:30:00"),  # noqa: DTZ001
        (time(7, 30), "07:30:00"),
        (None, ""),
        ("một", "một"),
    ],
)
def test_cells_are_read_as_somebody_would_have_typed_them(value: object, expected: str) -> None:
    assert cell_text.written(value) == expected


def test_cells_in_a_workbook() -> None:
    content = made(
        [
            ["type", None, "name", "label", "required", "default"],
            [],
            ["date ", None, "a", " Ngày\xa0nào? ", True, date(2026, 11, 20)],
            ["integer", None, "b", "Co\u0302\u0309ng", False, 3.0],
        ],
    )
    a, b = [one for one, _ in walk(xlsform.from_workbook(content).nodes)]
    assert (a.required, a.default, a.label[""]) == ("TRUE", "2026-11-20", "Ngày nào?")
    assert (b.required, b.default, b.label[""]) == ("FALSE", "3", "Cổng")


def test_a_row_is_numbered_as_the_spreadsheet_numbers_it() -> None:
    problems = xlsform.examine("", made([*SURVEY, [], [], ["geotrace", "b", "Đâu?"]])).problems
    assert [(one.row, one.header, one.letter) for one in problems] == [(5, "type", "A")]


def test_sheets_are_found_whatever_their_case_and_others_are_left_alone() -> None:
    content = book({"Ghi chú": [["=1"]], "Survey ": SURVEY, "SETTINGS": SETTINGS})
    assert xlsform.from_workbook(content).form_id == "try"


def test_a_formula_with_a_result_is_its_result() -> None:
    formula = made([*SURVEY, ["text", "b", "=A1"]])
    assert faults(formula) == [FileFault.FORMULA]
    sheet = part(formula, SHEET)
    reckoned = sheet.replace(b"<v></v>", b"<v>Ai?</v>").replace(b"<v />", b"<v>Ai?</v>")
    assert reckoned != sheet
    reckoned = reckoned.replace(b'<c r="C3">', b'<c r="C3" t="str">')
    assert xlsform.from_workbook(changed(formula, {SHEET: reckoned})).form_id == "try"


def test_what_is_in_pictures_is_never_unpacked() -> None:
    content = changed(made(), {"xl/media/image1.png": bytes(LARGEST * 2)})
    assert xlsform.from_workbook(content).form_id == "try"


def test_many_parts_together_are_too_big_as_well() -> None:
    half = b"<x>" + random.Random(1).randbytes(LARGEST // 4).hex().encode() + b"</x>"
    parts = {f"xl/worksheets/sheet{at}.xml": half for at in (7, 8, 9)}
    assert faults(changed(made(), parts)) == [FileFault.TOO_BIG]


def test_a_part_that_is_nearly_all_repetition_is_not_unpacked() -> None:
    content = made()
    sheet = part(content, SHEET).replace(b"<sheetData>", b"<sheetData>" + b"<row/>" * 500_000)
    assert faults(changed(content, {SHEET: sheet})) == [FileFault.TOO_BIG]


def test_a_part_of_too_many_elements_is_not_read() -> None:
    chance = random.Random(1)
    rows = b"".join(b"<c s='%d'/>" % chance.randrange(10**9) for _ in range(MOST_TAGS))
    sheet = part(made(), SHEET).replace(b"<sheetData>", b"<sheetData>" + rows)
    assert faults(changed(made(), {SHEET: sheet})) == [FileFault.TOO_BIG]


@pytest.mark.parametrize("row", [b"9000", b"1048576"])
def test_a_row_far_below_is_not_lost_without_a_word(row: bytes) -> None:
    content = made()
    sheet = part(content, SHEET).replace(b'<row r="2"', b'<row r="' + row + b'"')
    content = changed(content, {SHEET: sheet.replace(b'r="A2"', b'r="A' + row + b'"')})
    found = xlsform.examine("", content)
    assert [one.fault for one in found.problems] == [FileFault.TOO_MANY_ROWS]


def test_as_many_rows_as_are_allowed() -> None:
    most = LIMITS["survey"]
    rows = [["text", f"q{at}", "Hỏi"] for at in range(most + 1)]
    form = xlsform.from_workbook(made([SURVEY[0], *rows[:most]]))
    assert len(form.nodes) == most
    with pytest.raises(FormError):
        xlsform.from_workbook(made([SURVEY[0], *rows]))


def _as_excel_writes_it(content: bytes) -> bytes:
    """Texts in a part of their own, parts of them in bold."""
    sheet = part(content, SHEET)
    inline = b't="inlineStr"><is><t>Ai?</t></is>'
    assert inline in sheet
    types = part(content, "[Content_Types].xml")
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    listed = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    strings = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<si><r><t xml:space="preserve">Ai </t></r><r><rPr><b/></rPr><t>kia?</t></r></si></sst>'
    )
    parts = {
        SHEET: sheet.replace(inline, b't="s"><v>0</v>'),
        "[Content_Types].xml": types.replace(b"</Types>", listed),
        "xl/sharedStrings.xml": strings,
    }
    return changed(content, parts)


def test_rich_text_is_text() -> None:
    form = xlsform.from_workbook(_as_excel_writes_it(made()))
    ((question, _),) = walk(form.nodes)
    assert question.label[""] == "Ai kia?"


def test_letters() -> None:
    assert [letter(at) for at in (0, 25, 26, 51, 701, 702)] == ["A", "Z", "AA", "AZ", "ZZ", "AAA"]


# --- whatever comes -----------------------------------------------------------------------------
GOOD = made([*SURVEY, ["note", "b", "=A1"]], choices=[["list_name", "name"], ["l", "x"]])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PARTS = [
    *("xl/workbook.xml", "xl/styles.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"),
    *("[Content_Types].xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"),
]


def _taken(content: bytes) -> None:
    found = xlsform.examine("x.xlsx", content)
    assert isinstance(found.form, Form) or found.problems


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", OLE]))
def test_any_bytes_are_taken(content: bytes, start: bytes) -> None:
    _taken(start + content)


@given(st.randoms(use_true_random=False))
def test_a_damaged_file_is_taken(chance: random.Random) -> None:
    content = bytearray(GOOD)
    for _ in range(chance.randint(1, 6)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    _taken(bytes(content))


BITS = [b"<x/>", b"9999999999", b"-1", b"&#0;", b"A1:XFD1048576", b'r="ZZZZ99"', b"<", b'"', b"t="]


@given(st.sampled_from(PARTS), st.randoms(use_true_random=False))
def test_a_damaged_part_is_taken(name: str, chance: random.Random) -> None:
    content = bytearray(part(GOOD, name))
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(content))
        content[at : at + chance.choice([0, 0, 1, 9])] = chance.choice(BITS)
    _taken(changed(GOOD, {name: bytes(content)}))


def test_the_maker_of_workbooks_makes_good_ones() -> None:
    assert openpyxl.load_workbook(BytesIO(made())).sheetnames == ["survey", "settings"]
