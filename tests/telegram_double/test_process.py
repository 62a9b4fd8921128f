"""The double in its own process, driven over HTTP."""

import pytest

from tests.telegram_double import ImpossibleError, SilenceError, double_process
from tests.telegram_double.example_aiogram import aiogram_bot, polling_aiogram
from tests.telegram_double.pictures import picture


async def test_drives_a_double_in_another_process() -> None:
    async with double_process() as double:
        lan = await double.person("Lan")
        async with polling_aiogram(double):
            assert (await lan.asks("12")).text == "12"
            await lan.starts("ma")
            assert (await lan.hears()).buttons == ("Đúng", "Sai", "Trang web")
            await lan.taps("Đúng")
            assert (await lan.sees_edit()).text == f"chọn Đúng {lan.id}"
            await lan.sends_photo(picture())
            assert "bytes" in (await lan.hears()).text
            photo = await lan.asks("photo")
            assert (await lan.fetches(photo)).startswith(b"\xff\xd8")
            await double.settles()
        with pytest.raises(SilenceError, match="Lan: 12"):
            await lan.hears(0.05)
        with pytest.raises(ImpossibleError, match="no button"):
            await lan.taps("Không có")
        with pytest.raises(ImpossibleError, match="no such setting"):
            await double.settings(nothing=1)
        await double.fault("403", "sendMessage", chat_id=lan.id)
        async with aiogram_bot(double) as bot:
            with pytest.raises(Exception, match="blocked"):
                await bot.send_message(lan.id, "x")
        with pytest.raises(SilenceError, match="in vain"):
            await double.until(lambda counters: counters.pending, 0.02)
        counters = await double.counters()
        assert (counters.pending, counters.refused) == (0, 1)
        assert counters.sends == {lan.id: 4}
