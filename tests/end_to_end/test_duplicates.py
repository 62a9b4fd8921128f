"""Whatever comes twice takes effect once: updates of the poll, bodies of the webhook."""

import json
from io import BytesIO

import aiohttp
import pytest

from storage.models import InboxEntry, Message
from tests.end_to_end.officer import Officer
from tests.end_to_end.stage import SECRET, Stage

HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_every_update_comes_twice_and_counts_once(stage: Stage, mode: str) -> None:
    await stage.running(mode)
    await stage.double.fault("duplicates", count=None)
    officer = Officer(await stage.stranger(), stage.invite(), 1)
    await officer.reports()
    await stage.settles()
    assert len(stage.kept.reports(officer.talker.id)) == 1
    counters = await stage.double.counters()
    assert counters.struck["duplicates"] >= 20
    assert counters.total_repeats == 0
    assert stage.kept.count(InboxEntry) == counters.created


async def post(url: str, body: bytes, **headers: str) -> int:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{url}/telegram/webhook", data=BytesIO(body), headers=headers) as answer,
    ):
        return answer.status


async def test_a_webhook_without_the_secret_stores_nothing(stage: Stage) -> None:
    programme = await stage.running("webhook")
    body = json.dumps({"update_id": 1, "message": {"text": "x"}}).encode()
    assert await post(programme.url, body) == 401
    for wrong in ("", "x", SECRET[:-1], SECRET + "x", SECRET.upper()):
        assert await post(programme.url, body, **{HEADER: wrong}) == 401
    assert stage.kept.count(InboxEntry) == 0


async def test_a_webhook_takes_no_nonsense_even_with_the_secret(stage: Stage) -> None:
    programme = await stage.running("webhook")
    for body in (b"", b"{", b"[]", b"null", b'{"message": 1}', b"\xff\xfe"):
        assert await post(programme.url, body, **{HEADER: SECRET}) == 400
    assert await post(programme.url, bytes(2 * 1024 * 1024), **{HEADER: SECRET}) == 413
    assert stage.kept.count(InboxEntry) == 0


async def test_a_webhook_body_that_is_replayed_takes_effect_once(stage: Stage) -> None:
    programme = await stage.running("webhook")
    lan = await stage.officer()
    await stage.settles()
    sender = {"id": lan.id, "is_bot": False, "first_name": "Lan"}
    chat = {"id": lan.id, "type": "private", "first_name": "Lan"}
    message = {"message_id": 9, "date": 1, "chat": chat, "from": sender, "text": "/baocao"}
    body = json.dumps({"update_id": 7, "message": message}).encode()
    said = stage.kept.count(Message)
    for _ in range(20):
        assert await post(programme.url, body, **{HEADER: SECRET}) == 200
    await lan.hears()
    await stage.settles()
    assert stage.kept.count(Message) == said + 2  # what was said, and the answer
    assert len(lan.news()) == 0
