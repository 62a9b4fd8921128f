"""What no form wants: each gets a polite sentence, or is kept as data and shown back unharmed."""

import unicodedata

from tests.end_to_end import words
from tests.end_to_end.officer import TITLE
from tests.end_to_end.stage import Stage
from tests.end_to_end.talker import Talker
from tests.end_to_end.test_outreach import to_the_check, to_the_forms
from tests.telegram_double import Heard

MEGABYTE = 1024 * 1024
ODD = (
    "bản 😀👍🏽🇻🇳 Nà Hừ",
    '=cmd|"/C calc"!A0',
    "*bản* _Nà_ `Hừ` [x](http://y.example)",
    "'; DROP TABLE reports; --",
    "bản %s {place} {0}",
    "<b>bản</b> & <script>alert(1)</script>",
)


async def to_the_place(lan: Talker) -> Heard:
    await lan.says("/baocao")
    await lan.taps(TITLE)
    await lan.taps("Hôm nay")
    return await lan.says("muong te")


def polite(heard: Heard, question: str, sentence: str) -> None:
    """It says why, and asks once more."""
    assert sentence in heard.text
    assert question in heard.text


async def test_what_is_no_words_is_refused_with_its_reason(stage: Stage) -> None:
    await stage.running()
    lan = await stage.officer()
    await to_the_place(lan)
    await lan.person.sends_sticker()
    polite(await lan.hears(), "địa điểm nào", words.said("A sticker cannot be read as an answer."))
    await lan.person.sends_voice()
    voice = words.said("Voice messages cannot be read yet. Please type your answer.")
    polite(await lan.hears(), "địa điểm nào", voice)
    await lan.person.sends_location(22.39, 103.46)
    location = words.said("This question asks for no location, and the one you sent was not kept.")
    polite(await lan.hears(), "địa điểm nào", location)
    await lan.person.sends_contact("0987654321", own=False)
    assert "địa điểm nào" in (await lan.hears()).text


async def test_files_that_are_no_photos_are_refused_with_their_reason(stage: Stage) -> None:
    await stage.running()
    lan = await stage.officer()
    await to_the_forms(lan)
    await to_the_check(lan)
    await lan.taps(words.CHANGE)
    await lan.taps("gửi giúp")
    not_photo = words.said("This file is not a photo. Please send a jpg or png photo.")
    unwanted = words.said("Please send a photo, or press “Skip”.")
    unknown = words.said(
        "Only PDF, Word (.docx) and Excel (.xlsx) files and photos (jpg, png) are taken."
        " Please save older .doc and .xls files anew as .docx or .xlsx."
    )
    large = words.stem("This photo is larger than {megabytes} MB. Please send a smaller one.")
    await lan.person.sends_document(b"%PDF-1.7", "bao-cao.pdf", "application/pdf")
    polite(await lan.hears(), "ảnh", unwanted)
    await lan.person.sends_document(b"MZ", "bao-cao.pdf", "application/pdf")
    polite(await lan.hears(), "ảnh", unknown)
    await lan.person.sends_document(b"only words", "anh.jpg", "image/jpeg")
    polite(await lan.hears(), "ảnh", not_photo)
    await lan.person.sends_document(bytes(30 * MEGABYTE), "anh.jpg", "image/jpeg")
    polite(await lan.hears(), "ảnh", large)
    await lan.person.sends_photo(b"no picture at all")
    polite(await lan.hears(), "ảnh", not_photo)


async def test_odd_words_are_data_and_come_back_unharmed(stage: Stage) -> None:
    await stage.running()
    lan = await stage.officer()
    await to_the_place(lan)
    for text in ODD:
        stage.secrets.add(text)
        read_back = (await lan.says(text)).text.splitlines()[0]
        assert read_back.startswith("✓ ")
        assert read_back.endswith(text)
        assert "địa điểm nào" in (await lan.taps(words.BACK)).text
        assert text in lan.screen.text  # as the present answer
    await lan.says(ODD[-1])
    await to_the_check(lan)
    assert ODD[-1] in "".join(one.text for one in lan.read[-3:])
    await lan.taps(words.SEND)
    (report,) = stage.kept.reports(lan.id)
    assert report.values["place"] == ODD[-1]


async def test_composed_and_marked_words_are_kept_clean(stage: Stage) -> None:
    await stage.running()
    lan = await stage.officer()
    await to_the_place(lan)
    read = await lan.says(unicodedata.normalize("NFD", "\u202ebản\u200f Nà\u2066 Hừ\u2069"))
    assert "✓ bản Nà Hừ" in read.text


async def test_five_thousand_characters_are_refused_and_five_thousand_parts_never_sent(
    stage: Stage,
) -> None:
    await stage.running()
    lan = await stage.officer()
    await to_the_place(lan)
    before = len(lan.read)
    refused = await lan.says("Nà Hừ " * 833)
    assert "địa điểm nào" in refused.text
    assert len(lan.read) - before <= 2
    assert "✓ bản Nà Hừ" in (await lan.says("bản Nà Hừ")).text
