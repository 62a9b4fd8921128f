"""What a file is taken for, by its content alone, and the names under which it is kept."""

import itertools
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot import office_files
from bot.channels.base import FileHandle
from bot.filing_cabinet import FilingCabinet, Limits
from bot.office_files import DOCX, IMAGE, PDF, SUFFIXES, XLSX
from handlers.messages import Unusable
from tests.conversation.golden import document, picture

LIMITS = Limits(photo=2_000, file=10_000)


def zipped(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", PDF),
        (b"\x00%PDF-1.7\n", Unusable.DOCUMENT),
        (document("a.docx"), DOCX),
        (document("a.xlsx"), XLSX),
        (document("a.doc"), Unusable.DOCUMENT),
        (document("a.docx", macros=True), Unusable.MACROS),
        (zipped("xl/workbook.xml", "XL/VBAPROJECT.BIN"), Unusable.MACROS),
        (zipped("word/document.xml", "xl/workbook.xml"), Unusable.DOCUMENT),
        (zipped("ppt/presentation.xml"), Unusable.DOCUMENT),
        (zipped("a.exe"), Unusable.DOCUMENT),
        (zipped(*(f"{n:060}" for n in range(10_000))), Unusable.DOCUMENT),
        (document("a.docx")[:60], Unusable.DOCUMENT),
        (b"PK\x03\x04", Unusable.DOCUMENT),
        (picture(), IMAGE),
        (b"\x89PNG\r\n\x1a\n", IMAGE),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", IMAGE),
        (b"GIF89a", Unusable.DOCUMENT),
        (b"MZ\x90", Unusable.DOCUMENT),
        (b"<html>", Unusable.DOCUMENT),
        (b"", Unusable.DOCUMENT),
    ],
    ids=itertools.count(),  # a zip has the time in it, and may not name a test
)
def test_kinds(content: bytes, kind: str | Unusable) -> None:
    assert office_files.kind(content) == kind


@given(st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04", b"%PDF-", b"RIFF"]))
@example(b"PK\x05\x06" + bytes(18), b"PK\x03\x04")
def test_no_bytes_raise(content: bytes, start: bytes) -> None:
    kind = office_files.kind(start + content)
    assert isinstance(kind, Unusable) or kind in {IMAGE, *SUFFIXES}


@pytest.mark.parametrize(
    ("claimed", "name"),
    [
        ("Kế hoạch 125.pdf", "Kế hoạch 125.pdf"),
        ("KE HOACH.PDF", "KE HOACH.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\an\\a.pdf", "a.pdf"),
        ("a.pdf.exe", "a.pdf.exe.pdf"),
        ("a\u202efdp.exe", "afdp.exe.pdf"),
        ('a"b<c>|d?.pdf', "a_b_c_d_.pdf"),
        ("a\r\nContent-Type: x.pdf", "a Content-Type_ x.pdf"),
        (".pdf", "tai-lieu.pdf"),
        ("...", "tai-lieu.pdf"),
        ("", "tai-lieu.pdf"),
        ("ế" * 300 + ".pdf", "ế" * 100 + ".pdf"),
    ],
)
def test_names(claimed: str, name: str) -> None:
    assert office_files.name(claimed, PDF) == name


@given(st.text(max_size=150), st.sampled_from(sorted(SUFFIXES)))
def test_every_name_is_harmless_and_says_what_the_file_is(claimed: str, media_type: str) -> None:
    name = office_files.name(claimed, media_type)
    assert name.endswith(SUFFIXES[media_type])
    assert len(name) <= 110
    assert not set('\\/:*?"<>|\n\r\x00') & set(name)
    assert not name.startswith(".")
    assert office_files.name(name, media_type) == name


class Drawer:
    """Hands out one file, however large."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    async def fetch(self, _handle: FileHandle, limit: int) -> bytes | Unusable:
        return self.content if len(self.content) <= limit else Unusable.TOO_LARGE


@pytest.mark.parametrize(
    ("content", "claims_image", "outcome"),
    [
        (b"%PDF-1.7", False, PDF),
        (b"%PDF-1.7", True, PDF),
        (picture(), False, "image/jpeg"),
        (picture(), True, "image/jpeg"),
        (b"only words", True, Unusable.NOT_AN_IMAGE),
        (b"only words", False, Unusable.DOCUMENT),
        (document("a.xlsx", macros=True), True, Unusable.MACROS),
        (b"%PDF-" + bytes(5_000), False, PDF),
        (b"%PDF-" + bytes(5_000), True, Unusable.TOO_LARGE),
        (b"\xff\xd8\xff" + bytes(5_000), False, Unusable.TOO_LARGE),
        (bytes(20_000), False, Unusable.FILE_TOO_LARGE),
        (bytes(20_000), True, Unusable.TOO_LARGE),
    ],
)
async def test_what_becomes_of_a_file_that_was_sent(
    tmp_path: Path, content: bytes, claims_image: bool, outcome: str
) -> None:
    handle = FileHandle("h", None, claims_image, "tệp.pdf")
    found = await FilingCabinet(tmp_path, LIMITS).fetch(Drawer(content), handle)  # type: ignore[arg-type]
    if isinstance(outcome, Unusable):
        assert found == {"unusable": outcome.value}
        assert not (tmp_path / "files").exists()
        return
    assert found["media_type"] == outcome
    assert (tmp_path / "files" / found["sha256"][:2] / found["sha256"]).stat().st_size > 0
    assert found.get("name") == (None if outcome == "image/jpeg" else "tệp.pdf")
