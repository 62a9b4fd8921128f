"""Owns what tests read from the database beside the running program."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, NullPool, create_engine, func, text
from sqlmodel import Session, SQLModel, col, select

from storage.models import Account, Answer, Delivery, InboxEntry, Person, Report, Revision


@dataclass(frozen=True)
class Sent:
    """A report as it is kept: the answers of its latest revision."""

    code: str
    revision: int
    state: str
    shown: dict[str, str]
    values: dict[str, Any]


class Kept:
    """Looks, and connects anew each time: the server may have been away."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._engine: Engine = create_engine(url, poolclass=NullPool)

    @contextmanager
    def session(self) -> Iterator[Session]:
        with Session(self._engine) as session:
            yield session

    def reports(self, address: int | str) -> list[Sent]:
        """The reports of whoever stands behind a Telegram account, oldest first."""
        with self.session() as session:
            rows = session.exec(
                select(Report, Revision)
                .join(Revision, col(Revision.report_id) == col(Report.id))
                .join(Person, col(Person.id) == col(Report.person_id))
                .join(Account, col(Account.person_id) == col(Person.id))
                .where(
                    col(Account.address) == str(address),
                    col(Revision.number) == col(Report.revision),
                )
                .order_by(col(Report.id))
            ).all()
            return [self._sent(session, report, revision) for report, revision in rows]

    def _sent(self, session: Session, report: Report, revision: Revision) -> Sent:
        found = session.exec(select(Answer).where(col(Answer.revision_id) == revision.id)).all()
        shown = {one.name: one.shown for one in found}
        values = {one.name: one.value for one in found}
        return Sent(report.code, report.revision, report.state, shown, values)

    def count(self, table: type[SQLModel]) -> int:
        with self.session() as session:
            return session.exec(select(func.count()).select_from(table)).one()

    def account(self, address: int | str) -> Account | None:
        with self.session() as session:
            return session.exec(select(Account).where(col(Account.address) == str(address))).first()

    def state(self, address: int | str) -> str:
        found = self.account(address)
        return found.state if found else ""

    def person(self, address: int | str) -> Person | None:
        with self.session() as session:
            return session.exec(
                select(Person)
                .join(Account, col(Account.person_id) == col(Person.id))
                .where(col(Account.address) == str(address))
            ).first()

    def deliveries(self) -> Counter[str]:
        with self.session() as session:
            return Counter(session.exec(select(col(Delivery.state))).all())

    def parked(self) -> list[str]:
        with self.session() as session:
            wanted = select(col(InboxEntry.parked)).where(col(InboxEntry.parked).is_not(None))
            return [str(reason) for reason in session.exec(wanted)]

    def out_of_order(self) -> list[str]:
        """Accounts whose messages were not sent in the order in which they were written."""
        with self.session() as session:
            rows = session.exec(
                select(col(Account.address), col(Delivery.external_ids))
                .join(Account, col(Account.id) == col(Delivery.account_id))
                .where(col(Delivery.external_ids).is_not(None))
                .order_by(col(Delivery.id))
            ).all()
        sent: dict[str, dict[int, None]] = {}
        for address, ids in rows:  # an edit has the id of the message it changes
            sent.setdefault(address, {}).update({int(one): None for one in ids or ()})
        return [address for address, ids in sent.items() if list(ids) != sorted(ids)]

    def empties(self) -> None:
        """As PostgreSQL gives a database: without a table."""
        with self._engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))

    def lets_leases_run_out(self) -> None:
        """As if the minute had passed for which a dead process still holds what it held."""
        with self._engine.begin() as connection:
            for statement in (
                "UPDATE leases SET until = '2020-01-01' WHERE name <> 'alive'",
                "UPDATE deliveries SET leased_until = '2020-01-01' WHERE leased_until IS NOT NULL",
                "UPDATE jobs SET leased_until = '2020-01-01' WHERE leased_until IS NOT NULL",
            ):
                connection.execute(text(statement))
