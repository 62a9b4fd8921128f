"""Fixtures for conversations."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Database
from tests.conversation.people import Office


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Iterator[Office]:
    found = Office(database, tmp_path)
    yield found
    found.transactions.close()
