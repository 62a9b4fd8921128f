"""Owns finding units, bodies and areas by what they are called in the data: code, key, day."""

import re
from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select

from storage.models import AdminUnit, AreaMember, Body, BodyKind, Level, UnitLineage
from vietnamese.text import fold

_KIND = re.compile(r"^(Xã|Phường|Thị trấn|Địa bàn|Sở) ")
_UNIT_KEY = re.compile(r"(\d{2,5})@(\d{4}-\d{2}-\d{2})")


def unit_key(unit: AdminUnit) -> str:
    """ "03388@2025-07-01": a code alone names different communes at different times."""
    return f"{unit.code}@{unit.valid_from}"


def full_name(unit: AdminUnit) -> str:
    return f"{unit.kind} {unit.name}"


def unit_at(session: Session, code: str, day: date) -> AdminUnit | None:
    return session.exec(
        select(AdminUnit).where(AdminUnit.code == code, in_force(AdminUnit, day))
    ).first()


def units_at(session: Session, day: date, level: Level) -> list[AdminUnit]:
    """The units in force on a day, as a reader looks for them: by name."""
    found = session.exec(
        select(AdminUnit).where(AdminUnit.level == level.value, in_force(AdminUnit, day))
    )
    return sorted(found, key=lambda unit: (*_order(unit.name), unit.code))


def unit_by_key(session: Session, key: str) -> AdminUnit | None:
    match = _UNIT_KEY.fullmatch(key.strip())
    if match is None:
        return None
    try:
        return session.get(AdminUnit, (match[1], date.fromisoformat(match[2])))
    except ValueError:  # 2025-02-30
        return None


def successors(session: Session, code: str, valid_from: date) -> list[AdminUnit]:
    """What a unit went into; nothing for one still in force."""
    return list(
        session.exec(
            select(AdminUnit)
            .join(
                UnitLineage,
                and_(
                    col(UnitLineage.new_code) == AdminUnit.code,
                    col(UnitLineage.new_valid_from) == AdminUnit.valid_from,
                ),
            )
            .where(UnitLineage.old_code == code, UnitLineage.old_valid_from == valid_from)
            .order_by(col(AdminUnit.code))
        )
    )


def predecessors(session: Session, code: str, valid_from: date) -> list[AdminUnit]:
    """What a unit was made of."""
    return list(
        session.exec(
            select(AdminUnit)
            .join(
                UnitLineage,
                and_(
                    col(UnitLineage.old_code) == AdminUnit.code,
                    col(UnitLineage.old_valid_from) == AdminUnit.valid_from,
                ),
            )
            .where(UnitLineage.new_code == code, UnitLineage.new_valid_from == valid_from)
            .order_by(col(AdminUnit.code))
        )
    )


def body_by_key(session: Session, key: str) -> Body | None:
    return session.exec(select(Body).where(Body.key == key)).first()


def find_body(session: Session, text: str, day: date) -> Body | None:
    """A body by its key, whenever it is in force, or by the bare code of its unit on `day`.

    A district's code means its area, also once there are no districts.
    """
    text = text.strip()
    named = body_by_key(session, text) or body_by_key(session, text.casefold())
    if named is not None or not (text.isascii() and text.isdigit()):
        return named
    return session.exec(
        select(Body).where(
            col(Body.kind).in_([BodyKind.COMMUNE.value, BodyKind.AREA.value]),
            Body.unit_code == text,
            in_force(Body, day),
        )
    ).first()


def lock_all(session: Session, body_ids: Iterable[int]) -> None:
    """Hold bodies until the transaction ends, after their people: what they owe is being reckoned.

    Rows that only refer to them may still be written.
    """
    if session.get_bind().dialect.name != "sqlite":
        ids = sorted(set(body_ids))
        rows = select(Body.id).where(col(Body.id).in_(ids)).order_by(col(Body.id))
        session.exec(rows.with_for_update(key_share=True)).all()


def area_of(session: Session, body_id: int, day: date) -> Body | None:
    """The area a commune belongs to on a day."""
    return session.exec(
        select(Body)
        .join(AreaMember, col(AreaMember.area_id) == Body.id)
        .where(AreaMember.member_id == body_id, in_force(AreaMember, day))
    ).first()


def area_ids(session: Session, day: date) -> dict[int, int]:
    """commune body -> its area, of all on a day."""
    rows = select(AreaMember.member_id, AreaMember.area_id).where(in_force(AreaMember, day))
    return dict(session.exec(rows).all())


def members_of(session: Session, area_id: int, day: date) -> list[Body]:
    found = session.exec(
        select(Body)
        .join(AreaMember, col(AreaMember.member_id) == Body.id)
        .where(AreaMember.area_id == area_id, in_force(AreaMember, day))
    )
    return by_name(found)


def bodies_at(session: Session, kind: BodyKind, day: date) -> list[Body]:
    return by_name(session.exec(select(Body).where(Body.kind == kind.value, in_force(Body, day))))


def in_force(
    model: type[AdminUnit] | type[AreaMember] | type[Body], day: date
) -> ColumnElement[bool]:
    return and_(
        col(model.valid_from) <= day,
        or_(col(model.valid_to).is_(None), col(model.valid_to) >= day),
    )


def _order(name: str) -> tuple[str, str]:
    return fold(name), name  # plain order would put Đ and Ấ last


def by_name(bodies: Iterable[Body]) -> list[Body]:
    return sorted(bodies, key=lambda body: (*_order(_KIND.sub("", body.name)), body.key))
