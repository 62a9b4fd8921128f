"""What a rehearsal says is what happens; and it sends nothing."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func
from sqlmodel import Session, col, select

from bot.__main__ import main
from handlers import rehearsing, timing
from storage import rounds
from storage.database import Database
from storage.models import Account, Message, Notice, Role
from tests.conversation.people import ZONE
from tests.conversation.season import Season, local

FIRST, LAST = date(2026, 11, 23), date(2026, 12, 10)
LOOKS = ((7, 30), (13, 30))  # when a rehearsal looks, too
Told = list[tuple[str, str]]  # moment, address
on_sqlite = pytest.mark.parametrize("database_prints", ["sqlite"], indirect=True)


@pytest.fixture
async def season(database: Database, tmp_path: Path) -> AsyncIterator[Season]:
    found = Season(database, tmp_path, local(2026, 11, 20, 18))
    await found.timetable.start_up()
    await found.joins("an")
    await found.joins("binh", unit="03466")
    await found.joins("mai", unit="area-107", role=Role.AREA_OFFICER)
    await found.joins("ha", unit="so-cong-thuong", role=Role.COORDINATOR)
    for person in found.people:
        await person.hears()
    yield found
    found.office.transactions.close()


def rehearsed(session: Session, season: Season) -> Told:
    (one,) = rounds.running(session)
    moment = timing.moment(session, season.office.worlds.world())
    found = []
    for scene in rehearsing.rehearse(session, one, FIRST, LAST, moment):
        officers = [letter.officer for letter in scene.letters]
        officers += [digest.officer for digest in scene.digests]
        at = f"{scene.moment.local:%d/%m %H:%M}"
        found += [
            (at, session.get_one(Account, one.account.id).address)
            for one in officers
            if one.account is not None
        ]
    return sorted(found)


@on_sqlite
async def test_what_is_rehearsed_is_what_happens(season: Season) -> None:
    before = await season.office.transactions.read(rehearsed, season)
    assert len(before) > 12
    assert await season.office.transactions.read(_count, Notice) == 0
    happened = await season.until(local(2026, 12, 10, 18), LOOKS)
    told = [(f"{at.astimezone(ZONE):%d/%m %H:%M}", address) for at, address, _ in happened]
    assert sorted(told) == before


@on_sqlite
async def test_in_the_middle_it_goes_on_from_what_was_told(season: Season) -> None:
    """Of the past a rehearsal says only what was missed."""
    await season.until(local(2026, 11, 30, 18), LOOKS)
    before = await season.office.transactions.read(rehearsed, season)
    assert min(before) >= ("01/12", "")
    happened = await season.until(local(2026, 12, 10, 18), LOOKS)
    told = [(f"{at.astimezone(ZONE):%d/%m %H:%M}", address) for at, address, _ in happened]
    assert sorted(told) == [one for one in before if one[0][3:5] == "12"]


def _count(session: Session, table: type[Notice] | type[Message] | type[Account]) -> int:
    return session.exec(select(func.count(col(table.id)))).one()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--round", "2031", "--from", "2026-11-01", "--to", "2026-12-10"], "no round '2031'"),
        (["--round", "2026", "--from", "01/11/2026", "--to", "2026-12-10"], "no day such as"),
        (["--round", "2026", "--from", "2026-12-10", "--to", "2026-11-01"], "not before --from"),
    ],
)
def test_what_cannot_be_rehearsed_is_said(
    home: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert main(["rehearse", *words]) == 1
    assert said in capsys.readouterr().err


def test_with_nobody_there_it_says_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--round", "2026", "--from", "2026-11-01", "--to", "2026-12-10", "--full"]
    assert main(["rehearse", *words]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Báo cáo năm 2026 · thứ Sáu 04/12/2026")
    assert "38 đơn vị chưa có ai nhận nhắc." in out
    assert "0 tin nhắc và 0 bản tổng hợp. Không gửi gì." in out
