"""Owns the order of things: an open question, a command, a button's words, the menu."""

from collections.abc import Callable
from typing import assert_never

from sqlmodel import Session

from handlers import (
    acting,
    announcing,
    asking,
    browsing,
    correcting,
    deadlines,
    desk,
    exporting,
    extending,
    filing,
    forwarding,
    joining,
    leaving,
    linking,
    menus,
    missing_desk,
    nudging,
    offering,
    privacy,
    progress_desk,
    refusing,
    requesting,
    reviewing,
    round_desk,
    summarising,
    unit_desk,
    wondering,
)
from handlers.messages import (
    Choice,
    Contact,
    Document,
    Incoming,
    Location,
    Photo,
    Reply,
    Tap,
    Text,
    Unreadable,
    Unusable,
    World,
)
from handlers.senders import Sender
from handlers.states import State
from handlers.talk import Outcome, say
from storage import invitations, messages
from storage.models import Account, Direction
from vietnamese.text import fold

# What is neither words nor a button.
Sent = Photo | Document | Location | Unreadable


# --- strangers ----------------------------------------------------------------------------------
def stranger(
    session: Session, account: Account, state: State, incoming: Incoming, world: World
) -> Outcome:
    """Somebody without a person behind the account: the door, consent, the first questions."""
    content = incoming.content
    if isinstance(content, Tap) or (
        isinstance(content, Text) and not incoming.edited and _typed(state, content.text)
    ):
        action = _action(session, account, state, content)
        return _joining_action(session, account, state, action or "", world)
    if isinstance(content, Text) and (code := _code_in(content.text, state)):
        return joining.knock(session, account, code, world)
    if state.joining is None:
        return joining.knock(session, account, None, world)
    if incoming.edited:
        return joining.again(state.joining, correcting.nothing_changed(world), world)
    if isinstance(content, Text) and (word := _command(content.text)[0]):
        # A command is no answer; only the notice can be asked for.
        note = privacy.full_notice(world) if word == "quyenriengtu" else ""
        return joining.again(state.joining, note, world)
    if isinstance(content, Text | Contact):
        return joining.answer(session, account, state.joining, content, world)
    return joining.again(state.joining, _not_an_answer(content, world), world)


def _code_in(text: str, state: State) -> str | None:
    """An invitation code: after /start always, alone only while no details are asked for.

    (A phone number has ten digits, and so may a code.)
    """
    word, rest = _command(text)
    if word == "start":
        return rest or None
    asked = state.joining is not None and state.joining.step != "consent"
    return text if word is None and not asked and _like_code(text) else None


def _beside_the_point(incoming: Incoming, world: World) -> str:
    if isinstance(incoming.content, Sent):
        return _not_an_answer(incoming.content, world)
    return correcting.nothing_changed(world)


def _not_an_answer(content: Sent, world: World) -> str:
    why = content.why if isinstance(content, Unreadable) else Unusable.OTHER
    return refusing.unusable(why, world)


def _joining_action(
    session: Session, account: Account, state: State, action: str, world: World
) -> Outcome:
    kind, _, what = action.partition(":")
    if not kind and state.joining is not None:
        note = world.gettext("This button is no longer in use.")
        return joining.again(state.joining, note, world)
    match kind:
        case "consent":
            return joining.consent(session, account, state, what, world)
        case "position" if what == "other":
            return joining.other_position(state.joining, world)
        case "position":
            return joining.pick_position(state.joining, int(what), world)
        case "phone":
            return joining.skip_phone(session, account, state.joining, world)
        case _:
            return joining.knock(session, account, None, world)


