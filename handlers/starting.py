"""Owns what a form may know of its body from the start: `pulldata('me', 'unit', …)`."""

from collections.abc import Iterator, Mapping

from sqlmodel import Session

from storage.models import Body, BodyKind


class Starting(Mapping[str, str]):
    """Looked up only when a form asks: most steps do not."""

    def __init__(self, session: Session, body_id: int) -> None:
        self._session, self._body_id = session, body_id

    def __getitem__(self, key: str) -> str:
        body = self._session.get_one(Body, self._body_id)
        if key == "unit" and body.kind == BodyKind.COMMUNE:
            return f"{body.unit_code}@{body.unit_valid_from}"
        if key == "body":
            return body.name
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(("unit", "body"))

    def __len__(self) -> int:
        return 2
