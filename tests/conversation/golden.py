"""Owns golden transcripts: a file is both the script (👤 lines) and what must be answered (🤖).

What a person may do, one line each:
    👤 words                     typed
    👤 [Label]                   a button of the newest message that has it
    👤 (ảnh)                     a photo;  (danh thiếp 0912…), (danh thiếp người khác 0912…)
    👤 (sửa «old» thành «new»)   an edited message
    👤 (nhãn dán)                a sticker;  (thoại), (pdf)
    ⏰ +3 ngày                   time passes;  ⏰ khởi động lại: the process is restarted
    👤 mã mời: 03445 reporter    types a fresh invitation code
"""

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from handlers.messages import Unusable
from storage.models import Role
from tests.conversation.people import Office, Officer

FOLDER = Path(__file__).parents[1] / "transcripts"
_UNREADABLE = {
    "(nhãn dán)": Unusable.STICKER,
    "(thoại)": Unusable.VOICE,
    "(pdf)": Unusable.DOCUMENT,
    "(ảnh 30 MB)": Unusable.TOO_LARGE,
}


@dataclass
class Player:
    """Plays a script and writes down what is said."""

    office: Office
    officer: Officer

    def __post_init__(self) -> None:
        self._refs: dict[str, str] = {}

    async def play(self, script: str) -> str:
        out: list[str] = []
        for line in script.splitlines():
            if line.startswith(("#", "👤", "⏰")):
                out.append(line)
            if line.startswith("👤"):
                said = await self._act(line.removeprefix("👤").strip())
                out += [_robot(said), ""]
            elif line.startswith("⏰"):
                self._wait(line.removeprefix("⏰").strip())
                out.append("")
            elif line.startswith("#"):
                out.append("")
        return "\n".join(out).rstrip() + "\n"

    async def _act(self, what: str) -> str:
        if what.startswith("["):
            return await self.officer.taps(what[1:-1])
        if what.startswith("mã mời:"):
            unit, role = what.removeprefix("mã mời:").split()
            return await self.officer.says(self.office.invite(unit, Role(role)))
        if what == "(ảnh)":
            return await self.officer.sends_photo(picture())
        if what in _UNREADABLE:
            return await self.officer.sends_unreadable(_UNREADABLE[what])
        if found := re.fullmatch(r"\(sửa «(.+)» thành «(.+)»\)", what):
            return await self.officer.edits(self._refs[found[1]], found[2])
        if found := re.fullmatch(r"\(danh thiếp (người khác )?(\d+)\)", what):
            return await self.officer.shares(found[2], own=not found[1])
        said = await self.officer.says(what.replace("⏎", "\n"))
        self._refs[what] = self.officer.last_ref
        return said

    def _wait(self, what: str) -> None:
        if what == "khởi động lại":
            self.office.start()
        elif found := re.fullmatch(r"\+(\d+) (ngày|giờ|phút)", what):
            unit = {"ngày": "days", "giờ": "hours", "phút": "minutes"}[found[2]]
            self.office.clock.passes(**{unit: float(found[1])})
        else:
            raise AssertionError(f"no such waiting: {what}")


def picture(colour: str = "green") -> bytes:
    out = BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return out.getvalue()


def _robot(said: str) -> str:
    first, *rest = (said or "(im lặng)").splitlines()
    return "\n".join([f"🤖 {first}", *(f"   {line}".rstrip() for line in rest)])
