"""Owns the small measurements in this process: a step of the engine, a place by its name."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

from sqlmodel import Session

from benchmarks.scripts import OFFICER
from forms import engine, library
from forms import filling as fillings
from forms.steps import Done, Skip, Typed
from storage import place_search
from storage.database import Database
from tests.forms.fakes import context

NAMES = ("muong te", "Xã Mường Tè", "than uyen", "thân uyên", "phuc than", "muong", "lung tung")
REPEATED = 40


def run(template: Path) -> dict[str, float]:
    """Microseconds of CPU, the median of many."""
    found = {"engine.advance, a step of outreach (lists in memory)": _advance()}
    with _reading(template) as session:
        today = date.today()  # noqa: DTZ011 - only a day in force
        found["place search, by a name as typed"] = _median(
            [partial(place_search.search_units, session, name, today) for name in NAMES]
        )
    return found


def _advance() -> float:
    """Every answer of the officers' script, the filling through JSON as between messages."""
    form, around = library.load("outreach"), context()
    said = [line.says for line in OFFICER[2:-1]]
    turn = engine.start(form, around)
    steps: list[Callable[[], object]] = []
    for text in said:
        move = Skip() if text == "bỏ qua" else Typed(text)
        kept = fillings.from_json(fillings.to_json(turn.filling))
        steps.append(partial(engine.advance, form, kept, move, around))
        turn = engine.advance(form, kept, move, around)
        if isinstance(turn.step, Done):
            break
    return _median(steps)


def _median(steps: list[Callable[[], object]]) -> float:
    """Of the rounds through all of them, per step."""
    rounds = []
    for _ in range(REPEATED):
        begun = time.process_time_ns()
        for step in steps:
            step()
        rounds.append((time.process_time_ns() - begun) / len(steps) / 1000)
    return median(rounds)


@contextmanager
def _reading(template: Path) -> Iterator[Session]:
    database = Database(f"sqlite:///{template}")
    with database.reading() as session:
        yield session
    database.close()
