"""Owns how one value is kept: plain JSON types, told apart without a doubt."""

from datetime import date
from decimal import Decimal
from typing import Any, assert_never

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
        return {"photos": [photo_to_json(photo) for photo in photos]}
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
            return tuple(photo_from_json(photo) for photo in photos)
        case _:
            raise ValueError(data)


def photo_to_json(photo: Photo) -> list[str]:
    return [photo.sha256, photo.media_type]


def photo_from_json(data: list[str]) -> Photo:
    sha256, media_type = data
    return Photo(sha256, media_type)
