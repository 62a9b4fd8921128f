"""The doctor says what is wrong, and never a secret."""

from pathlib import Path

import pytest

from bot.commands import doctor, tables
from bot.settings import Settings


def settings(tmp_path: Path, **values: object) -> Settings:
    return Settings(_env_file=None, data_dir=tmp_path / "data", **values)  # type: ignore[arg-type]


def bad(found: Settings) -> dict[str, str]:
    return {one.subject: one.text for one in doctor.examine(found) if not one.ok}


def test_a_fresh_machine_is_in_order(tmp_path: Path) -> None:
    assert bad(settings(tmp_path)) == {}


def test_a_migrated_database_is_in_order(tmp_path: Path) -> None:
    found = settings(tmp_path)
    with tables.ready_database(found):
        assert bad(found) == {}


@pytest.mark.parametrize(
    ("values", "subject"),
    [
        ({"timezone": "Asia/Hanoi"}, "TIMEZONE"),
        ({"telegram_token": "not a token"}, "TELEGRAM_TOKEN"),
        ({"host": "0.0.0.0"}, "PUBLIC_URL"),
        ({"host": "0.0.0.0", "public_url": "http://so-xanh.vn"}, "PUBLIC_URL"),
        ({"database_url": "postgresql://127.0.0.1:1/x"}, "DATABASE_URL"),
        (
            {"telegram_token": f"123456:{'x' * 35}", "telegram_mode": "webhook"},
            "TELEGRAM_WEBHOOK_SECRET",
        ),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, values: dict[str, object], subject: str) -> None:
    assert set(bad(settings(tmp_path, **values))) == {subject}


def test_no_secret_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    token = f"123456:{'s' * 35}"
    found = settings(tmp_path, telegram_token=token, session_secret="very secret")
    doctor.do(found, None)  # type: ignore[arg-type]
    out = capsys.readouterr().out
    assert "sss" not in out
    assert "very secret" not in out
