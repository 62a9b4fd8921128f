"""The engine on small forms: moving about, ticks, photos, doubts, defaults, notes."""

from decimal import Decimal

import pytest

from forms.steps import (
    Again,
    Ask,
    Back,
    Chose,
    Correct,
    Filling,
    Finish,
    Input,
    Jump,
    Keyboard,
    Option,
    Refusal,
    Resume,
    Review,
    Sent,
    Skip,
    Submit,
    Typed,
)
from forms.values import NOT_RECORDED
from tests.forms.fakes import PHOTOS, Talk, make

PLAIN = make(
    """| type | name | label | required | relevant | constraint | constraint_message |
    | | text | a | A? | yes | | string-length(.) > 1 | Dài hơn. |
    | | integer | b | B? | | | | |
    | | integer | c | C? | yes | ${b} > 10 | | |
    | | text | d | D? | | | | |"""
)
TICKS = make(
    """| type | name | label | required | constraint | default |
    | | select_multiple l | m | M? | yes | count-selected(.) <= 2 | |
    | | select_multiple l | o | O? | | | y |
    | | image | p | P? | yes | | |""",
    """| list_name | name | label | exclusive |
    | | l | x | Xanh | |
    | | l | y | Yên | |
    | | l | z | Zalo | |
    | | l | none | Không | yes |""",
)


def test_one_question_after_another() -> None:
    one = Talk(PLAIN)
    step = one.turn.step
    assert isinstance(step, Ask)
    assert (step.question.name, step.question.number, step.question.total) == ("a", 1, 3)
    assert (step.question.may_skip, step.question.may_go_back) == (False, False)
    one.say(Typed("xin", "m1"))
    assert (one.at, one.shown) == ("b", ["xin"])
    assert one.filling.answers["a"].source == "m1"
    assert (one.question.may_skip, one.question.may_go_back) == (True, True)
    assert one.question.keyboard is Keyboard.NUMBER
    assert one.say("11").at == "c"
    assert (one.question.number, one.question.total) == (3, 4)


def test_refusals_leave_the_filling_as_it_was() -> None:
    one = Talk(PLAIN)
    before = one.filling
    assert one.say("x").refused is Refusal.CONSTRAINT
    assert one.message == "Dài hơn."
    assert one.filling == before
    assert one.say(Skip()).refused is Refusal.NOT_SKIPPABLE
    assert one.say("bỏ qua").refused is Refusal.NOT_SKIPPABLE
    assert one.say(Back()).refused is Refusal.NOTHING_BEFORE
    assert one.say("quay lại").refused is Refusal.NOTHING_BEFORE
    assert one.say(Sent(PHOTOS[0])).refused is Refusal.PHOTO_NOT_WANTED
    assert one.say(Chose("a", "what")).refused is Refusal.NOT_A_CHOICE
    assert one.say(Chose("b", "1")).refused is Refusal.STALE
    assert one.at == "a"
    assert one.say("").refused is Refusal.REQUIRED
    assert one.filling == before


def test_skipping_and_coming_back_to_it() -> None:
    one = Talk(PLAIN).say("xin", "bỏ qua", Skip())
    assert one.review.complete
    assert one.filling.skipped == {"b", "d"}
    one.say(Jump("b"), "3")
    assert one.review.lines[1].shown == "3"
    assert one.filling.skipped == {"d"}


def test_going_back_keeps_what_was_answered() -> None:
    one = Talk(PLAIN).say("xin", "5", Back())
    assert (one.at, one.question.current) == ("b", "5")
    assert one.say(Back()).at == "a"
    assert one.say(Skip()).at == "d"
    assert one.value("a") == "xin"
    assert one.say(Back(), "20").at == "c"
    assert one.accepted[0].corrected_from == "5"


