"""Owns the same answer by other means: one SQL query by hand, and plain Python over the rows.

Both know less than the program, in their favour: all communes are due by one day, no
predecessor's reports or shops count, and a letter has no words.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from benchmarks.reminders import queries
from storage.models import Round
from storage.moments import Moment


@dataclass(frozen=True, slots=True)
class Missing:
    """Of one commune, to one person: what it has of each form."""

    person_id: int
    body_id: int
    account_id: int
    outreach: int
    shops: int
    of_shops: int
    period: int


Letters = dict[int, list[Missing]]  # by person
Rows = Mapping[str, list[tuple[Any, ...]]]


def by_sql(session: Session, one: Round, moment: Moment) -> Letters:
    rows = session.connection().execute(queries.BY_SQL, queries.facts(queries.BY_SQL, one, moment))
    return _by_person(Missing(*row) for row in rows)


def by_hand(session: Session, one: Round, moment: Moment) -> Letters:
    """The rows as tuples, the rest in dictionaries."""
    connection = session.connection()
    rows: Rows = {
        name: [tuple(row) for row in connection.execute(query, queries.facts(query, one, moment))]
        for name, query in queries.ROWS.items()
    }
    people, given = {row[0] for row in rows["people"]}, set(rows["given"])
    told = {row[0] for row in rows["told"]}
    accounts: dict[int, int] = dict(rows["accounts"])
    missing = _missing(rows)
    return _by_person(
        Missing(person, body, accounts[person], *missing[body])
        for person, body in rows["officers"]
        if body in missing
        and person in people
        and person in accounts
        and person not in told
        and (person, body) not in given
    )


def _missing(rows: Rows) -> dict[int, tuple[int, int, int, int]]:
    """body -> outreach reports, shops reported on, shops, period reports: of those not done."""
    counted: dict[tuple[int, str], int] = defaultdict(int)
    for body, form_id in rows["counted"]:
        counted[body, form_id] += 1
    reported, nil = {row[0] for row in rows["reported"]}, set(rows["nil"])
    need: dict[int, int] = defaultdict(int)
    have: dict[int, int] = defaultdict(int)
    for shop, body in rows["registry"]:
        need[body] += 1
        have[body] += shop in reported
    found = {}
    for (body,) in rows["bodies"]:
        outreach, period = (
            counted.get((body, "outreach"), 0),
            counted.get((body, "period_report"), 0),
        )
        shops, of_shops = have.get(body, 0), need.get(body, 1)
        is_out = bool(outreach) or (body, "outreach") in nil
        if not (period and is_out and (shops == of_shops or (body, "packaging") in nil)):
            found[body] = (outreach, shops, of_shops, period)
    return found


def _by_person(found: Iterable[Missing]) -> Letters:
    letters: Letters = defaultdict(list)
    for one in found:
        letters[one.person_id].append(one)
    return letters
