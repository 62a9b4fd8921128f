"""Owns the news of a round, that it began or was extended: to whom, in portions, in their words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from handlers import codec, round_news, timing
from handlers.messages import Order, Reply, World
from storage import extensions, jobs, notices, people, responsible, rounds, scopes, statuses
from storage.messages import Addressee
from storage.models import Account, Body, Job, NoticeKind, Round, RoundExtension
from storage.moments import Moment
from storage.responsible import Officer
from vietnamese import formats

JOB = "announce_round"
PORTION = 40  # messages in one transaction: an officer's answer waits for no more than these


@dataclass(frozen=True, slots=True)
class Reader:
    """A person who is told, and the units they answer for."""

    officer: Officer
    account: Addressee
    bodies: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class Audience:
    """Who can be told, by id, and the units in which nobody can be."""

    readers: tuple[Reader, ...]
    unreached: tuple[Body, ...]


def audience(session: Session, bodies: Sequence[Body], moment: Moment) -> Audience:
    officers = responsible.of_bodies(session, [body.id for body in bodies], moment.today)
    found: dict[int, Reader] = {}
    unreached = []
    for body in bodies:
        reached = [one for one in officers.get(body.id, ()) if one.account is not None]
        for one in reached:
            before = found.get(one.person_id)
            mine = (*before.bodies, body) if before else (body,)
            if one.account is not None:
                found[one.person_id] = Reader(one, one.account, mine)
        if not reached:
            unreached.append(body)
    return Audience(tuple(found[person] for person in sorted(found)), tuple(unreached))


def announce(one: Round, extension: RoundExtension | None = None) -> Order:
    """Have it told beside the chat: thousands of messages must not hold up anybody's answer."""
    about = {"round": one.id, "extension": extension.id if extension else 0}
    return Order(JOB, {**about, "after": 0, "told": 0}, one.key)


# --- in the job ---------------------------------------------------------------------------------
def portion(session: Session, job: Job, world: World) -> Reply | None:
    """Tell the next people, and order the rest. What is said when all were told."""
    moment = timing.moment(session, world)
    one = rounds.get(session, int(job.arguments["round"]))
    if one is None or one.closed_at is not None:
        return Reply(world.gettext("The round was closed meanwhile; nobody else was told of it."))
    extension = _extension(session, one, int(job.arguments["extension"]))
    left = _left(session, one, extension, int(job.arguments["after"]), moment)
    now, later = left[:PORTION], left[PORTION:]
    people.lock_all(session, [reader.officer.person_id for reader in now])
    told = int(job.arguments["told"]) + _tell(session, one, extension, now, world, moment)
    if later:
        last = now[-1].officer.person_id
        _go_on(session, job, {**job.arguments, "after": last, "told": told}, world)
        return None
    text = world.ngettext(
        "“{round}”: {count} person was told.", "“{round}”: {count} people were told.", told
    )
    return Reply(text.format(round=one.title, count=formats.number(told)))


def _extension(session: Session, one: Round, extension_id: int) -> RoundExtension | None:
    found = (row for row in extensions.of_round(session, one.id) if row.id == extension_id)
    return next(found, None)


def _left(
    session: Session, one: Round, extension: RoundExtension | None, after: int, moment: Moment
) -> list[Reader]:
    bodies = scopes.expected(session, one, moment.today)
    if extension is not None and extension.body_id is not None:
        bodies = [body for body in bodies if body.id == extension.body_id]
    readers = audience(session, bodies, moment).readers
    return [reader for reader in readers if reader.officer.person_id > after]


def _go_on(session: Session, job: Job, arguments: dict[str, Any], world: World) -> None:
    account = session.get_one(Account, job.account_id)
    jobs.order(session, account, job.person_id, JOB, arguments, job.name, world.now)


def _tell(
    session: Session,
    one: Round,
    extension: RoundExtension | None,
    readers: Sequence[Reader],
    world: World,
    moment: Moment,
) -> int:
    ids = {body.id for reader in readers for body in reader.bodies}
    found = statuses.of(session, one, sorted(ids), moment)
    told = 0
    for reader in readers:
        units = [(body, found[body.id]) for body in reader.bodies]
        if extension is not None:  # more time is news only to those who need it
            units = [(body, status) for body, status in units if not status.is_done]
        # As it is now that the person is held: they may have withdrawn while we waited.
        account = session.get_one(Account, reader.account.id, populate_existing=True)
        if not units or account.person_id != reader.officer.person_id:
            continue
        theirs = world.speaking(reader.officer.language) if world.speaking else world
        reply = round_news.news(session, one, extension, units, theirs)
        body_json = codec.reply_to_json(reply)
        notices.write(session, account, NoticeKind.NEWS, moment.today, body_json, world.now)
        told += 1
    return told
