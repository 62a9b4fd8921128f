"""Owns letters: cleaning what was typed, and the forms by which it is compared."""

import re
import unicodedata

# Bidirectional overrides and zero-width marks change how a text reads without being seen.
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)]
)
_SPACES = re.compile(r"[^\S\n]+")
# What phones and word processors make of plain signs: full-width forms, long dashes, curly quotes.
_PLAIN_SIGNS = (
    {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
    | dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-")
    | dict.fromkeys([0x2018, 0x2019, 0x02BC, 0x2032], "'")
    | dict.fromkeys([0x201C, 0x201D, 0x2033], '"')
)


def clean(text: str) -> str:
    """Text as it is kept: NFC, no control or invisible marks, single spaces, trimmed.

    Line breaks stay: several answers may come in one message, one a line.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = "".join(
        c for c in text.translate(_INVISIBLE) if c in "\n\t" or unicodedata.category(c)[0] != "C"
    )
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n")).strip()


def fold(text: str) -> str:
    """The form by which texts are compared: no case, no diacritics, single spaces.

    >>> fold("  Mường  TÈ ")
    'muong te'
    """
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.split())


def tidy(text: str) -> str:
    """The form in which answers are read: no case, plain signs, single spaces, diacritics kept.

    >>> tidy("  Ｂa – ５  NGƯỜI ")
    'ba - 5 người'
    """
    composed = unicodedata.normalize("NFC", text.translate(_PLAIN_SIGNS).casefold())
    return " ".join(composed.split())