def test_the_review_is_left_and_found_again() -> None:
    one = Talk(PLAIN).say("xin", "5", "dê")
    assert isinstance(one.turn.step, Review)
    assert one.say(Back()).at == "d"
    assert one.say("giữ nguyên").review.complete
    assert one.say(Jump("a")).at == "a"
    assert one.question.may_go_back
    assert one.say(Back()).review.complete
    assert one.say("2").at == "b"
    assert one.say("quay lại").review.complete
    assert one.say("sửa b").at == "b"
    assert one.say("99").at == "c"
    assert one.say(Back()).review.lines[2].problem == "required"
    assert one.say("gửi").review.refused is not None
    assert one.say("3", "7").review.complete
    assert one.say("nộp").sent == {"a": "xin", "b": 99, "c": 7, "d": "dê"}


def test_odd_moves_in_the_review() -> None:
    one = Talk(PLAIN).say("xin", "5", "dê")
    before = one.filling
    odd: list[tuple[Input, Refusal]] = [
        (Typed("gì cơ"), Refusal.NOT_A_CHOICE),
        (Typed("17"), Refusal.NOT_A_CHOICE),
        (Chose("a", "x"), Refusal.STALE),
        (Jump("c"), Refusal.STALE),
        (Jump("nobody"), Refusal.STALE),
        (Sent(PHOTOS[0]), Refusal.PHOTO_NOT_WANTED),
        (Correct("nobody", "x"), Refusal.STALE),
    ]
    for move, why in odd:
        refused = one.say(move).review.refused
        assert refused is not None
        assert refused.why is why
    for idle in (Skip(), Finish(), Resume()):
        assert one.say(idle).review.refused is None
    assert one.filling == before


def test_submitting_too_early() -> None:
    one = Talk(PLAIN).say(Submit())
    assert one.review.refused is not None
    assert one.review.refused.why is Refusal.INCOMPLETE
    assert [line.problem for line in one.review.lines] == ["required", "", ""]
    assert one.say(Jump("a"), "xin").at == "b"


def test_what_became_irrelevant_is_kept_but_not_handed_in() -> None:
    one = Talk(PLAIN).say("xin", "11", "7", "dê", Jump("b"), "1")
    assert [line.question for line in one.review.lines] == ["a", "b", "d"]
    assert one.value("c") == 7
    assert "c" not in one.say(Submit()).sent
    assert one.say(Jump("b"), "12").review.lines[2].shown == "7"


def test_clearing_an_answer() -> None:
    one = Talk(PLAIN).say("xin", "5", "dê", Jump("b"), "xóa")
    assert one.review.lines[1].shown == ""
    assert one.say(Jump("a"), Chose("a", "=clear")).refused is Refusal.REQUIRED


def test_ticks() -> None:
    one = Talk(TICKS)
    assert one.question.several
    assert one.say(Finish()).refused is Refusal.REQUIRED
    one.say(Chose("m", "x"), Chose("m", "z"))
    assert isinstance(one.turn.step, Ask)
    assert one.turn.step.same
    assert one.question.may_finish
    assert [option.value for option in one.question.options if option.chosen] == ["x", "z"]
    one.say(Chose("m", "y"), Finish())
    assert one.refused is Refusal.CONSTRAINT
    one.say(Chose("m", "x"), "xong")
    assert one.shown == ["Yên; Zalo"]
    assert one.value("m") == ("y", "z")


def test_an_option_that_stands_alone() -> None:
    one = Talk(TICKS).say(Chose("m", "x"))
    assert one.say("1, không").refused is Refusal.NOT_A_CHOICE
    assert one.say(Chose("m", "none")).value("m") == ("none",)  # nothing more to say: no "xong"
    assert one.say(Back(), Chose("m", "y")).filling.ticks == ("y",)
    assert one.say("không").value("m") == ("none",)


def test_ticks_start_from_the_default_and_from_the_answer() -> None:
    one = Talk(TICKS).say("1, 2")
    assert [option.chosen for option in one.question.options] == [False, True, False, False]
    assert one.say(Chose("o", "y"), Finish()).at == "p"
    assert "o" in one.filling.skipped
    one.say(Back(), Chose("o", "x"), Back(), Chose("m", "y"), Finish())
    assert one.value("m") == ("x",)