# --- people -------------------------------------------------------------------------------------
def person(
    session: Session, sender: Sender, state: State, incoming: Incoming, world: World
) -> Outcome:
    """Somebody who joined."""
    if state.joining is not None and (incoming.edited or isinstance(incoming.content, Sent)):
        return joining.again(state.joining, _beside_the_point(incoming, world), world)
    match incoming.content:
        case Tap() as tap:
            return _tapped(session, sender, state, tap, incoming, world)
        case Text(text) if incoming.edited:
            return correcting.edited(session, sender, state, incoming, text, world)
        case Text(text):
            return _said(session, sender, state, text, incoming, world)
        case Photo() | Document() | Location() as thing:
            return offering.offer(session, sender, state, thing, incoming, world)
        case Contact() as contact:
            return _contact(session, sender, state, contact, world)
        case Unreadable(why):
            note = refusing.unusable(why, world)
            return _open_again(session, sender, state, note, world)
        case _ as never:
            assert_never(never)


def _said(
    session: Session, sender: Sender, state: State, text: str, incoming: Incoming, world: World
) -> Outcome:
    word, rest = _command(text)
    if word is not None:
        return _obey(session, sender, state, word, rest, world)
    choice = _typed(state, text) or _key(state, text)
    if choice is not None:
        return acting.act(session, sender, state, choice.action, incoming, world)
    if state.joining is not None:
        return joining.answer(session, sender.account, state.joining, Text(text), world)
    if state.asking is not None:
        return asking.answer(session, sender, state.asking, text, world)
    if state.draft is not None and not state.menu:
        return filing.typed(session, sender, state.draft, text, incoming, world)
    if state.draft is not None:
        return _choose_please(state, world)
    if _like_code(text):
        return joining.offer_duty(session, sender, text, world)
    asked = wondering.answer(session, sender, text, world)
    return asked or menus.not_understood(session, sender, world)


def _obey(
    session: Session, sender: Sender, state: State, word: str, rest: str, world: World
) -> Outcome:
    """A command. It never destroys a draft."""
    if word == "start":
        if invitations.normalise(rest):
            return joining.offer_duty(session, sender, rest, world)
        return menus.main(session, sender, world)
    if word in ("huy", "cancel"):
        return _cancel(session, sender, state, world)
    found: dict[str, Callable[[], Outcome]] = {
        "baocao": lambda: filing.choose_form(session, sender, world),
        "tiep": lambda: filing.resume_latest(session, sender, world),
        "cuatoi": lambda: browsing.mine(session, sender, 0, world),
        "han": lambda: deadlines.start(session, sender, world),
        "dot": lambda: round_desk.start(session, sender, world),
        "dotxuat": lambda: requesting.start(session, sender, world),
        "giahan": lambda: extending.start(session, sender, world),
        "nhac": lambda: nudging.start(session, sender, world),
        "thongbao": lambda: announcing.start(session, sender, world),
        "duyet": lambda: reviewing.start(session, sender, rest, world),
        "tiendo": lambda: progress_desk.start(session, sender, rest, world),
        "thieu": lambda: missing_desk.start(session, sender, rest, world),
        "donvi": lambda: unit_desk.start(session, sender, rest, world),
        "tonghop": lambda: summarising.start(session, sender, rest, world),
        "xuat": lambda: exporting.start(session, sender, rest, world),
        "chuyentiep": lambda: forwarding.start(session, sender, rest, world),
        "sua": lambda: correcting.choose(session, sender, state, world),
        "menu": lambda: menus.main(session, sender, world),
        "ngonngu": lambda: linking.languages(world),
        "suathongtin": lambda: joining.change_details(world),
        "rutdongy": lambda: privacy.ask_withdrawal(world),
    }
    told: dict[str, Callable[[], Outcome]] = {
        "trogiup": lambda: menus.help_(session, sender, world),
        "help": lambda: menus.help_(session, sender, world),
        "web": lambda: linking.web_link(session, sender, world),
        "quyenriengtu": lambda: privacy.show(world),
        "dulieucuatoi": lambda: privacy.copy(world),
    }
    if word in told:
        return _beside(session, sender, state, told[word](), world)
    obey = found.get(word)
    return obey() if obey else menus.not_understood(session, sender, world)


