"""Whole seasons with a moved clock: who is told what, word for word, in tests/transcripts/seasons.

`UPDATE_TRANSCRIPTS=1 make test` writes them anew: read the difference before you keep it.
"""

import os
from collections.abc import AsyncIterator
from datetime import date, datetime
from pathlib import Path

import pytest

from storage.database import Database
from storage.models import ReportState, Requirement, Role, RoundKind
from storage.rounds import Asked, Plan
from tests.conversation.golden import FOLDER
from tests.conversation.season import AROUND, Season, local

# What is said does not depend on the database; what is kept is tested on both elsewhere.
pytestmark = pytest.mark.parametrize("database_prints", ["sqlite"], indirect=True)


@pytest.fixture
async def season(database: Database, tmp_path: Path) -> AsyncIterator[Season]:
    found = Season(database, tmp_path, local(2026, 10, 20, 8))
    yield found
    found.office.transactions.close()


async def staffed(season: Season, begins: datetime) -> None:
    """Two communes of one area, their area officer, the coordinator."""
    season.office.clock.now = begins
    await season.timetable.start_up()
    await season.joins("cán bộ Mường Tè")
    await season.joins("cán bộ Bum Nưa", unit="03466")
    await season.joins("phụ trách địa bàn", unit="area-107", role=Role.AREA_OFFICER)
    await season.joins("điều phối viên", unit="so-cong-thuong", role=Role.COORDINATOR)
    for person in season.people:
        await person.hears()


def compare(season: Season, name: str) -> None:
    path = FOLDER / "seasons" / f"{name}.txt"
    if os.environ.get("UPDATE_TRANSCRIPTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(season.diary(), "utf-8")
    assert season.diary() == path.read_text("utf-8")


async def test_2026_one_reports_in_time_and_one_late(season: Season) -> None:
    await staffed(season, local(2026, 10, 20, 8))
    await season.until(local(2026, 11, 20, 18), AROUND)
    season.note("Xã Bum Nưa gửi báo cáo tuyên truyền, bao bì và báo cáo định kỳ")
    for form_id, day in (
        ("outreach", date(2026, 11, 18)), ("packaging", date(2026, 11, 19)), ("period_report", None)
    ):  # fmt: skip
        await season.report("03466", form_id, day=day)
    await season.until(local(2026, 12, 1, 10), AROUND)
    await season.people[0].taps("Nhắc tôi ngày mai")
    season.note("Cán bộ Mường Tè chọn “Nhắc tôi ngày mai”")
    await season.until(local(2026, 12, 8, 18), AROUND)
    season.note("Xã Mường Tè gửi đủ báo cáo, muộn hai ngày làm việc")
    for form_id, day in (
        ("outreach", date(2026, 11, 25)), ("packaging", date(2026, 11, 26)), ("period_report", None)
    ):  # fmt: skip
        await season.report("03445", form_id, day=day)
    await season.until(local(2026, 12, 15, 18), AROUND)
    compare(season, "2026-mot-dung-han-mot-muon")


async def test_2027_returned_and_extended(season: Season) -> None:
    """The due day is Friday 03/12: the 5th is a Sunday."""
    await staffed(season, local(2027, 11, 1, 8))
    await season.report("03466", "outreach", day=date(2027, 11, 5))
    await season.report("03466", "packaging", day=date(2027, 11, 5))
    code = await season.report("03466", "period_report")
    season.note("Xã Bum Nưa đã gửi đủ báo cáo")
    await season.until(local(2027, 11, 30, 12), AROUND)
    season.note("Báo cáo định kỳ của Bum Nưa bị trả lại; Mường Tè được gia hạn đến 10/12")
    await season.sets(code, ReportState.RETURNED)
    await season.extends(date(2027, 12, 10), "03445")
    await season.until(local(2027, 12, 14, 18), AROUND)
    compare(season, "2027-tra-lai-va-gia-han")


async def test_2025_the_last_thursday_and_nobody_reports(season: Season) -> None:
    await staffed(season, local(2025, 10, 20, 8))
    await season.until(local(2025, 12, 9, 18), AROUND)
    compare(season, "2025-khong-ai-bao-cao")


def out_of_turn(begins: date, due_on: date, cut_off: date, since: date | None = None) -> Plan:
    """Packaging, of every commune."""
    return Plan(
        key=f"dot-xuat-{begins.year}-001",
        title="Báo cáo đột xuất về bao bì",
        kind=RoundKind.AD_HOC,
        scope={"areas": [], "kinds": ["commune"]},
        as_of=begins,
        window=(since or date(2025, 12, 1), cut_off),
        cut_off=cut_off,
        due_on=due_on,
        forms=(Asked("packaging", Requirement.AT_LEAST_ONE),),
    )


async def test_2026_two_rounds_come_in_one_message_and_one_officer_blocks(season: Season) -> None:
    """24/11 is off since 2026."""
    await staffed(season, local(2026, 11, 20, 8))
    season.note("Bắt đầu một đợt đột xuất, cùng hạn 04/12 với báo cáo năm")
    await season.opens(out_of_turn(date(2026, 11, 20), date(2026, 12, 4), date(2026, 12, 2)))
    await season.until(local(2026, 11, 27, 18), AROUND)
    season.note("Cán bộ Bum Nưa chặn trợ lý")
    await season.blocks("cán bộ Bum Nưa")
    await season.until(local(2026, 12, 2, 18), AROUND)
    season.note("Xã Mường Tè gửi báo cáo bao bì: đợt đột xuất đã đủ, báo cáo năm còn thiếu")
    await season.report("03445", "packaging", day=date(2026, 12, 1))
    await season.until(local(2026, 12, 7, 18), AROUND)
    compare(season, "2026-hai-dot-mot-tin")


async def test_2026_a_swapped_saturday_is_worked_and_tet_is_not(season: Season) -> None:
    """Friday 02/01 was off for Saturday 10/01; Tết was from 16/02 to 20/02."""
    await staffed(season, local(2025, 12, 29, 8))
    season.note("Đợt đột xuất đến hạn thứ Hai 12/01/2026, ngay sau ngày làm bù")
    await season.opens(out_of_turn(date(2025, 12, 29), date(2026, 1, 12), date(2026, 1, 9)))
    await season.until(local(2026, 1, 12, 10), AROUND)
    for unit in ("03445", "03466"):
        await season.report(unit, "packaging", day=date(2026, 1, 9))
    season.note("Cả hai xã gửi báo cáo; một đợt khác đến hạn thứ Hai 23/02, sau Tết")
    since = date(2026, 2, 1)
    await season.opens(out_of_turn(date(2026, 2, 2), date(2026, 2, 23), date(2026, 2, 13), since))
    await season.until(local(2026, 2, 25, 18), AROUND)
    compare(season, "2026-lam-bu-va-tet")
