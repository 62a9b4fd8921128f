"""Fixtures for all tests."""

from collections.abc import Iterator

import pytest

from storage.database import Database
from tests.databases import BACKENDS, Prints, prints


@pytest.fixture(scope="session", params=BACKENDS)
def database_prints(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Prints]:
    with prints(request.param, tmp_path_factory.mktemp("prints")) as made:
        yield made


@pytest.fixture
def database_url(database_prints: Prints) -> Iterator[str]:
    """A migrated and seeded database of this test's own."""
    with database_prints.copy() as url:
        yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    found = Database(database_url)
    yield found
    found.close()
