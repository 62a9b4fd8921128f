"""Owns the log: JSON lines with ids and reasons, and nothing that is secret or personal."""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

# A Telegram token stands in every URL of its API; phone numbers are people's.
_TOKEN = re.compile(r"\d{6,12}:[A-Za-z0-9_-]{30,}")
_PHONE = re.compile(r"(?<![\d:.T-])(?:\+?84|0)\d{9}(?!\d)")
_SECRET_KEYS = frozenset({"token", "phone", "text", "payload", "answer", "secret", "cookie"})


def redact(text: str) -> str:
    return _PHONE.sub("[phone]", _TOKEN.sub("[token]", text))


def set_up(level: str) -> None:
    """Everything, our own lines and the libraries', goes through one redacting formatter."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            _drop_secrets,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # These name URLs, and with them the token, on every call.
    for noisy in (
        "alembic",
        "httpx",
        "httpcore",
        "aiohttp.access",
        "telegram",
        "aiogram",
        "apscheduler",
    ):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLevelName(level)))
    for silent in ("sqlalchemy.engine", "PIL", "asyncio"):
        logging.getLogger(silent).setLevel(logging.WARNING)


def _drop_secrets(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> Mapping[str, Any]:
    """The last word: whatever a line carries is looked through before it is written."""
    return {
        key: "[kept out]" if key in _SECRET_KEYS else redact(value) if isinstance(value, str)
        else value
        for key, value in event.items()
    }  # fmt: skip
