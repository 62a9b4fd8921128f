"""Owns how a filling is kept: plain JSON types, and back again without a loss."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from forms.steps import Answer, Doubt, Filling, Option
from forms.value_json import photo_from_json, photo_to_json, value_from_json, value_to_json


def to_json(filling: Filling) -> dict[str, Any]:
    return {
        "form_id": filling.form_id,
        "version": filling.version,
        "answers": {name: _answer_to_json(one) for name, one in filling.answers.items()},
        "skipped": sorted(filling.skipped),
        "repeats": {key: list(ids) for key, ids in filling.repeats.items()},
        "last_id": filling.last_id,
        "closed": sorted(filling.closed),
        "kept": {key: value_to_json(value) for key, value in filling.kept.items()},
        "started": filling.started.isoformat() if filling.started else None,
        "at": filling.at,
        "returning": filling.returning,
        "ticks": None if filling.ticks is None else list(filling.ticks),
        "photos": [photo_to_json(photo) for photo in filling.photos],
        "doubt": None if filling.doubt is None else _doubt_to_json(filling.doubt),
        "waiting": [list(line) for line in filling.waiting],
        "waiting_source": filling.waiting_source,
    }


def from_json(data: Mapping[str, Any]) -> Filling:
    """Fillings kept before there were repeats lack what belongs to them."""
    ticks, doubt, started = data["ticks"], data["doubt"], data.get("started")
    return Filling(
        form_id=data["form_id"],
        version=data["version"],
        answers={name: _answer_from_json(one) for name, one in data["answers"].items()},
        skipped=frozenset(data["skipped"]),
        repeats={key: tuple(ids) for key, ids in data.get("repeats", {}).items()},
        last_id=data.get("last_id", 1),
        closed=frozenset(data.get("closed", ())),
        kept={key: value_from_json(value) for key, value in data.get("kept", {}).items()},
        started=datetime.fromisoformat(started) if started else None,
        at=data["at"],
        returning=data["returning"],
        ticks=None if ticks is None else tuple(ticks),
        photos=tuple(photo_from_json(photo) for photo in data["photos"]),
        doubt=None if doubt is None else _doubt_from_json(doubt),
        waiting=tuple((key, line) for key, line in data.get("waiting", ())),
        waiting_source=data.get("waiting_source"),
    )


def _answer_to_json(answer: Answer) -> dict[str, Any]:
    return {
        "value": value_to_json(answer.value),
        "source": answer.source,
        "confirmed": answer.confirmed,
    }


def _answer_from_json(data: Mapping[str, Any]) -> Answer:
    return Answer(value_from_json(data["value"]), data["source"], data["confirmed"])


def _doubt_to_json(doubt: Doubt) -> dict[str, Any]:
    return {
        "kind": doubt.kind,
        "message": doubt.message,
        "options": [[one.value, one.label, one.chosen] for one in doubt.options],
        "values": dict(doubt.values),  # JSON already
        "source": doubt.source,
        "shown": doubt.shown,
    }


def _doubt_from_json(data: Mapping[str, Any]) -> Doubt:
    options = tuple(Option(value, label, chosen) for value, label, chosen in data["options"])
    return Doubt(
        kind=data["kind"],
        message=data["message"],
        options=options,
        values=data["values"],
        source=data["source"],
        shown=data["shown"],
    )
