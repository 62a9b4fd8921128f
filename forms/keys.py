"""Owns the keys of questions: a name, and the ids of the repeat instances it stands in."""

from forms.steps import Key

_MARK = "#"  # no name holds it
Ids = tuple[int, ...]


def key(name: str, ids: Ids = ()) -> Key:
    """
    >>> key("age"), key("age", (2, 5))
    ('age', 'age#2.5')
    """
    if not ids:
        return name
    return f"{name}{_MARK}{ids[0] if len(ids) == 1 else '.'.join(map(str, ids))}"


def split(written: Key) -> tuple[str, Ids]:
    """The name and the ids of a key; whatever is no key has the ids of none.

    >>> split("age#2.5"), split("age"), split("age#x")
    (('age', (2, 5)), ('age', ()), ('age#x', ()))
    """
    name, mark, ids = written.partition(_MARK)
    parts = ids.split(".")
    if not mark or not all(part.isdecimal() and part.isascii() for part in parts):
        return written, ()
    return name, tuple(int(part) for part in parts)
