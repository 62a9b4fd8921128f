"""Owns the file in which people get everything that is kept about them."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines, already in the person's language."""

    title: str
    lines: Sequence[str]


def render(title: str, sections: Sequence[Section]) -> bytes:
    """A plain text file that any phone opens (UTF-8 with a mark, for Windows)."""
    out = [title, "=" * len(title)]
    for section in sections:
        out += ["", section.title, "-" * len(section.title)]
        out += [f"- {line}" if line else "" for line in section.lines] or ["—"]
    return ("\n".join(out) + "\n").encode("utf-8-sig")
