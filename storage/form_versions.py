"""Owns compiled forms as they were published: immutable, found by id and version."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from storage.models import FormVersion


class ChangedFormError(Exception):
    """A form was changed but its version was not: drafts would finish on another form."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A form ready to be kept. `definition` is what the engine reads back."""

    form_id: str
    version: str
    title: str
    content_hash: str
    definition: dict[str, Any]
    source: str


def publish(session: Session, form: Compiled, now: datetime) -> int:
    """Keep a version, once; its id. The same version with other content is refused."""
    found = find(session, form.form_id, form.version)
    if found is not None:
        if found.content_hash != form.content_hash:
            what = f"{form.form_id} {form.version}"
            raise ChangedFormError(f"{what} has changed: give it a new version")
        return found.id
    row = FormVersion(
        form_id=form.form_id,
        version=form.version,
        title=form.title,
        content_hash=form.content_hash,
        definition=form.definition,
        source=form.source,
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row.id


def find(session: Session, form_id: str, version: str) -> FormVersion | None:
    return session.exec(
        select(FormVersion).where(
            col(FormVersion.form_id) == form_id, col(FormVersion.version) == version
        )
    ).first()


def get(session: Session, form_version_id: int) -> FormVersion:
    return session.get_one(FormVersion, form_version_id)


def latest(session: Session, form_id: str) -> FormVersion | None:
    return session.exec(
        select(FormVersion)
        .where(col(FormVersion.form_id) == form_id)
        .order_by(col(FormVersion.id).desc())
        .limit(1)
    ).first()


def offered(session: Session) -> list[tuple[str, str]]:
    """(form id, title) of the newest version of each form, in the order of publishing."""
    newest = select(func.max(col(FormVersion.id))).group_by(col(FormVersion.form_id))
    rows = session.exec(
        select(FormVersion.form_id, FormVersion.title)
        .where(col(FormVersion.id).in_(newest))
        .order_by(col(FormVersion.id))
    )
    return list(rows)
