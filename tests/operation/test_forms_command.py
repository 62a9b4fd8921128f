"""Forms on the command line: checked, tried, converted, put into use; bad input said plainly."""

import sys
from pathlib import Path

import pytest
from pyxform.errors import PyXFormError
from sqlmodel import Session, create_engine, select

from bot.__main__ import main
from forms import library, xlsform
from storage.models import AuditEvent, FormVersion
from tests.operation.form_files import FORM, save_workbook

pytestmark = pytest.mark.usefixtures("home")


# --- what cannot be read ------------------------------------------------------------------------
BAD_FILES = [
    ("missing.md", None, "Không có tệp “missing.md”"),
    ("no/such/folder.md", None, "Không có tệp"),
    ("data.md/", "folder", "là thư mục"),
    ("empty.xlsx", b"", "trống"),
    ("blank.md", b" \n\n", "trống"),
    ("latin.md", "| survey | Xã |".encode("utf-16"), "UTF-8"),
    ("zero.md", b"| survey\0 |", "UTF-8"),
    ("old.xls", b"\xd0\xcf\x11\xe0", "Excel (.xlsx)"),
    ("macros.xlsm", b"PK", "Excel (.xlsx)"),
    ("table.CSV", b"a,b", "Excel (.xlsx)"),
    ("report.pdf", b"%PDF", "Markdown (.md)"),
    ("noending", b"x", "Markdown (.md)"),
    ("x" * 300 + ".md", None, "Không đọc được"),
    ("a\0b.md", None, "Không đọc được"),
]


@pytest.mark.parametrize("action", [["check"], ["try"], ["convert", "--to", "md"], ["publish"]])
@pytest.mark.parametrize(("name", "content", "words"), BAD_FILES)
def test_a_file_that_cannot_be_read_is_wrong_usage(
    home: Path,
    capsys: pytest.CaptureFixture[str],
    action: list[str],
    name: str,
    content: bytes | str | None,
    words: str,
) -> None:
    if isinstance(content, bytes):
        (home / name).write_bytes(content)
    elif content == "folder":
        (home / name).mkdir()
    assert main(["forms", *action, name]) == 2
    said = capsys.readouterr()
    assert words in said.err
    assert said.out == ""


def test_a_huge_file_is_not_read(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (home / "huge.xlsx").open("wb") as file:
        file.truncate(21 * 1024**2)
    assert main(["forms", "check", "huge.xlsx"]) == 2
    assert "lớn hơn 20 MB" in capsys.readouterr().err


def test_sentences_come_in_english_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forms", "check", "missing.md", "--lang", "en"]) == 2
    assert "There is no file “missing.md”" in capsys.readouterr().err


# --- check --------------------------------------------------------------------------------------
def test_check_says_what_a_form_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forms", "check", "village.md"]) == 0
    out = capsys.readouterr().out
    assert "Biểu mẫu: Các bản (mã village, phiên bản 1)" in out
    assert "Câu hỏi: 6 · nhóm: 0 · nhóm lặp: 1 · biểu thức: 1" in out
    assert out.endswith("Biểu mẫu dùng được.\n")


@pytest.mark.parametrize("form_id", library.all_ids())
def test_a_form_of_the_library_is_known_by_name(
    capsys: pytest.CaptureFixture[str], form_id: str
) -> None:
    assert main(["forms", "check", form_id]) == 0
    out = capsys.readouterr().out
    assert f"(mã {form_id}, phiên bản {library.load(form_id).version})" in out
    assert "Ngôn ngữ: Tiếng Việt (vi)" in out


def test_a_file_wins_over_the_library(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "outreach").write_text(FORM, "utf-8")
    assert main(["forms", "check", "outreach"]) == 2
    assert "“outreach”" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("language", "place", "end"),
    [
        ("vi", "dòng 8, cột calculation", "Biểu mẫu chưa dùng được: cần sửa 1 lỗi.\n"),
        ("en", "row 8, column calculation", "cannot be used yet: 1 fault has to be corrected.\n"),
    ],
)
def test_check_names_each_fault(
    home: Path, capsys: pytest.CaptureFixture[str], language: str, place: str, end: str
) -> None:
    (home / "village.md").write_text(FORM.replace("${homes}", "${home}"), "utf-8")
    assert main(["forms", "check", "village.md", "--lang", language]) == 1
    said = capsys.readouterr()
    assert place in said.out
    assert said.out.endswith(end)
    assert said.err == ""


