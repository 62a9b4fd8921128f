"""The command line does what it says, and says plainly what is wrong."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlmodel import Session, create_engine, select

from bot.__main__ import main
from forms import library
from storage.models import AdminUnit, Body, FormVersion, Invitation


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bare machine: no .env, an own DATA_DIR."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    for name in ("DATABASE_URL", "TELEGRAM_TOKEN", "PUBLIC_URL", "HOST", "PORT"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@contextmanager
def open_session(home: Path) -> Iterator[Session]:
    engine = create_engine(f"sqlite:///{home / 'data' / 'sozanh.sqlite3'}")
    with Session(engine) as session:
        yield session
    engine.dispose()


def test_migrate_and_seed_load_the_facts(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate"]) == 0
    assert main(["seed"]) == 0
    assert main(["seed"]) == 0
    assert "loaded" in capsys.readouterr().out
    with open_session(home) as session:
        assert len(session.exec(select(AdminUnit)).all()) == 153
        assert {one.form_id for one in session.exec(select(FormVersion))} == set(library.all_ids())


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("03388", "Phường Đoàn Kết"),
        ("03388@2025-07-01", "Phường Đoàn Kết"),
        ("phuong doan ket", "Phường Đoàn Kết"),
        ("so-cong-thuong", "Sở Công Thương"),
        ("SCT", "Sở Công Thương"),
    ],
)
def test_invite_prints_the_three_ways_in(
    home: Path, capsys: pytest.CaptureFixture[str], unit: str, name: str
) -> None:
    assert main(["invite", "--unit", unit, "--role", "reporter"]) == 0
    out = capsys.readouterr().out
    assert name in out
    code = re.search(r"Code: +(\w{5}-\w{5})", out)
    assert code is not None
    assert f"http://127.0.0.1:8080/moi/{code[1]}" in out
    with open_session(home) as session:
        invitation = session.exec(select(Invitation)).one()
        assert code[1].replace("-", "") not in invitation.code_hash
        body = session.get_one(Body, invitation.body_id)
        assert body.name == name


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["invite", "--unit", "99999", "--role", "reporter"], "nothing is called"),
        (["invite", "--unit", "nam", "--role", "reporter"], "which one?"),
        (["invite", "--unit", "muong te", "--role", "reporter"], "Địa bàn Mường Tè (area-107)"),
        (["invite", "--unit", "03388", "--role", "reporter", "--days", "0"], "--days"),
        (["invite", "--unit", "area-107", "--role", "reporter"], "--role"),
        (["run", "--only", "recieve"], "no such part: recieve"),
    ],
)
def test_what_is_wrong_is_said_plainly(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert main(arguments) == 1
    said = capsys.readouterr().err
    assert words in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"PORT": "many"}, "PORT"),
        ({"TELEGRAM_MODE": "pigeon"}, "TELEGRAM_MODE"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://127.0.0.1:1/x"}, "cannot be opened"),
        (
            {"TELEGRAM_TOKEN": "1:x", "TELEGRAM_MODE": "webhook", "PUBLIC_URL": "https://x.vn"},
            "TELEGRAM_WEBHOOK_SECRET",
        ),
    ],
)
def test_a_bad_setting_stops_the_start_with_its_name(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    settings: dict[str, str],
    words: str,
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert main(["run"]) == 1
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    "settings", [{"TELEGRAM_TOKEN": "1:x"}, {"HOST": "0.0.0.0"}, {"PUBLIC_URL": "https://x.vn"}]
)
def test_the_demo_is_refused_where_strangers_could_reach_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], settings: dict[str, str]
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert main(["run", "--demo", "on"]) == 1
    assert "demo mode: refused" in capsys.readouterr().err
