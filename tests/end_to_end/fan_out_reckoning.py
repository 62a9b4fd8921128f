"""Owns the reckoning of a fan-out while it runs: what was reported when, what kills cut off."""

from collections import Counter
from collections.abc import Collection
from datetime import UTC, datetime

import psutil
from sqlalchemy import func, update
from sqlmodel import Session, col, select

from handlers import settling
from storage import people
from storage.database import Database
from storage.models import Account, Delivery, DeliveryState, Lease, Notice, Reminder
from tests.end_to_end import fan_out_people
from tests.end_to_end.fan_out_people import Town
from tests.telegram_double import Double

_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


class Reckoning:
    """Stands beside the program. What a person must not hear of is settled when it happens."""

    def __init__(self, database: Database, double: Double, town: Town) -> None:
        self.cut: Counter[int] = Counter()  # by chat: kills that found a send to it under way
        self.most_cut = 0  # by one kill
        self.reported = set(town.reported)
        # Bodies that had reported before a send to the person began.
        self.unheard = {one.person_id: set(one.bodies) & town.reported for one in town.listeners}
        self._database, self._double, self._town = database, double, town
        self._buried: set[str] = set()

    def has_come_to(self, mark: int) -> bool:
        """Whether there are so many letters written and messages arrived, taken together."""
        with self._database.reading() as session:
            written = session.exec(select(func.count()).select_from(Notice)).one()
        return written + sum(self._double.world.tally.sends.values()) >= mark

    def about_to_be_told(self) -> list[int]:
        """The unreported bodies, in the order in which they are written about; first those next."""
        with self._database.reading() as session:
            told = set(session.exec(select(col(Reminder.body_id)).distinct()))
        left = [body_id for body_id in self._town.names if body_id not in self.reported]
        return sorted(left, key=lambda body_id: body_id in told)

    def report(self, body_id: int) -> None:
        """A commune reports, in one transaction as when an officer does."""
        there = [one.person_id for one in self._town.listeners if body_id in one.bodies]
        with self._database.transaction() as session:
            sender = people.lock(session, there[0])
            moment = fan_out_people.moment(session, self._town.zone)
            fan_out_people.report(session, body_id, sender.id, moment.today, moment.now)
            settling.reported(session, body_id, moment)
            begun = _begun(session, there)
        self.reported.add(body_id)
        for person_id in there:
            if person_id not in begun:
                self.unheard[person_id].add(body_id)

    def bury(self) -> None:
        """Note what a process that died left under way. What it held, it holds no longer.

        As if the minute had passed for which it holds messages, the sending, the look at rounds.
        """
        with self._database.transaction() as session:
            dead = {one for one in _holders(session) if not _lives(one)} - self._buried
            left = session.exec(
                select(col(Account.address))
                .join(Delivery, col(Delivery.account_id) == col(Account.id))
                .where(
                    col(Delivery.state) == DeliveryState.PENDING,
                    col(Delivery.begun),
                    col(Delivery.leased_by).in_(dead),
                )
            ).all()
            _free(session, dead)
        self.cut.update(int(address) for address in left)
        self.most_cut = max(self.most_cut, len(left))
        self._buried |= dead


def _begun(session: Session, person_ids: Collection[int]) -> set[int]:
    """To whom a send had begun, however it ended."""
    return set(
        session.exec(
            select(col(Notice.person_id))
            .join(Delivery, col(Delivery.message_id) == col(Notice.message_id))
            .where(col(Notice.person_id).in_(person_ids), col(Delivery.begun))
        )
    )


def _holders(session: Session) -> set[str]:
    held = session.exec(select(col(Delivery.leased_by)).distinct()).all()
    return {one for one in [*held, *session.exec(select(Lease.holder))] if one is not None}


def _lives(holder: str) -> bool:
    _host, pid, _chance = holder.rsplit("-", 2)
    return psutil.pid_exists(int(pid))


def _free(session: Session, dead: Collection[str]) -> None:
    leases = update(Lease).where(col(Lease.holder).in_(dead), col(Lease.name) != "alive")
    session.exec(leases.values(until=_LONG_AGO))
    rows = update(Delivery).where(
        col(Delivery.leased_by).in_(dead), col(Delivery.leased_until).is_not(None)
    )
    session.exec(rows.values(leased_until=_LONG_AGO))