def test_unticking_everything_takes_an_optional_answer_away() -> None:
    one = Talk(TICKS).say("1", "xong", Back(), Chose("o", "y"), Finish())
    assert "o" not in one.filling.answers


def test_typed_several_at_once() -> None:
    assert Talk(TICKS).say("1 và zalo").value("m") == ("x", "z")
    assert Talk(TICKS).say("xan").value("m") == ("x",)
    assert Talk(TICKS).say("qqq").refused is Refusal.NOT_A_CHOICE
    one = Talk(TICKS).say("zallo")
    assert [option.label for option in one.doubt.options] == ["Zalo"]
    assert one.say("1").value("m") == ("z",)


def test_photos() -> None:
    one = Talk(TICKS).say("1", "bỏ qua")
    assert one.question.keyboard is Keyboard.PHOTO
    assert one.say("xong").refused is Refusal.REQUIRED
    assert one.say("chữ").refused is Refusal.NOT_A_PHOTO
    one.say(*(Sent(photo) for photo in PHOTOS[:5]))
    assert one.filling.photos == PHOTOS[:5]
    one.say(Sent(PHOTOS[5]))
    assert one.refused is Refusal.TOO_MANY_PHOTOS
    one.say(Sent(PHOTOS[0]), Finish())
    assert one.review.photos == PHOTOS[:5]
    assert one.review.lines[-1].shown == "5 ảnh"


def test_photos_under_way_survive_going_back() -> None:
    one = Talk(TICKS).say("1", "bỏ qua", Sent(PHOTOS[0]), Back())
    assert one.value("p") == PHOTOS[:1]
    one.say(Jump("p"), Sent(PHOTOS[1]), Skip())
    assert one.value("p") == PHOTOS[:2]
    one.say(Jump("p"), Sent(PHOTOS[2]), Jump("m"))
    assert one.value("p") == PHOTOS[:3]
    assert one.say(Back(), Jump("p"), Sent(PHOTOS[3]), Submit()).sent["p"] == PHOTOS[:4]


ODD = make(
    """| type | name | label | default | read_only | calculation | bind::bot:unknown | relevant |
    | | today | day | | | | | | |
    | | username | who | | | | | | |
    | | note | hello | Chào ${who}. | | | | | |
    | | decimal | size | Bao nhiêu? | number(1.5) + 1 | | | Không rõ | |
    | | calculate | double | | | | ${size} * 2 | | |
    | | note | said | Gấp đôi là ${double}, ngày ${day}. | | | | | |
    | | begin group | g | G | | | | | ${size} > 2 |
    | | text | fixed | Cố định | luôn luôn | yes | | | |
    | | text | more | Thêm gì về ${size}? | | | | | |
    | | end group | | | | | | | |
    | | select_one l | pick | Chọn? | | | | Không rõ | |
    | | note | end | Hết. | | | | | |""",
    "| list_name | name | label |\n| | l | x | Một |\n| | l | y | 2 |\n| | l | z | Ba |",
)


def test_defaults_notes_and_calculated_values() -> None:
    one = Talk(ODD)
    step = one.turn.step
    assert isinstance(step, Ask)
    assert step.note == "Chào lo.van.an."
    labels = [option.label for option in one.question.options]
    assert labels == ["2,5", "Không rõ"]
    one.say(Chose("size", "=default"))
    assert one.value("size") == Decimal("2.5")
    step = one.turn.step
    assert isinstance(step, Ask)
    assert step.note == "Gấp đôi là 5, ngày 23/11/2026 (thứ Hai)."
    assert one.question.label == "Thêm gì về 2,5?"
    assert one.say("không", "3").review.note == "Hết."
    sent = one.say("gửi").sent
    assert sent["double"] == 5
    assert sent["fixed"] == "luôn luôn"
    assert sent["who"] == "lo.van.an"
    assert "hello" not in sent


