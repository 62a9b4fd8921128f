"""Every transcript in tests/transcripts says what the assistant says, word for word.

`UPDATE_TRANSCRIPTS=1 make test` writes them anew: read the difference before you keep it.
"""

import os
from pathlib import Path

import pytest

from storage.models import Role
from tests.conversation.golden import FOLDER, WHO, Player
from tests.conversation.people import Office, Officer
from tests.conversation.season import timetable
from tests.conversation.test_filing import OUTREACH, fill

TRIAL = Path(__file__).parent / "trial_form.md"
SCRIPTS = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
async def test_the_conversation_goes_as_written(path: Path, office: Office) -> None:
    script = path.read_text("utf-8")  # noqa: ASYNC240 - a small file of ours
    # A stranger begins unless the first line says who talks: "# … (cán bộ xã)".
    heading = script.partition("\n")[0]
    if "(biểu mẫu thử)" in heading:
        office.publish(TRIAL.read_text("utf-8"))
    if "(đợt năm)" in heading:  # and somebody in a commune
        await timetable(office).start_up()
        await office.someone(*WHO["cán bộ xã"])
    if "(có báo cáo)" in heading:  # three of them, of which two look the same
        await send_some(await office.someone(*WHO["cán bộ xã"]))
    officer = await _who_talks(heading, office)
    played = await Player(office, officer).play(script)
    if os.environ.get("UPDATE_TRANSCRIPTS"):
        path.write_text(played, "utf-8")  # noqa: ASYNC240
    assert played == script


async def send_some(officer: Officer) -> None:
    for answers in (OUTREACH, OUTREACH, [*OUTREACH[:2], "chợ Pa Ủ", *OUTREACH[3:]]):
        await fill(officer, *answers)
        await officer.says("gửi")


async def _who_talks(heading: str, office: Office) -> Officer:
    if "(cán bộ xã)" in heading:
        return await office.officer()
    if "(phụ trách địa bàn)" in heading:
        return await office.officer(unit="area-107", role=Role.AREA_OFFICER)
    if "(điều phối viên)" in heading:
        return await office.officer(unit="so-cong-thuong", role=Role.COORDINATOR)
    return office.person("officer")
