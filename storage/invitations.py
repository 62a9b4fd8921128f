"""Owns invitations: one-time codes, kept as hashes, and how guessing is slowed."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import delete, func, or_, update
from sqlmodel import Session, col, select

from storage.models import Account, Body, Invitation, WrongCode

# Crockford's base 32: no I, L, O, U, so that nothing is misread aloud or on paper.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10  # 50 bits
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


@dataclass(frozen=True, slots=True)
class Invited:
    """A code that may be used."""

    id: int
    body: Body
    role: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """Unknown, used, expired or revoked: the stranger is not told which."""

    reason: str


@dataclass(frozen=True, slots=True)
class TooMany:
    """Too many wrong codes from here, or from everywhere."""


Outcome = Invited | Wrong | TooMany


def new_code(chance: Random) -> str:
    """As it is shown: "7K3M9-QXT2H". There is a digit in it, by which it is told from words."""
    while True:
        code = "".join(chance.choice(ALPHABET) for _ in range(LENGTH))
        if any(c.isdigit() for c in code):
            return f"{code[:5]}-{code[5:]}"


def normalise(text: str) -> str | None:
    """The code in a text, however it was typed; None if it cannot be one."""
    bare = "".join(c for c in text.upper().translate(_MISREAD) if c.isalnum())
    return bare if len(bare) == LENGTH and all(c in ALPHABET for c in bare) else None


def add(
    session: Session,
    code: str,
    body_id: int,
    role: str,
    now: datetime,
    days: int,
    created_by: int | None = None,
) -> Invitation:
    invitation = Invitation(
        code_hash=_hash(code),
        body_id=body_id,
        role=role,
        created_by=created_by,
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    session.add(invitation)
    session.flush()
    return invitation


def look_up(
    session: Session,
    code: str,
    account: Account,
    now: datetime,
    per_hour: int,
    per_minute_overall: int,
) -> Outcome:
    """What a typed code is worth. A wrong one is counted; beyond the limits none is looked at."""
    if _too_many(session, account, now, per_hour, per_minute_overall):
        return TooMany()
    row = session.exec(
        select(Invitation, Body)
        .join(Body, col(Body.id) == col(Invitation.body_id))
        .where(col(Invitation.code_hash) == _hash(code))
    ).first()
    reason = "unknown" if row is None else _unfit(row[0], account, now)
    if row is None or reason:
        session.add(WrongCode(channel=account.channel, address=account.address, at=now))
        session.flush()
        return Wrong(reason)
    return Invited(row[0].id, row[1], row[0].role)


def get(session: Session, invitation_id: int) -> Invited | None:
    row = session.exec(
        select(Invitation, Body)
        .join(Body, col(Body.id) == col(Invitation.body_id))
        .where(col(Invitation.id) == invitation_id)
    ).first()
    return Invited(row[0].id, row[1], row[0].role) if row else None


def use(session: Session, invitation_id: int, account_id: int, now: datetime) -> bool:
    """Use it up; False if somebody was faster or it ran out meanwhile.

    Who used it already may go on with it: they broke off before.
    """
    statement = (
        update(Invitation)
        .where(
            col(Invitation.id) == invitation_id,
            or_(col(Invitation.used_at).is_(None), col(Invitation.used_by_account) == account_id),
            col(Invitation.revoked_at).is_(None),
            col(Invitation.expires_at) > now,
        )
        .values(used_at=now, used_by_account=account_id)
        .returning(col(Invitation.id))
    )
    return session.exec(statement).first() is not None


def purge_wrong_codes(session: Session, now: datetime) -> None:
    session.exec(delete(WrongCode).where(col(WrongCode.at) < now - timedelta(days=1)))


def _hash(code: str) -> str:
    return hashlib.sha256((normalise(code) or code).encode()).hexdigest()


def _unfit(invitation: Invitation, account: Account, now: datetime) -> str:
    if invitation.used_at:
        # Whoever used it and broke off before they were a person may go on with it.
        going_on = invitation.used_by_account == account.id and account.person_id is None
        return "" if going_on else "used"
    if invitation.revoked_at:
        return "revoked"
    return "expired" if invitation.expires_at <= now else ""


def _too_many(
    session: Session, account: Account, now: datetime, per_hour: int, per_minute_overall: int
) -> bool:
    count = select(func.count()).select_from(WrongCode)
    here = count.where(
        col(WrongCode.channel) == account.channel,
        col(WrongCode.address) == account.address,
        col(WrongCode.at) > now - timedelta(hours=1),
    )
    anywhere = count.where(col(WrongCode.at) > now - timedelta(minutes=1))
    wrong_here = session.exec(here).one()
    # An account's first code is always looked at: somebody else's guessing must not shut out
    # an officer who has a right one.
    return wrong_here >= per_hour or (
        wrong_here > 0 and session.exec(anywhere).one() >= per_minute_overall
    )
