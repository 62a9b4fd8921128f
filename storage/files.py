"""Owns which files are kept, by content hash, and who may see them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from storage import upsert
from storage.models import FileGrant, StoredFile


def keep(session: Session, sha256: str, media_type: str, size: int, now: datetime) -> None:
    """Note a file that lies under DATA_DIR already."""
    values = {"sha256": sha256, "media_type": media_type, "size": size, "stored_at": now}
    session.exec(
        upsert.insert(session, StoredFile)
        .values(values)
        .on_conflict_do_nothing(index_elements=["sha256"])
    )


def grant(session: Session, sha256: str, person_id: int) -> None:
    session.exec(
        upsert.insert(session, FileGrant)
        .values(sha256=sha256, person_id=person_id)
        .on_conflict_do_nothing(index_elements=["sha256", "person_id"])
    )


def visible(session: Session, sha256: str, person_id: int) -> StoredFile | None:
    """The file if this person may see it."""
    return session.exec(
        select(StoredFile)
        .join(FileGrant, col(FileGrant.sha256) == col(StoredFile.sha256))
        .where(col(StoredFile.sha256) == sha256, col(FileGrant.person_id) == person_id)
    ).first()


def forget(session: Session, hashes: Sequence[str]) -> None:
    """Nobody may see them any more; their content goes with the next sweep of the disk."""
    session.exec(delete(FileGrant).where(col(FileGrant.sha256).in_(hashes)))
    session.exec(delete(StoredFile).where(col(StoredFile.sha256).in_(hashes)))


def all_hashes(session: Session) -> set[str]:
    return set(session.exec(select(StoredFile.sha256)))
