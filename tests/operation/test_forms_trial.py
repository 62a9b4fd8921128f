"""A form is filled in the terminal as officers fill it in the chat; nothing is kept."""

import json
import sys
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest

from bot.__main__ import main
from tests.operation.form_files import ALONE, FORM

pytestmark = pytest.mark.usefixtures("home")
TO_THE_CHECK = ["An", "nam", "2", "Nà Hừ", "45", "thêm", "Nậm Củm", "8", "không", "@a.jpg", "xong"]
TO_THE_CHECK += ["@kế hoạch.pdf"]


def type_in(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO("".join(f"{line}\n" for line in lines)))


def test_a_form_is_filled_in_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_in(monkeypatch, *TO_THE_CHECK, "gửi")
    assert main(["forms", "try", "village.md"]) == 0
    talk, _, table = capsys.readouterr().out.partition("Báo cáo sẽ được gửi")
    assert "Câu 1/6\nAi dẫn đầu?" in talk
    assert "1. Nậm Mạ\n2. Nậm Tăm" in talk
    assert "Câu 5/8 · Bản 2\nTên bản là gì?" in talk
    assert table.splitlines()[1:] == [
        "leader            An",
        "place             Nậm Tăm",
        "village[1]/name   Nà Hừ",
        "village[1]/homes  45",
        "village[2]/name   Nậm Củm",
        "village[2]/homes  8",
        "total             53",
        "picture           1 ảnh",
        "plan              kế hoạch.pdf",
    ]


def test_values_come_as_json_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_in(monkeypatch, *TO_THE_CHECK, "gửi")
    assert main(["forms", "try", "village.md", "--json"]) == 0
    said = capsys.readouterr()
    values = {one["path"]: one for one in json.loads(said.out)}
    assert values["village[2]/homes"]["value"] == 8
    assert values["place"] == {
        "path": "place",
        "type": "select_one_from_file",
        "value": "nt",
        "shown": "Nậm Tăm",
    }
    assert "Câu 1/6" in said.err


def test_the_words_of_the_chat_steer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_in(
        monkeypatch,
        "tất cả",
        "câu 4: 45",
        "An\\",
        "Nậm Mạ",
        "quay lại",
        "Giữ nguyên",
        "Nà Hừ",
        "không",
        "@a.jpg",
        "xong",
        "bỏ qua",
        "gửi báo cáo",
    )
    assert main(["forms", "try", "village.md"]) == 0
    out = capsys.readouterr().out
    assert "Các câu hỏi của phiếu\n1. Ai dẫn đầu?" in out
    assert "… Nậm Mạ" in out
    assert "Hiện ghi: Nậm Mạ" in out
    assert "village[1]/homes  45\n" in out


def test_at_the_check_answers_and_instances_change(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_in(
        monkeypatch,
        *TO_THE_CHECK,
        "Sửa",
        "chẳng hiểu gì",
        "1",
        "Bình",
        "Sửa",
        "Bớt bản",
        "1",
        "Có, bỏ mục này",
        "Sửa",
        "Thêm bản",
        "Pa Ủ",
        "7",
        "không",
        "Sửa",
        "Bớt bản",
        "Về bước kiểm tra",
        "Gửi báo cáo",
    )
    assert main(["forms", "try", "village.md"]) == 0
    talk, _, table = capsys.readouterr().out.partition("Báo cáo sẽ được gửi")
    assert "hoặc gõ số thứ tự" in talk
    assert [line.split("  ")[-1].strip() for line in table.splitlines()[1:]] == [
        "Bình",
        "Nậm Tăm",
        "Nậm Củm",
        "8",
        "Pa Ủ",
        "7",
        "15",
        "1 ảnh",
        "kế hoạch.pdf",
    ]


class Interrupted(StringIO):
    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        raise KeyboardInterrupt


@pytest.mark.parametrize(
    "stdin",
    [
        StringIO(),
        StringIO("An\n"),
        StringIO("An\\\n"),
        StringIO("An\nthoát\n"),
        StringIO("An\nLưu và thoát\n"),
        StringIO("\n".join([*TO_THE_CHECK, "Hủy\n"])),
        Interrupted(),
    ],
)
def test_a_trial_that_is_broken_off_says_so(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    home: Path,
    stdin: StringIO,
) -> None:
    monkeypatch.setattr(sys, "stdin", stdin)
    assert main(["forms", "try", "village.md"]) == 1
    said = capsys.readouterr()
    assert "Không có gì được lưu" in said.err
    assert "Báo cáo sẽ được gửi" not in said.out
    assert not (home / "data").exists()


def test_typed_bytes_that_are_no_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(b"\xff\xfe\n"), "utf-8"))
    assert main(["forms", "try", "village.md"]) == 2
    assert "UTF-8" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "said", "words"),
    [
        ("units", "phuc than", "Xã Phúc Than nay thuộc xã Mường Than"),
        ("units", "xa muong te", "✓ Xã Mường Tè"),
        ("establishments", "chợ", "Chưa tìm thấy"),
        ("places", "NT", "✓ Nậm Tăm"),
        ("places", "ma", "Ý anh/chị là mục nào?"),
    ],
)
def test_lists_come_from_beside_the_form_or_from_the_programme(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    said: str,
    words: str,
) -> None:
    (home / "units.csv").unlink()
    (home / "where.md").write_text(ALONE.format(list=name), "utf-8")
    type_in(monkeypatch, said)
    main(["forms", "try", "where.md"])
    assert words in capsys.readouterr().out


