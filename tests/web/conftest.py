"""Fixtures of the browser chat's tests."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.web.guest import Guest
from tests.web.stage import Stage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """The demo, with a conversation that answers."""
    made = Stage(tmp_path)
    yield made
    made.close()


@pytest.fixture
async def guest(stage: Stage) -> AsyncIterator[Guest]:
    """A browser in front of the running demo."""
    async with stage.running() as url:
        made = Guest(stage, url)
        yield made
        await made.close()


@pytest.fixture
def quiet(tmp_path: Path) -> Iterator[Stage]:
    """No demo, and nobody answers: what is stored is all there is."""
    made = Stage(tmp_path, demo=False, answers=False)
    yield made
    made.close()


@pytest.fixture
async def stranger(quiet: Stage) -> AsyncIterator[Guest]:
    """A browser that is not in, in front of the real thing."""
    async with quiet.running() as url:
        made = Guest(quiet, url)
        yield made
        await made.close()
