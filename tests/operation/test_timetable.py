"""The timetable: each run claimed once; after downtime open questions are asked again."""

import asyncio
import itertools
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from scheduler import Timetable
from storage.database import Database
from storage.models import InboxEntry, Message, Run
from tests.conversation.people import ZONE, Office


async def swept() -> None:
    """There is no disk here."""


def timetable(office: Office, notified: list[str], holder: str = "one") -> Timetable:
    def world(language: str | None = None) -> Any:
        return office.worlds.world(language)

    return Timetable(
        write=office.transactions.write_surely,
        read=office.transactions.read,
        world=world,
        world_of=world,
        holder=holder,
        zone=ZONE,
        notify=notified.append,
        sweep=swept,
    )


async def test_after_downtime_the_open_question_comes_again(
    database: Database, tmp_path: Path
) -> None:
    office = Office(database, tmp_path)
    officer = await office.officer()
    idle = await office.officer("idle", unit="03388")
    await officer.says("/baocao")
    await officer.taps("Báo cáo hoạt động tuyên truyền")
    notified: list[str] = []
    await timetable(office, notified).start_up()
    office.clock.passes(minutes=10)
    for holder in ("two", "three"):
        await timetable(office, notified, holder).start_up()
    assert notified == ["test"]
    with database.reading() as session:
        texts = [m.body for m in session.exec(select(Message)) if "gián đoạn" in str(m.body)]
    assert len(texts) == 1
    assert texts[0]["lane"] == "alert"
    assert "ngày nào" in texts[0]["text"]
    assert "Câu 2/15" in await officer.says("hôm nay")
    assert idle.heard[-1][1].lead != texts[0]["lead"]
    office.transactions.close()


async def test_a_short_stop_bothers_nobody(database: Database, tmp_path: Path) -> None:
    office = Office(database, tmp_path)
    officer = await office.officer()
    await officer.says("/baocao")
    await officer.taps("Báo cáo hoạt động tuyên truyền")
    notified: list[str] = []
    await timetable(office, notified).start_up()
    await timetable(office, notified).beat()
    office.clock.passes(seconds=100)
    await timetable(office, notified, "two").start_up()
    assert notified == []
    office.transactions.close()


async def test_cleaning_up_is_done_once_an_hour_among_all(
    database: Database, tmp_path: Path
) -> None:
    office = Office(database, tmp_path)
    await office.officer()
    office.clock.passes(days=4)
    office.clock.tick = timedelta(0)
    for holder in ("one", "two"):
        await timetable(office, [], holder).clean_up()
    with database.reading() as session:
        assert len(session.exec(select(Run).where(Run.job == "clean up")).all()) == 1
        assert session.exec(select(InboxEntry)).all() == []
    office.transactions.close()


async def test_the_transcript_goes_after_ninety_days_the_report_stays(
    database: Database, tmp_path: Path
) -> None:
    office = Office(database, tmp_path)
    await office.officer()
    with database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE deliveries SET state = 'sent'")
    office.clock.passes(days=91)
    await timetable(office, []).clean_up()
    with database.reading() as session:
        assert session.exec(select(Message)).all() == []
    office.transactions.close()


async def test_the_jobs_never_misfire_nor_pile_up(database: Database, tmp_path: Path) -> None:
    office = Office(database, tmp_path)
    found = timetable(office, []).scheduler()
    found.start(paused=True)
    for job in found.get_jobs():
        assert job.misfire_grace_time is None
        assert job.coalesce
        assert job.max_instances == 1
    assert str(found.timezone) == "Asia/Ho_Chi_Minh"
    found.shutdown(wait=False)
    office.transactions.close()


@dataclass
class FakeJob:
    rung: list[datetime] = field(default_factory=list)

    def modify(self, *, next_run_time: datetime) -> None:
        self.rung.append(next_run_time)


@dataclass
class FakeScheduler:
    job: FakeJob = field(default_factory=FakeJob)

    def get_jobs(self) -> list[FakeJob]:
        return [self.job]


@pytest.mark.parametrize(
    ("hours", "rings"), [(0, False), (-1, True), (1, True), (-24, True)], ids=str
)
async def test_a_clock_that_was_set_rings_every_job(
    database: Database, tmp_path: Path, hours: int, rings: bool
) -> None:
    """APScheduler would wait for the moment that the clock of before had promised."""
    office = Office(database, tmp_path)
    steady = itertools.count(0, 15)
    passed, seen = [0], asyncio.Event()

    def wall() -> datetime:
        passed[0] += 1
        if passed[0] == 4:
            seen.set()
        at = datetime(2026, 11, 23, 8, tzinfo=ZONE) + timedelta(seconds=15 * (passed[0] - 1))
        return at + (timedelta(hours=hours) if passed[0] >= 3 else timedelta(0))

    scheduler = FakeScheduler()
    watching = asyncio.create_task(
        timetable(office, []).watch(scheduler, wall, lambda: float(next(steady)), 0.001)
    )
    await asyncio.wait_for(seen.wait(), 10)
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
    assert len(scheduler.job.rung) == int(rings)  # once, not at every look after
    office.transactions.close()
