"""Fixtures: a nursery for each worker, a stage for each test."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.end_to_end.launching import Nursery, nursery
from tests.end_to_end.stage import Stage
from tests.telegram_double import Double


@pytest.fixture(scope="session")
def warm() -> Iterator[Nursery]:
    with nursery() as made:
        yield made


@pytest.fixture
async def stage(database_url: str, tmp_path: Path, warm: Nursery) -> AsyncIterator[Stage]:
    async with Double() as double:
        made = Stage(database_url, tmp_path, double, warm)
        try:
            yield made
        finally:
            await made.close()
