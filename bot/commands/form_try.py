"""Owns `forms try`: a form is filled in the terminal, as officers will see it; nothing is kept."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from zoneinfo import ZoneInfo

from sqlmodel import Session, SQLModel, col, create_engine, select

from bot import worlds
from bot.commands import form_check, form_lists, form_sources, form_terminal, invite
from bot.commands.form_trial import Trial
from bot.plainly import PlainError, UnusableInputError
from bot.settings import Settings
from forms.definition import Form
from forms.outside import Context
from forms.steps import Done
from forms.value_json import value_to_json
from handlers import lists
from handlers.messages import World
from handlers.policy import Policy
from storage import seeding
from storage.models import Body, BodyKind


def do(settings: Settings, chosen: argparse.Namespace) -> int:
    words = worlds.translations(chosen.lang)
    source = form_sources.read(chosen.file, words)
    files = form_lists.beside(source.path.parent if source.path else None)
    form = form_check.usable(source, chosen.lang, {**lists.COLUMNS, **dict.fromkeys(files)})
    if form is None:
        return 1
    world = worlds.Worlds(ZoneInfo(settings.timezone), Policy(), chosen.lang).world()
    own = form_lists.read(form, files, words)
    # Where the values are for another program, the talk must not stand among them.
    terminal = form_terminal.Terminal(sys.stderr if chosen.json else sys.stdout, world)
    with _facts() as session:
        context = _context(session, form, chosen.unit, world)
        context = replace(context, lists=form_lists.TrialLists(own, context.lists))
        done = form_terminal.talk(Trial(form, context, world), terminal)
    print(_as_json(done) if chosen.json else "\n".join(_table(done, world)))
    return 0


# --- the outside --------------------------------------------------------------------------------
@contextmanager
def _facts() -> Iterator[Session]:
    """The programme's units and departments, in memory."""
    engine = create_engine("sqlite://")
    try:
        SQLModel.metadata.create_all(engine)
        with Session(engine) as session:
            seeding.seed(session)
            yield session
    finally:
        engine.dispose()


def _context(session: Session, form: Form, unit: str, world: World) -> Context:
    body = _named(session, unit, world) if unit else _first(session)
    return lists.context(session, world.gettext("Trial officer"), body.id, world, form)


def _named(session: Session, unit: str, world: World) -> Body:
    try:
        return invite.find_body(session, unit, world.today)
    except PlainError:
        text = world.gettext("--unit: no single unit is called “{name}”. Use a code: 03388.")
        raise UnusableInputError(text.format(name=unit)) from None


def _first(session: Session) -> Body:
    communes = select(Body).where(Body.kind == BodyKind.COMMUNE, col(Body.valid_to).is_(None))
    return session.exec(communes.order_by(Body.key).limit(1)).one()


# --- what came out ------------------------------------------------------------------------------
def _table(done: Done, world: World) -> Iterator[str]:
    yield world.gettext("The report would be sent with these values:")
    rows = [(one.path or one.name, one.shown) for one in done.values]
    width = max((len(path) for path, _shown in rows), default=0)
    for path, shown in rows:
        first, *rest = shown.splitlines() or [""]
        yield f"{path:<{width}}  {first}".rstrip()
        yield from (f"{'':<{width}}  {line}" for line in rest)


def _as_json(done: Done) -> str:
    values = [
        {
            "path": one.path or one.name,
            "type": one.type,
            "value": value_to_json(one.value),
            "shown": one.shown,
        }
        for one in done.values
    ]
    return json.dumps(values, ensure_ascii=False, indent=2)
