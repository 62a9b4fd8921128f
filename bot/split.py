"""Owns cutting a long text into parts a chat app takes, never inside a letter or an emoji."""

import unicodedata

_JOINERS = "\u200d"
_LOOK_BACK = 64  # characters: a letter with more marks than this is cut like any other


def units(text: str) -> int:
    """Length in UTF-16 units, as Telegram counts."""
    return len(text) + sum(character > "\uffff" for character in text)


def cuts(text: str, limit: int) -> list[tuple[int, int]]:
    """(start, end) of each piece of at most `limit` units; white space at a cut is dropped."""
    pieces = []
    start = _skip(text, 0)
    while start < len(text):
        end = _reach(text, start, limit)
        if end < len(text):
            end = _border(text, start, end)
        shown = start + len(text[start:end].rstrip())
        pieces.append((start, shown))
        start = _skip(text, end)
    return pieces


def _skip(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _reach(text: str, start: int, limit: int) -> int:
    """The furthest end within the limit."""
    if units(text[start : start + limit]) <= limit:
        return min(start + limit, len(text))
    left = limit
    end = start
    while end < len(text):
        left -= 2 if text[end] > "\uffff" else 1
        if left < 0:
            break
        end += 1
    return end


def _border(text: str, start: int, end: int) -> int:
    """The best place to cut at or before `end`: a paragraph, a line, a word, a letter."""
    half = start + (end - start) // 2  # an earlier border would waste most of the message
    for mark in ("\n\n", "\n", " "):
        found = text.rfind(mark, half, end + len(mark))
        if found > start:
            return found
    for place in range(end, max(start, end - _LOOK_BACK), -1):
        if not _inside(text, place):
            return place
    return end


def _inside(text: str, place: int) -> bool:
    """Whether a cut before `text[place]` would fall inside what is read as one sign."""
    before, after = text[place - 1], text[place]
    if unicodedata.category(after)[0] == "M" or _is_skin_tone(after):
        return True
    if before in _JOINERS or after in _JOINERS:
        return True
    return _is_flag_letter(after) and _odd_flag_letters(text, place)


def _is_skin_tone(character: str) -> bool:
    return "\U0001f3fb" <= character <= "\U0001f3ff"


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _odd_flag_letters(text: str, place: int) -> bool:
    """Flags are pairs of letters: after an odd number of them one is half done."""
    count = 0
    while place > count and count < _LOOK_BACK and _is_flag_letter(text[place - count - 1]):
        count += 1
    return count % 2 == 1
