"""Owns officers at work side by side, and what must be true of them in the end."""

import asyncio
from collections import Counter

from tests.end_to_end.officer import Officer
from tests.end_to_end.stage import Stage


class Crowd:
    """A few at a time; whoever has sent their report is followed by the next, until `closes`."""

    def __init__(
        self, stage: Stage, together: int, *, thinks: float = 0.3, patience: float = 4.0
    ) -> None:
        self.officers: list[Officer] = []
        self._stage = stage
        self._thinks, self._patience = thinks, patience
        self._closing = False
        self._tasks = [asyncio.create_task(self._one_after_another()) for _ in range(together)]

    async def _one_after_another(self) -> None:
        while not self._closing:
            number = len(self.officers) + 1
            talker = await self._stage.stranger(f"Officer {number}")
            code = self._stage.invite()
            one = Officer(talker, code, number, self._thinks, self._patience)
            self.officers.append(one)
            self._stage.secrets.add(f"bản Nà Hừ {number}")
            await one.reports()

    def check(self) -> None:
        """Fails at once if somebody has given up."""
        for task in self._tasks:
            if task.done() and not task.cancelled():
                task.result()

    async def closes(self, seconds: float = 90.0) -> None:
        """Nobody new comes; those who are at it finish. Then all that was said is in place."""
        self._closing = True
        async with asyncio.timeout(seconds):
            await asyncio.gather(*self._tasks)
        await self._stage.settles()
        for officer in self.officers:
            self._verify(officer)
        assert not self._stage.kept.parked()

    def _verify(self, officer: Officer) -> None:
        (report,) = self._stage.kept.reports(officer.talker.id)
        assert officer.receipts == {report.code}
        assert report.revision == 1
        lost = Counter(set(officer.accepted)) - Counter(report.shown.values())
        assert not lost, f"read back, but not in the report: {lost}"
        assert len(report.shown) >= 17

    @property
    def figures(self) -> dict[str, int]:
        return {
            "reports": len(self.officers),
            "answers": sum(len(set(one.accepted)) for one in self.officers),
            "/tiep": sum(one.reminders for one in self.officers),
        }
