"""Owns letters: cleaning what was typed, and the folded form by which it is compared."""

import re
import unicodedata

# Bidirectional overrides and zero-width marks change how a text reads without being seen.
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)]
)
_SPACES = re.compile(r"[^\S\n]+")


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
