"""Owns nudging by hand (/nhac): which round, whom; and which buttons of mailings go where."""

from typing import Any

from sqlmodel import Session

from handlers import (
    mailing_audiences,
    mailing_desk,
    mailing_previews,
    mailing_results,
    mailing_rights,
    mailing_words,
    nudge_choices,
    standings,
)
from handlers.mailing_people import Audience
from handlers.mailing_rights import Desk
from handlers.messages import Choice, Reply, World
from handlers.senders import Sender
from handlers.states import Asking
from handlers.talk import Outcome, say
from storage import mailings, rounds
from storage.models import NoticeKind, Round


def start(session: Session, sender: Sender, world: World) -> Outcome:
    """/nhac: the round, if there are several."""
    _ = world.gettext
    desk = mailing_rights.desk(session, sender, world)
    if desk is None:
        return mailing_words.no_right(NoticeKind.NUDGE, world)
    found = standings.running(session, desk.moment)
    if not found:
        return _nothing(_("No round is running now. There is nothing to remind of."), world)
    late = [(one.round, mailing_audiences.missing(desk, one)) for one in found]
    late = [(one, items) for one, items in late if items]
    if len(late) <= 1:
        return nudge_choices.whom(desk, *late[0]) if late else _all_reported(world)
    choices = [Choice(f"nudge:round:{one.id}", f"{one.title} ({len(rows)})") for one, rows in late]
    text = _("Of which round? (The number: units that have not reported.)")
    return say(Reply(text, choices=(*choices, mailing_words.menu(world))))


def press(
    session: Session, sender: Sender, asking: Asking | None, rest: str, world: World
) -> Outcome:
    """`nudge:<round>` shows the preview for all; `nudge:<what>:<ids>` is a step, or a mailing's."""
    what, _colon, about = rest.partition(":")
    if what in mailing_desk.ACTIONS:
        return mailing_desk.press(session, sender, asking, what, int(about), world)
    if what == "result":
        return mailing_results.show(session, sender, int(about), world)
    desk = mailing_rights.desk(session, sender, world)
    if desk is None:
        return mailing_words.no_right(NoticeKind.NUDGE, world)
    if what.isdigit():
        what, about = "all", what
    number, _colon, detail = about.partition(":")
    one = rounds.get(session, int(number))
    if one is None or one.closed_at is not None:
        text = world.gettext("This round is closed. There is nothing to remind of.")
        return _nothing(text, world)
    return _step(desk, one, what, int(detail or 0))


def _step(desk: Desk, one: Round, what: str, about: int) -> Outcome:
    if what in ("area", "body"):
        return _preview(desk, one, {what: about})
    if what == "all":
        return _preview(desk, one, {})
    items = mailing_audiences.missing(desk, standings.of_round(desk.session, one, desk.moment))
    if not items:
        return _all_reported(desk.world)
    match what:
        case "round":
            return nudge_choices.whom(desk, one, items)
        case "areas":
            return nudge_choices.areas(desk, one, items)
        case "pick":
            return nudge_choices.groups(desk, one, items)
        case "units":
            return nudge_choices.units(desk, one, items, about)
        case _:
            return mailing_words.not_in_use(desk.world)


def _preview(desk: Desk, one: Round, scope: dict[str, Any]) -> Outcome:
    audience = mailing_audiences.nudged(desk, one, scope)
    if not scope and audience == Audience():
        return _all_reported(desk.world)
    if not audience.recipients:
        return mailing_previews.nobody(audience, desk.world)
    by, now = desk.sender.person.id, desk.moment.now
    mailing = mailings.prepare(desk.session, NoticeKind.NUDGE, scope, by, now, round_id=one.id)
    return mailing_previews.of(desk, mailing, audience)


def _all_reported(world: World) -> Outcome:
    text = world.gettext("All units have reported. There is nobody to remind.")
    return _nothing(text, world)


def _nothing(text: str, world: World) -> Outcome:
    return say(Reply(text, choices=(mailing_words.menu(world),)))
