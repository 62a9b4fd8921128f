"""Thin fixtures over tests/postgres.py for tests/conftest.py to import."""

import uuid
from collections.abc import Iterator

import pytest

from tests.postgres import Server, fresh_database, running_server, why_missing


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """One server for the session (under xdist: for the worker)."""
    reason = why_missing()
    if reason is not None:
        pytest.skip(reason)
    with running_server() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: Server) -> Iterator[str]:
    """The address of an empty database of this test."""
    with fresh_database(postgres_server, f"t_{uuid.uuid4().hex[:16]}") as url:
        yield url
