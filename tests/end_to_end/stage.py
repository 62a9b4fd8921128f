"""Owns what one test plays on: a database, a double of Telegram, processes of the program."""

import itertools
from datetime import UTC, datetime
from pathlib import Path
from random import Random, SystemRandom
from zoneinfo import ZoneInfo

import pytest

from storage import invitations, places
from storage.models import Role
from tests.databases import BACKENDS
from tests.end_to_end import hygiene
from tests.end_to_end.kept import Kept
from tests.end_to_end.launching import Launch
from tests.end_to_end.programme import Programme
from tests.end_to_end.talker import Talker
from tests.end_to_end.waiting import until
from tests.telegram_double import Double

ON_SQLITE = pytest.mark.parametrize("database_prints", [BACKENDS[0]], indirect=True)
ON_POSTGRES = pytest.mark.parametrize("database_prints", [BACKENDS[1]], indirect=True)
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SECRET = "the-hook-s_secret-0123456789"
MUONG_TE = "03445"


class Stage:
    """Knows everybody and every process, so that nothing of them is left behind or unseen."""

    def __init__(self, url: str, folder: Path, double: Double, warm: Launch) -> None:
        self.url = url
        self.folder = folder
        self.double = double
        self.kept = Kept(url)
        self.warm = warm
        self.programmes: list[Programme] = []
        self.people: list[Talker] = []
        self.troubles: set[str] = set()  # log events of ERROR that this test brings about
        self.secrets = {"Lò Văn An"}  # what must stand in no log
        self._numbers = itertools.count(1)

    def programme(
        self, *arguments: str, launch: Launch | None = None, **settings: str
    ) -> Programme:
        """One more process, not yet started."""
        usual = {
            "DATA_DIR": str(self.folder / "data"),
            "DATABASE_URL": self.url,
            "TELEGRAM_TOKEN": self.double.token,
            "TELEGRAM_API_BASE": self.double.base_url,
            "TELEGRAM_RATE": "0",
            "TELEGRAM_MODE": "polling",
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
            "SESSION_SECRET": "a-session-s-secret-0123456789",
        }
        made = Programme(launch or self.warm, self.folder, usual | settings, *arguments)
        self.programmes.append(made)
        return made

    async def running(self, mode: str = "polling", **settings: str) -> Programme:
        """A process that is ready."""
        made = self.programme()
        await made.start(TELEGRAM_MODE=mode, **settings)
        return made

    @property
    def is_sqlite(self) -> bool:
        return self.url.startswith("sqlite")

    # --- people ---------------------------------------------------------------------------------
    def invite(self, unit: str = MUONG_TE, role: Role = Role.REPORTER) -> str:
        """A code, as `python -m bot invite` makes it, without dashes as in a link."""
        now = datetime.now(UTC)
        code = invitations.new_code(SystemRandom())
        with self.kept.session() as session, session.begin():
            body = places.find_body(session, unit, now.astimezone(ZONE).date())
            assert body is not None
            invitations.add(session, code, body.id, role, now, days=14)
        bare = code.replace("-", "")
        self.secrets |= {code, bare}
        return bare

    async def stranger(self, name: str = "Lan") -> Talker:
        number = next(self._numbers)
        person = await self.double.person(name)
        talker = Talker(self.double, person, phone=f"09{Random(number).randrange(10**8):08d}")
        self.people.append(talker)
        self.secrets.add(talker.phone)
        return talker

    async def officer(self, unit: str = MUONG_TE, role: Role = Role.REPORTER) -> Talker:
        """Somebody who has joined."""
        talker = await self.stranger()
        await talker.joins(self.invite(unit, role))
        return talker

    # --- the end --------------------------------------------------------------------------------
    async def settles(self, seconds: float = 20.0) -> None:
        """Until everything that people did is confirmed and everything due is sent."""
        await self.double.settles(seconds)
        await until(lambda: not self.kept.deliveries()["pending"], seconds)

    async def close(self) -> None:
        """End what runs; whatever was logged must be fit to be logged."""
        await self.double.heal()
        try:
            codes = [await one.stop() for one in self.programmes if one.alive]
        finally:
            for one in self.programmes:
                await one.kill()
        assert not any(codes), codes
        secrets = self.secrets | {self.double.token, SECRET}
        for one in self.programmes:
            hygiene.check(one.log, secrets, self.troubles)
