"""The webhook: order, secret, retries, both libraries."""

from itertools import pairwise

from aiogram import Bot
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web
from telegram import Update

from tests.telegram_double import Double, Person
from tests.telegram_double.example_aiogram import dispatcher
from tests.telegram_double.example_ptb import running_ptb
from tests.telegram_double.hook import Hook, listening


async def test_webhook_retries_in_order_until_200(double: Double, bot: Bot, lan: Person) -> None:
    await double.settings(webhook_retry_scale=0.05)
    hook = Hook(500, 503, 404)
    async with listening(hook.app) as url:
        await lan.says("trước")
        await bot.set_webhook(url, secret_token="bi-mat_1")
        await lan.says("sau")
        await double.settles()
        info = await bot.get_webhook_info()
    texts = [body["message"]["text"] for body in hook.bodies]
    assert texts == ["trước"] * 4 + ["sau"]
    assert set(hook.secrets) == {"bi-mat_1"}
    waits = [later - sooner for sooner, later in pairwise(hook.times)]
    assert waits[1] > 0.045  # at once, then after 1, 2, 4... s (scaled)
    assert waits[2] > 0.09
    assert info.last_error_message == "Wrong response from the webhook: 404 Not Found"
    counters = await double.counters()
    assert (counters.webhook_posts, counters.webhook_failures, counters.pending) == (5, 3, 0)


async def test_taps_and_other_chats_overtake_a_stuck_message(
    double: Double, bot: Bot, lan: Person
) -> None:
    await double.settings(webhook_retry_scale=0.02)
    binh = await double.person("Bình")
    await bot.send_message(lan.id, "?")
    hook = Hook()
    hook.refused = "chậm"
    async with listening(hook.app) as url:
        await bot.set_webhook(url)
        await lan.says("chậm")
        await lan.says("sau chậm")
        await lan.forges("nhanh")
        await binh.says("chat khác")
        await double.until(lambda counters: counters.pending == 2)
        hook.refused = None
        await double.settles()
    told = [body.get("message", {}).get("text", "tap") for body in hook.bodies]
    assert set(told[:2]) == {"tap", "chat khác"}
    assert told[2:] == ["chậm", "sau chậm"]


async def test_webhook_of_aiogram(double: Double, bot: Bot, lan: Person) -> None:
    app = web.Application()
    handler = SimpleRequestHandler(
        dispatcher(), bot, handle_in_background=False, secret_token="khoa-1"
    )
    handler.register(app, "/hook")
    async with listening(app) as url:
        await bot.set_webhook(url, secret_token="khoa-1")
        assert (await lan.asks("12")).text == "12"
        await lan.starts()
        await lan.hears()
        await lan.taps("Đúng")
        assert (await lan.sees_edit()).text == f"chọn Đúng {lan.id}"
        await double.settles()


async def test_webhook_of_ptb(double: Double, lan: Person) -> None:
    async with running_ptb(double) as ptb:

        async def take(request: web.Request) -> web.Response:
            await ptb.process_update(Update.de_json(await request.json(), ptb.bot))
            return web.Response()

        app = web.Application()
        app.router.add_post("/hook", take)
        async with listening(app) as url:
            await ptb.bot.set_webhook(url, secret_token="khoa-2", drop_pending_updates=True)
            assert (await lan.asks("12")).text == "12"
            await lan.sends_contact("+84901234567")
            assert (await lan.hears()).text == "+84901234567 own"
            await double.settles()
            await ptb.bot.delete_webhook()
