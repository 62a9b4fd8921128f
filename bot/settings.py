"""The only reader of the environment (and of `.env`)."""

import secrets
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


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

    @field_validator("telegram_api_base", "public_url")
    @classmethod
    def _no_trailing_slash(cls, value: str) -> str:
        return value.rstrip("/")

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
