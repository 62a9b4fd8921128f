"""Settings: defaults that work, names that are understood."""

import stat
from pathlib import Path

import pytest

from bot.demo import Refused, decide
from bot.settings import Settings


def settings(**values: object) -> Settings:
    return Settings(_env_file=None, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("", "sqlite:///data/sozanh.sqlite3"),
        ("postgres://u:p@h/d", "postgresql+psycopg://u:p@h/d"),
        ("postgresql://h/d", "postgresql+psycopg://h/d"),
        ("postgresql+psycopg://h/d", "postgresql+psycopg://h/d"),
    ],
)
def test_the_database_url_is_understood(given: str, used: str) -> None:
    assert settings(database_url=given).effective_database_url == used


def test_the_secret_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    found = settings(data_dir=tmp_path / "data")
    assert found.secret() == found.secret()
    path = tmp_path / "data" / "session_secret"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert settings(data_dir=tmp_path, session_secret="given").secret() == b"given"


@pytest.mark.parametrize(
    ("values", "local"),
    [
        ({}, True),
        ({"host": "localhost"}, True),
        ({"host": "0.0.0.0"}, False),
        ({"public_url": "https://so-xanh.vn"}, False),
        ({"public_url": "http://127.0.0.1:80"}, True),
    ],
)
def test_whether_others_can_reach_us(values: dict[str, object], local: bool) -> None:
    assert settings(**values).is_local is local


@pytest.mark.parametrize(
    ("values", "real_people", "flag", "demo"),
    [
        ({}, False, "auto", True),
        ({}, True, "auto", False),
        ({}, False, "off", False),
        ({}, True, "on", True),
        ({"telegram_token": "1:x"}, False, "auto", False),
        ({"host": "0.0.0.0"}, False, "auto", False),
        ({"telegram_token": "1:x"}, False, "on", None),
        ({"host": "0.0.0.0"}, False, "on", None),
    ],
)
def test_when_it_is_a_demo(
    values: dict[str, object], real_people: bool, flag: str, demo: bool | None
) -> None:
    if demo is None:
        with pytest.raises(Refused):
            decide(settings(**values), real_people, flag)  # type: ignore[arg-type]
    else:
        assert decide(settings(**values), real_people, flag) is demo  # type: ignore[arg-type]
