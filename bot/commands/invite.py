"""Owns `python -m bot invite`."""

import argparse
from collections.abc import Iterable
from datetime import date
from random import SystemRandom
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot import worlds
from bot.commands.tables import ready_database
from bot.plainly import PlainError
from bot.settings import Settings
from handlers.policy import Policy
from storage import audit, channel_states, invitations, place_search, places, seeding
from storage.models import AdminUnit, Body, BodyKind, Role


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse keeps its type to itself
    found = commands.add_parser("invite", help="make a one-time invitation")
    found.add_argument("--unit", required=True, help="code, key or name: 03388, area-107, SCT")
    found.add_argument("--role", required=True, choices=[role.value for role in Role])
    found.add_argument("--days", type=int, default=Policy().invitation_days)
    found.set_defaults(do=do)


def do(settings: Settings, chosen: argparse.Namespace) -> int:
    if not 1 <= chosen.days <= 365:
        raise PlainError("--days: between 1 and 365")
    now = worlds.now()
    with ready_database(settings) as database, database.transaction() as session:
        seeding.seed(session)
        body = find_body(session, chosen.unit, now.astimezone(ZoneInfo(settings.timezone)).date())
        _check_role(body, Role(chosen.role))
        code = invitations.new_code(SystemRandom())
        made = invitations.add(session, code, body.id, chosen.role, now, chosen.days)
        audit.add(session, "invited", now, subject=body.key, role=chosen.role, by="command line")
        telegram = channel_states.get(session, "telegram")
    until = made.expires_at.astimezone(ZoneInfo(settings.timezone))
    print(f"{body.name} · {chosen.role} · valid until {until:%d/%m/%Y %H:%M}, once")
    print(f"Code:     {code}")
    where = settings.effective_public_url
    print(f"Browser:  {where}/moi/{code}" if where else "Browser:  set PUBLIC_URL for a link")
    if telegram is not None and telegram.username:
        bare = invitations.normalise(code)
        print(f"Telegram: https://t.me/{telegram.username}?start={bare}")
    elif settings.telegram_token.get_secret_value():
        print("Telegram: the link can be given once the assistant has run with this token")
    return 0


def _check_role(body: Body, role: Role) -> None:
    """An area officer answers for an area, a coordinator for a department."""
    kinds = {
        Role.REPORTER: (BodyKind.COMMUNE, BodyKind.DEPARTMENT),
        Role.AREA_OFFICER: (BodyKind.AREA,),
        Role.COORDINATOR: (BodyKind.DEPARTMENT,),
        Role.ADMINISTRATOR: tuple(BodyKind),
    }[role]
    if body.kind not in kinds:
        fitting = " or a ".join(kinds)
        raise PlainError(f"--role: a {role} is for a {fitting}; {body.name} is a {body.kind}")


def find_body(session: Session, text: str, day: date) -> Body:
    """A body by code, key or name; what is not certain is said, with what may be meant."""
    found = places.find_body(session, text, day)
    if found is not None:
        return found
    sure, maybe = _named(session, text, day)
    if len(sure) == 1:
        return sure[0]
    if sure or maybe:
        names = ", ".join(f"{one.name} ({one.key})" for one in [*sure, *maybe])
        raise PlainError(f"--unit: which one? {names}")
    raise PlainError(f"--unit: nothing is called {text!r}; use a code such as 03388")


def _named(session: Session, text: str, day: date) -> tuple[list[Body], list[Body]]:
    """The bodies certainly meant by a name, and those perhaps meant: a commune may be called
    like an area."""
    sure: list[Body] = []
    maybe: list[Body] = []
    match place_search.search_bodies(session, text, day):
        case place_search.Exact(place=body):
            sure.append(body)
        case place_search.Choices(places=bodies):
            maybe += bodies
        case place_search.Nothing():
            pass
    match place_search.search_units(session, text, day):
        case place_search.Exact(place=unit):
            sure += _bodies(session, [unit])
        case place_search.Choices(places=units):
            maybe += _bodies(session, units)
        case place_search.Nothing():
            pass
    return sure, maybe


def _bodies(session: Session, units: Iterable[AdminUnit]) -> list[Body]:
    found = (places.body_by_key(session, places.unit_key(unit)) for unit in units)
    return [body for body in found if body is not None]
