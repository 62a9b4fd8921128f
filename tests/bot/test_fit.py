"""A Reply as a channel can show it."""

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import fit, keys, split
from bot.channels.base import Capabilities, Part, Span
from handlers.messages import Choice, Reply

TELEGRAM = Capabilities(pushes=True, buttons=True, edits=True, contact_button=True)
PLAIN = Capabilities(pushes=True, buttons=False, edits=False, contact_button=False, text_limit=2000)
BACK = Choice("back", "Quay lại", "nav")
SKIP = Choice("skip", "Bỏ qua", "nav")


def fitted(
    reply: Reply, can: Capabilities = TELEGRAM, files: tuple[fit.File, ...] = ()
) -> tuple[Part, ...]:
    return fit.fit(reply, 77, can, lambda text: text, files)


def only(reply: Reply, can: Capabilities = TELEGRAM) -> Part:
    (part,) = fitted(reply, can)
    return part


def text_of(*parts: Part) -> str:
    return "".join(span.text for part in parts for span in part.spans)


def labels(part: Part) -> list[list[str]]:
    return [[button.label for button in row] for row in part.rows]


def answers(*names: str) -> tuple[Choice, ...]:
    return tuple(Choice(f"a{n}", name) for n, name in enumerate(names))


def test_the_order_of_what_is_shown() -> None:
    part = only(Reply("Bao nhiêu người?", "Đã ghi.", "Câu 3/14", "Gõ một số.", asks="number"))
    assert part.spans == (
        Span("Đã ghi."),
        Span("\n\n"),
        Span("Câu 3/14"),
        Span("\n"),
        Span("Bao nhiêu người?", "bold"),
        Span("\n"),
        Span("Gõ một số.", "italic"),
    )


def test_what_asks_nothing_is_not_bold() -> None:
    assert only(Reply("Cảm ơn.")).spans == (Span("Cảm ơn."),)


def test_answers_are_numbered_and_navigation_stands_last() -> None:
    part = only(Reply("Có?", choices=(BACK, *answers("Có", "Không"), SKIP)))
    assert labels(part) == [["1. Có", "2. Không"], ["Quay lại", "Bỏ qua"]]
    data = [button.data for row in part.rows for button in row]
    assert data == ["77:1", "77:2", "77:0", "77:3"]


def test_a_longer_answer_has_a_row_of_its_own() -> None:
    choices = answers("Chợ", "Siêu thị lớn nhất xã", "Cửa hàng", "Quán", "Khác")
    assert labels(only(Reply("Ở đâu?", choices=choices))) == [
        ["1. Chợ"],
        ["2. Siêu thị lớn nhất xã"],
        ["3. Cửa hàng", "4. Quán"],
        ["5. Khác"],
    ]


def test_long_answers_are_listed_and_their_buttons_are_numbers() -> None:
    long = "Ủy ban nhân dân xã Mường Tè, bản Nậm Củm"
    part = only(Reply("Ai?", choices=(*answers(long, "Khác"), BACK)))
    assert labels(part) == [["1", "2"], ["Quay lại"]]
    assert text_of(part) == f"Ai?\n\n1. {long}\n2. Khác"


def test_many_answers_are_listed_five_numbers_a_row() -> None:
    part = only(Reply("Xã?", choices=answers(*(f"Xã {n}" for n in range(1, 13)))))
    assert [len(row) for row in part.rows] == [5, 5, 2]
    assert text_of(part).endswith("11. Xã 11\n12. Xã 12")


def test_there_are_never_more_buttons_than_telegram_takes() -> None:
    part = only(Reply("Xã?", choices=(*answers(*(f"Xã {n}" for n in range(200))), BACK)))
    assert sum(len(row) for row in part.rows) <= 100
    assert "200. Xã 199" in text_of(part)


def test_chosen_answers_are_ticked() -> None:
    choices = (Choice("a", "Túi giấy", chosen=True), Choice("b", "Lá chuối"))
    assert labels(only(Reply("Những gì?", choices=choices))) == [["✓ 1. Túi giấy", "2. Lá chuối"]]
    listed = only(Reply("Những gì?", choices=choices), PLAIN)
    assert text_of(listed) == "Những gì?\n\n✓ 1. Túi giấy\n2. Lá chuối"


def test_without_buttons_everything_can_be_typed() -> None:
    part = only(Reply("Có?", choices=(*answers("Có", "Không"), BACK, SKIP)), PLAIN)
    assert part.rows == ()
    assert text_of(part) == "Có?\n\n1. Có\n2. Không\n\nType: Quay lại · Bỏ qua"


def test_button_data_fits_into_64_bytes() -> None:
    (part,) = fit.fit(Reply("?", choices=answers("x")), 2**63, TELEGRAM, str)
    assert len(part.rows[0][0].data.encode()) <= 64


