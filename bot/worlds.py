"""Owns what a handler may know: the clock, the words of a language, the rules in force."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from random import Random, SystemRandom
from zoneinfo import ZoneInfo

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from handlers.messages import World
from handlers.policy import Policy

LOCALES = Path(__file__).parents[1] / "locales"
DOMAIN = "sozanh"


def now() -> datetime:
    return datetime.now(UTC)


@lru_cache
def translations(language: str) -> Translations:
    """A language's catalogue, compiled in memory: there is no .mo to forget."""
    path = LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not path.exists():
        return Translations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return Translations(compiled)


@dataclass(frozen=True)
class Worlds:
    """Makes a World for each message."""

    zone: ZoneInfo
    policy: Policy
    language: str = "vi"
    clock: Callable[[], datetime] = now
    chance: Random = field(default_factory=SystemRandom)

    def world(self, language: str | None = None) -> World:
        moment = self.clock()
        words = translations(language or self.language)
        return World(
            now=moment,
            today=moment.astimezone(self.zone).date(),
            zone=self.zone,
            gettext=words.gettext,
            ngettext=words.ngettext,
            language=language or self.language,
            policy=self.policy,
            chance=self.chance,
            speaking=self.world,
        )
