"""Owns golden transcripts: a file is both the script (👤 lines) and what must be answered (🤖).

What a person may do, one line each:
    👤 words                     typed
    👤 [Label]                   a button of the newest message that has it
    👤 (ảnh)                     a photo;  (danh thiếp 0912…), (danh thiếp người khác 0912…)
    👤 (sửa «old» thành «new»)   an edited message
    👤 (nhãn dán)                a sticker;  (thoại)
    👤 (tệp kế hoạch.pdf)        a file: .pdf, .docx, .xlsx; any other ending is of no known kind
    👤 (vị trí 22.386 103.458)   a shared place
    👤 một⏎hai                   a message of two lines
    ⏰ +3 ngày                   time passes;  ⏰ khởi động lại: the process is restarted
    ⏰ chờ                       what is made beside the chat is finished, and heard
    👤 mã mời: 03445 reporter    types a fresh invitation code
    👥 cán bộ xã                 somebody else goes on (see WHO), and hears what came meanwhile
"""

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from handlers.messages import Unusable
from storage.models import Role
from tests.conversation.people import Office, Officer

FOLDER = Path(__file__).parents[1] / "transcripts"
WHO = {
    "cán bộ xã": ("an", "03445", Role.REPORTER),
    "cán bộ xã khác": ("binh", "03433", Role.REPORTER),
    "phụ trách địa bàn": ("area", "area-107", Role.AREA_OFFICER),
    "điều phối viên": ("department", "so-cong-thuong", Role.COORDINATOR),
}
_UNREADABLE = {
    "(nhãn dán)": Unusable.STICKER,
    "(thoại)": Unusable.VOICE,
    "(ảnh 30 MB)": Unusable.TOO_LARGE,
}


@dataclass
class Player:
    """Plays a script and writes down what is said."""

    office: Office
    officer: Officer

    def __post_init__(self) -> None:
        self._refs: dict[str, str] = {}
        self._others: dict[str, Officer] = {}

    async def play(self, script: str) -> str:
        out: list[str] = []
        heading = script.partition("\n")[0]
        self._others = {
            address: self.officer for who, (address, *_) in WHO.items() if f"({who})" in heading
        }
        for line in script.splitlines():
            if line.startswith(("#", "👤", "👥", "⏰")):
                out.append(line)
            if line.startswith("👤"):
                said = await self._act(line.removeprefix("👤").strip())
                out += [_robot(said), ""]
            elif line.startswith("👥"):
                await self._goes_on(line.removeprefix("👥").strip())
                heard = await self.officer.hears()
                out += [*([_robot(heard)] if heard else []), ""]
            elif line == "⏰ chờ":
                await self.office.works()
                out += [_robot(await self.officer.hears()), ""]
            elif line.startswith("⏰"):
                self._wait(line.removeprefix("⏰").strip())
                out.append("")
            elif line.startswith("#"):
                out.append("")
        return "\n".join(out).rstrip() + "\n"

    async def _goes_on(self, who: str) -> None:
        address, unit, role = WHO[who]
        if address not in self._others:
            self._others[address] = await self.office.someone(address, unit, role)
        self.officer = self._others[address]

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
        if found := re.fullmatch(r"\(tệp (.+)\)", what):
            return await self.officer.sends_document(document(found[1]), found[1])
        if found := re.fullmatch(r"\(vị trí (\S+) (\S+)\)", what):
            return await self.officer.shares_place(float(found[1]), float(found[2]))
        if found := re.fullmatch(r"\(sửa «(.+)» thành «(.+)»\)", what):
            new = found[2].replace("⏎", "\n")
            return await self.officer.edits(self._refs[found[1]], new)
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


def document(name: str, *, macros: bool = False) -> bytes:
    """What a file of this name holds, as far as anybody looks."""
    if name.endswith(".pdf"):
        return b"%PDF-1.7\n" + name.encode()
    main = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}.get(name[name.rfind(".") :])
    if main is None:
        return b"\xd0\xcf\x11\xe0" + name.encode()
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(main, name)
        if macros:
            archive.writestr("word/vbaProject.bin", "Sub AutoOpen()")
    return out.getvalue()


def _robot(said: str) -> str:
    first, *rest = (said or "(im lặng)").splitlines()
    return "\n".join([f"🤖 {first}", *(f"   {line}".rstrip() for line in rest)])
