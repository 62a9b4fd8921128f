"""Owns what is due from a person (/han), and what the buttons below it and below reminders do."""

import re

from sqlmodel import Session

from handlers import declaring, due_forms, due_list, filing, postponing, undeclaring
from handlers.messages import Reply, World
from handlers.senders import Sender
from handlers.states import Asking
from handlers.talk import Outcome, say

# "report:7:12", "nil:7:12:outreach": what, round, unit, form (or several, by commas).
_ABOUT_UNIT = re.compile(r"(report|form|nil|nil-yes|unnil):(\d+):(\d+)(?::(.+))?")


def start(session: Session, sender: Sender, world: World) -> Outcome:
    """/han"""
    return due_list.show(session, sender, world)


def press(
    session: Session, sender: Sender, _asking: Asking | None, rest: str, world: World
) -> Outcome:
    """A button. The message it stands under may be days old: all is looked at anew."""
    if about := _ABOUT_UNIT.fullmatch(rest):
        return _about_unit(session, sender, about, world)
    what, _, value = rest.partition(":")
    match what:
        case "list":
            offset = int(value) if value.isdecimal() else 0
            return due_list.show(session, sender, world, offset=offset)
        case "draft":
            return filing.resume_latest(session, sender, world)
        case "nil":
            return declaring.choose(session, sender, world)
        case "unnil":
            return undeclaring.choose(session, sender, world)
        case "later":
            return postponing.later(session, sender, value, world)
        case "remind":
            return postponing.as_usual(session, sender, world)
        case _:
            return say(Reply(world.gettext("This button is no longer in use.")))


def _about_unit(session: Session, sender: Sender, about: re.Match[str], world: World) -> Outcome:
    round_id, body_id, form_id = int(about[2]), int(about[3]), about[4] or ""
    match about[1], form_id:
        case "report", _:
            return due_forms.choose(session, sender, round_id, body_id, world)
        case "form", _:
            return due_forms.begin(session, sender, round_id, body_id, form_id, world)
        case "nil", _:
            return declaring.ask(session, sender, round_id, body_id, form_id, world)
        case "nil-yes", _:
            return declaring.declare(session, sender, round_id, body_id, form_id, world)
        case _, "":
            return undeclaring.ask(session, sender, round_id, body_id, world)
        case _:
            return undeclaring.withdraw(session, sender, round_id, body_id, form_id, world)
