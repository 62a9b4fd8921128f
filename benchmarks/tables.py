"""Owns how figures are shown: medians [least–most] and ratios to ours, as Markdown."""

from collections.abc import Callable, Mapping, Sequence
from statistics import median

from benchmarks.rounds import Paced, Round
from benchmarks.starting import Start

Rounds = Mapping[str, Sequence[Round]]
_FIGURES: tuple[tuple[str, Callable[[Round], float], int], ...] = (
    ("CPU a step, closed loop of 20 (ms)", lambda one: one.twenty.cpu_ms, 2),
    ("CPU a step, closed loop of 50 (ms)", lambda one: one.fifty.cpu_ms, 2),
    ("CPU a step at 20 steps/s (ms)", lambda one: one.clock.cpu_ms, 2),
    ("steps/s, closed loop of 20", lambda one: one.twenty.rate, 0),
    ("steps/s, closed loop of 50", lambda one: one.fifty.rate, 0),
    ("p50 at 20 steps/s (ms)", lambda one: one.clock.percentile_ms(50), 1),
    ("p95 at 20 steps/s (ms)", lambda one: one.clock.percentile_ms(95), 1),
    ("memory after the first reply (MB)", lambda one: one.idle, 0),
    ("memory after the load (MB)", lambda one: one.loaded, 0),
    ("start to first reply (s)", lambda one: one.first_reply, 2),
)


def spread(values: Sequence[float], digits: int) -> str:
    least, most = min(values), max(values)
    return f"{median(values):.{digits}f} [{least:.{digits}f}–{most:.{digits}f}]"


def compared(rounds: Rounds) -> str:
    """Every figure of every bot; the ratios are ours to theirs, each within its repetition."""
    ours, *theirs = rounds
    heads = ["", *rounds, *(f"{ours} / {name}" for name in theirs)]
    lines = [_line(heads), _line(["---"] * len(heads))]
    for title, figure, digits in _FIGURES:
        values = {name: [figure(one) for one in some] for name, some in rounds.items()}
        ratios = [
            [mine / other for mine, other in zip(values[ours], values[name], strict=True)]
            for name in theirs
        ]
        cells = [spread(some, digits) for some in values.values()]
        lines.append(_line([title, *cells, *(f"{median(some):.2f}" for some in ratios)]))
    wrong = [str(sum(len(one.wrong) for one in some)) for some in rounds.values()]
    lines.append(_line(["wrong answers", *wrong, *("" for _ in theirs)]))
    return "\n".join(lines)


def pacing(free: Sequence[Round], paced: Sequence[Paced]) -> str:
    lines = [_line(["", "not paced", "28 a second"]), _line(["---"] * 3)]
    for title, percent in (("p50 at 20 steps/s (ms)", 50), ("p95 at 20 steps/s (ms)", 95)):
        lines.append(
            _line(
                [
                    title,
                    spread([one.clock.percentile_ms(percent) for one in free], 1),
                    spread([one.clock.percentile_ms(percent) for one in paced], 1),
                ]
            )
        )
    for title, percent in (("p50, closed loop of 50 (ms)", 50), ("p95, the same (ms)", 95)):
        lines.append(
            _line(
                [
                    title,
                    spread([one.fifty.percentile_ms(percent) for one in free], 0),
                    spread([one.fifty.percentile_ms(percent) for one in paced], 0),
                ]
            )
        )
    rates = [spread([one.fifty.rate for one in some], 0) for some in (free, paced)]
    return "\n".join([*lines, _line(["steps/s, closed loop of 50", *rates])])


def starts(some: Sequence[Start]) -> str:
    rows = (
        ("first start, in an empty folder, to HTTP (s)", [one.first for one in some], 2),
        ("later start to HTTP (s)", [one.later for one in some], 2),
        ("its CPU (s)", [one.cpu for one in some], 2),
        ("memory at rest (MB)", [one.idle for one in some], 0),
    )
    lines = [_line(["web only", ""]), _line(["---"] * 2)]
    return "\n".join([*lines, *(_line([title, spread(of, digits)]) for title, of, digits in rows)])


def micro(found: Mapping[str, float]) -> str:
    lines = [_line(["CPU", "µs"]), _line(["---"] * 2)]
    return "\n".join([*lines, *(_line([name, f"{value:.0f}"]) for name, value in found.items())])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
