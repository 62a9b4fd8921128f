"""Owns asking for a report out of turn (/dotxuat): forms, units, days, review, start."""

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never, cast, get_args

from sqlmodel import Session

from handlers import (
    refusing,
    request_days,
    request_forms,
    request_review,
    request_start,
    request_units,
    request_words,
    senders,
)
from handlers.messages import Choice, Reply, World
from handlers.request_facts import Place, Step, Wanted, before, first_lacking, from_json, to_json
from handlers.request_turns import Desk, Next, Stay, Turn, desk
from handlers.senders import Sender
from handlers.states import Asking, State
from handlers.talk import Outcome, say

_ASK: dict[str, Callable[[Desk, Wanted], Reply]] = {
    "kind": request_forms.ask_kind,
    "forms": request_forms.ask_forms,
    "often": request_forms.ask_often,
    "units": request_units.ask_units,
    "areas": request_units.ask_areas,
    "names": request_units.ask_names,
    "due": request_days.ask_due,
    "cut_off": request_days.ask_cut_off,
    "since": request_days.ask_since,
    "title": request_words.ask_title,
    "basis": request_words.ask_basis,
    "review": request_review.show,
}
_PRESS: dict[str, Callable[[Desk, Wanted, str], Turn]] = {
    "kind": request_forms.press_kind,
    "forms": request_forms.press_forms,
    "often": request_forms.press_often,
    "units": request_units.press_units,
    "areas": request_units.press_areas,
    "names": request_units.press_names,
    "due": request_days.press_due,
    "cut_off": request_days.press_cut_off,
    "since": request_days.press_since,
    "title": request_words.press_title,
    "basis": request_words.press_basis,
}
_TYPE: dict[str, Callable[[Desk, Wanted, str], Turn]] = {
    "forms": request_forms.type_forms,
    "units": request_units.type_units,
    "areas": request_units.type_areas,
    "names": request_units.type_names,
    "due": request_days.type_due,
    "cut_off": request_days.type_cut_off,
    "since": request_days.type_since,
    "title": request_words.type_title,
    "basis": request_words.type_basis,
}


def start(session: Session, sender: Sender, world: World) -> Outcome:
    """/dotxuat"""
    if not senders.is_coordinator(session, sender, world):
        return say(refusing.only_coordinators(world))
    at = desk(session, sender, world)
    return _show(at, Wanted(), "kind")


def answer(session: Session, sender: Sender, asking: Asking, text: str, world: World) -> Outcome:
    """What was typed at the open question."""
    if not senders.is_coordinator(session, sender, world):
        return say(refusing.only_coordinators(world))
    at, wanted, place = desk(session, sender, world), from_json(asking.facts), _place(asking)
    read = _TYPE.get(place)
    if read is None:
        return _show(at, wanted, place, world.gettext("Please press a button below."))
    return _turn(at, read(at, wanted, text))


def press(
    session: Session, sender: Sender, asking: Asking | None, rest: str, world: World
) -> Outcome:
    """`ask-round:<place>:<what>`. One of a question that is no longer open shows the open one."""
    _ = world.gettext
    if not senders.is_coordinator(session, sender, world):
        return say(refusing.only_coordinators(world))
    at = desk(session, sender, world)
    if asking is None and rest == "review:start":
        return request_start.begun_last(at)
    if asking is None:
        return say(Reply(_("This button is no longer in use.")))
    wanted, place = from_json(asking.facts), _place(asking)
    pressed, _colon, what = rest.partition(":")
    if pressed == "stop":
        return _stopped(world)
    if pressed != place:
        note = _("That button belongs to another question. The open question is:")
        return _show(at, wanted, place, note)
    if what == "back":
        return _show(at, wanted, before(place, wanted, request_forms.counted(at, wanted)) or place)
    if place == "review":
        return _reviewed(at, wanted, what)
    return _turn(at, _PRESS[place](at, wanted, what))


def _reviewed(at: Desk, wanted: Wanted, what: str) -> Outcome:
    """At the review: start, or change a line."""
    if what == "start":
        match request_start.start(at, wanted):
            case Stay() as stay:
                return _turn(at, stay)
            case Outcome() as begun:
                return begun
            case _ as never:
                assert_never(never)
    if what not in get_args(Step):
        return _show(at, wanted, "review")
    step = cast("Step", what)
    match step:
        case "forms":
            return _show(at, replace(wanted, ticked=wanted.forms), step)
        case "often":
            return _turn(at, Next(replace(wanted, often={})))
        case _:
            return _show(at, wanted, step)


def _turn(at: Desk, turn: Turn) -> Outcome:
    match turn:
        case Next(wanted=wanted, lead=lead):
            place = first_lacking(wanted, request_forms.counted(at, wanted))
            return _show(at, wanted, place, lead)
        case Stay(wanted=wanted, place=place, lead=lead, offered=offered):
            return _show(at, wanted, place, lead, offered)
        case _ as never:
            assert_never(never)


def _show(
    at: Desk, wanted: Wanted, place: Place, lead: str = "", offered: tuple[Choice, ...] = ()
) -> Outcome:
    """The question of the place, with the ways back and out."""
    _ = at.world.gettext
    asked = _ASK[place](at, wanted)
    choices = [*(offered or asked.choices)]
    if before(place, wanted, request_forms.counted(at, wanted)) and place != "review":
        choices.append(Choice(f"ask-round:{place}:back", _("Back"), "nav"))
    choices.append(Choice("ask-round:stop", _("Put it aside"), "nav"))
    reply = replace(asked, lead=lead or asked.lead, choices=tuple(choices))
    return say(reply, state=State(asking=Asking("round", place, to_json(wanted))))


def _place(asking: Asking) -> Place:
    return cast("Place", asking.step)


def _stopped(world: World) -> Outcome:
    _ = world.gettext
    text = _("It was put aside. Nothing was changed, nothing was sent.")
    return say(Reply(text, choices=(Choice("menu:main", _("Menu")),)))
