"""Owns fitting a Reply to what a channel can show: texts, buttons or numbers, parts. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot import keys, split
from bot.channels.base import Capabilities, Part, Span
from handlers.messages import Asks, Choice, Reply


@dataclass(frozen=True, slots=True)
class File:
    """An attachment and where its content lies."""

    path: Path
    name: str
    is_photo: bool


def fit(
    reply: Reply,
    message_id: int,
    can: Capabilities,
    gettext: Callable[[str], str],
    files: Sequence[File] = (),
) -> tuple[Part, ...]:
    """The messages that show a Reply; the last one carries its buttons."""
    contact = gettext("Share my phone number") if _shares(reply, can, "contact") else ""
    location = gettext("Share my location") if _shares(reply, can, "location") else ""
    shares = bool(contact or location)
    spans = _spans(reply, can, gettext)
    parts = [Part(file=one.path, file_name=one.name, is_photo=one.is_photo) for one in files]
    if len(parts) == 1 and not shares and 0 < _units(spans) <= can.caption_limit:
        parts[0] = replace(parts[0], spans=spans)
    else:
        parts += [Part(spans=piece) for piece in _split(spans, can.text_limit)]
    if not parts:
        return ()
    rows = keys.rows(reply.choices, message_id) if can.buttons else ()
    parts[-1] = replace(
        parts[-1],
        rows=rows,
        contact_button=contact,
        location_button=location,
        # A keyboard that stayed open goes with the next message that has no buttons of its own.
        remove_keyboard=can.contact_button and not rows and not shares,
    )
    return tuple(parts)


def _shares(reply: Reply, can: Capabilities, what: Asks) -> bool:
    able = can.contact_button if what == "contact" else can.location_button
    return able and reply.asks == what


def _spans(reply: Reply, can: Capabilities, gettext: Callable[[str], str]) -> tuple[Span, ...]:
    answers = [one for one in reply.choices if one.kind == "answer"]
    body = [
        Span(reply.place),
        Span(reply.text, "bold" if reply.asks or answers else ""),
        Span(reply.hint, "italic"),
    ]
    blocks = [[Span(reply.lead)], body]
    if not can.buttons or keys.are_listed(answers):
        blocks.append([Span(_numbered(number, one)) for number, one in enumerate(answers, 1)])
    if not can.buttons:
        blocks.append([Span(_words(reply.choices, gettext))])
    return _joined([[line for line in block if line.text.strip()] for block in blocks])


def _joined(blocks: Sequence[Sequence[Span]]) -> tuple[Span, ...]:
    """Lines within a block, a blank line between blocks."""
    spans: list[Span] = []
    for block in blocks:
        for place, line in enumerate(block):
            if spans:
                spans.append(Span("\n" if place else "\n\n"))
            spans.append(line)
    return tuple(spans)


def _numbered(number: int, choice: Choice) -> str:
    return f"{keys.tick(choice)}{number}. {choice.label}"


def _words(choices: Sequence[Choice], gettext: Callable[[str], str]) -> str:
    """What can be typed to navigate where there are no buttons."""
    words = " · ".join(one.label for one in choices if one.kind == "nav")
    return gettext("Type: {words}").format(words=words) if words else ""


def _units(spans: Sequence[Span]) -> int:
    return sum(split.units(span.text) for span in spans)


def _split(spans: tuple[Span, ...], limit: int) -> list[tuple[Span, ...]]:
    if not spans:
        return []
    if _units(spans) <= limit:
        return [spans]
    text = "".join(span.text for span in spans)
    return [_between(spans, start, end) for start, end in split.cuts(text, limit)]


def _between(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """The spans of one stretch of the joined text."""
    found = []
    for span in spans:
        piece = span.text[max(start, 0) : max(end, 0)]
        if piece:
            found.append(Span(piece, span.style))
        start, end = start - len(span.text), end - len(span.text)
    return tuple(found)
