"""Counts kept for tests and benchmarks."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Requests by method, messages and repeats by chat, refusals."""

    requests: dict[str, int] = field(default_factory=dict)
    sends: dict[int, int] = field(default_factory=dict)
    repeats: dict[int, int] = field(default_factory=dict)
    too_many: int = 0
    refused: int = 0
    _texts: set[tuple[int, str]] = field(default_factory=set)

    def sent(self, chat_id: int, text: str) -> None:
        self.sends[chat_id] = self.sends.get(chat_id, 0) + 1
        key = (chat_id, text)
        if not text:
            return
        if key in self._texts:
            self.repeats[chat_id] = self.repeats.get(chat_id, 0) + 1
        else:
            self._texts.add(key)
