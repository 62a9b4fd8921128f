"""Several answers in one message."""

import pytest

from forms.steps import Again, Back, Chose, Doubt, Refusal, Refused, Skip, Typed
from tests.forms.fakes import Talk, make

EVENT = make(
    """| type | name | label | required | relevant | constraint | constraint_message | appearance |
    | | date | day | Ngày nào? | yes | | . <= today() | Chưa tới ngày đó. | |
    | | text | place | Ở đâu? | yes | | | | |
    | | integer | people | Mấy người? | yes | | | | |
    | | integer | women | Mấy nữ? | | | . <= ${people} | Nhiều hơn tổng số. | |
    | | select_multiple how | how | Cách nào? | yes | | | | |
    | | text | other | Cách khác? | yes | selected(${how}, 'z') | | | |
    | | text | story | Kể thêm? | | | | | multiline |""",
    """| list_name | name | label |
    | | how | x | Họp bản |
    | | how | y | Tờ rơi |
    | | how | z | Khác |""",
    """| form_title | form_id | version | namespaces |
    | | Thử | try | 1 | bot="https://so-xanh.laichau.gov.vn/xforms/bot" |""",
)


def test_lines_answer_the_questions_in_order() -> None:
    one = Talk(EVENT).say(Typed("20/11\nbản Nà Hừ\n45\n30\n1, 2\nbỏ qua", "m1"))
    assert one.review.complete
    assert one.shown == ["20/11/2026 (thứ Sáu)", "bản Nà Hừ", "45", "30", "Họp bản; Tờ rơi"]
    assert {answer.source for answer in one.filling.answers.values()} == {"m1"}


def test_it_stops_at_the_first_that_fails_and_goes_on_after_it() -> None:
    one = Talk(EVENT).say("20/11\nbản Nà Hừ\nnhiều lắm\n30\nhọp bản")
    step = one.turn.step
    assert isinstance(step, Again)
    assert (one.at, one.refused) == ("people", Refusal.NOT_A_NUMBER)
    assert [accepted.shown for accepted in step.accepted] == ["20/11/2026 (thứ Sáu)", "bản Nà Hừ"]
    assert step.waiting == ("30", "họp bản")
    one.say("45")
    assert (one.at, one.shown) == ("story", ["45", "30", "Họp bản"])
    assert one.filling.waiting == ()


def test_a_doubt_in_the_middle_is_settled_first() -> None:
    one = Talk(EVENT).say("20/11\nbản Nà Hừ\n5 hoặc 6\n3\n1")
    assert one.doubt.kind == "readings"
    one.say(Chose("people", "1"))
    assert (one.at, one.shown) == ("story", ["6", "3", "Họp bản"])


def test_a_second_refusal_stops_again() -> None:
    one = Talk(EVENT).say("20/11\nbản Nà Hừ\nx\n60\n2").say("45")
    assert (one.at, one.message) == ("women", "Nhiều hơn tổng số.")
    assert isinstance(one.turn.step, Again)
    assert [accepted.shown for accepted in one.turn.step.accepted] == ["45"]
    assert one.say("20").at == "story"


def test_skipping_the_question_that_failed_goes_on() -> None:
    one = Talk(EVENT).say("20/11\nbản Nà Hừ\n45\nnhiều\n2", Skip())
    assert (one.at, one.shown) == ("story", ["Tờ rơi"])


def test_another_message_instead_replaces_what_waits() -> None:
    one = Talk(EVENT).say("20/11\nbản Nà Hừ\nx\n30\n2", "45\n20\n1")
    assert (one.at, one.shown) == ("story", ["45", "20", "Họp bản"])


def test_going_back_drops_what_waits() -> None:
    one = Talk(EVENT).say("20/11\nbản Nà Hừ\nx\n30\n2", Back())
    assert (one.at, one.filling.waiting) == ("place", ())


@pytest.mark.parametrize(
    "mark", ["câu 3: 45", "Câu 3. 45", "cau 3 - 45", "CÂU 3 = 45", "câu số 3: 45"]
)
def test_a_numbered_line_answers_that_question(mark: str) -> None:
    one = Talk(EVENT).say(mark)
    assert one.filling.answers["people"].value == 45
    assert one.at == "day"  # which stays open


def test_lines_after_a_numbered_one_go_on_from_there() -> None:
    one = Talk(EVENT).say("câu 3: 45\n20")
    assert (one.shown, one.at) == (["45", "20"], "how")


def test_numbers_mean_what_was_seen() -> None:
    """The fifth answer opens a question before the sixth; "câu 6" was the last one all the same."""
    one = Talk(EVENT).say("20/11\nbản Nà Hừ\n45\n30", "câu 5: khác\ncâu 6: Vui lắm")
    assert one.filling.answers["story"].value == "Vui lắm"
    assert one.at == "other"


def test_a_number_that_is_none_changes_nothing() -> None:
    one = Talk(EVENT).say("20/11\ncâu 40: 3")
    assert one.refused is Refusal.NO_SUCH_QUESTION
    assert one.filling.answers == {}


def test_a_numbered_line_corrects_from_the_review() -> None:
    one = Talk(EVENT).say("20/11\nbản Nà Hừ\n45\n30\n1\nxin chào", "câu 3: 50")
    assert one.review.complete
    assert one.accepted[0].corrected_from == "45"


def test_a_refused_correction_says_why_and_changes_nothing() -> None:
    one = Talk(EVENT).say("20/11\nbản Nà Hừ\n45\n30\n1\nxin chào", "câu 4: 90")
    assert (one.at, one.message) == ("women", "Nhiều hơn tổng số.")
    assert one.filling.answers["women"].value == 30


def test_more_lines_than_questions() -> None:
    one = Talk(EVENT).say("20/11\nbản Nà Hừ\n45\n30\n1\nhết\nthừa\nnữa")
    assert one.review.refused == Refused(Refusal.LINES_LEFT, limit=2)
    assert one.shown[-1] == "hết"


def test_a_long_text_may_have_lines_of_its_own() -> None:
    one = Talk(EVENT).say("20/11\nbản Nà Hừ\n45\n30\n1", "Dòng một\nDòng hai")
    assert one.filling.answers["story"].value == "Dòng một\nDòng hai"


def test_blank_lines_count_for_nothing() -> None:
    assert Talk(EVENT).say("20/11\n\n  \nbản Nà Hừ\n").at == "people"


def test_a_doubtful_line_is_asked_back_with_its_readings() -> None:
    one = Talk(EVENT).say("20/11\nbản\n1.25\n3")
    assert isinstance(one.turn.step, Again)
    assert isinstance(one.turn.step.why, Doubt)
    assert one.say("1").at == "how"
