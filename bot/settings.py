"""The only reader of the environment (and of `.env`)."""

import secrets
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot import round_settings
from handlers.policy import Policy
from vietnamese.workdays import parse_hours

_LISTS = {
    "work_hours": parse_hours,
    "reminder_days": round_settings.days_before,
    "annual_units": round_settings.kinds,
    "annual_forms": round_settings.forms,
}


class Settings(BaseSettings):
    """Every setting by the name it has in the environment, in lower case."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    data_dir: Path = Path("data")
    database_url: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    public_url: str = ""
    timezone: str = "Asia/Ho_Chi_Minh"
    locale: Literal["vi", "en"] = "vi"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    session_secret: SecretStr = SecretStr("")
    file_megabytes: int = Field(default=20, ge=1, le=20)  # Telegram hands bots no larger ones
    telegram_token: SecretStr = SecretStr("")
    telegram_api_base: str = "https://api.telegram.org"
    telegram_mode: Literal["polling", "webhook"] = "polling"
    telegram_webhook_secret: SecretStr = SecretStr("")
    telegram_rate: float = Field(default=28.0, ge=0)  # messages a second; 0 = no pacing
    work_hours: str = "7:30-11:30,13:30-17:00"
    reminder_days: str = "30,15,7,3,1"  # before the due day
    overdue_every: int = Field(default=2, ge=0, le=60)  # working days; 0 = not again
    annual_round: Literal["on", "off"] = "on"
    annual_window_starts: str = "01/12"
    annual_due_before: str = "05/12"
    annual_units: str = "commune"
    annual_forms: str = "period_report:once,outreach:at_least_one,packaging:per_establishment"

    @field_validator("telegram_api_base", "public_url")
    @classmethod
    def _no_trailing_slash(cls, value: str) -> str:
        return value.rstrip("/")

    @field_validator("work_hours", "reminder_days", "annual_units", "annual_forms")
    @classmethod
    def _list(cls, value: str, info: ValidationInfo) -> str:
        """Read once, so that what cannot be read is said at the start."""
        _LISTS[str(info.field_name)](value)
        return value

    @field_validator("annual_window_starts", "annual_due_before")
    @classmethod
    def _day(cls, value: str) -> str:
        round_settings.month_and_day(value)
        return value

    @property
    def zone(self) -> ZoneInfo:
        """Of the province: days begin there."""
        return ZoneInfo(self.timezone)

    def policy(self, *, demo: bool = False) -> Policy:
        """The rules of the conversation."""
        annual = round_settings.annual(
            self.annual_window_starts, self.annual_due_before, self.annual_units, self.annual_forms
        )
        return Policy(
            file_megabytes=self.file_megabytes,
            demo=demo,
            public_url=self.effective_public_url,
            annual_round=annual if self.annual_round == "on" else None,
            ladder=round_settings.days_before(self.reminder_days),
            overdue_every=self.overdue_every,
            hours=parse_hours(self.work_hours),
        )

    @property
    def effective_database_url(self) -> str:
        """The database in use: the embedded one unless DATABASE_URL names another."""
        url = self.database_url or f"sqlite:///{self.data_dir / 'sozanh.sqlite3'}"
        for old in ("postgres://", "postgresql://"):
            if url.startswith(old):
                return "postgresql+psycopg://" + url.removeprefix(old)
        return url

    @property
    def effective_public_url(self) -> str:
        """Where people reach the web chat; "" if nobody said where that is."""
        if self.public_url:
            return self.public_url
        return f"http://{self.host}:{self.port}" if _is_loopback(self.host) else ""

    @property
    def is_local(self) -> bool:
        """Nobody but this machine can reach us."""
        return _is_loopback(self.host) and (
            not self.public_url or _is_loopback(urlsplit(self.public_url).hostname or "")
        )

    def secret(self) -> bytes:
        """The key of the web chat's form tokens: given, or made once and kept in DATA_DIR."""
        given = self.session_secret.get_secret_value()
        if given:
            return given.encode()
        path = self.data_dir / "session_secret"
        if not path.exists():
            self.data_dir.mkdir(parents=True, exist_ok=True)
            mine = path.with_name(f"session_secret.{secrets.token_hex(4)}")
            mine.touch(mode=0o600)
            mine.write_text(secrets.token_hex(32))
            # Whole or not at all, and the first process that comes decides.
            with suppress(FileExistsError):
                path.hardlink_to(mine)
            mine.unlink()
        return path.read_text().strip().encode()


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
