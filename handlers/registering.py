"""Owns how an establishment that was typed into a report joins its commune's registry, once."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from forms.definition import ADDED, Form, Question, walk
from forms.steps import Final
from handlers.messages import World
from handlers.registry_lists import KINDS, kinds_meant
from handlers.senders import Sender
from storage import establishments, places
from storage.drafts import Open
from storage.models import Establishment


def register(
    session: Session,
    sender: Sender,
    draft: Open,
    form: Form,
    values: Sequence[Final],
    world: World,
) -> tuple[Open, list[Final]]:
    """The answers, and the draft that goes into the revision, with "new" replaced by the entry.

    A correction of the report then finds it in the list, and does not add it again.
    """
    given = {one.path: one for one in values}  # in repeats: "member[2]/age", not looked at
    for asked, named in _typed_entries(form):
        if asked.name not in given or given[asked.name].value != ADDED or named not in given:
            continue
        meant = kinds_meant(asked.choices, {key: one.value for key, one in given.items()})
        kind = meant[0] if meant else "other"
        name = str(given[named].value)
        entry = _add(session, sender, draft, given, kind, name, world)
        given[asked.name] = replace(given[asked.name], value=str(entry.id), shown=entry.name)
        del given[named]
        draft = _settled(draft, asked.name, named, str(entry.id))
    return draft, list(given.values())


def _typed_entries(form: Form) -> list[tuple[Question, str]]:
    """(the question that picks from the registry, the one in which a new name is typed)."""
    questions = [question for question, _ in walk(form.nodes)]
    found = []
    for at, asked in enumerate(questions):
        if asked.choices in KINDS and asked.bot.add:
            names = [one.name for one in questions[at:] if one.bot.similar == asked.choices]
            found += [(asked, name) for name in names[:1]]
    return found


def _add(
    session: Session,
    sender: Sender,
    draft: Open,
    given: dict[str, Final],
    kind: str,
    name: str,
    world: World,
) -> Establishment:
    unit = given.get("unit")
    commune = places.body_by_key(session, str(unit.value)) if unit else None
    body_id = commune.id if commune else draft.body_id
    return establishments.add(session, body_id, kind, name, sender.person.id, world.now)


def _settled(draft: Open, asked: str, named: str, entry: str) -> Open:
    """The filling as if the entry had been picked from the list."""
    answers = dict(draft.filling["answers"])
    answers.pop(named, None)
    answers[asked] = {**answers[asked], "value": entry}
    return replace(draft, filling={**draft.filling, "answers": answers})
