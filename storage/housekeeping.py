"""Owns forgetting: what is kept only for a while goes when its time is over."""

from datetime import datetime, timedelta

from sqlalchemy import delete, exists
from sqlmodel import Session, col, select

from storage import files, inbox, invitations, messages, personal, runs, web_access
from storage.models import (
    Account,
    Consent,
    Conversation,
    Delivery,
    DeliveryState,
    Draft,
    Job,
    JobState,
    Message,
    StoredFile,
)

STRANGERS = timedelta(days=1)
TRANSCRIPT = timedelta(days=90)
BROKEN_OFF = timedelta(days=30)  # of people who agreed and never said who they are
COPIES = timedelta(days=7)  # of files with a person's data, once they were sent


def clean_up(session: Session, now: datetime) -> None:
    """Everything whose time is over."""
    inbox.purge(session, now)
    invitations.purge_wrong_codes(session, now)
    messages.forget_strangers(session, now - STRANGERS)
    _forget_stranger_accounts(session, now - STRANGERS)
    _forget_old_transcript(session, now - TRANSCRIPT)
    session.exec(
        delete(Job).where(
            col(Job.state) != JobState.WAITING, col(Job.finished_at) < now - TRANSCRIPT
        )
    )
    _forget_broken_off(session, now - BROKEN_OFF)
    _forget_copies(session, now - COPIES)
    web_access.purge(session, now)
    runs.purge(session, now)


def _forget_old_transcript(session: Session, before: datetime) -> None:
    waiting = exists().where(
        col(Delivery.message_id) == col(Message.id),
        col(Delivery.state) == DeliveryState.PENDING,
    )
    old = select(col(Message.id)).where(col(Message.at) < before, ~waiting)
    session.exec(delete(Delivery).where(col(Delivery.message_id).in_(old)))
    session.exec(delete(Message).where(col(Message.at) < before, ~waiting))


def _forget_stranger_accounts(session: Session, before: datetime) -> None:
    """An account without a person, without consent, with nothing said: nothing of it stays."""
    silent = (
        ~exists().where(col(Message.account_id) == col(Account.id)),
        ~exists().where(col(Job.account_id) == col(Account.id)),
        ~exists().where(col(Draft.account_id) == col(Account.id)),
        ~exists().where(col(Consent.account_id) == col(Account.id)),
        col(Account.person_id).is_(None),
        col(Account.created_at) < before,
    )
    gone = select(col(Account.id)).where(*silent)
    session.exec(delete(Conversation).where(col(Conversation.account_id).in_(gone)))
    web_access.forget(session, gone)
    session.exec(delete(Account).where(*silent))


def _forget_broken_off(session: Session, before: datetime) -> None:
    """What somebody typed who never finished joining."""
    strangers = select(col(Account.id)).where(col(Account.person_id).is_(None))
    session.exec(
        delete(Conversation).where(
            col(Conversation.account_id).in_(strangers), col(Conversation.updated_at) < before
        )
    )


def _forget_copies(session: Session, before: datetime) -> None:
    old = select(col(StoredFile.sha256)).where(
        col(StoredFile.media_type) == personal.COPY, col(StoredFile.stored_at) < before
    )
    files.forget(session, list(session.exec(old)))
