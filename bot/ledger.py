"""Owns writing down verdicts: on the rows, the accounts, the channel, and in the month's count."""

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from sqlmodel import Session

from bot.lanes import Push
from bot.quota import FULL, WARNING, Quota
from bot.verdicts import Arrived, Dropped, GivenUp, PutOff, Refused, Unreachable, Verdict
from storage import audit, blocking, channel_states, deliveries, quotas


def store(
    session: Session,
    channel: str,
    holder: str,
    verdicts: Sequence[tuple[Push, Verdict]],
    now: datetime,
    quota: Quota | None = None,
) -> None:
    for push, verdict in verdicts:
        _store(session, channel, holder, push, verdict, now)
    if quota is not None:
        _count(session, channel, quota, verdicts, now)


def _count(
    session: Session,
    channel: str,
    quota: Quota,
    verdicts: Sequence[tuple[Push, Verdict]],
    now: datetime,
) -> None:
    """Each mark is passed once a month, whoever sends."""
    count = sum(len(one.external_ids) for _, one in verdicts if isinstance(one, Arrived))
    if not count:
        return
    sent = quotas.add(session, channel, quota.month(now), count)
    for percent, action in ((WARNING, "quota running out"), (FULL, "quota used up")):
        if sent - count < quota.share(percent) <= sent:
            audit.add(session, action, now, subject=channel, sent=sent, most=quota.most)


def _store(
    session: Session, channel: str, holder: str, push: Push, verdict: Verdict, now: datetime
) -> None:
    match verdict:
        case Arrived(external_ids=external_ids):
            deliveries.sent(session, push.id, holder, list(external_ids), now)
        case PutOff(due_at=due_at, why=why, charged=charged, uncertain=uncertain):
            deliveries.put_off(
                session, push.id, holder, due_at, why, charged=charged, uncertain=uncertain
            )
        case Dropped():
            pass
        case GivenUp(why=why):
            deliveries.give_up(session, push.id, holder, why, now)
            _note(session, "delivery given up", push, why, now)
        case Unreachable(why=why):
            blocking.block(session, push.account_id, why, now)
        case Refused(why=why, due_at=due_at):
            deliveries.put_off(
                session, push.id, holder, due_at, why, charged=False, uncertain=False
            )
            channel_states.stopped(session, channel, why, now)
        case _:
            assert_never(verdict)


def _note(session: Session, action: str, push: Push, why: str, now: datetime) -> None:
    audit.add(
        session,
        action,
        now,
        account_id=push.account_id,
        subject=f"message {push.message_id}",
        why=why,
    )
