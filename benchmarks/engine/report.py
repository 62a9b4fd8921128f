"""Owns the tables of the form engine's measurements, as Markdown."""

from collections.abc import Callable, Iterable, Sequence

from benchmarks.engine import advancing, expressions, growing
from benchmarks.engine.advancing import Advanced
from benchmarks.engine.expressions import Measured
from benchmarks.engine.growing import Grown
from benchmarks.engine.timing import each, exponent

_COLUMNS: tuple[tuple[str, Callable[[Grown], float]], ...] = (
    ("nothing depends on it (ms)", lambda one: one.alone),
    ("everything depends on it (ms)", lambda one: one.touching),
    ("nothing, through JSON (ms)", lambda one: one.stored),
    ("elementpath, all binds (ms)", lambda one: one.peer),
)


def run() -> str:
    return "\n\n".join(
        [
            _expressions(expressions.run()),
            _advanced(advancing.run()),
            _grown("questions", growing.questions()),
            _grown("instances", growing.instances()),
        ]
    )


def _expressions(found: Iterable[Measured]) -> str:
    heads = ("expression", "ours (µs)", "elementpath (µs)", "times", "parsed: ours", "elementpath")
    return _table(
        heads,
        [
            [
                f"{one.expression.title}: `{one.expression.source}`",
                f"{one.ours:.1f}",
                f"{one.peer:.0f}",
                f"{one.peer / one.ours:.1f}",
                f"{one.ours_parsed:.0f}",
                f"{one.peer_parsed:.0f}",
            ]
            for one in found
        ],
    )


def _advanced(found: Sequence[Advanced]) -> str:
    """Turned round: a column for each form."""
    rows: list[tuple[str, Callable[[Advanced], str]]] = [
        ("steps of the walk", lambda one: str(one.steps)),
        ("`advance`, filling in memory: median, p95 (ms)", lambda one: _both(one.memory)),
        ("`advance`, filling through JSON: median, p95 (ms)", lambda one: _both(one.json)),
        ("the JSON itself, there and back (ms)", lambda one: _ms(one.kept)),
        ("the review, through JSON (ms)", lambda one: _ms(one.review)),
        ("all relevants, calculations, constraints by us (ms)", lambda one: _ms(one.everything)),
        ("the same by elementpath (ms)", lambda one: _ms(one.peer)),
        ("elementpath's to ours", lambda one: f"{one.peer / one.everything:.1f}"),
        ("elementpath's to `advance` in memory", lambda one: f"{one.peer / one.memory[0]:.1f}"),
        ("elementpath's to `advance` through JSON", lambda one: f"{one.peer / one.json[0]:.1f}"),
    ]
    heads = ["", *(one.title for one in found)]
    return _table(heads, [[title, *(cell(one) for one in found)] for title, cell in rows])


def _grown(what: str, found: Sequence[Grown]) -> str:
    sizes = [one.size for one in found]
    times = [[figure(one) for one in found] for _, figure in _COLUMNS]
    rows = [[str(one.size), *(_ms(figure(one)) for _, figure in _COLUMNS)] for one in found]
    rows.append(["exponent", *(f"{exponent(sizes, some):.2f}" for some in times)])
    rows.append(["µs for one more", *(f"{each(sizes, some):.1f}" for some in times)])
    return _table([what, *(title for title, _ in _COLUMNS)], rows)


def _both(values: tuple[float, float]) -> str:
    return f"{_ms(values[0])}, {_ms(values[1])}"


def _ms(microseconds: float) -> str:
    return f"{microseconds / 1000:.2f}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