def test_a_phone_number_is_shared_by_a_keyboard() -> None:
    part = only(Reply("Số điện thoại?", asks="contact", choices=(SKIP,)))
    assert part.contact_button == "Share my phone number"
    assert labels(part) == [["Bỏ qua"]]
    assert not part.remove_keyboard
    assert only(Reply("Số?", asks="contact"), PLAIN).contact_button == ""


def test_a_place_is_shared_by_a_keyboard_where_the_app_can() -> None:
    reply = Reply("Ở đâu?", asks="location", choices=(SKIP,))
    part = only(reply, replace(TELEGRAM, location_button=True))
    assert (part.location_button, part.contact_button) == ("Share my location", "")
    assert labels(part) == [["Bỏ qua"]]
    assert only(reply, PLAIN).location_button == ""


def test_the_keyboard_goes_with_the_next_message_without_buttons() -> None:
    assert only(Reply("Cảm ơn.")).remove_keyboard
    assert not only(Reply("Có?", choices=answers("Có"))).remove_keyboard
    assert not only(Reply("Cảm ơn."), PLAIN).remove_keyboard


def test_one_file_carries_a_short_text() -> None:
    file = fit.File(Path("x"), "tổng hợp.xlsx", is_photo=False)
    (part,) = fitted(Reply("Đây ạ.", choices=(BACK,)), files=(file,))
    assert (part.file_name, text_of(part), len(part.rows)) == ("tổng hợp.xlsx", "Đây ạ.", 1)


@pytest.mark.parametrize(("text", "count"), [("x" * 1025, 1), ("Đây ạ.", 2)])
def test_files_come_before_what_cannot_be_their_caption(text: str, count: int) -> None:
    files = tuple(fit.File(Path("x"), "a", is_photo=True) for _ in range(count))
    *first, last = fitted(Reply(text, choices=(BACK,)), files=files)
    assert [part.is_photo for part in first] == [True] * count
    assert (text_of(last), len(last.rows)) == (text, 1)


def test_a_file_without_words() -> None:
    (part,) = fitted(Reply(""), files=(fit.File(Path("x"), "a", is_photo=True),))
    assert part.spans == ()
    assert fitted(Reply("")) == ()


# --- cutting ------------------------------------------------------------------------------------
def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    "text", ["ộ" * 5000, unicodedata.normalize("NFD", "ộ") * 5000, "👩‍🌾" * 3000, "🇻🇳" * 3000]
)
def test_letters_and_emoji_stay_whole(text: str) -> None:
    parts = fitted(Reply(text, choices=(BACK,)))
    sign = text[: len(text) // 3000] if text[0] in "👩🇻" else unicodedata.normalize("NFD", "ộ")
    assert text_of(*parts) == text
    assert all(split.units(text_of(part)) <= 4096 for part in parts)
    if text[0] != "ộ":
        assert all(text_of(part).startswith(sign) for part in parts)
    assert [len(part.rows) for part in parts] == [0] * (len(parts) - 1) + [1]


def test_cuts_prefer_paragraphs_then_lines_then_words() -> None:
    first, second = "một hai " * 300, "ba bốn\n" * 300
    pieces = split.cuts(f"{first}\n\n{second}", 3000)
    text = f"{first}\n\n{second}"
    assert [text[a:b] for a, b in pieces] == [first.strip(), second.strip()]
    lines = "ba bốn\n" * 900
    (a, b), *_ = split.cuts(lines, 4096)
    assert lines[a:b].endswith("bốn")


letters = st.text(st.sampled_from("aộ o\n\u0302\u0323👍\u200d🏽🇻🇳đ\ufe0f\t"), max_size=400)


@given(text=letters, limit=st.integers(2, 50))
def test_nothing_is_lost_and_no_part_is_too_long(text: str, limit: int) -> None:
    pieces = [text[a:b] for a, b in split.cuts(text, limit)]
    assert bare("".join(pieces)) == bare(text)
    assert all(0 < split.units(piece) <= limit for piece in pieces)


@given(lead=letters, text=letters, hint=letters, limit=st.integers(16, 200))
def test_styles_survive_a_cut(lead: str, text: str, hint: str, limit: int) -> None:
    can = Capabilities(True, True, True, True, text_limit=limit)
    parts = fit.fit(Reply(text, lead, "", hint, asks="text"), 1, can, str)
    bold = "".join(s.text for part in parts for s in part.spans if s.style == "bold")
    assert bare(bold) == bare(text)
    assert bare(text_of(*parts)) == bare(lead + text + hint)
    assert all(split.units(text_of(part)) <= limit for part in parts)


@given(st.lists(st.text("abc ", min_size=1, max_size=40), max_size=30), st.integers(0, 2**40))
def test_every_choice_can_be_tapped_or_typed(names: list[str], message_id: int) -> None:
    rows = keys.rows(answers(*names), message_id)
    data = [button.data for row in rows for button in row]
    assert data == [f"{message_id}:{index}" for index in range(len(names))]
    assert all(0 < len(row) <= 8 for row in rows)
