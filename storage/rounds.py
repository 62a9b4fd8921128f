"""Owns rounds (đợt báo cáo): begun, extended, closed, and by which day each body is due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlmodel import Session, col, select

from storage import upsert
from storage.models import Round, RoundForm

DUE_TIME = time(17)  # unless said


@dataclass(frozen=True, slots=True)
class Asked:
    """One form of a round. `subject` and `kinds`: see `RoundForm`."""

    form_id: str
    requirement: str
    subject: str = ""
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A round as it is asked for."""

    key: str
    title: str
    kind: str
    scope: Mapping[str, Any]
    as_of: date
    window: tuple[date, date]
    cut_off: date
    due_on: date
    forms: tuple[Asked, ...]
    basis: str = ""
    due_time: time = DUE_TIME
    ladder: tuple[int, ...] = (30, 15, 7, 3, 1)
    overdue_every: int = 2
    escalates_to: tuple[int, ...] = ()
    created_by: int | None = None


def add(session: Session, plan: Plan, now: datetime) -> Round | None:
    """Begin a round; None if there is one of this key already (another process was first)."""
    statement = (
        upsert.insert(session, Round)
        .values(
            key=plan.key, title=plan.title, basis=plan.basis, kind=plan.kind,
            scope=dict(plan.scope), as_of=plan.as_of, window_from=plan.window[0],
            window_to=plan.window[1], cut_off=plan.cut_off, due_on=plan.due_on,
            due_time=plan.due_time, ladder=list(plan.ladder), overdue_every=plan.overdue_every,
            escalates_to=list(plan.escalates_to), created_by=plan.created_by, created_at=now,
        )
        .on_conflict_do_nothing(index_elements=["key"])
        .returning(col(Round.id))
    )  # fmt: skip
    row = session.exec(statement).first()
    if row is None:
        return None
    round_id = int(row[0])
    session.add_all(
        RoundForm(
            round_id=round_id,
            form_id=one.form_id,
            requirement=one.requirement,
            subject=one.subject,
            kinds=list(one.kinds),
        )
        for one in plan.forms
    )
    session.flush()
    return session.get_one(Round, round_id)


def get(session: Session, round_id: int) -> Round | None:
    return session.get(Round, round_id)


def by_key(session: Session, key: str) -> Round | None:
    return session.exec(select(Round).where(col(Round.key) == key)).first()


def running(session: Session) -> list[Round]:
    """What is not closed, the one due first at the top."""
    return list(
        session.exec(
            select(Round)
            .where(col(Round.closed_at).is_(None))
            .order_by(col(Round.due_on), col(Round.id))
        )
    )


def newest(session: Session, limit: int) -> list[Round]:
    """The rounds there are, running or closed, the one due last at the top."""
    return list(
        session.exec(
            select(Round).order_by(col(Round.due_on).desc(), col(Round.id).desc()).limit(limit)
        )
    )


def forms_of(session: Session, round_id: int) -> tuple[Asked, ...]:
    rows = session.exec(
        select(RoundForm)
        .where(col(RoundForm.round_id) == round_id)
        .order_by(col(RoundForm.form_id))
    )
    return tuple(Asked(one.form_id, one.requirement, one.subject, tuple(one.kinds)) for one in rows)


def lock(session: Session, round_id: int) -> Round | None:
    """The round, held until the transaction ends: two coordinators change it one after another."""
    return session.exec(
        select(Round)
        .where(col(Round.id) == round_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()
