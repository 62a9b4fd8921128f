"""Owns what is let in of a workbook's zip: known parts, of bounded size, without entities."""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile, ZipInfo

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from forms.faults import Fault
from forms.file_faults import FileFault
from forms.problems import Problem

LARGEST = 40 * 1024 * 1024  # bytes, unpacked: a form of 10,000 rows has some 5 MB
MOST_PARTS = 2_000
MOST_TAGS = 1_000_000  # of one part: reading them costs time, however few bytes they are
DENSEST = 200  # unpacked bytes for each packed one: text that somebody wrote has some 20
_SMALL = 1024 * 1024  # bytes: not worth a thought
_MACROS = re.compile(r"xl/(vbaProject.*\.bin|macrosheets/.*)", re.IGNORECASE)
# What a sheet's text needs; pictures, drawings, links to other files stay outside.
_NEEDED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/[^/]+\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/worksheets/[^/]+\.xml"
)
_OTHERS = {
    "application/vnd.oasis.opendocument.spreadsheet": "OpenDocument (.ods)",
    "application/vnd.oasis.opendocument.text": "OpenDocument (.odt)",
}
_PLACES = {"word/document.xml": "Word (.docx)", "ppt/presentation.xml": "PowerPoint (.pptx)",
           "xl/workbook.bin": "Excel .xlsb"}  # fmt: skip


class RefusedError(Exception):
    """The file is not opened any further."""

    def __init__(self, fault: Fault, what: str = "") -> None:
        super().__init__(what)
        self.problem = Problem(fault, what)


def opened(content: bytes) -> dict[str, bytes]:
    """The parts of a workbook that are needed, by their names; or RefusedError."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            _look_at(archive)
            return dict(_parts(archive))
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        raise RefusedError(FileFault.BROKEN_FILE) from None


def _look_at(archive: ZipFile) -> None:
    """What the table of contents tells already."""
    members = archive.infolist()
    names = {one.filename for one in members}
    if len(members) > MOST_PARTS:
        raise RefusedError(FileFault.TOO_BIG, f"{len(members)} parts")
    for name, programme in _PLACES.items():
        if name in names:
            raise RefusedError(FileFault.OTHER_PROGRAMME, programme)
    if "mimetype" in names:
        kind = archive.open("mimetype").read(100).decode("ascii", "replace")
        raise RefusedError(FileFault.OTHER_PROGRAMME, _OTHERS.get(kind, "OpenDocument"))
    if any(_MACROS.fullmatch(name) for name in names):
        raise RefusedError(FileFault.MACROS)
    if "xl/workbook.xml" not in names:
        raise RefusedError(FileFault.NOT_A_WORKBOOK)
    if any(one.flag_bits & 1 for one in members):
        raise RefusedError(FileFault.ENCRYPTED)


def _parts(archive: ZipFile) -> Iterator[tuple[str, bytes]]:
    left = LARGEST
    for member in archive.infolist():
        if not _NEEDED.fullmatch(member.filename):
            continue
        part = _read(archive, member, left)
        left -= len(part)
        _check(member.filename, part)
        yield member.filename, part


def _read(archive: ZipFile, member: ZipInfo, left: int) -> bytes:
    """What the table of contents says of a part's size is not believed."""
    if member.file_size > left:
        raise RefusedError(FileFault.TOO_BIG, f"> {LARGEST // 1024 // 1024} MB")
    if member.file_size > max(_SMALL, DENSEST * member.compress_size):
        raise RefusedError(FileFault.TOO_BIG, f"× {DENSEST}")
    with archive.open(member) as part:
        found = part.read(left + 1)
    if len(found) > left:
        raise RefusedError(FileFault.TOO_BIG, f"> {LARGEST // 1024 // 1024} MB")
    return found


def _check(name: str, part: bytes) -> None:
    """A part that defines entities could grow without end, or fetch other files."""
    if part.count(b"<") > MOST_TAGS:
        raise RefusedError(FileFault.TOO_BIG, f"> {MOST_TAGS} XML")
    if name == "[Content_Types].xml" and b"macroEnabled" in part:
        raise RefusedError(FileFault.MACROS)
    try:
        for _event, element in iterparse(BytesIO(part), forbid_dtd=True):
            element.clear()
            break  # a DTD stands before the first element ends
    except DefusedXmlException:
        raise RefusedError(FileFault.UNSAFE_FILE, "XML DTD") from None
    except ParseError:
        raise RefusedError(FileFault.BROKEN_FILE) from None


def packed(parts: dict[str, bytes]) -> BytesIO:
    """The parts in a zip of our own making."""
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    target.seek(0)
    return target
