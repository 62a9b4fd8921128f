"""Whole seasons with a moved clock: who is told what, word for word, in tests/transcripts/seasons.

`UPDATE_TRANSCRIPTS=1 make test` writes them anew: read the difference before you keep it.
"""

import os
from collections.abc import AsyncIterator
from datetime import date, datetime
from pathlib import Path

import pytest

from storage.database import Database
from storage.models import ReportState, Role
from tests.conversation.golden import FOLDER
from tests.conversation.season import AROUND, Season, local


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
