"""Telegram's HTML: text and entities, or 400."""

import re
from dataclasses import dataclass
from html import unescape

from tests.telegram_double.entities import utf16
from tests.telegram_double.values import ApiError, Json, bad

_TAG = re.compile(r"<(/?)([a-zA-Z0-9-]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>")
_ATTRIBUTE = re.compile(r"\s+([a-zA-Z-]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+))?")
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});")
_PLAIN = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_ATTRIBUTED = {"a", "span", "tg-emoji"}


@dataclass(slots=True)
class _Open:
    tag: str
    start: int
    attributes: dict[str, str]


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Text and entities of Telegram's HTML; 400 when it is not well formed."""
    pieces: list[str] = []
    entities: list[Json] = []
    stack: list[_Open] = []
    length = position = 0
    for match in _TAG.finditer(source):
        length += _plain(source, position, match.start(), pieces)
        position = match.end()
        closing, tag, rest = match.group(1), match.group(2).lower(), match.group(3)
        if closing:
            entity = _close(stack, tag, length, _offset(source, match.start()))
            if entity is not None:
                entities.append(entity)
        else:
            _check_start(tag, rest, _offset(source, match.start()))
            stack.append(_Open(tag, length, _attributes(rest)))
    _plain(source, position, len(source), pieces)
    if stack:
        raise _unparsable(f'Can\'t find end tag corresponding to start tag "{stack[-1].tag}"')
    return _strip("".join(pieces), entities)


def _plain(source: str, start: int, end: int, pieces: list[str]) -> int:
    raw = source[start:end]
    stray = raw.find("<")
    if stray >= 0:
        raise _unparsable(f"Unclosed start tag at byte offset {_offset(source, start + stray)}")
    text = _ENTITY.sub(lambda match: unescape(match.group()), raw) if "&" in raw else raw
    pieces.append(text)
    return utf16(text)


def _check_start(tag: str, rest: str, offset: int) -> None:
    spoiler = tag != "span" or _attributes(rest).get("class") == "tg-spoiler"
    if (tag not in _PLAIN and tag not in _ATTRIBUTED) or not spoiler:
        raise _unparsable(f'Unsupported start tag "{tag}" at byte offset {offset}')


def _attributes(rest: str) -> dict[str, str]:
    return {
        match.group(1).lower(): unescape((match.group(2) or "").strip("\"'"))
        for match in _ATTRIBUTE.finditer(rest)
    }


def _close(stack: list[_Open], tag: str, length: int, offset: int) -> Json | None:
    if not stack:
        raise _unparsable(f"Unexpected end tag at byte offset {offset}")
    opened = stack.pop()
    if tag not in {"", opened.tag}:
        expected = f'expected "</{opened.tag}>", found "</{tag}>"'
        raise _unparsable(f"Unmatched end tag at byte offset {offset}, {expected}")
    extra: Json = {}
    kind = _PLAIN.get(opened.tag, "spoiler")
    if opened.tag == "a":
        kind, extra = "text_link", {"url": opened.attributes.get("href", "")}
    elif opened.tag == "tg-emoji":
        kind, extra = "custom_emoji", {"custom_emoji_id": opened.attributes.get("emoji-id", "")}
    elif opened.tag == "blockquote" and "expandable" in opened.attributes:
        kind = "expandable_blockquote"
    if length == opened.start or (kind == "text_link" and not extra["url"]):
        return None
    return {"type": kind, "offset": opened.start, "length": length - opened.start, **extra}


def _strip(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    lead = utf16(text) - utf16(text.lstrip())
    text = text.strip()
    size = utf16(text)
    kept: list[Json] = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] - lead + entity["length"], size)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return text, sorted(kept, key=lambda entity: (entity["offset"], -entity["length"]))


def _offset(source: str, index: int) -> int:
    return len(source[:index].encode())


def _unparsable(reason: str) -> ApiError:
    return bad(f"can't parse entities: {reason}")
