"""Owns what buttons do. An action comes from our own message; rights are checked all the same."""

from functools import partial

from sqlmodel import Session

from handlers import (
    asking,
    browsing,
    changing,
    correcting,
    deadlines,
    exporting,
    filing,
    form_offers,
    forwarding,
    joining,
    leaving,
    linking,
    menus,
    missing_desk,
    nudging,
    privacy,
    progress_desk,
    reviewing,
    round_desk,
    summarising,
    unit_desk,
)
from handlers.messages import Incoming, Reply, World
from handlers.senders import Sender
from handlers.states import State
from handlers.talk import Outcome, say

# Buttons of the check: `kind:draft id:key`. A key may hold "#" and ".", and never ":".
_CHANGES = {
    "jump": changing.jump,
    "add": changing.add,
    "less": changing.less,
    "drop": changing.drop,
    "remove": changing.remove,
}
# Buttons of the office: they may stand under messages that nobody asked for, and may be days old.
_OFFICE = {
    "due": deadlines.press,
    "round": round_desk.press,
    "nudge": nudging.press,
    "review": reviewing.press,
    "status": progress_desk.press,
    "missing": missing_desk.press,
    "unit": unit_desk.press,
    "summary": summarising.press,
    "export": exporting.press,
    "forward": forwarding.press,
} | {f"ask-{kind}": partial(asking.press, kind=kind) for kind in asking.KINDS}


def act(
    session: Session,
    sender: Sender,
    state: State,
    action: str,
    incoming: Incoming,
    world: World,
) -> Outcome:
    """Do what a button of a person who joined says."""
    kind, _, rest = action.partition(":")
    if kind in ("a", "nav", "cancel", "for"):
        return _form(session, sender, kind, rest, incoming, world)
    if kind in _OFFICE:
        return _OFFICE[kind](session, sender, state.asking, rest, world)
    if kind in _CHANGES:
        number, _, key = rest.partition(":")
        return _CHANGES[kind](session, sender, int(number), key, world)
    match kind:
        case "menu":
            return _menu(session, sender, rest, world)
        case "new":
            return filing.start(session, sender, rest, world)
        case "report" | "reports" | "correct":
            return _report(session, sender, kind, rest, world)
        case "publish":
            return form_offers.decide(session, sender, rest, world)
        case _:
            return _personal(session, sender, state, kind, rest, world)


def _menu(session: Session, sender: Sender, what: str, world: World) -> Outcome:
    match what:
        case "report":
            return filing.choose_form(session, sender, world)
        case "resume":
            return filing.resume_latest(session, sender, world)
        case "help":
            return menus.help_(session, sender, world)
        case "progress":
            return progress_desk.start(session, sender, "", world)
        case "review":
            return reviewing.start(session, sender, "", world)
        case "summary":
            return summarising.start(session, sender, "", world)
        case _:
            return menus.main(session, sender, world)


def _report(session: Session, sender: Sender, kind: str, rest: str, world: World) -> Outcome:
    """Buttons of reports that were sent: `kind:report id`, or the place in their list."""
    number, _, question = rest.partition(":")
    match kind:
        case "report":
            return browsing.one(session, sender, int(number), world)
        case "reports":
            return browsing.mine(session, sender, int(number), world)
        case _:
            return correcting.correct(session, sender, int(number), world, question)


def _form(
    session: Session, sender: Sender, kind: str, rest: str, incoming: Incoming, world: World
) -> Outcome:
    """Buttons of a draft: `kind:draft id:…`. A draft that is not the sender's is not found."""
    number, _, what = rest.partition(":")
    match kind:
        case "a":
            question, _, value = what.partition(":")
            move = filing.chosen(question, value, incoming)
            return filing.step(session, sender, int(number), move, incoming, world)
        case "nav" if what == "change":
            return changing.pick_line(session, sender, int(number), world)
        case "nav":
            return filing.navigate(session, sender, int(number), what, incoming, world)
        case "cancel":
            return leaving.cancel(session, sender, int(number), what, world)
        case _:
            return filing.start_for(session, sender, int(number), what, world)


def _personal(
    session: Session, sender: Sender, state: State, kind: str, rest: str, world: World
) -> Outcome:
    _ = world.gettext
    match kind:
        case "position" if rest == "other":
            return joining.other_position(state.joining, world)
        case "position":
            return joining.pick_position(state.joining, int(rest), world)
        case "phone":
            return joining.skip_phone(session, sender.account, state.joining, world)
        case "duty":
            return joining.take_duty(session, sender, int(rest), world)
        case "withdraw":
            return privacy.withdraw(session, sender, world)
        case "language":
            return linking.set_language(session, sender, rest, world)
        case _ if state.asking is not None:
            return asking.still_open(state.asking, _("This button is no longer in use."), world)
        case _:
            return say(Reply(_("This button is no longer in use.")))
