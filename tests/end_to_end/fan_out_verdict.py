"""Owns what must be true once a fan-out is over: everybody told, nobody told what is done."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from storage.models import Delivery, DeliveryState, Notice, Reminder
from tests.end_to_end.fan_out_people import Listener, Town
from tests.end_to_end.fan_out_reckoning import Reckoning
from tests.telegram_double import Double

Rung = tuple[int, int, str]  # body, person, step


@dataclass(frozen=True, slots=True)
class Verdict:
    """The figures of a fan-out that went as it has to."""

    people_told: int
    messages: int
    again: int
    under_way_at_kills: int
    most_under_way: int
    reported_meanwhile: int
    not_tried_again: int


def is_over(session: Session, town: Town, reckoning: Reckoning) -> bool:
    """Whether everybody has been written to, and whatever was written is dealt with."""
    pending = select(func.count()).where(col(Delivery.state) == DeliveryState.PENDING)
    return not session.exec(pending).one() and _due(town, reckoning) <= _given(session).keys()


def judge(session: Session, double: Double, town: Town, reckoning: Reckoning) -> Verdict:
    """Fails with what is wrong first."""
    _check_rungs(session, town, reckoning)
    # Their commune reported while a send was under way: that send was the last.
    dropped = _people(
        session, col(Delivery.state) == DeliveryState.DEAD, col(Delivery.begun).is_(True)
    )
    doubted = _people(session, col(Delivery.uncertain).is_(True))
    heard = {one.address: _texts(double, one) for one in town.listeners}
    for one in town.listeners:
        texts = heard[one.address]
        assert len(texts) <= 1 + reckoning.cut[one.address], f"told again without cause: {one}"
        assert len(texts) <= 1 or one.person_id in doubted, f"nobody knows of this: {one}"
        if one.person_id not in dropped:
            _check_told(one, texts, town, reckoning)
        for body_id in reckoning.unheard[one.person_id]:
            named = [text for text in texts if town.names[body_id] in text]
            assert not named, f"reminded of what is done: {one}"
    counts = Counter(len(texts) for texts in heard.values())
    messages = sum(number * people for number, people in counts.items())
    told = len(heard) - counts[0]
    return Verdict(
        people_told=told,
        messages=messages,
        again=messages - told,
        under_way_at_kills=reckoning.cut.total(),
        most_under_way=reckoning.most_cut,
        reported_meanwhile=len(reckoning.reported - town.reported),
        not_tried_again=len(dropped),
    )


def _check_told(one: Listener, texts: list[str], town: Town, reckoning: Reckoning) -> None:
    for body_id in one.bodies:
        if body_id not in reckoning.reported:
            assert any(town.names[body_id] in text for text in texts), f"never told: {one}"


def _check_rungs(session: Session, town: Town, reckoning: Reckoning) -> None:
    """Every rung once (its key sees to that), none missing, none of what nobody may hear of."""
    given = _given(session)
    due = _due(town, reckoning)
    assert due <= given.keys()
    late = {
        (body_id, one.person_id, town.step)
        for one in town.listeners
        for body_id in reckoning.reported - reckoning.unheard[one.person_id]
        if body_id in one.bodies
    }
    unwanted = given.keys() - due - late
    assert not unwanted, f"written about what is done: {sorted(unwanted)[:5]}"
    states = Counter(given.values())
    assert not states[DeliveryState.PENDING]


def _due(town: Town, reckoning: Reckoning) -> set[Rung]:
    return {
        (body_id, one.person_id, town.step)
        for one in town.listeners
        for body_id in one.bodies
        if body_id not in reckoning.reported
    }


def _given(session: Session) -> dict[Rung, str]:
    """The rungs people were given, with what became of the message."""
    rows = session.exec(
        select(Reminder.body_id, Reminder.person_id, Reminder.step, col(Delivery.state))
        .join(Notice, col(Notice.id) == col(Reminder.notice_id))
        .join(Delivery, col(Delivery.message_id) == col(Notice.message_id))
    )
    return {(body_id, person_id, step): state for body_id, person_id, step, state in rows}


def _people(session: Session, *which: ColumnElement[bool]) -> set[int]:
    return set(
        session.exec(
            select(col(Notice.person_id))
            .join(Delivery, col(Delivery.message_id) == col(Notice.message_id))
            .where(*which)
        )
    )


def _texts(double: Double, one: Listener) -> list[str]:
    spoken = double.world.chats[one.address].spoken
    return [str(said.message.get("text", "")) for said in spoken]
