"""Owns the regular look at the rounds: whom to remind is planned by reading, written in portions.

Planning 10,000 letters takes a while and must not hold the writer; a portion looks again at what it
is about, because somebody may have reported meanwhile.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlmodel import Session

from handlers import codec, planning, reminding, round_words, standings
from handlers.messages import World
from handlers.planning import Letter, Standing
from storage import notices, people, places, reminders, rounds, statuses
from storage.models import NoticeKind
from storage.moments import Moment

PORTION = 40  # letters in one transaction: an officer's answer waits for no more than these


def due(session: Session, found: Sequence[Standing], moment: Moment) -> list[Letter]:
    """The letters to be written now. Only reads."""
    told = standings.told(session, [one.round.id for one in found], moment)
    return planning.plan(found, told, moment)


def write(
    session: Session, letters: Sequence[Letter], world_of: Callable[[str], World], moment: Moment
) -> set[str]:
    """Write a portion of letters; the channels they go to.

    The people are held, then the bodies, as a report that is being sent holds them: either it is
    seen here, or it sees the letter and takes it back.
    """
    people.lock_all(session, [letter.officer.person_id for letter in letters])
    places.lock_all(session, [item.body.id for letter in letters for item, _ in letter.items])
    writing = reminders.writing(session, moment.now)
    titles = round_words.titles(session)
    channels: set[str] = set()
    for letter in _still_due(session, letters, moment):
        account = letter.officer.account
        if account is None or letter.officer.person_id in writing:
            continue
        world = world_of(letter.officer.language)
        items = [item for item, _ in letter.items]
        reply = reminding.letter(titles, items, world, moment.workdays)
        body = codec.reply_to_json(reply)
        until = moment.workdays.closes_at(moment.local)
        notice_id = notices.write(
            session, account, NoticeKind.REMINDER, moment.today, body, moment.now, expires_at=until
        )
        if notice_id is not None:
            reminders.keep(session, letter.rungs, notice_id)
            channels.add(account.channel)
    return channels


def _still_due(session: Session, letters: Sequence[Letter], moment: Moment) -> list[Letter]:
    """The letters without what was reported, closed or withdrawn from since they were planned."""
    bodies: dict[int, set[int]] = {}
    for letter in letters:
        for item, _ in letter.items:
            bodies.setdefault(item.round.id, set()).add(item.body.id)
    open_now: dict[tuple[int, int], statuses.Status] = {}
    for round_id, body_ids in bodies.items():
        one = rounds.get(session, round_id)
        if one is None or one.closed_at is not None:
            continue
        for body_id, status in statuses.of(session, one, sorted(body_ids), moment).items():
            if not status.is_done:
                open_now[round_id, body_id] = status
    return [fresh for letter in letters if (fresh := _fresh(letter, open_now)).items]


def _fresh(letter: Letter, open_now: dict[tuple[int, int], statuses.Status]) -> Letter:
    return replace(
        letter,
        items=tuple(
            (replace(item, status=open_now[item.round.id, item.body.id]), step)
            for item, step in letter.items
            if (item.round.id, item.body.id) in open_now
        ),
    )
