"""Every transcript in tests/transcripts says what the assistant says, word for word.

`UPDATE_TRANSCRIPTS=1 make test` writes them anew: read the difference before you keep it.
"""

import os
from pathlib import Path

import pytest

from tests.conversation.golden import FOLDER, Player
from tests.conversation.people import Office

TRIAL = Path(__file__).parent / "trial_form.md"
SCRIPTS = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
async def test_the_conversation_goes_as_written(path: Path, office: Office) -> None:
    script = path.read_text("utf-8")  # noqa: ASYNC240 - a small file of ours
    # A stranger begins unless the first line says who talks: "# … (cán bộ xã)".
    heading = script.partition("\n")[0]
    joined = "(cán bộ xã)" in heading
    if "(biểu mẫu thử)" in heading:
        office.publish(TRIAL.read_text("utf-8"))
    officer = await office.officer() if joined else office.person("officer")
    played = await Player(office, officer).play(script)
    if os.environ.get("UPDATE_TRANSCRIPTS"):
        path.write_text(played, "utf-8")  # noqa: ASYNC240
    assert played == script