def test_a_list_beside_the_form_wins(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "where.md").write_text(ALONE.format(list="units"), "utf-8")
    (home / "units.csv").write_text("name,label\nx,Xã Tưởng Tượng\n", "utf-8")
    type_in(monkeypatch, "xa tuong tuong", "gửi")
    assert main(["forms", "try", "where.md"]) == 0
    assert "where  Xã Tưởng Tượng" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"name;label\nx;y\n", "name và label"),
        ("name,label\nx,Xã\n".encode("utf-16"), "UTF-8"),
        (b'name,label\nx,"' + b"y" * 200_000, "CSV"),
    ],
)
def test_a_list_that_cannot_be_read_is_said_before_the_trial(
    home: Path, capsys: pytest.CaptureFixture[str], content: bytes, words: str
) -> None:
    (home / "units.csv").write_bytes(content)
    assert main(["forms", "try", "village.md"]) == 2
    said = capsys.readouterr()
    assert words in said.err
    assert said.out == ""


def test_whose_report_it_is_can_be_chosen(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    survey = "| survey | type | name | calculation | label |\n"
    survey += "| | calculate | unit | pulldata('me', 'unit', 'key', 'me') | |\n"
    survey += "| | username | who | | |\n| | text | x | | Gì? |\n\n"
    settings = "| settings | form_title | form_id | version |\n| | Tôi | me | 1 |\n"
    (home / "me.md").write_text(survey + settings, "utf-8")
    type_in(monkeypatch, "y", "gửi")
    assert main(["forms", "try", "me.md", "--unit", "03388"]) == 0
    out = capsys.readouterr().out
    assert "unit  03388@2025-07-01\n" in out
    assert "who   Cán bộ dùng thử\n" in out
    assert main(["forms", "try", "me.md", "--unit", "99999"]) == 2
    assert "“99999”" in capsys.readouterr().err


def test_a_form_with_faults_is_not_tried(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "village.md").write_text(FORM.replace("${homes}", "${home}"), "utf-8")
    assert main(["forms", "try", "village.md"]) == 1
    said = capsys.readouterr()
    assert "cần sửa 1 lỗi" in said.err
    assert said.out == ""


@pytest.mark.parametrize(
    ("action", "name", "status"),
    [
        ("check", "places", 1),
        ("publish", "places", 1),
        ("check", "schools", 1),
        ("try", "schools", 1),
        ("check", "establishments", 0),
    ],
)
def test_a_list_that_officers_would_find_empty_is_a_fault(
    home: Path, capsys: pytest.CaptureFixture[str], action: str, name: str, status: int
) -> None:
    (home / "where.md").write_text(ALONE.format(list=name), "utf-8")
    assert main(["forms", action, "where.md"]) == status
    said = capsys.readouterr()
    assert (f"“{name}" in said.out + said.err) == bool(status)
