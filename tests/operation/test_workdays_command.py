"""The administrator shows, puts, takes back and brings in days off and days worked."""

from pathlib import Path

import pytest
from sqlmodel import Session, create_engine, select

from bot.__main__ import main
from bot.commands import workday_file
from storage.models import AuditEvent, CalendarDay

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def bare(home: Path) -> Path:
    return home


def kept(home: Path) -> dict[str, bool]:
    """The days put by hand."""
    engine = create_engine(f"sqlite:///{home / 'data' / 'sozanh.sqlite3'}")
    with Session(engine) as session:
        found = {
            str(one.day): one.working for one in session.exec(select(CalendarDay)) if one.by_hand
        }
    engine.dispose()
    return found


def actions(home: Path) -> list[tuple[str, str]]:
    engine = create_engine(f"sqlite:///{home / 'data' / 'sozanh.sqlite3'}")
    with Session(engine) as session:
        found = [(one.action, one.subject) for one in session.exec(select(AuditEvent))]
    engine.dispose()
    return found


def listed(capsys: Captured, year: int = 2026) -> list[str]:
    capsys.readouterr()
    assert main(["workdays", "list", "--year", str(year)]) == 0
    return capsys.readouterr().out.splitlines()


def test_list_shows_the_laws_days_and_the_swaps(capsys: Captured) -> None:
    lines = listed(capsys)
    assert lines[0] == "thứ Năm 01/01/2026: nghỉ · Tết Dương lịch"
    swap = "Hoán đổi sang thứ Bảy 10/01/2026 (Công văn 12729/VPCP-KGVX)"
    assert lines[1] == f"thứ Sáu 02/01/2026: nghỉ · {swap}"
    assert lines[2].startswith("thứ Bảy 10/01/2026: làm việc · ")
    assert "thứ Ba 24/11/2026: nghỉ · Ngày Văn hóa Việt Nam" in lines
    assert len(lines) == 16
    assert not any("nhập tay" in line or "Chủ nhật" in line for line in lines)


def test_list_shows_this_year_unless_told(capsys: Captured) -> None:
    assert main(["workdays", "list"]) == 0
    assert "Tết Dương lịch" in capsys.readouterr().out


def test_a_day_is_put_shown_and_taken_back(home: Path, capsys: Captured) -> None:
    before = listed(capsys)
    assert main(["workdays", "off", "25/11/2026", "--note", "Nghỉ theo thông báo"]) == 0
    line = "thứ Tư 25/11/2026: nghỉ · Nghỉ theo thông báo · nhập tay"
    assert capsys.readouterr().out == f"{line}\n"
    assert main(["workdays", "work", "2026-11-24"]) == 0
    assert capsys.readouterr().out == "thứ Ba 24/11/2026: làm việc · nhập tay\n"
    assert set(listed(capsys)) - set(before) == {line, "thứ Ba 24/11/2026: làm việc · nhập tay"}
    assert kept(home) == {"2026-11-25": False, "2026-11-24": True}
    assert main(["workdays", "forget", "25/11/2026"]) == 0
    assert capsys.readouterr().out == "thứ Tư 25/11/2026: làm việc\n"
    assert main(["workdays", "forget", "24/11/2026"]) == 0
    assert listed(capsys) == before
    assert [one for one in actions(home) if one[0].startswith("workday")] == [
        ("workday put", "2026-11-25"),
        ("workday put", "2026-11-24"),
        ("workday forgotten", "2026-11-25"),
        ("workday forgotten", "2026-11-24"),
    ]


def test_a_notice_is_brought_in(home: Path, capsys: Captured) -> None:
    text = """day,working,note
28/12/2026,nghỉ,"Hoán đổi, thông báo của Bộ Nội vụ"
,,
2026-12-26,yes,
01/02/2027,no,Nghỉ Tết
"""
    (home / "notice.csv").write_text(text, "utf-8-sig")
    assert main(["workdays", "import", "notice.csv"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "thứ Hai 28/12/2026: nghỉ · Hoán đổi, thông báo của Bộ Nội vụ · nhập tay",
        "thứ Bảy 26/12/2026: làm việc · nhập tay",
        "thứ Hai 01/02/2027: nghỉ · Nghỉ Tết · nhập tay",
    ]
    assert kept(home) == {"2026-12-26": True, "2026-12-28": False, "2027-02-01": False}


def test_a_notice_with_faults_is_not_taken(home: Path, capsys: Captured) -> None:
    text = """day,working,note
28/12/2026,no,
31/02/2027,no,
29/12/2026,maybe,
2026-12-28,yes,
30/12/26,no
"""
    (home / "notice.csv").write_text(text, "utf-8")
    assert main(["workdays", "list"]) == 0
    assert main(["workdays", "import", "notice.csv"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said == [
        "notice.csv: nothing was taken",
        "line 3: '31/02/2027' is no day; write 02/01/2027",
        "line 4: 'maybe' is neither yes nor no",
        "line 5: the day 28/12/2026 was named before",
        "line 6: '30/12/26' is no day; write 02/01/2027",
    ]
    assert kept(home) == {}


def test_many_faults_are_named_in_part(home: Path, capsys: Captured) -> None:
    (home / "notice.csv").write_text("day,working,note\n" + "x,no,\n" * 50, "utf-8")
    assert main(["workdays", "import", "notice.csv"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said[-2:] == ["line 21: 'x' is no day; write 02/01/2027", "and 30 more"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "No such file"),
        (b"", "no column day, working, note"),
        (b"day,note\n", "no column working"),
        (b"day,working,note\n\xff\xfe,no,\n", "CSV in UTF-8"),
        (b'day,working,note\n1/1/2027,no,"x\n', "CSV in UTF-8"),
    ],
)
def test_what_is_no_such_file_is_refused(
    home: Path, capsys: Captured, content: bytes | None, words: str
) -> None:
    if content is not None:
        (home / "notice.csv").write_bytes(content)
    assert main(["workdays", "import", "notice.csv"]) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["off", "31/02/2027"], "'31/02/2027' is no day"),
        (["work", "2/1/27"], "is no day"),
        (["off", "01/01/0202"], "is no day"),
        (["forget", "tomorrow"], "is no day"),
        (["forget", "25/11/2026"], "nothing was put for 25/11/2026"),
        (["forget", "02/01/2026"], "nothing was put for 02/01/2026"),  # the seed's
        (["list", "--year", "26"], "--year"),
        (["list", "--year", "0"], "--year"),
    ],
)
def test_what_is_wrong_is_said_plainly(capsys: Captured, arguments: list[str], words: str) -> None:
    assert main(["workdays", *arguments]) == 1
    assert words in capsys.readouterr().err


def test_a_note_is_cleaned() -> None:
    folder = Path("notice.csv")
    folder.write_text("day,working,note\n1/1/2027,no,  Nghỉ \u200b Tết \n", "utf-8")
    assert [one.note for one in workday_file.read(folder)] == ["Nghỉ Tết"]
