"""Owns a scripted conversation: an Inbox that answers, for tests of the page alone."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from bot import files
from bot.bell import Bell
from bot.channels.webchat.updates import WebChat
from bot.transactions import Transactions
from handlers import codec, transcript
from handlers.messages import Choice, Incoming, Photo, Reply, Stored, Tap, Text, Unreadable
from storage import files as stored_files
from storage import messages, people
from storage.inbox import Raw
from storage.messages import Outgoing
from storage.models import Account

NAV = (Choice("stop", "Dừng, để sau", "nav"), Choice("help", "Trợ giúp", "nav"))
MENU = Reply(
    "Anh/chị muốn làm gì?",
    lead="Kính chào anh/chị! Đây là Sổ Xanh, trợ lý báo cáo của chương trình.",
    choices=(
        Choice("event", "Báo cáo hoạt động tuyên truyền"),
        Choice("packaging", "Kê khai bao bì của cơ sở"),
        Choice("due", "Việc đến hạn"),
        Choice("help", "Trợ giúp", "nav"),
    ),
)
WHEN = Reply(
    "Hoạt động diễn ra ngày nào?",
    place="Câu 1/4",
    hint="Ví dụ: hôm nay, hôm qua, 20/11",
    choices=(Choice("d0", "Hôm nay"), Choice("d1", "Hôm qua"), *NAV),
    asks="text",
)
HOW_MANY = Reply(
    "Có bao nhiêu lượt người tham dự?",
    lead="Ngày: 23/11/2026",
    place="Câu 2/4",
    hint="Chỉ cần gõ số, ví dụ: 45",
    choices=NAV,
    asks="number",
)
PICTURE = Reply(
    "Anh/chị gửi một ảnh của hoạt động nhé.",
    lead="Hình thức: đã ghi",
    place="Câu 4/4",
    choices=(Choice("none", "Không có ảnh", "nav"),),
    asks="photo",
)
FORMS = ("Hội nghị", "Loa truyền thanh", "Tờ rơi", "Mạng xã hội")


def tick(chosen: frozenset[int], replaces: int | None) -> Reply:
    return Reply(
        "Tuyên truyền bằng hình thức nào?",
        place="Câu 3/4",
        hint="Có thể chọn nhiều",
        choices=(
            *(Choice(f"f{i}", one, chosen=i in chosen) for i, one in enumerate(FORMS)),
            Choice("done", "Xong", "nav"),
        ),
        asks="text",
        replaces=replaces,
    )


class FakeInbox:
    """Keeps what it is given, once; with `answers` it also plays the conversation's part."""

    def __init__(
        self,
        transactions: Transactions,
        bell: Bell,
        data_dir: Path,
        now: Callable[[], datetime],
        *,
        answers: bool = True,
    ) -> None:
        self.entries: dict[tuple[str, str], Raw] = {}
        self.answers = answers
        self._transactions = transactions
        self._bell = bell
        self._data_dir = data_dir
        self._now = now
        self._translator = WebChat(data_dir)
        self._chosen: dict[int, frozenset[int]] = {}

    async def store(self, channel: str, updates: Sequence[Raw]) -> None:
        for raw in updates:
            if (channel, raw.external_id) in self.entries:
                continue
            self.entries[channel, raw.external_id] = raw
            if self.answers:
                await self._answer(raw)

    def heard(self) -> list[Incoming]:
        return [self._translator.read(raw.payload)[0] for raw in self.entries.values()]

    async def _answer(self, raw: Raw) -> None:
        incoming = self._translator.read(raw.payload)[0]
        handle = self._translator.file_of(raw.payload)
        content = await self._translator.fetch(handle, 20_000_000) if handle else None
        account_id = await self._transactions.write(self._converse, incoming, content)
        self._bell.ring(account_id)

    def _converse(self, session: Session, incoming: Incoming, content: object) -> int:
        account = people.account(session, "web", incoming.address, self._now())
        heard = incoming.content
        if isinstance(heard, Photo) and isinstance(content, bytes):
            heard = self._keep(session, account, content)
        button = messages.get(session, heard.message_id) if isinstance(heard, Tap) else None
        body = transcript.body_of(heard, button)
        messages.record(session, account, body, incoming.ref, self._now())
        action = _action(heard, button.body if button else {})
        replies = self._reply(account, action, heard)
        outgoing = [Outgoing(codec.reply_to_json(one)) for one in replies]
        messages.say(session, account, outgoing, self._now())
        return account.id

    def _reply(self, account: Account, action: str, heard: object) -> list[Reply]:
        if action == "event":
            return [WHEN]
        if action in ("d0", "d1"):
            return [HOW_MANY]
        if action == "count":
            self._chosen[account.id] = frozenset()
            return [tick(frozenset(), None)]
        if action == "f" and isinstance(heard, Tap):
            chosen = self._chosen[account.id] ^ {heard.index}
            self._chosen[account.id] = chosen
            return [tick(chosen, heard.message_id)]
        if action == "done":
            return [PICTURE]
        if action == "photo" and isinstance(heard, Photo):
            done = Reply(
                "Đã gửi báo cáo. Mã biên nhận: LC-7K3M9.",
                lead="Ảnh: đã nhận",
                choices=MENU.choices,
                attachments=(Stored(heard.sha256, "image/jpeg", "anh.jpg"),),
            )
            return [done]
        if action == "refused":
            return [Reply("Ảnh lớn quá, anh/chị gửi ảnh nhỏ hơn nhé.", asks="photo")]
        return [MENU]

    def _keep(self, session: Session, account: Account, content: bytes) -> Photo:
        sha256 = hashlib.sha256(content).hexdigest()
        path = files.path_of(self._data_dir, sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        stored_files.keep(session, sha256, "image/jpeg", len(content), self._now())
        if account.person_id is not None:
            session.flush()
            stored_files.grant(session, sha256, account.person_id)
        return Photo(sha256, "image/jpeg", len(content))


def _action(heard: object, body: dict[str, object]) -> str:
    if isinstance(heard, Tap):
        choices = body.get("choices", [])
        assert isinstance(choices, list)
        action = str(choices[heard.index][0])
        return "f" if action in ("f0", "f1", "f2", "f3") else action
    if isinstance(heard, Photo):
        return "photo"
    if isinstance(heard, Unreadable):
        return "refused"
    assert isinstance(heard, Text)
    if heard.text.isdigit():
        return "count"
    return {"hôm qua": "d1", "hôm nay": "d0"}.get(heard.text, "menu")