def test_what_is_to_be_noted_does_no_harm(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    unused = "| choices | list_name | name | label |\n| | colour | red | Đỏ |\n\n| settings"
    (home / "village.md").write_text(FORM.replace("| settings", unused), "utf-8")
    assert main(["forms", "check", "village.md"]) == 0
    out = capsys.readouterr().out
    assert "\n! Trang choices, dòng 2" in out
    assert "“colour”" in out
    assert out.endswith("Biểu mẫu dùng được.\n")


def test_of_many_faults_the_first_are_shown(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"| | calculate | c{at} | | | nothing({at}) |\n" for at in range(60))
    (home / "village.md").write_text(FORM.replace("| | image", f"{rows}| | image"), "utf-8")
    assert main(["forms", "check", "village.md"]) == 1
    out = capsys.readouterr().out
    assert out.count("\n✗ ") == 50
    assert "… và 10 lỗi nữa." in out
    assert "cần sửa 60 lỗi" in out


# --- convert ------------------------------------------------------------------------------------
def test_markdown_holds_the_same_form(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forms", "convert", "village.md", "--to", "md"]) == 0
    assert xlsform.from_markdown(capsys.readouterr().out) == xlsform.from_markdown(FORM)


@pytest.mark.parametrize(("to", "words"), [("md", "| select_one_from_file"), ("xform", "<h:html")])
def test_a_workbook_is_converted(
    home: Path, capsys: pytest.CaptureFixture[str], to: str, words: str
) -> None:
    save_workbook(home / "Các bản.XLSX")
    assert main(["forms", "convert", "Các bản.XLSX", "--to", to]) == 0
    made = capsys.readouterr().out
    assert words in made
    if to == "md":
        assert xlsform.from_markdown(made) == xlsform.from_markdown(FORM)


def test_what_pyxform_refuses_is_said(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_arguments: object, **_more: object) -> None:
        raise PyXFormError("no such thing")

    monkeypatch.setattr("pyxform.xls2xform.convert", refuse)
    assert main(["forms", "convert", "village.md", "--to", "xform"]) == 1
    assert capsys.readouterr().err == "pyxform không nhận biểu mẫu này: no such thing\n"


def test_a_conversion_goes_to_a_file(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["forms", "convert", "outreach", "--to", "md", "--output", "made.md"]
    assert main(arguments) == 0
    assert capsys.readouterr().out == "Đã ghi tệp: made.md\n"
    assert main(["forms", "check", "made.md"]) == 0


def test_an_xform_is_made_by_pyxform(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forms", "convert", "village.md", "--to", "xform"]) == 0
    made = capsys.readouterr().out
    assert '<h:html xmlns="http://www.w3.org/2002/xforms"' in made
    assert 'nodeset="/data/village/homes"' in made


def test_without_pyxform_there_is_no_xform(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyxform.errors", None)
    assert main(["forms", "convert", "village.md", "--to", "xform"]) == 2
    assert "pip install pyxform" in capsys.readouterr().err


def test_a_folder_cannot_be_written(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["forms", "convert", "village.md", "--to", "md", "--output", str(home)]
    assert main(arguments) == 2
    assert "Không ghi được tệp" in capsys.readouterr().err


# --- publish ------------------------------------------------------------------------------------
def published(home: Path) -> dict[str, FormVersion]:
    engine = create_engine(f"sqlite:///{home / 'data' / 'sozanh.sqlite3'}")
    with Session(engine) as session:
        found = {one.version: one for one in session.exec(select(FormVersion)) if one.id}
        events = session.exec(select(AuditEvent).where(AuditEvent.action == "form published")).all()
    engine.dispose()
    mine = {version: one for version, one in found.items() if one.form_id == "village"}
    assert len(events) == len(mine)
    return mine


def test_a_form_is_published_once_a_version(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forms", "publish", "village.md"]) == 0
    assert "được dùng từ bây giờ" in capsys.readouterr().out
    assert main(["forms", "publish", "village.md"]) == 0
    assert "Không có gì thay đổi" in capsys.readouterr().out
    changed = FORM.replace("Ai dẫn đầu?", "Trưởng bản là ai?")
    (home / "village.md").write_text(changed, "utf-8")
    assert main(["forms", "publish", "village.md"]) == 1
    assert "đã có phiên bản 1 với nội dung khác" in capsys.readouterr().err
    assert set(published(home)) == {"1"}
    assert published(home)["1"].source == FORM
    (home / "village.md").write_text(changed.replace("village | 1", "village | 2"), "utf-8")
    assert main(["forms", "publish", "village.md"]) == 0
    assert set(published(home)) == {"1", "2"}


def test_a_workbook_is_kept_as_markdown(home: Path) -> None:
    save_workbook(home / "village.xlsx")
    assert main(["forms", "publish", "village.xlsx"]) == 0
    kept = published(home)["1"]
    assert xlsform.from_markdown(kept.source) == xlsform.from_markdown(FORM)
    assert main(["forms", "publish", "village.md"]) == 0
    assert set(published(home)) == {"1"}


def test_the_library_has_its_versions_before_anybody_changes_them(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = library.source("outreach").replace("ngày nào?", "hôm nào?")
    (home / "mine.md").write_text(changed, "utf-8")
    assert main(["forms", "publish", "mine.md"]) == 1
    assert "với nội dung khác" in capsys.readouterr().err
    assert main(["seed"]) == 0


def test_a_form_with_faults_is_not_published(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "village.md").write_text(FORM.replace("${homes}", "${home}"), "utf-8")
    assert main(["forms", "publish", "village.md"]) == 1
    assert "cần sửa 1 lỗi" in capsys.readouterr().err
    assert not (home / "data").exists()
