"""Owns who answers for a body's reports, and how they can be reached without being asked."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from storage.messages import PULLED
from storage.models import Account, AccountState, Assignment, Person, Role
from storage.people import in_force

FEW = 500  # bodies that are named in a query; for more all are fetched
REPORTING = (Role.REPORTER, Role.AREA_OFFICER)


@dataclass(frozen=True, slots=True)
class Officer:
    """A person who answers for a body since a day. `account` is where they are written to."""

    person_id: int
    body_id: int
    full_name: str
    language: str
    since: date
    account: Account | None
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
    rows = list(session.exec(query))
    accounts = _accounts(session, {person.id for _, person in rows})
    wanted = set(body_ids)
    found: dict[int, dict[int, Officer]] = defaultdict(dict)
    for assignment, person in rows:
        if assignment.body_id in wanted:
            mine = accounts.get(person.id, [])
            officer = _officer(assignment, person, mine)
            found[assignment.body_id].setdefault(person.id, officer)
    return {body_id: list(officers.values()) for body_id, officers in found.items()}


def in_role(session: Session, role: Role, day: date) -> list[Officer]:
    """Everybody who holds a role on `day`, each once."""
    rows = list(session.exec(_officers(day, (role,))))
    accounts = _accounts(session, {person.id for _, person in rows})
    found: dict[int, Officer] = {}
    for assignment, person in rows:
        mine = accounts.get(person.id, [])
        found.setdefault(person.id, _officer(assignment, person, mine))
    return list(found.values())


def _officers(day: date, roles: Collection[Role]) -> Select[Assignment, Person]:
    return (
        select(Assignment, Person)
        .join(Person, col(Person.id) == col(Assignment.person_id))
        .where(
            col(Assignment.role).in_([role.value for role in roles]),
            col(Person.withdrawn_at).is_(None),
            in_force(day),
        )
        .order_by(col(Assignment.valid_from), col(Assignment.id))
    )


def _accounts(session: Session, people: Collection[int]) -> dict[int, list[Account]]:
    query = select(Account).where(col(Account.person_id).is_not(None)).order_by(col(Account.id))
    if len(people) <= FEW:
        query = query.where(col(Account.person_id).in_(people))
    found: dict[int, list[Account]] = defaultdict(list)
    for one in session.exec(query):
        if one.person_id is not None:
            found[one.person_id].append(one)
    return found


def _officer(assignment: Assignment, person: Person, accounts: list[Account]) -> Officer:
    active = [one for one in accounts if one.state == AccountState.ACTIVE]
    # A chat app that pushes before the browser, and of several the one that was linked first.
    active.sort(key=lambda one: (one.channel in PULLED, one.id))
    return Officer(
        person_id=person.id,
        body_id=assignment.body_id,
        full_name=person.full_name,
        language=person.language,
        since=assignment.valid_from,
        account=active[0] if active else None,
        is_blocked=any(one.state == AccountState.BLOCKED for one in accounts),
    )
