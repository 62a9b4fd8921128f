"""The private PostgreSQL server: starts, copies templates, survives a crash."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests import postgres
from tests.postgres import Server, find_binaries, fresh_database, running_server, why_missing

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    reason = why_missing()
    if reason is not None:
        pytest.skip(reason)
    with running_server() as started:
        yield started


def _ask(server: Server, database: str, question: str) -> object:
    address = server.url(database).replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as connection:
        cursor = connection.execute(question.encode())
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None


def test_speaks_utf8_in_locale_c(server: Server) -> None:
    assert _ask(server, "postgres", "show server_encoding") == "UTF8"
    assert _ask(server, "postgres", "select datcollate from pg_database limit 1") == "C"
    assert _ask(server, "postgres", "show fsync") == "off"
    assert _ask(server, "postgres", "select length('Sổ Xanh')") == 7


def test_database_from_template_then_dropped_while_in_use(server: Server) -> None:
    server.create_database("model")
    _ask(server, "model", "create table hens as select 12 as heads")
    with fresh_database(server, "copy", template="model") as url:
        assert _ask(server, "copy", "select heads from hens") == 12
        still_open = psycopg.connect(url.replace("+psycopg", ""))
    assert _ask(server, "postgres", "select count(*) from pg_database where datname='copy'") == 0
    still_open.close()
    server.drop_database("model")
    server.drop_database("model")


def test_committed_rows_survive_a_crash(server: Server) -> None:
    server.create_database("crash")
    _ask(server, "crash", "create table hens (heads int)")
    port = server.port
    for heads in range(3):
        _ask(server, "crash", f"insert into hens values ({heads})")
        server.stop("immediate")
        with pytest.raises(psycopg.OperationalError):
            _ask(server, "crash", "select 1")
        server.start()
    assert server.port == port
    assert _ask(server, "crash", "select count(*) from hens") == 3
    server.stop("fast")
    server.start()
    assert _ask(server, "crash", "select count(*) from hens") == 3
    server.drop_database("crash")


@pytest.mark.skipif(os.getuid() != 0, reason="only root has to hand the server to somebody else")
def test_programs_nobody_may_read_are_copied(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    real = find_binaries()
    if real is None or real.is_relative_to("/usr"):
        pytest.skip("needs the wheel with PostgreSQL's programs: `make test-deps` brings it")
    hidden = tmp_path / "hidden"
    hidden.mkdir(mode=0o700)
    package = real.parents[1]
    for name in (package.name, f"{package.name}.libs"):
        (hidden / name).symlink_to(package.with_name(name))
    seen = hidden / package.name / real.parent.name / real.name
    monkeypatch.setattr(postgres, "find_binaries", lambda: seen)
    with running_server(fsync=True) as server:
        assert _ask(server, "postgres", "show fsync") == "on"
        assert server.home is not None
        home = server.home
        assert list(home.glob("programs/*/*/bin/postgres"))
    assert not home.exists()


def test_says_how_to_get_the_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "find_binaries", lambda: None)
    wanted = "PostgreSQL's programs are missing: `make test-deps` brings them"
    assert why_missing() == wanted
    with pytest.raises(RuntimeError, match="make test-deps"):
        Server().start()
