"""Owns what a person answers for in the running rounds: their units, their areas, the province."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session

from handlers import senders
from handlers.messages import Choice, Reply, World
from handlers.planning import Item
from handlers.senders import Sender
from handlers.talk import Outcome, say
from storage import places, rounds, scopes, statuses
from storage.models import Body, Requirement, Round
from storage.moments import Moment
from storage.round_facts import Fact
from storage.statuses import Status, Timeliness


class Refused(StrEnum):
    """Why a button about a round does nothing any more."""

    NOT_YOURS = "not_yours"
    CLOSED = "closed"
    NOT_EXPECTED = "not_expected"


@dataclass(frozen=True, slots=True)
class Tally:
    """How far a round is, of one area or (None) of everybody who is expected."""

    round: Round
    area: Body | None
    expected: int
    done: int
    overdue: int


def mine(session: Session, sender: Sender, world: World, moment: Moment) -> list[Item]:
    """Each running round and each own unit that it expects, reported or not, due first first."""
    own = {duty.body.id for duty in senders.reporting_duties(session, sender, world)}
    found: list[Item] = []
    for one in begun(session, moment):
        bodies = [b for b in scopes.expected(session, one, moment.today) if b.id in own]
        standing = statuses.of(session, one, [body.id for body in bodies], moment)
        found += [Item(one, body, standing[body.id]) for body in bodies]
    return sorted(found, key=lambda item: item.status.due)


def open_ones(items: Iterable[Item]) -> list[Item]:
    return [item for item in items if not item.status.is_done]


def find(
    session: Session, sender: Sender, round_id: int, body_id: int, world: World, moment: Moment
) -> Item | Refused:
    """The unit in the round as both stand now: a button may be days old."""
    if all(duty.body.id != body_id for duty in senders.reporting_duties(session, sender, world)):
        return Refused.NOT_YOURS
    one = rounds.get(session, round_id)
    if one is None or one.closed_at is not None:
        return Refused.CLOSED
    for body in scopes.expected(session, one, moment.today):
        if body.id == body_id:
            status = statuses.of(session, one, [body_id], moment)[body_id]
            return Item(one, body, status)
    return Refused.NOT_EXPECTED


def may_be_nil(fact: Fact) -> bool:
    """A report about the period is short and always due; what was reported is not nothing."""
    return (
        fact.asked.requirement != Requirement.ONCE
        and fact.done_at is None
        and not fact.have
        and not fact.is_returned
    )


def refused(why: Refused, world: World) -> Outcome:
    _ = world.gettext
    text = {
        Refused.NOT_YOURS: _("You no longer report for this unit."),
        Refused.CLOSED: _("This round is closed: nothing more can be declared or asked for in it."),
        Refused.NOT_EXPECTED: _("This unit is not asked for in this round: nothing is due."),
    }[why]
    choices = (Choice("due:list", _("What is due")), Choice("menu:main", _("Menu"), "nav"))
    return say(Reply(text, choices=choices))


def begun(session: Session, moment: Moment) -> list[Round]:
    return [one for one in rounds.running(session) if one.as_of <= moment.today]


def tallies(session: Session, sender: Sender, world: World, moment: Moment) -> list[Tally]:
    """The areas the sender looks after, and for a coordinator everybody: round by round."""
    areas = senders.areas_of(session, sender, world)
    coordinates = senders.is_coordinator(session, sender, world)
    if not areas and not coordinates:
        return []
    found: list[Tally] = []
    for one in begun(session, moment):
        bodies = [body.id for body in scopes.expected(session, one, moment.today)]
        standing = statuses.of(session, one, bodies, moment)
        for area in areas:
            members = {body.id for body in places.members_of(session, area.id, moment.today)}
            inside = [status for body, status in standing.items() if body in members]
            found.append(_tally(one, area, inside))
        if coordinates:
            found.append(_tally(one, None, list(standing.values())))
    return [tally for tally in found if tally.expected]


def _tally(one: Round, area: Body | None, standing: list[Status]) -> Tally:
    return Tally(
        one,
        area,
        expected=len(standing),
        done=sum(status.is_done for status in standing),
        overdue=sum(status.timeliness is Timeliness.OVERDUE for status in standing),
    )
