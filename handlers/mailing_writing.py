"""Owns writing a mailing: planned once, then to its people, whole or in portions."""

from dataclasses import replace

from handlers import codec, mailing_audiences, mailing_letters
from handlers.mailing_people import Audience, Recipient
from handlers.mailing_rights import Desk
from handlers.messages import World
from storage import audit, mailings, notices, people, places, reminders
from storage.models import Mailing, NoticeKind


def plan(desk: Desk, mailing: Mailing, audience: Audience) -> None:
    """Who is to be written to, and who could not be, for the result: people may go meanwhile."""
    mailings.note(
        desk.session,
        mailing,
        to=[[one.officer.person_id, one.body_ids] for one in audience.recipients],
        unreachable=[
            [one.officer.person_id, one.body.id, one.officer.is_blocked]
            for one in audience.unreachable
        ],
        empty=[body.id for body in audience.empty],
        written=0,
        looked_at=0,
    )
    audit.add(
        desk.session,
        "mailing sent",
        desk.moment.now,
        person_id=desk.sender.person.id,
        account_id=desk.sender.account.id,
        subject=f"mailing {mailing.id}",
        kind=mailing.kind,
        people=len(audience.recipients),
    )


def write(desk: Desk, mailing: Mailing, start: int, most: int) -> Audience:
    """Write to some of those it was planned for, who are held: what they did meanwhile counts."""
    planned = dict(mailing.scope["to"][start : start + most])
    body_ids = {body_id for ids in planned.values() for body_id in ids}
    people.lock_all(desk.session, planned)
    places.lock_all(desk.session, body_ids)
    found = mailing_audiences.of(desk, mailing, body_ids)
    held = tuple(one for one in found.recipients if one.officer.person_id in planned)
    speaking: dict[str, World] = {}
    for one in held:
        language = one.officer.language
        if language not in speaking:
            speak = desk.world.speaking
            speaking[language] = speak(language) if speak else desk.world
        _write_to(desk, mailing, one, speaking[language])
    written = mailing.scope["written"] + len(held)
    mailings.note(desk.session, mailing, written=written, looked_at=start + len(planned))
    return replace(found, recipients=held)


def _write_to(desk: Desk, mailing: Mailing, one: Recipient, world: World) -> None:
    account = one.officer.account
    if account is None:
        return
    session, moment = desk.session, desk.moment
    body = codec.reply_to_json(mailing_letters.to(desk, mailing, one, world))
    kind = NoticeKind(mailing.kind)
    notice_id = notices.write(
        session, account, kind, moment.today, body, moment.now, mailing_id=mailing.id
    )
    if notice_id is not None and one.items:  # taken back when they report before it goes
        step = f"{reminders.NUDGED}{mailing.id}"
        person = one.officer.person_id
        rungs = [(item.round.id, item.body.id, person, step) for item in one.items]
        reminders.keep(session, rungs, notice_id)
