"""Texts: lengths, HTML, entities."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

from tests.telegram_double import Person


async def test_text_is_measured_in_utf16_after_parsing(bot: Bot, lan: Person) -> None:
    await bot.send_message(lan.id, "<b>" + "ạ" * 4096 + "</b>", parse_mode="HTML")
    await bot.send_message(lan.id, "🐔" * 2048)
    for text in ("ạ" * 4097, "🐔" * 2048 + "x"):
        with pytest.raises(TelegramBadRequest, match="message is too long"):
            await bot.send_message(lan.id, text)
    for text in ("", "  \n "):
        with pytest.raises(TelegramBadRequest, match="empty"):
            await bot.send_message(lan.id, text)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<b>hở", "Can't find end tag corresponding to start tag"),
        ("<b><i>chéo</b></i>", 'Unmatched end tag at byte offset 11, expected "</i>"'),
        ("ạ</b>", "Unexpected end tag at byte offset 3"),
        ("<h1>to</h1>", 'Unsupported start tag "h1"'),
        ("<br/>", 'Unsupported start tag "br"'),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
    ],
)
async def test_html_must_be_well_formed(bot: Bot, lan: Person, html: str, reason: str) -> None:
    with pytest.raises(TelegramBadRequest, match="can't parse entities") as caught:
        await bot.send_message(lan.id, html, parse_mode="HTML")
    assert reason in caught.value.message


async def test_html_becomes_entities(bot: Bot, lan: Person) -> None:
    html = (
        ' 🐔<b>a &lt; <i>b</i></b> <a href="https://x.vn/?a=1&amp;b=2">ở đây</a> <code>/x</code> '
    )
    sent = await bot.send_message(lan.id, html, parse_mode="HTML")
    assert sent.text == "🐔a < b ở đây /x"
    found = [(e.type, e.offset, e.length, e.url) for e in sent.entities or []]
    assert found == [
        ("bold", 2, 5, None),
        ("italic", 6, 1, None),
        ("text_link", 8, 5, "https://x.vn/?a=1&b=2"),
        ("code", 14, 2, None),
    ]
