"""Owns whom a mailing goes to: reckoned when it is shown, and anew when it is sent."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from handlers import standings
from handlers.mailing_people import Audience, gathered
from handlers.mailing_rights import Desk
from handlers.planning import Item, Standing
from storage import places, reminders, responsible, rounds, scopes, statuses
from storage.models import Body, BodyKind, Mailing, NoticeKind, Round


def of(desk: Desk, mailing: Mailing, only: Collection[int] | None = None) -> Audience:
    """A nudge: who has not reported by now, within the reach. A notice: whom it names.

    `only`: of these bodies, for what is written in portions.
    """
    if not desk.may_send(mailing):
        return Audience()
    if mailing.kind == NoticeKind.BROADCAST:
        return announced(desk, mailing.scope if only is None else _bodies(only))
    one = rounds.get(desk.session, mailing.round_id) if mailing.round_id is not None else None
    if one is None or one.closed_at is not None:
        return Audience()
    return nudged(desk, one, mailing.scope, only)


# --- nudges -------------------------------------------------------------------------------------
def nudged(
    desk: Desk, one: Round, scope: Mapping[str, Any], only: Collection[int] | None = None
) -> Audience:
    """`scope`: all ({}), one area or one body."""
    standing = _standing(desk, one, only)
    wanted = missing(desk, standing)
    if "area" in scope:
        members = members_of(desk, one, scope["area"])
        wanted = [item for item in wanted if item.body.id in members]
    if "body" in scope:
        wanted = [item for item in wanted if item.body.id == scope["body"]]
    told = reminders.had_today(desk.session, desk.moment.today)
    return gathered([(item.body, item) for item in wanted], standing.officers, told)


def _standing(desk: Desk, one: Round, only: Collection[int] | None) -> Standing:
    """Of the whole round, or of the bodies of one portion."""
    session, moment = desk.session, desk.moment
    if only is None:
        return standings.of_round(session, one, moment)
    bodies = places.by_name(scopes.in_force(session, only, _day(one, moment.today)))
    ids = [body.id for body in bodies]
    officers = responsible.of_bodies(session, ids, moment.today)
    return Standing(one, tuple(bodies), statuses.of(session, one, ids, moment), officers)


def missing(desk: Desk, standing: Standing) -> list[Item]:
    """Of what is missing, that which is within the reach."""
    if desk.areas is None:
        return standing.missing
    of_areas = (members_of(desk, standing.round, area.id) for area in desk.areas)
    members = {member for some in of_areas for member in some}
    return [item for item in standing.missing if item.body.id in members]


def members_of(desk: Desk, one: Round, area_id: int) -> set[int]:
    """An area's communes, as the round counts them."""
    members = places.members_of(desk.session, area_id, _day(one, desk.moment.today))
    return {body.id for body in members}


def _day(one: Round, today: date) -> date:
    """Who is expected stays as it was on the day of the cut-off (see `scopes.expected`)."""
    return max(one.as_of, min(today, one.cut_off))


# --- notices ------------------------------------------------------------------------------------
def announced(desk: Desk, scope: Mapping[str, Any]) -> Audience:
    bodies = _named(desk, scope)
    ids = [body.id for body in bodies]
    officers = responsible.of_bodies(desk.session, ids, desk.moment.today)
    return gathered([(body, None) for body in bodies], officers, frozenset())


def _named(desk: Desk, scope: Mapping[str, Any]) -> list[Body]:
    session, today = desk.session, desk.moment.today
    match scope["whom"]:
        case "communes":
            return places.bodies_at(session, BodyKind.COMMUNE, today)
        case "area_officers":
            return places.bodies_at(session, BodyKind.AREA, today)
        case "areas":
            areas = scopes.in_force(session, scope["areas"], today)
            members = [m for area in areas for m in places.members_of(session, area.id, today)]
            return [*areas, *members]
        case "missing":
            one = rounds.get(session, scope["round"])
            standing = standings.of_round(session, one, desk.moment) if one else None
            return [item.body for item in standing.missing] if standing else []
        case _:
            return places.by_name(scopes.in_force(session, scope["bodies"], today))


def _bodies(ids: Collection[int]) -> dict[str, Any]:
    return {"whom": "bodies", "bodies": list(ids)}
