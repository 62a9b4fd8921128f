"""Owns an officer who answers whatever question is on the screen, as people do."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from tests.end_to_end import words
from tests.end_to_end.talker import SECONDS, Talker
from tests.telegram_double import Heard
from tests.telegram_double.pictures import picture
from tests.telegram_double.values import ImpossibleError, SilenceError

Act = Callable[[], Awaitable[object]]
TITLE = "Báo cáo hoạt động tuyên truyền"
RESUME = words.said("Go on: {form} ({count} answered)").partition("{")[0].strip()
READ_BACK = re.compile(r"^✓ (?!\d+\. )(.+)$", re.MULTILINE)


@dataclass
class Officer:
    """Joins and sends one outreach report. Whatever was read back to them is remembered."""

    talker: Talker
    code: str
    number: int
    thinks: float = 0.0  # seconds before an answer, at most
    patience: float = SECONDS  # how long until they say /tiep
    accepted: list[str] = field(default_factory=list)
    receipts: set[str] = field(default_factory=set)
    reminders: int = 0  # how often they had to say /tiep

    def __post_init__(self) -> None:
        self._chance = Random(self.number)
        self._answered: Heard | None = None  # what they answered last: not answered twice

    async def reports(self) -> None:
        """From the link to the receipt."""
        await self.talker.person.starts(self.code)
        while not self.receipts:
            screen = await self._hears()
            await asyncio.sleep(self._chance.random() * self.thinks)
            if not self.receipts:
                await self._acts(screen)

    async def _hears(self) -> Heard:
        while True:
            seen = len(self.talker.read)
            try:
                screen = await self.talker.hears(self.patience)
            except SilenceError:
                if self.reminders > 200:
                    raise
                await self._asks_where_they_were()
                continue
            for one in self.talker.read[seen:]:
                self.accepted += READ_BACK.findall(one.text)
                self.receipts.update(words.RECEIPT.findall(one.text))
            return screen

    async def _acts(self, screen: Heard) -> None:
        """A message that came twice is answered once."""
        last = self._answered
        if last is not None and (last.text, last.buttons) == (screen.text, screen.buttons):
            return
        self._answered = screen
        try:
            await self._answer(screen)()
        except ImpossibleError:  # the button is gone with an edit that just came
            await self._asks_where_they_were()

    async def _asks_where_they_were(self) -> None:
        self.reminders += 1
        self._answered = None
        await self.talker.person.says("/tiep")

    def _answer(self, screen: Heard) -> Act:
        for mark, act in (*self._joining(screen), *self._filing(screen)):
            if mark in screen.text or mark in screen.buttons:
                return act
        return self._asks_where_they_were

    def _joining(self, screen: Heard) -> Iterator[tuple[str, Act]]:
        yield words.AGREE, self._tap(screen, words.AGREE)
        yield f"1. {words.AGREE}", self._tap(screen, words.AGREE)
        yield words.NAME, self._say("Lò Văn An")
        yield words.POSITION, self._tap(screen, words.OFFICER)
        yield words.PHONE, lambda: self.talker.person.sends_contact(self.talker.phone)

    def _filing(self, screen: Heard) -> Iterator[tuple[str, Act]]:
        yield words.SEND, self._tap(screen, words.SEND)
        for mark, way, what in self.answers():
            act = self._tap(screen, what) if way == "tap" else self._say(what)
            yield mark, self._ticks(screen, what) if way == "tick" else act
        yield "Anh/chị gửi giúp", self._photos(screen)
        yield f"1. {RESUME}", self._tap(screen, RESUME)
        yield f"1. {TITLE}", self._tap(screen, TITLE)
        yield f"1. {words.NEW_REPORT}", self._tap(screen, words.NEW_REPORT)

    def answers(self) -> tuple[tuple[str, str, str], ...]:
        """(words of the question, how it is answered, with what)."""
        return (
            ("vào ngày nào", "tap", "Hôm nay"),
            ("địa bàn xã, phường nào", "tap", "Xã Mường Tè"),
            ("địa điểm nào?", "say", f"bản Nà Hừ {self.number}"),
            ("Hình thức hoạt động là gì", "tick", "Hội nghị, hội thảo;Tập huấn"),
            ("Nội dung chính", "say", "1, 3"),
            ("chủ trì tổ chức?", "say", "phụ nữ"),
            ("dành riêng cho đối tượng", "tick", "Không"),
            ("bao nhiêu lượt người tham gia", "say", str(100 + self.number)),
            ("bao nhiêu nữ", "say", str(self.number)),
            ("người dân tộc thiểu số", "tap", "Không thống kê"),
            ("đại diện doanh nghiệp", "tap", "Không có"),
            ("bằng tiếng nào", "say", "tiếng thái"),
            ("tài liệu, sản phẩm truyền thông", "say", "tờ rơi"),
            ("Bao nhiêu tờ rơi", "say", str(1000 + self.number)),
            ("Kinh phí thực hiện", "say", f"{self.number} triệu"),
            ("Nguồn kinh phí", "tap", "Ngân sách xã"),
        )

    # --- ways to answer -------------------------------------------------------------------------
    def _say(self, text: str) -> Act:
        return lambda: self.talker.person.says(text)

    def _tap(self, screen: Heard, label: str) -> Act:
        return lambda: self.talker.person.taps(
            self.talker.button(label, screen), message=screen.message_id
        )

    def _ticks(self, screen: Heard, wanted: str) -> Act:
        """One more of what is wanted; all ticked: done."""
        for label in wanted.split(";"):
            if not self.talker.button(label, screen).startswith("✓"):
                return self._tap(screen, label)
        return self._tap(screen, words.DONE)

    def _photos(self, screen: Heard) -> Act:
        if words.DONE in screen.buttons:
            return self._tap(screen, words.DONE)
        return lambda: self.talker.person.sends_photo(picture("green", 200 + self.number))
