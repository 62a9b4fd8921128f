"""Owns slowing down: so many a while from one place, in this process."""

import time
from collections import defaultdict, deque


class Throttle:
    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        self._times: defaultdict[str, deque[float]] = defaultdict(deque)

    def passes(self, place: str) -> bool:
        now = time.monotonic()
        self._forget(now)
        times = self._times[place]
        if len(times) >= self._most:
            return False
        times.append(now)
        return True

    def _forget(self, now: float) -> None:
        for place, times in list(self._times.items()):
            while times and now - times[0] > self._seconds:
                times.popleft()
            if not times:
                del self._times[place]
