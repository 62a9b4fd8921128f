"""The server around the chat: health, headers, webhook, errors, files, words."""

import hashlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from aiohttp import ClientSession
from sqlalchemy.exc import OperationalError

from bot import files
from bot.channels.webchat.pages import HERE
from storage import files as stored_files
from tests.web.guest import Guest
from tests.web.stage import Stage


def _keep(stage: Stage, content: bytes, media_type: str, person_id: int) -> str:
    sha256 = hashlib.sha256(content).hexdigest()
    path = files.path_of(stage.data_dir, sha256)
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with stage.database.transaction() as session:
        stored_files.keep(session, sha256, media_type, len(content), stage.clock())
        session.flush()
        stored_files.grant(session, sha256, person_id)
    return sha256


async def test_health_and_readiness(stage: Stage) -> None:
    states = iter([(True, {"database": "ok"}), (False, {"database": "away"})])

    async def ready() -> tuple[bool, dict[str, str]]:
        return next(states)

    stage.ready = ready
    async with stage.running() as url, ClientSession() as client:
        assert (await client.get(url + "healthz")).status == 200
        assert (await client.get(url + "readyz")).status == 200
        away = await client.get(url + "readyz")
        assert away.status == 503
        assert await away.json() == {"ready": False, "checks": {"database": "away"}}


async def test_every_answer_carries_the_security_headers(stage: Stage) -> None:
    async with stage.running() as url, ClientSession() as client:
        for path in ("", "healthz", "nothing", "static/chat.css", "chat/events"):
            headers = (await client.get(url + path)).headers
            assert "script-src 'self'" in headers["Content-Security-Policy"]
            assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Referrer-Policy"] == "no-referrer"
            assert "aiohttp" not in headers["Server"]


async def test_the_webhook_is_handed_on_and_absent_without_telegram(stage: Stage) -> None:
    got: list[tuple[str, bytes]] = []

    async def webhook(headers: Mapping[str, str], body: bytes) -> int:
        got.append((headers["X-Telegram-Bot-Api-Secret-Token"], body))
        return 401

    headers = {"X-Telegram-Bot-Api-Secret-Token": "s"}
    async with stage.running() as url, ClientSession() as client:
        post = await client.post(url + "telegram/webhook", data=b"{}", headers=headers)
        assert post.status == 404
    stage.webhook = webhook
    async with stage.running() as url, ClientSession() as client:
        post = await client.post(url + "telegram/webhook", data=b"{}", headers=headers)
        assert post.status == 401
        large = await client.post(
            url + "telegram/webhook", data=BytesIO(b"x" * 2**21), headers=headers
        )
        assert large.status == 413
    assert got == [("s", b"{}")]


@pytest.mark.parametrize(
    ("error", "status", "words_"),
    [
        (RuntimeError("secret words"), 500, "Có lỗi xảy ra"),
        (OperationalError("x", {}, Exception("locked")), 503, "Hệ thống đang bận"),
    ],
)
async def test_a_failure_is_a_polite_page_and_one_line_without_secrets(
    stage: Stage,
    error: Exception,
    status: int,
    words_: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def fail(*_args: object) -> None:
        raise error

    monkeypatch.setattr(stage.transactions, "write", fail)
    async with stage.running() as url:
        guest = Guest(stage, url)
        await guest.opens("/vao/a-very-secret-token")
        assert (await guest.posts("/vao/a-very-secret-token")).status == status
        assert words_ in guest.html
        await guest.close()
    logged = capsys.readouterr().out
    assert "/vao/{token}" in logged
    assert "secret" not in logged


async def test_an_unknown_address_is_a_vietnamese_404(stranger: Guest) -> None:
    assert await stranger.opens("/khong-co") == 404
    assert "Không tìm thấy trang này" in stranger.html


async def test_a_file_is_for_those_who_were_given_it(stranger: Guest) -> None:
    stage = stranger.stage
    account_id, person_id = stage.person()
    _, other_id = stage.person("Khác", "khac")
    mine = _keep(stage, b"jpeg", "image/jpeg", person_id)
    sheet = _keep(stage, b"sheet", "application/vnd.ms-excel", person_id)
    foreign = _keep(stage, b"foreign", "image/jpeg", other_id)
    assert await stranger.opens(f"/tep/{mine}") == 404
    await stranger.wears(stage.session(account_id))
    answer = await stranger.client.get(f"{stranger.url}/tep/{mine}")
    assert (answer.status, await answer.read()) == (200, b"jpeg")
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Disposition"] == "inline"
    assert "immutable" in answer.headers["Cache-Control"]
    assert "private" in answer.headers["Cache-Control"]
    saved = await stranger.client.get(f"{stranger.url}/tep/{sheet}/Tổng hợp.xlsx")
    assert saved.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''T%E1")
    for path in (foreign, "0" * 64, "..%2F..%2Ftest.sqlite3", "x"):
        assert await stranger.opens(f"/tep/{path}") == 404


async def test_the_pages_own_files_are_small_and_kept_for_good(stage: Stage) -> None:
    async with stage.running() as url, ClientSession(auto_decompress=False) as client:
        total = 0
        for name in ("htmx.min.js", "htmx-sse.min.js", "chat.js", "chat.css", "icon.svg"):
            answer = await client.get(f"{url}static/{name}")
            assert "immutable" in answer.headers["Cache-Control"]
            total += len(await answer.read())
        assert total < 30_000
        assert (await client.get(f"{url}static/..%2Fpages.py")).status == 404


def test_the_vendored_files_keep_their_licences() -> None:
    for name in ("htmx.LICENSE", "htmx-sse.LICENSE"):
        assert "Permission to use" in (HERE / "static" / name).read_text()
    assert Path(HERE / "static" / "htmx.min.js").stat().st_size > 10_000
