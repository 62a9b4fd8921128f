"""Owns how short work is timed: CPU of this process, medians, percentiles, how it grows."""

import math
import time
from collections.abc import Callable, Sequence
from statistics import linear_regression, median
from typing import TypeVar

T = TypeVar("T")
BATCH_US = 2000.0  # one reading of the clock costs too much for less


def once(run: Callable[[], T]) -> tuple[T, float]:
    """What a single run gives, and its microseconds of CPU."""
    begun = time.process_time_ns()
    found = run()
    return found, (time.process_time_ns() - begun) / 1000


def often(run: Callable[[], object], batches: int = 15) -> float:
    """Microseconds of a run that changes nothing: the median of batches, warm."""
    run()
    size = max(1, math.ceil(BATCH_US / max(once(run)[1], 0.2)))
    return median(_batch(run, size) / size for _ in range(batches))


def _batch(run: Callable[[], object], size: int) -> float:
    begun = time.process_time_ns()
    for _ in range(size):
        run()
    return (time.process_time_ns() - begun) / 1000


def percentile(values: Sequence[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def exponent(sizes: Sequence[int], times: Sequence[float]) -> float:
    """k of time = c * size^k, fitted by least squares: 0 is constant, 1 linear."""
    return linear_regression([math.log(n) for n in sizes], [math.log(t) for t in times]).slope


def each(sizes: Sequence[int], times: Sequence[float]) -> float:
    """What one more costs, if time = a + b * size."""
    return linear_regression(sizes, times).slope
