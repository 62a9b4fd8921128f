"""Owns measuring the reminders in turn, and their tables as Markdown."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from datetime import time
from itertools import groupby
from statistics import median

from benchmarks.engine.timing import exponent
from benchmarks.loads import Load
from benchmarks.reminders import DAY, country, fanout, look, missing
from benchmarks.reminders.country import ZONE, Country
from benchmarks.reminders.grounds import Grounds, grounds
from benchmarks.reminders.look import Look
from benchmarks.reminders.missing import Found
from benchmarks.reminders.watching import FanOut, Watch
from storage import workdays
from storage.database import Database
from storage.moments import Moment

COMMUNES = (38, 3321, 10_000)
COUNTRY = 3321  # of the looks and the fan-out
SECONDS = 90.0  # of the fan-out, and of the same steps without it
LATENCIES = (0.0, 150.0)  # ms that the double takes for a message


def run(
    communes: Sequence[int] = COMMUNES, country_of: int = COUNTRY, seconds: float = SECONDS
) -> Iterator[str]:
    """A table each, as soon as it is there."""
    with grounds() as found:
        sizes = [
            [_missing(found, backend, size) for size in communes] for backend in found.backends
        ]
        yield _known([one for some in sizes for one in some])
        yield _by_part([one for some in sizes for one in some])
        for backend in found.backends:
            yield _looked(backend, _looks(found, backend, country_of))
    ways = [asyncio.run(fanout.run(country_of, seconds, latency)) for latency in LATENCIES]
    yield _fanned_out(ways)
    for said in (said for one in ways for said in one.wrong[:3]):
        yield f"wrong: {said}"


def _missing(found: Grounds, backend: str, communes: int) -> Found:
    made = Country(communes, DAY, lambda at: at % 2 == 0)
    with found.empty(backend) as url:
        database = _begun(url, made)
        with database.reading() as session:
            days = workdays.load(session)
        one = missing.measure(database, communes, Moment(made.at(time(9)), ZONE, days))
        database.close()
    return one


def _looks(found: Grounds, backend: str, communes: int) -> list[Look]:
    with found.empty(backend) as url:
        _begun(url, Country(communes, DAY, lambda _at: False)).close()
        return look.measure(url, communes)


def _begun(url: str, made: Country) -> Database:
    database = Database(url)
    country.make(database, made)
    with database.transaction() as session:
        country.begin(session, made)
    return database


def _known(found: Sequence[Found]) -> str:
    """How long it takes, and how it grows."""
    heads = ("", "communes", "letters", "ours (ms)", "one SQL query (ms)", "ours / SQL",
             "plain Python (ms)", "ours / Python")  # fmt: skip
    rows: list[list[str]] = []
    for backend, some in groupby(found, key=lambda one: one.backend):
        sized = list(some)
        rows += [
            [backend, f"{one.communes:,}", f"{one.letters:,}", _ms(one.ours), _ms(one.sql),
             f"{one.ours / one.sql:.1f}", _ms(one.python), f"{one.ours / one.python:.1f}"]
            for one in sized
        ]  # fmt: skip
        if len(sized) > 1:
            communes = [one.communes for one in sized]
            grown = [
                f"{exponent(communes, times):.2f}"
                for times in (
                    [one.ours for one in sized],
                    [one.sql for one in sized],
                    [one.python for one in sized],
                )
            ]
            rows.append([backend, "exponent", "", grown[0], grown[1], "", grown[2], ""])
    return _table(heads, rows)


def _by_part(found: Sequence[Found]) -> str:
    heads = ["ours (ms)", *(f"{one.backend}, {one.communes:,}" for one in found)]
    names = list(found[0].parts)
    return _table(heads, [[name, *(_ms(one.parts[name]) for one in found)] for name in names])


def _looked(backend: str, found: Iterable[Look]) -> str:
    heads = (f"a look, {backend}", "letters", "s", "CPU (s)", "planning (s)", "settling (ms)",
             "portions", "a portion: median, most (ms)", "loop held up (ms)",
             "memory after, most (MB)")  # fmt: skip
    return _table(heads, [_look(one) for one in found])


def _look(one: Look) -> list[str]:
    portions = one.spans.get("remind", [])
    each = f"{_ms(median(portions))}, {_ms(max(portions))}" if portions else ""
    return [
        one.title, f"{one.letters:,}", f"{one.seconds:.2f}", f"{one.cpu:.2f}",
        f"{sum(one.spans['due']):.2f}", _ms(sum(one.spans["settle"])), str(len(portions)), each,
        _ms(one.held_up), f"{one.resident:.0f}, {one.peak:.0f}",
    ]  # fmt: skip


def _fanned_out(found: Iterable[FanOut]) -> str:
    heads = ("", "letters", "messages/s", "of 28", "over (s)", "429s", "steps: p50, p95, most (ms)",
             "CPU (% of a core)", "most memory (MB)", "wrong answers")  # fmt: skip
    rows: list[list[str]] = []
    for one in found:
        where = f"{one.latency:.0f} ms at Telegram's end"
        rows.append([f"{where}, quiet", *[""] * 5, *_steps(one.quiet, one.before), ""])
        rate = one.during.rate
        sent = [f"{one.during.sending[-1].letters:,}", f"{rate:.1f}", f"{rate / fanout.RATE:.0%}",
                f"{one.during.lasted:.0f}", str(one.refused)]  # fmt: skip
        steps = _steps(one.busy, one.during)
        rows.append([f"{where}, fan-out", *sent, *steps, str(len(one.wrong))])
    return _table(heads, rows)


def _steps(load: Load, watch: Watch) -> list[str]:
    most = 1000 * max(load.latencies)
    took = f"{load.percentile_ms(50):.0f}, {load.percentile_ms(95):.0f}, {most:.0f}"
    return [took, f"{watch.cpu_percent:.0f}", f"{watch.resident:.0f}"]


def _ms(seconds: float) -> str:
    value = 1000 * seconds
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
