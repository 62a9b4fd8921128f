"""Owns how a filling is kept: plain JSON types, and back again without a loss."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, assert_never

from forms.steps import Answer, Doubt, Filling, Option
from forms.values import NOT_RECORDED, NotRecorded, Photo, Value


def value_to_json(value: Value) -> Any:  # noqa: ANN401 - JSON
    match value:
        case str() | int():
            return value
        case Decimal():
            return {"decimal": str(value)}
        case date():
            return {"date": value.isoformat()}
        case NotRecorded():
            return {"not_recorded": True}
        case tuple():
            return _tuple_to_json(value)
        case _:
            assert_never(value)


def _tuple_to_json(value: tuple[str, ...] | tuple[Photo, ...]) -> Any:  # noqa: ANN401 - JSON
    photos = [one for one in value if isinstance(one, Photo)]
    if photos:
        return {"photos": [_photo_to_json(photo) for photo in photos]}
    return {"names": list(value)}


def value_from_json(data: object) -> Value:
    match data:
        case bool():
            raise ValueError(data)
        case str() | int():
            return data
        case {"decimal": str(written)}:
            return Decimal(written)
        case {"date": str(written)}:
            return date.fromisoformat(written)
        case {"not_recorded": True}:
            return NOT_RECORDED
        case {"names": list(names)}:
            return tuple(str(name) for name in names)
        case {"photos": list(photos)}:
            return tuple(_photo_from_json(photo) for photo in photos)
        case _:
            raise ValueError(data)


def to_json(filling: Filling) -> dict[str, Any]:
    return {
        "form_id": filling.form_id,
        "version": filling.version,
        "answers": {name: _answer_to_json(one) for name, one in filling.answers.items()},
        "skipped": sorted(filling.skipped),
        "at": filling.at,
        "returning": filling.returning,
        "ticks": None if filling.ticks is None else list(filling.ticks),
        "photos": [_photo_to_json(photo) for photo in filling.photos],
        "doubt": None if filling.doubt is None else _doubt_to_json(filling.doubt),
    }


def from_json(data: Mapping[str, Any]) -> Filling:
    ticks, doubt = data["ticks"], data["doubt"]
    return Filling(
        form_id=data["form_id"],
        version=data["version"],
        answers={name: _answer_from_json(one) for name, one in data["answers"].items()},
        skipped=frozenset(data["skipped"]),
        at=data["at"],
        returning=data["returning"],
        ticks=None if ticks is None else tuple(ticks),
        photos=tuple(_photo_from_json(photo) for photo in data["photos"]),
        doubt=None if doubt is None else _doubt_from_json(doubt),
    )


def _photo_to_json(photo: Photo) -> list[str]:
    return [photo.sha256, photo.media_type]


def _photo_from_json(data: list[str]) -> Photo:
    sha256, media_type = data
    return Photo(sha256, media_type)


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
