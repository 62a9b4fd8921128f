"""Owns a Reply and an Incoming as JSON: what the transcript keeps and channels show."""

from dataclasses import asdict
from typing import Any

from handlers.messages import Choice, Lane, Order, Reply, Stored


def reply_to_json(reply: Reply) -> dict[str, Any]:
    """Only what differs from an empty Reply: the transcript is long."""
    body: dict[str, Any] = {"text": reply.text}
    for name in ("lead", "place", "hint", "asks", "replaces"):
        if getattr(reply, name):
            body[name] = getattr(reply, name)
    if reply.lane is not Lane.REPLY:
        body["lane"] = reply.lane.value
    if reply.choices:
        body["choices"] = [
            [c.action, c.label, c.kind, *([1] if c.chosen else [])] for c in reply.choices
        ]
    files = [asdict(one) for one in reply.attachments if isinstance(one, Stored)]
    if files:
        body["files"] = files
    return body


def reply_from_json(body: dict[str, Any]) -> Reply:
    """The Reply that was kept. Orders are not in it: they became jobs."""
    return Reply(
        text=body["text"],
        lead=body.get("lead", ""),
        place=body.get("place", ""),
        hint=body.get("hint", ""),
        choices=tuple(
            Choice(action, label, kind, bool(rest))
            for action, label, kind, *rest in body.get("choices", ())
        ),
        attachments=tuple(Stored(**one) for one in body.get("files", ())),
        asks=body.get("asks", ""),
        replaces=body.get("replaces"),
        lane=Lane(body.get("lane", "reply")),
    )


def orders_of(reply: Reply) -> list[Order]:
    return [one for one in reply.attachments if isinstance(one, Order)]