def _beside(session: Session, sender: Sender, state: State, told: Outcome, world: World) -> Outcome:
    """What only tells something leaves the open question open, and shows it after."""
    if state.joining is not None:
        asked = joining.again(state.joining, "", world)
    elif state.draft is not None:
        asked = desk.show_again(session, sender, state.draft, "", world)
    else:
        return told
    return Outcome((*told.replies, *asked.replies), asked.state)


def _cancel(session: Session, sender: Sender, state: State, world: World) -> Outcome:
    if state.draft is not None:
        return leaving.ask_cancel(session, sender, state.draft, world)
    if state.asking is not None:
        return asking.cancelled(world)
    return leaving.cancel_which(session, sender, world)


def _tapped(
    session: Session, sender: Sender, state: State, tap: Tap, incoming: Incoming, world: World
) -> Outcome:
    _ = world.gettext
    action = _action(session, sender.account, state, tap)
    if action is None:
        # Forged, or of somebody else's message: nothing is read, nothing is written.
        note = _("This button is no longer in use.")
        return _open_again(session, sender, state, note, world)
    return acting.act(session, sender, state, action, incoming, world)


def _contact(
    session: Session, sender: Sender, state: State, contact: Contact, world: World
) -> Outcome:
    if state.joining is not None:
        return joining.answer(session, sender.account, state.joining, contact, world)
    return _open_again(session, sender, state, refusing.unusable(Unusable.OTHER, world), world)


def _open_again(session: Session, sender: Sender, state: State, note: str, world: World) -> Outcome:
    """Say something and show what is open, so that nobody is left without a next step."""
    if state.draft is not None:
        return desk.show_again(session, sender, state.draft, note, world)
    if state.asking is not None:
        return asking.still_open(state.asking, note, world)
    return menus.main(session, sender, world, lead=note)


def _choose_please(state: State, world: World) -> Outcome:
    _ = world.gettext
    text = _("Please press a button below, or type its number.")
    return say(Reply(text, choices=state.menu), state=state)


# --- reading ------------------------------------------------------------------------------------
def _action(session: Session, account: Account, state: State, content: Tap | Text) -> str | None:
    """What a tap or typed words stand for; a message that is not this account's has no buttons."""
    if isinstance(content, Text):
        choice = _typed(state, content.text)
        return choice.action if choice else None
    message = messages.get(session, content.message_id)
    if message is None or message.account_id != account.id or message.direction != Direction.OUT:
        return None
    choices = message.body.get("choices", [])
    return choices[content.index][0] if 0 <= content.index < len(choices) else None


def _typed(state: State, text: str) -> Choice | None:
    """A button of the latest message, by its number, its words, or words only it has."""
    answers = [choice for choice in state.menu if choice.kind == "answer"]
    said = fold(text).rstrip(".)")
    if said.isdigit() and 1 <= int(said) <= len(answers):
        return answers[int(said) - 1]
    whole = next((choice for choice in state.menu if fold(choice.label) == said), None)
    if whole or len(said) < 2:
        return whole
    some = [choice for choice in state.menu if f" {said} " in f" {_words(choice.label)} "]
    return some[0] if len(some) == 1 else None


def _key(state: State, text: str) -> Choice | None:
    """A key of the open question: pressed, it types its label in full."""
    numbered = enumerate((one for one in state.keys if one.kind == "answer"), 1)
    labels = {f"{number}. {one.label}": one for number, one in numbered}
    labels |= {one.label: one for one in state.keys if one.kind == "nav"}
    return labels.get(text)


def _words(label: str) -> str:
    return " ".join(fold(label).replace(",", " ").split())


def _command(text: str) -> tuple[str | None, str]:
    """ "/start ABC" → ("start", "ABC"); words that are no command → (None, "")."""
    if not text.startswith("/") or len(text) > 200:
        return None, ""
    word, _, rest = text[1:].partition(" ")
    return fold(word.partition("@")[0]), rest.strip()


def _like_code(text: str) -> bool:
    """Looks as if it were meant as an invitation code."""
    bare = "".join(c for c in text if c.isalnum())
    return 8 <= len(bare) <= 12 and bare.isascii() and any(c.isdigit() for c in bare)
