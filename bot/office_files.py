"""Owns telling by its content what a file is, and giving it a name that harms nobody."""

import re
import zipfile
from io import BytesIO

from handlers.messages import Unusable
from vietnamese.text import clean

IMAGE = "image"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUFFIXES = {PDF: ".pdf", DOCX: ".docx", XLSX: ".xlsx"}

_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_WEBP = re.compile(rb"RIFF....WEBP", re.DOTALL)
_ZIP = b"PK\x03\x04"
_MAIN = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
_END_OF_ZIP, _ZIP64 = b"PK\x05\x06", b"PK\x06\x07"
_LONGEST_TAIL = 66_000  # where the end of a zip stands, before a comment of 65,535 bytes
_LONGEST_LIST = 1024 * 1024  # no document has so many members; the list would fill the memory
_LONGEST_NAME = 100
_HARMFUL = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def kind(content: bytes) -> str | Unusable:
    """A media type that is taken as it is, IMAGE for what is re-coded, or why it is not taken.

    The sender's name and media type are claims; nothing here is ever run or unpacked.
    """
    if content.startswith(_IMAGES) or _WEBP.match(content):
        return IMAGE
    if content.startswith(b"%PDF-"):
        return PDF
    return _office(content) if content.startswith(_ZIP) else Unusable.DOCUMENT


def _office(content: bytes) -> str | Unusable:
    if _has_long_list(content):
        return Unusable.DOCUMENT
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = {one.lower() for one in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return Unusable.DOCUMENT
    if any(one.endswith(("vbaproject.bin", "vbadata.xml")) for one in names):
        return Unusable.MACROS
    found = [media_type for main, media_type in _MAIN.items() if main in names]
    return found[0] if len(found) == 1 else Unusable.DOCUMENT


def _has_long_list(content: bytes) -> bool:
    """Whether a zip says, anywhere zipfile may look, that its list of members is beyond reason."""
    tail = content[-_LONGEST_TAIL:]
    for end in re.finditer(re.escape(_END_OF_ZIP), tail):
        size = int.from_bytes(tail[end.start() + 12 : end.start() + 16], "little")
        if size > _LONGEST_LIST or _ZIP64 in tail[max(0, end.start() - 20) : end.start()]:
            return True
    return False


def name(claimed: str, media_type: str) -> str:
    """Without folders, signs that shells or systems read, or another kind's ending.

    >>> name("../Kế hoạch.pdf.exe", PDF), name("", PDF)
    ('Kế hoạch.pdf.exe.pdf', 'tai-lieu.pdf')
    """
    suffix = SUFFIXES[media_type]
    last = re.split(r"[\\/]", clean(claimed).replace("\n", " "))[-1]
    bare = _HARMFUL.sub("_", last).strip()
    if bare.lower().endswith(suffix):
        bare = bare[: -len(suffix)]
    return (bare.strip(". ")[:_LONGEST_NAME].strip(". ") or "tai-lieu") + suffix
