"""Owns how one value is kept: plain JSON types, told apart without a doubt."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, assert_never

from forms.values import NOT_RECORDED, File, NotRecorded, Photo, Point, Value


def value_to_json(value: Value) -> Any:  # noqa: ANN401 - JSON
    match value:
        case str() | int():
            return value
        case Decimal():
            return {"decimal": str(value)}
        case datetime():  # a datetime is a date, too
            return {"dateTime": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case time():
            return {"time": value.isoformat()}
        case NotRecorded():
            return {"not_recorded": True}
        case _:
            return _parts_to_json(value)


def _parts_to_json(value: Point | File | tuple[str, ...] | tuple[Photo, ...]) -> dict[str, Any]:
    match value:
        case Point(latitude, longitude):
            return {"point": [latitude, longitude]}
        case File(sha256, media_type, name):
            return {"file": [sha256, media_type, name]}
        case tuple():
            return _tuple_to_json(value)
        case _:
            assert_never(value)


def _tuple_to_json(value: tuple[str, ...] | tuple[Photo, ...]) -> dict[str, Any]:
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
        case {"names": list(names)}:
            return tuple(str(name) for name in names)
        case {"photos": list(photos)}:
            return tuple(photo_from_json(photo) for photo in photos)
        case {"file": [str(sha256), str(media_type), str(name)]}:
            return File(sha256, media_type, name)
        case {"point": [latitude, longitude]}:
            return Point(float(latitude), float(longitude))
        case {"not_recorded": True}:
            return NOT_RECORDED
        case _:
            return _moment_from_json(data)


def _moment_from_json(data: object) -> Value:
    match data:
        case {"date": str(written)}:
            return date.fromisoformat(written)
        case {"time": str(written)}:
            return time.fromisoformat(written)
        case {"dateTime": str(written)}:
            return datetime.fromisoformat(written)
        case _:
            raise ValueError(data)


def photo_to_json(photo: Photo) -> list[str]:
    return [photo.sha256, photo.media_type]


def photo_from_json(data: list[str]) -> Photo:
    sha256, media_type = data
    return Photo(sha256, media_type)
