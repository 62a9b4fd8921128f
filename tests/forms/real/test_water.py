"""A water point: a place, a photo, times of day and moments, in two languages."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

from forms.steps import Jump, Keyboard, Located, Refusal, Sent, Submit
from forms.values import Point
from tests.forms.fakes import PHOTOS, Talk, context
from tests.forms.real.playing import handed_in, load

HANOI = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=HANOI)
HERE = replace(context(), now=NOW)
POINT = Point(22.38, 102.8)


def begun(language: str = "") -> Talk:
    return Talk(load("water"), replace(HERE, language=language))


def told() -> Talk:
    talk = begun().say("ok", Located(POINT), Sent(PHOTOS[0]), "xong", "nước máy")
    talk.say("14:30 20/11/2026", "06:30", "18:15", "1/1/2020", "9,1", "mùi, vị")
    return talk.say("0912345678", "Xử lý nước.")


def test_what_is_handed_in() -> None:
    assert handed_in(told().say(Submit())) == {
        "began": NOW.replace(tzinfo=None),
        "ended": NOW.replace(tzinfo=None),
        "who": "lo.van.an",
        "agreed": "OK",
        "place": POINT,
        "latitude": "22.38",
        "north": "yes",
        "photo": (PHOTOS[0],),
        "kind": "pipe",
        "measured": datetime(2026, 11, 20, 14, 30, tzinfo=HANOI).replace(tzinfo=None),
        "opens": time(6, 30),
        "closes": time(18, 15),
        "hours": Decimal("11.75"),
        "built": date(2020, 1, 1),
        "days_old": 2515,  # 20777.3125 - 18261.7083: both moments are taken in the province
        "said_at": "14:30 20/11/2026",
        "ph": Decimal("9.1"),
        "problems": ("smell", "taste"),
        "phone": "0912345678",
        "advice": "Xử lý nước.",
        "verdict": "không đạt",
    }


def test_what_is_asked_of_a_well() -> None:
    talk = begun().say("ok", "22.38, 102.8", "bỏ qua", "giếng")
    assert (talk.at, talk.value("place")) == ("measured", POINT)
    assert talk.say("7:05 20/11/2026").at == "built"  # no opening hours
    sent = handed_in(talk.say("bỏ qua", "7", "bỏ qua").say(Submit()))
    assert sent["verdict"] == "đạt"
    assert not {"opens", "closes", "hours", "problems", "advice"} & set(sent)
    assert "days_old" not in sent  # nobody said when it was built


def test_the_place_may_be_shared() -> None:
    talk = begun().say("ok")
    assert (talk.at, talk.question.keyboard) == ("place", Keyboard.LOCATION)


def test_both_languages() -> None:
    talk = begun("en").say("ok", Located(POINT), "bỏ qua")
    assert talk.question.label == "What kind of point?"
    assert [one.label for one in talk.question.options] == ["Well", "Spring", "Piped water"]
    assert talk.say("3", "14:30 30/11/2026").message == "It must be in the past."
    assert begun("vi").say("ok").question.label == "Nguồn nước ở đâu?"


def test_times_are_compared_as_fractions_of_a_day() -> None:
    talk = begun().say("ok", Located(POINT), "bỏ qua", "3", "14:30 20/11/2026", "08:00", "07:59")
    assert (talk.refused, talk.message) == (Refusal.CONSTRAINT, "Phải sau giờ mở cửa.")


def test_a_day_is_compared_with_a_moment() -> None:
    talk = begun().say("ok", Located(POINT), "bỏ qua", "1", "14:30 20/11/2026")
    assert talk.say("21/11/2026").message == "Không được sau ngày đo."
    assert talk.say("20/11/2026").at == "ph"


def test_a_telephone_number_is_matched_as_a_whole() -> None:
    talk = told().say(Jump("phone"))
    for said in ("091234567", "09123456789", "x0912345678"):
        assert talk.say(said).message == "Mười chữ số, bắt đầu bằng 0."


def test_a_label_shows_the_choice_by_its_words() -> None:
    talk = told().say(Jump("advice"))
    assert talk.question.label == "Lời khuyên cho Nước máy"
    assert talk.say("Một.\nHai.").value("advice") == "Một.\nHai."


def test_the_note_at_the_end() -> None:
    assert told().review.note == "Kết luận: không đạt."
