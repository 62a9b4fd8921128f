"""Owns which bodies' reports count for a body: its own, and those of the units it was made of."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import and_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from storage.models import Body, UnitLineage


def sources(session: Session, body_ids: Collection[int], since: date) -> dict[int, int]:
    """For each body that reported since a day: which of `body_ids` its reports count for."""
    found = {body_id: body_id for body_id in body_ids}
    parents = _parents(session, since)
    open_ids = list(body_ids)
    while open_ids:
        older = [(old, new) for new in open_ids for old in parents.get(new, ())]
        open_ids = [old for old, _new in older if old not in found]
        for old, new in older:
            found.setdefault(old, found[new])
    return found


def _parents(session: Session, since: date) -> dict[int, list[int]]:
    """new body -> what it was made of, as far as that was still in force on the day `since`."""
    old, new = aliased(Body), aliased(Body)
    rows = session.exec(
        select(new.id, old.id)
        .select_from(UnitLineage)
        .join(
            old,
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
                col(new.kind) == old.kind,
            ),
        )
        .where(col(old.valid_to) >= since)
        .order_by(col(old.id))
    )
    parents: dict[int, list[int]] = {}
    for new_id, old_id in rows:
        parents.setdefault(new_id, []).append(old_id)
    return parents
