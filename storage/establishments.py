"""Owns the registry of establishments: supermarkets, markets, shops … of each commune.

A registry follows its commune through a reform: what the old communes listed is listed in the new
one, for as long as it is not closed.
"""

import re
from collections.abc import Callable, Collection
from datetime import datetime

from rapidfuzz import fuzz
from sqlalchemy import and_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from storage.models import Body, BodyKind, Establishment, UnitLineage
from storage.place_names import squeezed
from vietnamese.text import clean, fold

MOST = 6
SAME_ENOUGH = 85  # RapidFuzz's token-set ratio of two names without their kind words
LIKE_ENOUGH = 70  # the same, of what somebody looks for
_SIGNS = re.compile(r"[^\w\s]|_")
_KIND_WORDS = sorted(
    [
        "cua hang",
        "cua hang tien loi",
        "cua hang tap hoa",
        "sieu thi",
        "sieu thi mini",
        "trung tam thuong mai",
        "tttm",
        "tap hoa",
        "cho",
        "lang nghe",
        "lang nghe truyen thong",
        "cum cong nghiep",
        "ccn",
        "nha hang",
        "khach san",
        "hop tac xa",
        "htx",
        "cong ty",
        "cong ty cp",
        "cong ty co phan",
        "cong ty tnhh",
        "cong ty tnhh mtv",
        "doanh nghiep",
        "doanh nghiep tu nhan",
        "dntn",
        "nha may",
        "xi nghiep",
        "xuong",
        "khu cong nghiep",
        "kcn",
        "co so",
        "co so san xuat",
        "quan",
    ],
    key=len,
    reverse=True,
)


def get(session: Session, establishment_id: int) -> Establishment | None:
    return session.get(Establishment, establishment_id)


def add(
    session: Session, body_id: int, kind: str, name: str, person_id: int | None, now: datetime
) -> Establishment:
    """Put one on the commune's list. Whoever asks has looked at `similar` first."""
    name = " ".join(clean(name).split())
    one = Establishment(
        body_id=body_id,
        kind=kind,
        name=name,
        folded=fold(name),
        created_by=person_id,
        created_at=now,
    )
    session.add(one)
    session.flush()
    return one


def in_commune(
    session: Session, body_id: int, kinds: Collection[str] | None = None
) -> list[Establishment]:
    """The open ones of a commune and of the communes it was made of, by name."""
    query = select(Establishment).where(
        col(Establishment.body_id).in_(_with_predecessors(session, body_id)),
        col(Establishment.closed_on).is_(None),
    )
    if kinds is not None:
        query = query.where(col(Establishment.kind).in_(kinds))
    return sorted(session.exec(query), key=lambda one: (one.folded, one.name, one.id or 0))


def find(
    session: Session, body_id: int, text: str, kinds: Collection[str] | None = None
) -> list[Establishment]:
    """Those whose name is like what was typed, the likeliest first: by any part, or by kind."""

    def score(one: Establishment) -> float:
        part = fuzz.partial_ratio(fold(text), one.folded) if len(squeezed(text)) > 1 else 0
        return max(_likeness(text, one.name), part)

    return _best(in_commune(session, body_id, kinds), score, LIKE_ENOUGH)


def similar(
    session: Session, body_id: int, name: str, kinds: Collection[str] | None = None
) -> list[Establishment]:
    """Those that may be the very one about to be added, the likeliest first."""

    def score(one: Establishment) -> float:
        return _likeness(name, one.name)

    return _best(in_commune(session, body_id, kinds), score, SAME_ENOUGH)


def _best(
    known: list[Establishment], score: Callable[[Establishment], float], cutoff: float
) -> list[Establishment]:
    scored = sorted(((score(one), one) for one in known), key=lambda pair: -pair[0])
    return [one for points, one in scored if points >= cutoff][:MOST]


def _likeness(some: str, other: str) -> float:
    """In percent, of two names without kind and address; typed with or without spaces."""
    some, other = _bare(some), _bare(other)
    glued = fuzz.ratio(squeezed(some), squeezed(other))
    return max(glued, fuzz.token_set_ratio(some, other))


def _bare(name: str) -> str:
    """The folded words that tell an establishment from others: no kind before, no address after."""
    words = fold(_SIGNS.sub(" ", name.partition(",")[0]))
    for kind in _KIND_WORDS:
        if words.startswith(kind + " "):
            return words[len(kind) + 1 :]
    return words


def _with_predecessors(session: Session, body_id: int) -> list[int]:
    found, open_ids = [body_id], [body_id]
    while open_ids:
        old = _predecessors(session, open_ids)
        open_ids = [one for one in old if one not in found]
        found += open_ids
    return found


def _predecessors(session: Session, ids: list[int]) -> list[int]:
    old, new = aliased(Body), aliased(Body)
    return list(
        session.exec(
            select(old.id)
            .join(
                UnitLineage,
                and_(
                    col(UnitLineage.old_code) == old.unit_code,
                    col(UnitLineage.old_valid_from) == old.unit_valid_from,
                ),
            )
            .join(
                new,
                and_(
                    col(UnitLineage.new_code) == new.unit_code,
                    col(UnitLineage.new_valid_from) == new.unit_valid_from,
                ),
            )
            .where(col(new.id).in_(ids), old.kind == BodyKind.COMMUNE.value)
            .order_by(col(old.key))
        )
    )
