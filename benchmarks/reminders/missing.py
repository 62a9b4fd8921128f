"""Owns how long it takes to know everybody who has not reported, beside the peers, part by part."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import TypeVar

from sqlmodel import Session

from benchmarks.reminders import agreement, peers
from benchmarks.reminders.peers import Letters
from handlers import planning, standings
from handlers.planning import Standing
from storage import responsible, rounds, scopes, statuses
from storage.database import Database
from storage.models import Round
from storage.moments import Moment

T = TypeVar("T")
BUDGET = 6.0  # seconds for each kind; a small country is looked at more often
MOST = 31


@dataclass(frozen=True, slots=True)
class Found:
    """Seconds, medians."""

    backend: str
    communes: int
    letters: int
    ours: float
    sql: float
    python: float
    parts: dict[str, float]


def measure(database: Database, communes: int, moment: Moment) -> Found:
    """Each run has a session of its own, as the look at the rounds has."""
    round_id = _read(database, lambda session: rounds.running(session)[0].id)
    letters = _ours(database, round_id, moment)
    by_sql = partial(_peer, database, peers.by_sql, round_id, moment)
    by_hand = partial(_peer, database, peers.by_hand, round_id, moment)
    for theirs in (by_sql(), by_hand()):
        agreement.compare(letters, theirs)
    return Found(
        backend="SQLite" if database.is_sqlite else "PostgreSQL",
        communes=communes,
        letters=len(letters),
        ours=_often(partial(_ours, database, round_id, moment)),
        sql=_often(by_sql),
        python=_often(by_hand),
        parts=_parts(database, round_id, moment),
    )


def _ours(database: Database, round_id: int, moment: Moment) -> list[planning.Letter]:
    def look(session: Session) -> list[planning.Letter]:
        standing = standings.of_round(session, _round(session, round_id), moment)
        told = standings.told(session, [round_id], moment)
        return planning.plan([standing], told, moment)

    return _read(database, look)


def _peer(
    database: Database,
    peer: Callable[[Session, Round, Moment], Letters],
    round_id: int,
    moment: Moment,
) -> Letters:
    return _read(database, lambda session: peer(session, _round(session, round_id), moment))


def _parts(database: Database, round_id: int, moment: Moment) -> dict[str, float]:
    """The same once more, one step after another."""
    runs = [_read(database, lambda s: _steps(s, round_id, moment)) for _ in range(5)]
    return {name: median(run[name] for run in runs) for name in runs[0]}


def _steps(session: Session, round_id: int, moment: Moment) -> dict[str, float]:
    took: dict[str, float] = {}

    def timed(name: str, work: Callable[[], T]) -> T:
        begun = time.perf_counter()
        found = work()
        took[name] = time.perf_counter() - begun
        return found

    one = _round(session, round_id)
    bodies = timed("who is expected", lambda: scopes.expected(session, one, moment.today))
    ids = [body.id for body in bodies]
    found = timed("how they stand", lambda: statuses.of(session, one, ids, moment))
    late = [body_id for body_id in ids if not found[body_id].is_done]
    officers = timed(
        "who answers for them", lambda: responsible.of_bodies(session, late, moment.today)
    )
    told = timed("who was told", lambda: standings.told(session, [round_id], moment))
    standing = Standing(one, tuple(bodies), found, officers)
    timed("the letters", lambda: planning.plan([standing], told, moment))
    return took


def _round(session: Session, round_id: int) -> Round:
    return session.get_one(Round, round_id)


def _read(database: Database, look: Callable[[Session], T]) -> T:
    with database.reading() as session:
        return look(session)


def _often(run: Callable[[], object]) -> float:
    """The median of as many runs as the budget allows, three at least; the first one warms up."""
    run()
    took: list[float] = []
    while len(took) < 3 or (sum(took) < BUDGET and len(took) < MOST):
        begun = time.perf_counter()
        run()
        took.append(time.perf_counter() - begun)
    return median(took)
