"""Owns digests: written for those who look after units, with what changed since the last one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from handlers import codec, digest_words, escalation_plan
from handlers.escalation_plan import Digest, Section, Watch
from handlers.messages import World
from handlers.planning import Standing
from storage import digests, notices, people, places, responsible
from storage.digests import About
from storage.models import BodyKind, DigestKind, NoticeKind, Role
from storage.moments import Moment


@dataclass(frozen=True, slots=True)
class Due:
    """What a look found: digests to write, and who is no longer unreached."""

    digests: tuple[Digest, ...] = ()
    reached_again: tuple[tuple[About, tuple[int, ...]], ...] = ()


def due(session: Session, running: Sequence[Standing], moment: Moment) -> Due:
    """Only reads."""
    if not running:
        return Due()
    watch = watched(session, moment)
    last = digests.last(session, [one.round.id for one in running])
    found = escalation_plan.plan(running, watch, last, moment)
    return Due(tuple(found), tuple(_reached_again(running, watch, last, moment)))


def watched(session: Session, moment: Moment) -> Watch:
    areas = {body.id: body for body in places.bodies_at(session, BodyKind.AREA, moment.today)}
    return Watch(
        areas=areas,
        area_of=places.area_ids(session, moment.today),
        officers=responsible.of_bodies(session, areas, moment.today, (Role.AREA_OFFICER,)),
        coordinators=tuple(responsible.in_role(session, Role.COORDINATOR, moment.today)),
    )


def write(
    session: Session, found: Due, world_of: Callable[[str], World], moment: Moment
) -> set[str]:
    """Write the digests; the channels they go to. Who was told meanwhile is not told again."""
    people.lock_all(session, [one.officer.person_id for one in found.digests])
    rounds = {part.about.round_id for one in found.digests for part in one.sections}
    last = digests.last(session, sorted(rounds))
    channels: set[str] = set()
    for digest in found.digests:
        account = digest.officer.account
        fresh = [part for part in digest.sections if _is_news(part, last, moment)]
        if account is None or not fresh:
            continue
        reply = digest_words.digest(session, fresh, world_of(digest.officer.language), moment)
        body = codec.reply_to_json(reply)
        notice_id = notices.write(
            session, account, NoticeKind.DIGEST, moment.today, body, moment.now
        )
        if notice_id is not None:
            for part in fresh:
                told = [item.body.id for item in part.items]
                digests.keep(session, part.about, moment.today, told, notice_id)
            channels.add(account.channel)
    for about, bodies in found.reached_again:
        digests.correct(session, about, bodies)
    return channels


def _is_news(part: Section, last: dict[About, digests.Last], moment: Moment) -> bool:
    """Another process may have told it since it was planned."""
    before = last.get(part.about)
    if before is None:
        return True
    if part.about.kind is DigestKind.UNREACHED:
        return not part.new <= before.bodies
    return before.day < moment.today


def _reached_again(
    running: Sequence[Standing], watch: Watch, last: dict[About, digests.Last], moment: Moment
) -> list[tuple[About, tuple[int, ...]]]:
    found = []
    for standing in running:
        now = {item.body.id for item in escalation_plan.unreached(standing, moment)}
        for officer in escalation_plan.receivers(standing, watch):
            about = About(standing.round.id, officer.person_id, DigestKind.UNREACHED)
            before = last.get(about)
            if before is not None and before.bodies - now:
                found.append((about, tuple(sorted(before.bodies & now))))
    return found
