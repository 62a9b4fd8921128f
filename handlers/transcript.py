"""Owns how what a person did is kept in the transcript."""

from typing import Any, assert_never

from handlers import joining
from handlers.messages import (
    Contact,
    Content,
    Document,
    Location,
    Photo,
    Tap,
    Text,
    Unreadable,
)
from storage.models import Message


def body_of(content: Content, tapped: Message | None) -> dict[str, Any]:
    """A shared place or phone number is never in it; a tap is kept by the words on its button."""
    match content:
        case Text(text) if joining.read_phone(text):
            return {"contact": True}
        case Text(text):
            return {"text": text}
        case Tap(index=index):
            choices = tapped.body.get("choices", []) if tapped else []
            return {"tap": choices[index][1] if 0 <= index < len(choices) else ""}
        case Photo(sha256=sha256):
            return {"photo": sha256}
        case Document(sha256=sha256, media_type=media_type, name=name):
            return {"document": [sha256, media_type, name]}
        case Location():
            return {"location": True}
        case Contact():
            return {"contact": True}
        case Unreadable(why):
            return {"unreadable": why.value}
        case _ as never:
            assert_never(never)
