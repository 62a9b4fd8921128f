"""Owns who answers for a body's reports, and how they can be reached without being asked."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import sqlalchemy
from sqlalchemy import Select
from sqlmodel import Session, col

from storage.messages import PULLED, Addressee
from storage.models import Account, AccountState, Assignment, Person, Role
from storage.people import in_force

FEW = 500  # bodies that are named in a query; for more all are fetched
REPORTING = (Role.REPORTER, Role.AREA_OFFICER)


class _Person(NamedTuple):
    body_id: int
    since: date
    person_id: int
    full_name: str
    language: str


@dataclass(frozen=True, slots=True)
class Officer:
    """A person who answers for a body since a day. `account` is where they are written to."""

    person_id: int
    body_id: int
    full_name: str
    language: str
    since: date
    account: Addressee | None
    is_blocked: bool = False  # they shut out the assistant on some channel

    @property
    def is_reachable(self) -> bool:
        """Whether a message reaches them by itself: a browser page has to be opened first."""
        return self.account is not None and self.account.channel not in PULLED


def of_bodies(
    session: Session,
    body_ids: Collection[int],
    day: date,
    roles: Collection[Role] = REPORTING,
) -> dict[int, list[Officer]]:
    """Who answers for each body on `day`, longest in office first."""
    query = _officers(day, roles)
    if len(body_ids) <= FEW:
        query = query.where(col(Assignment.body_id).in_(body_ids))
    wanted = set(body_ids)
    rows = [row for row in session.connection().execute(query) if row.body_id in wanted]
    accounts = _accounts(session, {row.person_id for row in rows})
    found: dict[int, dict[int, Officer]] = defaultdict(dict)
    for row in rows:
        officer = _officer(_Person(*row), accounts.get(row.person_id, []))
        found[officer.body_id].setdefault(officer.person_id, officer)
    return {body_id: list(officers.values()) for body_id, officers in found.items()}


def in_role(session: Session, role: Role, day: date) -> list[Officer]:
    """Everybody who holds a role on `day`, each once."""
    rows = session.connection().execute(_officers(day, (role,))).all()
    accounts = _accounts(session, {row.person_id for row in rows})
    found: dict[int, Officer] = {}
    for row in rows:
        officer = _officer(_Person(*row), accounts.get(row.person_id, []))
        found.setdefault(officer.person_id, officer)
    return list(found.values())


def _officers(day: date, roles: Collection[Role]) -> Select[int, date, int, str, str]:
    return (
        sqlalchemy.select(
            col(Assignment.body_id),
            col(Assignment.valid_from),
            col(Person.id).label("person_id"),
            col(Person.full_name),
            col(Person.language),
        )
        .join(Person, col(Person.id) == col(Assignment.person_id))
        .where(
            col(Assignment.role).in_([role.value for role in roles]),
            col(Person.withdrawn_at).is_(None),
            in_force(day),
        )
        .order_by(col(Assignment.valid_from), col(Assignment.id))
    )


def _accounts(session: Session, people: Collection[int]) -> dict[int, list[Addressee]]:
    query = (
        sqlalchemy.select(
            col(Account.id), col(Account.person_id), col(Account.channel), col(Account.state)
        )
        .where(col(Account.person_id).is_not(None))
        .order_by(col(Account.id))
    )
    if len(people) <= FEW:
        query = query.where(col(Account.person_id).in_(people))
    found: dict[int, list[Addressee]] = defaultdict(list)
    for row in session.connection().execute(query):
        if row.person_id is not None:
            found[row.person_id].append(Addressee(*row))
    return found


def _officer(person: _Person, accounts: list[Addressee]) -> Officer:
    active = [one for one in accounts if one.state == AccountState.ACTIVE]
    # A chat app that pushes before the browser, and of several the one that was linked first.
    active.sort(key=lambda one: (one.channel in PULLED, one.id))
    return Officer(
        person_id=person.person_id,
        body_id=person.body_id,
        full_name=person.full_name,
        language=person.language,
        since=person.since,
        account=active[0] if active else None,
        is_blocked=any(one.state == AccountState.BLOCKED for one in accounts),
    )
