"""Owns the numbers of official documents: "125/KH-UBND", "01/2026/QĐ-TTg", "125 kh ubnd"."""

import re
import unicodedata

from vietnamese.reading import Reading
from vietnamese.text import tidy

_KINDS = frozenset({
    "KH", "BC", "CV", "QD", "QĐ", "TB", "TTR", "NQ", "CT", "ND", "NĐ", "TT", "HD", "HĐ", "GM", "BB",
    "CTR", "DA", "ĐA", "PA", "QC", "KL", "TC", "GT", "PC", "CD", "CĐ", "UBND", "HDND", "HĐND",
})  # fmt: skip
# Letters typed without the stroke, where nothing else can be meant. (HD is also "hướng dẫn".)
_STROKES = {
    "QD": "QĐ", "ND": "NĐ", "CD": "CĐ", "DA": "ĐA", "HDND": "HĐND", "BCD": "BCĐ", "GDDT": "GDĐT",
    "SGDDT": "SGDĐT", "BGDDT": "BGDĐT", "LDTBXH": "LĐTBXH", "SLDTBXH": "SLĐTBXH",
    "BLDTBXH": "BLĐTBXH", "TTHDND": "TTHĐND",
}  # fmt: skip
_MIXED = {"TTG": "TTg", "TTR": "TTr", "CTR": "CTr"}
_BEFORE = re.compile(
    r"(?:(?:công văn|kế hoạch|quyết định|báo cáo|thông báo|tờ trình|nghị quyết|nghị định"
    r"|thông tư|chỉ thị|văn bản|cong van|ke hoach|quyet dinh|bao cao|thong bao|to trinh|nghi quyet"
    r"|nghi dinh|thong tu|chi thi|van ban|cv|kh|qđ|qd|bc) )?(?:(?:số|so)\b[ :.]*)?"
)
_DATED = re.compile(r",? (?:ngày|ngay) [0-9/.\- ]+$")
_NUMBER = re.compile(r"([0-9]{1,5}) ?[/\- ] ?(?:((?:19|20)[0-9]{2}) ?[/\- ] ?)?(.+)")
_PART = re.compile(r"[a-zđ&]{1,12}[0-9]{0,2}")
_MOST_PARTS = 4
_MOST = 60


def read_document_number(text: str) -> Reading[str]:
    """A document's number as it is printed; the figures stay as they were typed.

    >>> read_document_number("Số: 01 / bc-ubnd").values, read_document_number("125 KH UBND").values
    (('01/BC-UBND',), ('125/KH-UBND',))
    """
    said = _DATED.sub("", tidy(unicodedata.normalize("NFC", text)).strip(".!;, "))
    said = said[_end_of_opening(said) :]
    found = _NUMBER.fullmatch(said) if len(said) <= _MOST else None
    if found is None:
        return Reading()
    number, year, letters = found.groups()
    parts = [part for part in re.split(r" ?[/\-_.] ?| ", letters) if part]
    if not _plausible(parts, number=number, year=year, slashed="/" in said):
        return Reading()
    symbol = "-".join(_printed(part) for part in parts)
    return Reading(("/".join(filter(None, (number, year, symbol))),))


def _end_of_opening(said: str) -> int:
    opening = _BEFORE.match(said)
    return opening.end() if opening else 0


def _plausible(parts: list[str], *, number: str, year: str | None, slashed: bool) -> bool:
    if not parts or not all(map(_PART.fullmatch, parts)) or not int(number):
        return False
    first = parts[0].upper()
    if len(parts) == 1:  # a law: "28/2026/QH15"
        return year is not None and first.startswith("QH")
    # Without a stroke only what surely is a document's sign: "125 người dự" has spaces too.
    return len(parts) <= _MOST_PARTS and (slashed or first in _KINDS)


def _printed(part: str) -> str:
    upper = part.upper()
    pieces = [_STROKES.get(piece, _MIXED.get(piece, piece)) for piece in upper.split("&")]
    return "&".join(pieces)
