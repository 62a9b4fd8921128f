"""Owns the forms in use: the library is published, a version is compiled once a process."""

from datetime import datetime
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlmodel import Session

from forms import definition, library
from forms.definition import Form
from storage import form_versions
from storage.form_versions import Compiled

_compiled: WeakKeyDictionary[Engine, dict[int, Form]] = WeakKeyDictionary()


def publish_library(session: Session, now: datetime) -> None:
    """Keep every form of the library. A changed form under an old version is refused."""
    for form_id in library.all_ids():
        publish(session, library.load(form_id), library.source(form_id), now)


def publish(session: Session, form: Form, source: str, now: datetime) -> int:
    """Keep a form from now on; what was begun on an older version is finished on that."""
    compiled = Compiled(
        form_id=form.form_id,
        version=form.version,
        title=form.title,
        content_hash=form.digest,
        definition=definition.to_json(form),
        source=source,
    )
    return form_versions.publish(session, compiled, now)


def form(session: Session, form_version_id: int) -> Form:
    """A published form. Versions never change, so each is read and compiled once."""
    known = _compiled.setdefault(session.get_bind().engine, {})
    if form_version_id not in known:
        kept = form_versions.get(session, form_version_id)
        known[form_version_id] = definition.from_json(kept.definition)
    return known[form_version_id]
