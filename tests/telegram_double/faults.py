"""Faults to inject: what, where, how often."""

import asyncio
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, get_args

from tests.telegram_double.values import ApiError, ImpossibleError, too_many

FaultKind = Literal[
    "429", "403", "401", "409", "500", "502", "hang", "reset", "lost", "slow", "duplicates"
]
PROXY_PAGE = (
    "<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>"
    "\r\n<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n"
)
PROXY_TITLES = {"500": "500 Internal Server Error", "502": "502 Bad Gateway"}
_CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance"


@dataclass(slots=True)
class Fault:
    """One injected fault; `count` None means until healed."""

    number: int
    kind: FaultKind
    method: str = "*"  # lower case; "*" is any, "download" is a file download
    count: int | None = 1
    probability: float = 1.0
    retry_after: int = 1
    latency_ms: float = 100.0
    chat_id: int | None = None

    def refusal(self) -> ApiError:
        """The API error of the kinds that answer one."""
        match self.kind:
            case "429":
                return too_many(self.retry_after)
            case "403":
                return ApiError(403, "Forbidden: bot was blocked by the user")
            case "401":
                return ApiError(401, "Unauthorized")
            case _:
                return ApiError(409, f"{_CONFLICT} is running")


@dataclass(slots=True)
class Faults:
    """All active faults and how often each kind has struck."""

    active: list[Fault] = field(default_factory=list)
    struck: dict[str, int] = field(default_factory=dict)
    dice: random.Random = field(default_factory=lambda: random.Random(0))
    released: asyncio.Event = field(default_factory=asyncio.Event)
    _number: int = 0

    def add(self, fault: Fault) -> int:
        if fault.kind not in get_args(FaultKind):
            raise ImpossibleError(f"no such fault: {fault.kind}")
        self._number += 1
        fault.number = self._number
        fault.method = fault.method.lower()
        self.active.append(fault)
        return fault.number

    def heal(self, number: int | None = None) -> None:
        """Ends one fault or all of them, and lets hanging requests go."""
        self.active = [f for f in self.active if number is not None and f.number != number]
        self.released.set()
        self.released = asyncio.Event()

    def strike(self, method: str, chat_id: int | None) -> Iterator[Fault]:
        """The faults that hit this request: any latency first, then at most one other."""
        hits = [
            f for f in self.active if f.kind != "duplicates" and self._meets(f, method, chat_id)
        ]
        hits.sort(key=lambda fault: fault.kind != "slow")
        for fault in hits:
            if self._takes(fault):
                yield fault
                if fault.kind != "slow":
                    return

    def copies(self) -> int:
        """How often the next update is delivered."""
        return 2 if any(f.kind == "duplicates" and self._takes(f) for f in [*self.active]) else 1

    def _meets(self, fault: Fault, method: str, chat_id: int | None) -> bool:
        return fault.method in {"*", method} and fault.chat_id in {None, chat_id}

    def _takes(self, fault: Fault) -> bool:
        if fault.probability < 1.0 and self.dice.random() >= fault.probability:
            return False
        if fault.count is not None:
            fault.count -= 1
            if fault.count <= 0:
                self.active.remove(fault)
        self.struck[fault.kind] = self.struck.get(fault.kind, 0) + 1
        return True
