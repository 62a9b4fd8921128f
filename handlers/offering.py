"""Owns what is sent instead of typed: photos, files and places, given to the open question."""

from typing import assert_never

from sqlmodel import Session

from forms.definition import Type
from forms.steps import Located, Sent
from forms.values import File, Point
from forms.values import Photo as FormPhoto
from handlers import desk, filing, form_offers, menus
from handlers.messages import Document, Incoming, Location, Photo, World
from handlers.senders import Sender
from handlers.states import State
from handlers.talk import Outcome, say

Thing = Photo | Document | Location


def offer(
    session: Session, sender: Sender, state: State, thing: Thing, incoming: Incoming, world: World
) -> Outcome:
    """It is the answer of the open question, which may not want it."""
    form = _form(session, sender, state, thing, world)
    if form is not None:
        return _to_be_checked(session, sender, state, form, world)
    if state.draft is None:
        return menus.main(session, sender, world, lead=_too_early(thing, world))
    move = _move(thing, desk.source_of(incoming))
    return filing.step(session, sender, state.draft, move, incoming, world)


def _form(
    session: Session, sender: Sender, state: State, thing: Thing, world: World
) -> Document | None:
    """A coordinator's workbook, unless the open question wants a file."""
    if not isinstance(thing, Document) or thing.media_type != form_offers.WORKBOOK:
        return None
    opened = desk.open_draft(session, sender, state.draft, world) if state.draft else None
    question = desk.open_question(opened) if opened else None
    is_wanted = question is not None and question.type is Type.FILE
    return thing if not is_wanted and form_offers.may_publish(session, sender, world) else None


def _to_be_checked(
    session: Session, sender: Sender, state: State, file: Document, world: World
) -> Outcome:
    told = form_offers.ordered(file.sha256, file.name, world)
    if state.draft is None:
        return say(told)
    asked = desk.show_again(session, sender, state.draft, "", world)
    return Outcome((told, *asked.replies), asked.state)


def _move(thing: Thing, source: str | None) -> Sent | Located:
    match thing:
        case Photo(sha256, media_type):
            return Sent(FormPhoto(sha256, media_type), source)
        case Document(sha256, media_type, _, name):
            return Sent(File(sha256, media_type, name), source)
        case Location(latitude, longitude):
            return Located(Point(latitude, longitude), source)
        case _ as never:
            assert_never(never)


def _too_early(thing: Thing, world: World) -> str:
    _ = world.gettext
    match thing:
        case Photo():
            return _("Thank you. To report with photos, please begin a report first.")
        case Document():
            return _("Thank you. To send a file, please begin a report first.")
        case Location():
            return _("A location is not needed and was not kept.")
        case _ as never:
            assert_never(never)