@pytest.mark.parametrize(
    ("type_", "default", "label"),
    [
        ("text", "như cũ", "như cũ"),
        ("integer", "1250", "1.250"),
        ("integer", "concat('n', 'h')", None),
        ("decimal", "2.5", "2,5"),
        ("date", "today()", "23/11/2026 (thứ Hai)"),
        ("date", "2026-11-20", "20/11/2026 (thứ Sáu)"),
    ],
)
def test_a_default_is_offered_if_it_is_of_the_type(
    type_: str, default: str, label: str | None
) -> None:
    one = Talk(make(f"| type | name | label | default |\n| | {type_} | q | Q | {default} |"))
    assert [option.label for option in one.question.options] == ([label] if label else [])


def test_a_label_with_a_question_that_is_not_asked() -> None:
    form = make(
        """| type | name | label | relevant | calculation |
        | | calculate | c | | | 1 div 0 |
        | | calculate | t | | | 1 = 1 |
        | | text | gone | Gone | false() | |
        | | text | q | [${gone}${c}]${t} | | |"""
    )
    assert Talk(form).question.label == "[]true"


def test_not_recorded_is_empty_to_expressions() -> None:
    one = Talk(ODD).say("ko rõ")
    assert one.value("size") == NOT_RECORDED
    assert one.at == "pick"
    sent = one.say(Chose("pick", "=unknown"), Submit()).sent
    assert sent["pick"] == NOT_RECORDED
    assert "double" not in sent


def test_a_number_that_reads_two_ways() -> None:
    one = Talk(ODD).say(Typed("1.25", "m3"))
    doubt = one.doubt
    assert (doubt.kind, doubt.options) == ("readings", (Option("0", "1,25"), Option("1", "125")))
    assert one.say(Resume()).doubt == doubt
    assert one.say("2").value("size") == Decimal(125)
    assert one.filling.answers["size"].source == "m3"
    one = Talk(ODD).say("1.25", Chose("size", "0"))
    assert one.value("size") == Decimal("1.25")
    assert Talk(ODD).say("1.25", "1,25").value("size") == Decimal("1.25")
    assert Talk(ODD).say("1.25", "3").value("size") == 3


def test_a_label_that_is_a_number_wins_only_if_it_is_alone() -> None:
    one = Talk(ODD).say("ko rõ", "2")
    assert one.value("pick") == "y"
    one = Talk(ODD).say("ko rõ", "bà")
    assert one.value("pick") == "z"


def test_a_filling_whose_question_has_gone_moves_on() -> None:
    one = Talk(PLAIN)
    one.turn = one.turn.__class__(Filling("try", "1", at="gone"), one.turn.step)
    assert one.say("xin").at == "a"


def test_a_correction_while_something_is_asked_back() -> None:
    one = Talk(ODD).say("7,5", "chữ", Back(), Back(), "1.25", Correct("more", "khác"))
    assert one.at == "size"
    assert one.filling.doubt is None
    assert one.accepted[0].corrected_from == "chữ"


def test_a_correction_in_the_review_may_open_questions() -> None:
    one = Talk(PLAIN).say("xin", "5", "dê", Correct("b", "50"))
    assert one.at == "c"
    assert one.say("1").review.complete
    assert one.say(Correct("b", "không số")).refused is Refusal.NOT_A_NUMBER
    assert isinstance(one.turn.step, Again)
    assert one.turn.step.question.current == "50"
    assert one.say(Resume()).review.complete


@pytest.mark.parametrize("text", ["x" * 5000, "\n", "   ", "=unknown", "\x00", "💚"])
def test_strange_texts_are_answers_or_refused(text: str) -> None:
    for form in (PLAIN, TICKS, ODD):
        assert isinstance(Talk(form).say(text).turn.step, Ask | Again)
