"""Owns `python -m bot rehearse`: day by day who would get which message. Nothing is sent."""

import argparse
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlmodel import Session

from bot.commands.tables import ready_database
from bot.plainly import PlainError
from bot.settings import Settings
from bot.worlds import Worlds
from handlers import (
    annual,
    digest_words,
    escalation_plan,
    publishing,
    rehearsing,
    reminding,
    round_words,
    standings,
    timing,
)
from handlers.messages import Reply, World
from handlers.rehearsing import Scene
from storage import extensions, rounds, seeding
from storage.models import Body, Round
from storage.responsible import Officer
from vietnamese import formats


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse keeps its type to itself
    found = commands.add_parser(
        "rehearse", help="show day by day who would be reminded of a round; send nothing"
    )
    found.add_argument("--round", required=True, help="a year (2026) or the key of a round")
    found.add_argument("--from", dest="first", required=True, help="the first day: 2026-11-01")
    found.add_argument("--to", dest="last", required=True, help="the last day: 2026-12-10")
    found.add_argument("--full", action="store_true", help="with the text of every message")
    found.set_defaults(do=do)


def do(settings: Settings, chosen: argparse.Namespace) -> int:
    first, last = _day(chosen.first, "--from"), _day(chosen.last, "--to")
    if not first <= last <= first.replace(year=first.year + 2):
        raise PlainError("--to: not before --from, and at most two years after it")
    worlds = Worlds(settings.zone, settings.policy(), settings.locale)
    with ready_database(settings) as database:
        with database.transaction() as session:
            world = worlds.world()
            seeding.seed(session)
            publishing.publish_library(session, world.now)
            annual.ensure(session, world, timing.moment(session, world))
        with database.reading() as session:
            one = _round(session, chosen.round)
            for line in _lines(session, one, first, last, worlds, full=chosen.full):
                print(line)
    return 0


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise PlainError(f"{option}: {text!r} is no day such as 2026-11-01") from None


def _round(session: Session, text: str) -> Round:
    key = annual.key_of(int(text)) if text.isdecimal() else text
    found = rounds.by_key(session, key)
    if found is None:
        known = ", ".join(one.key for one in rounds.newest(session, 20)) or "none"
        raise PlainError(f"--round: no round {text!r} (there are: {known})")
    return found


def _lines(
    session: Session, one: Round, first: date, last: date, worlds: Worlds, *, full: bool
) -> Iterator[str]:
    world = worlds.world()
    moment = timing.moment(session, world)
    yield f"{one.title} · {formats.day_in_words(extensions.dues(session, one).for_all)}"
    letters = told = 0
    titles = round_words.titles(session)
    for scene in rehearsing.rehearse(session, one, first, last, moment):
        letters, told = letters + len(scene.letters), told + len(scene.digests)
        yield f"\n{formats.day_in_words(scene.moment.today)}, {scene.moment.local:%H:%M}"
        then = _at(worlds, scene)
        for letter in scene.letters:
            steps = ", ".join(step.key for _, steps in letter.items for step in steps)
            names = ", ".join(item.body.name for item, _ in letter.items)
            yield f"  → {_who(session, letter.officer)} · {names} · {steps}"
            items = [item for item, _ in letter.items]
            if full:
                yield from _text(reminding.letter(titles, items, then, scene.moment.workdays))
        for digest in scene.digests:
            kinds = ", ".join(f"{p.about.kind}: {len(p.items)}" for p in digest.sections)
            yield f"  ⇒ {_who(session, digest.officer)} · {kinds}"
            if full:
                yield from _text(digest_words.digest(session, digest.sections, then, scene.moment))
    unreached = escalation_plan.unreached(standings.of_round(session, one, moment), moment)
    if unreached:
        text = world.gettext("{count} units have nobody who receives reminders.")
        yield "\n" + text.format(count=len(unreached))
    text = world.gettext("In all: {letters} reminders and {digests} digests. Nothing was sent.")
    yield "\n" + text.format(letters=letters, digests=told)


def _at(worlds: Worlds, scene: Scene) -> World:
    return Worlds(
        worlds.zone, worlds.policy, worlds.language, clock=lambda: scene.moment.now
    ).world()


def _who(session: Session, officer: Officer) -> str:
    body = session.get_one(Body, officer.body_id)
    account = officer.account
    return f"{officer.full_name} ({body.name}) · {account.channel if account else '—'}"


def _text(reply: Reply) -> Iterator[str]:
    for part in filter(None, (reply.lead, reply.text)):
        for line in part.splitlines():
            yield f"      {line}"
    for choice in reply.choices:
        yield f"      [{choice.label}]"
