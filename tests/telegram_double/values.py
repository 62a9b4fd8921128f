"""Small values shared by all parts of the double."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

TOKEN = "123456:TEST-TOKEN-of-the-double-0123456789abcd"


class ApiError(Exception):
    """A refusal as Telegram words it."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def body(self) -> Json:
        answer: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            answer["parameters"] = {"retry_after": self.retry_after}
        return answer


def bad(description: str) -> ApiError:
    """A 400 with Telegram's prefix."""
    return ApiError(400, f"Bad Request: {description}")


def too_many(seconds: int) -> ApiError:
    """A 429 with the number of seconds to wait."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", seconds)


class ImpossibleError(AssertionError):
    """A person cannot do this (no such button, chat blocked, ...)."""


class SilenceError(AssertionError):
    """The bot said nothing within the time a person waits."""


@dataclass(frozen=True, slots=True)
class Counters:
    """What the double has counted since its start or the last reset."""

    requests: Mapping[str, int]  # by method, lower case
    sends: Mapping[int, int]  # messages accepted, by chat
    repeats: Mapping[int, int]  # messages with a text this chat had already received
    too_many: int  # 429s answered
    refused: int  # all other API errors answered
    created: int  # updates made by people
    pending: int  # updates not yet confirmed by the bot
    webhook_posts: int
    webhook_failures: int
    struck: Mapping[str, int]  # injected faults that have hit, by kind

    @property
    def total_sends(self) -> int:
        return sum(self.sends.values())

    @property
    def total_repeats(self) -> int:
        return sum(self.repeats.values())

    @classmethod
    def of(cls, raw: Json) -> "Counters":
        chats = {key: {int(k): v for k, v in raw[key].items()} for key in ("sends", "repeats")}
        return cls(**{**raw, **chats})
