"""Owns which choice is meant by a bare yes, no, "rồi" or "chưa"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from forms.steps import Option
from vietnamese.assent import Assent, read_assent
from vietnamese.text import fold

_ASIDE = re.compile(r"\s*\([^()]*\)")
_FIRST_WORDS = {
    "có": Assent.YES, "đã": Assent.DONE, "rồi": Assent.DONE, "không": Assent.NO,
    "chưa": Assent.NOT_YET,
}  # fmt: skip
_NAMING = frozenset({Assent.DONE, Assent.NOT_YET})


@dataclass(frozen=True, slots=True)
class Said:
    options: tuple[Option, ...]
    certain: bool


def by_assent(text: str, options: Sequence[Option]) -> Said | None:
    """The options that a bare yes or no fits; None if the text, or none of them, is of that kind.

    It is certain only where the choices are a yes and a no: "có" to "Đang mở, Đã đóng cửa" is not.
    """
    said = read_assent(text)
    if said is None:
        return None
    stances = {option.value: _stance(option.label) for option in options}
    if said is Assent.UNKNOWN:
        unknown = tuple(one for one in options if stances[one.value] is said)
        return Said(unknown, certain=len(unknown) == 1)
    fitting = [one for one in options if _agree(said, stances[one.value])]
    if not fitting:
        return None
    meant = _closest(fitting, said, stances)
    neither = [one for one in options if stances[one.value] is None]
    rivals = [one for one in neither if len(text) == 1 and _begins(one, text)]
    against = any(_oppose(said, stance) for stance in stances.values())
    # "Đã thực hiện" is what "rồi" says; to "có" there may be more than done and not done.
    named = said in _NAMING and stances[meant[0].value] is said
    plain = named or not neither or read_assent(meant[0].label) is not None
    return Said((*meant, *rivals), len(meant) == 1 and against and plain and not rivals)


def _begins(option: Option, text: str) -> bool:
    return fold(option.label).startswith(fold(text))


def _closest(
    fitting: list[Option], said: Assent, stances: dict[str, Assent | None]
) -> list[Option]:
    """Labels that are a bare yes or no go before longer ones; "chưa" before "không"."""
    same = [one for one in fitting if stances[one.value] is said]
    if said in _NAMING and same:
        return same
    bare = [one for one in fitting if read_assent(one.label) is not None]
    return bare if len(bare) == 1 else fitting


@lru_cache(maxsize=4096)
def _stance(label: str) -> Assent | None:
    plain = _ASIDE.sub("", label).strip().casefold()
    words = plain.split()
    if read_assent(" ".join(words[:2])) is Assent.UNKNOWN:
        return Assent.UNKNOWN
    return read_assent(plain) or (_FIRST_WORDS.get(words[0]) if words else None)


def _agree(said: Assent, stance: Assent | None) -> bool:
    return stance is not None and (
        (said.positive and stance.positive) or (said.negative and stance.negative)
    )


def _oppose(said: Assent, stance: Assent | None) -> bool:
    return stance is not None and (
        (said.positive and stance.negative) or (said.negative and stance.positive)
    )
