"""When the demo may be on, and the people in it."""

from datetime import date
from pathlib import Path

import pytest

from bot import demo
from bot.settings import Settings
from storage import people
from storage.models import Person
from tests.web.stage import Stage


def _settings(**values: object) -> Settings:
    return Settings(_env_file=None, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("settings", "real_people", "expected"),
    [
        ({}, False, True),
        ({}, True, False),
        ({"telegram_token": "1:a"}, False, False),
        ({"host": "0.0.0.0"}, False, False),
        ({"public_url": "https://soxanh.example"}, False, False),
        ({"public_url": "http://localhost:8080"}, False, True),
    ],
)
def test_by_itself_the_demo_is_on_only_where_nobody_else_comes(
    settings: dict[str, object], real_people: bool, expected: bool
) -> None:
    assert demo.decide(_settings(**settings), real_people, "auto") is expected
    assert demo.decide(_settings(**settings), real_people, "off") is False


@pytest.mark.parametrize("settings", [{"telegram_token": "1:a"}, {"host": "0.0.0.0"}])
def test_the_demo_is_refused_beside_real_people(settings: dict[str, object]) -> None:
    with pytest.raises(demo.Refused, match="demo mode: refused"):
        demo.decide(_settings(**settings), has_real_people=False, flag="on")
    assert demo.decide(_settings(), has_real_people=True, flag="on")


def test_demo_people_are_made_once_with_duties_and_consent(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    today = date(2026, 11, 23)
    with stage.database.transaction() as session:
        assert not demo.has_real_people(session)
        for _ in range(2):
            demo.prepare(session, stage.clock(), today)
        account = demo.account_of(session, "dia-ban")
        assert account is not None
        assert account.person_id is not None
        assert people.consented(session, account.id)
        (duty,) = people.duties(session, account.person_id, today)
        assert (duty.role, duty.body.name) == ("area_officer", "Địa bàn Mường Tè")
        assert session.get_one(Person, account.person_id).demo
        assert demo.account_of(session, "la") is None
    stage.person()
    with stage.database.reading() as session:
        assert demo.has_real_people(session)
    stage.close()
