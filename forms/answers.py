"""Owns reading a typed answer by its type: a value, a refusal, or readings to ask back."""

from datetime import date, datetime

from forms.definition import Question, Type
from forms.quantities import read_quantity
from forms.readings import Read, Taken, settled
from forms.specials import read_special
from forms.steps import Refusal, Refused
from forms.values import Point, Value
from vietnamese.assent import read_assent
from vietnamese.dates import read_date
from vietnamese.documents import read_document_number
from vietnamese.moments import read_moment
from vietnamese.names import read_name
from vietnamese.phones import read_phone
from vietnamese.points import read_point
from vietnamese.reading import Reading
from vietnamese.text import clean, fold
from vietnamese.times import read_time
from vietnamese.years import read_school_year

TEXT_LIMIT = 4000
SHORT_LIMIT = 300  # of an answer that is no free text
ACKNOWLEDGED = "OK"  # what ODK keeps
_SEEN = frozenset({
    "da doc", "da xem", "da hieu", "da ro", "da nam", "hieu roi", "ro roi", "toi da doc",
    "toi dong y", "xac nhan", "da xac nhan",
})  # fmt: skip


def read(question: Question, text: str, today: date) -> Read:
    """A typed answer of every type but the choices, which `forms.picking` finds."""
    text = clean(text)
    return too_long(question, text) or read_special(question, text) or _typed(question, text, today)


def too_long(question: Question, text: str) -> Refused | None:
    free = question.type is Type.TEXT and not question.bot.as_
    limit = TEXT_LIMIT if free else SHORT_LIMIT
    return Refused(Refusal.TOO_LONG, limit=limit) if len(text) > limit else None


def _typed(question: Question, text: str, today: date) -> Read:
    match question.type:
        case Type.TEXT:
            return _text(question, text, today)
        case Type.INTEGER | Type.DECIMAL:
            # Two lines are two answers: "1" and "250" are not 1.250.
            return read_quantity(question, text.replace("\n", " ; "), today)
        case Type.DATE:
            return _date(text, today)
        case Type.TIME:
            times = read_time(text)
            return settled(times.values, Refusal.NOT_A_TIME, sure=times.sure)
        case Type.DATETIME:
            return _moment(text, today)
        case Type.GEOPOINT:
            return _point(text)
        case _:
            return _tapped(question, text)


def _text(question: Question, text: str, today: date) -> Read:
    if not text:
        return Refused(Refusal.REQUIRED)
    match question.bot.as_:
        case "phone":
            return _words(read_phone(text), Refusal.NOT_A_PHONE)
        case "docno":
            return _words(read_document_number(text), Refusal.NOT_A_DOCNO)
        case "school_year":
            return _words(read_school_year(text, today), Refusal.NOT_A_SCHOOL_YEAR)
        case "person_name":
            return _words(read_name(text), Refusal.NOT_A_NAME)
        case _:
            return Taken(text)


def _words(reading: Reading[str], otherwise: Refusal) -> Read:
    return settled(reading.values, otherwise, sure=reading.sure)


def _date(text: str, today: date) -> Read:
    days = read_date(text, today)
    if not days.values and not days.lunar:  # "8h30 hôm qua": the day is all that was asked
        moments = read_moment(text, today)
        dates = tuple(dict.fromkeys(moment.date() for moment in moments.values))
        days = Reading(dates, moments.sure, moments.lunar)
    return _dated(days.values, Refusal.NOT_A_DATE, days)


def _moment(text: str, today: date) -> Read:
    moments = read_moment(text, today)
    return _dated(moments.values, Refusal.NOT_A_MOMENT, moments)


def _dated(
    values: tuple[Value, ...], otherwise: Refusal, reading: Reading[date] | Reading[datetime]
) -> Read:
    return settled(values, Refusal.LUNAR_DATE if reading.lunar else otherwise, sure=reading.sure)


def _point(text: str) -> Read:
    places = read_point(text)
    points = tuple(Point(*degrees) for degrees in places.values)
    return settled(points, Refusal.NOT_A_POINT, sure=places.sure)


def _tapped(question: Question, text: str) -> Read:
    """Types that are answered with a tap or a file rather than with words."""
    match question.type:
        case Type.ACKNOWLEDGE:
            said = read_assent(text)
            seen = (said is not None and said.positive) or fold(text).strip(".! ") in _SEEN
            return Taken(ACKNOWLEDGED) if seen else Refused(Refusal.NOT_A_CHOICE)
        case Type.IMAGE:
            return Refused(Refusal.NOT_A_PHOTO)
        case Type.FILE:
            return Refused(Refusal.NOT_A_FILE)
        case _:
            return Refused(Refusal.NOT_A_CHOICE)
