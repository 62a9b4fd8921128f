"""Owns everything about one person: gathered for them, erased when they withdraw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from storage import files, reports, web_access
from storage.models import (
    Account,
    Answer,
    Consent,
    Conversation,
    Delivery,
    Digest,
    Draft,
    FileGrant,
    Job,
    Message,
    Notice,
    Person,
    Postponement,
    Reminder,
    Report,
    StoredFile,
)

COPY = "text/plain"  # the media type of the file in which people get their data


@dataclass(frozen=True, slots=True)
class Facts:
    person: Person
    accounts: Sequence[Account]
    consents: Sequence[Consent]
    reports: Sequence[tuple[Report, Sequence[Answer]]]


def facts(session: Session, person_id: int) -> Facts:
    mine = reports.of_person(session, person_id, limit=1000)
    return Facts(
        person=session.get_one(Person, person_id),
        accounts=session.exec(select(Account).where(col(Account.person_id) == person_id)).all(),
        consents=session.exec(select(Consent).where(col(Consent.person_id) == person_id)).all(),
        reports=[
            (one, reports.answers(session, reports.latest_revision(session, one).id))
            for one in mine
        ],
    )


def erase_talk(session: Session, person_id: int, now: datetime) -> None:
    """Drafts, transcript, reminders, open questions, browser sessions, copies of data.

    What was done for the office stays: reports, reviews, extensions of rounds, notices to many.

    By account, not by person: what was said while joining has no person yet.
    """
    accounts = select(col(Account.id)).where(col(Account.person_id) == person_id)
    said = select(col(Message.id)).where(col(Message.account_id).in_(accounts))
    session.exec(delete(Draft).where(col(Draft.person_id) == person_id))
    session.exec(delete(Delivery).where(col(Delivery.message_id).in_(said)))
    session.exec(delete(Message).where(col(Message.account_id).in_(accounts)))
    session.exec(delete(Conversation).where(col(Conversation.account_id).in_(accounts)))
    session.exec(delete(Job).where(col(Job.person_id) == person_id))
    for told in (Reminder, Digest, Notice, Postponement):  # what refers to notices goes first
        session.exec(delete(told).where(col(told.person_id) == person_id))
    copies = (
        select(col(FileGrant.sha256))
        .join(StoredFile, col(StoredFile.sha256) == col(FileGrant.sha256))
        .where(col(FileGrant.person_id) == person_id, col(StoredFile.media_type) == COPY)
    )
    files.forget(session, list(session.exec(copies)))
    web_access.revoke_all(session, person_id, now)
