"""Owns what tests of nudges and notices need: a round, people at its units, who reported."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from storage import messages, nil_declarations, people, places, rounds
from storage.messages import Outgoing
from storage.models import (
    Account,
    AccountState,
    Assignment,
    BodyKind,
    Delivery,
    DeliveryState,
    Mailing,
    Notice,
    Person,
    Role,
    Round,
)
from storage.rounds import Asked, Plan
from tests.conversation.people import CHANNEL, ZONE, Office, Officer

FORM = "outreach"
AREA = "area-107"
# Three units of the area Mường Tè, and one of Phong Thổ.
MUONG_TE, BUM_TO, THU_LUM, PHONG_THO = "03445", "03433", "03439", "03549"


async def coordinator(office: Office, address: str = "coordinator") -> Officer:
    return await office.officer(address, "so-cong-thuong", Role.COORDINATOR)


async def area_officer(office: Office, address: str = "area", unit: str = AREA) -> Officer:
    return await office.officer(address, unit, Role.AREA_OFFICER)


def begin_round(office: Office, key: str = "dot-1", title: str = "Đợt tháng 11") -> int:
    """Every commune is asked for one outreach report by 04/12/2026."""
    with office.database.transaction() as session:
        plan = Plan(
            key=key,
            title=title,
            kind="ad_hoc",
            scope={"kinds": ["commune"]},
            as_of=date(2026, 11, 1),
            window=(date(2025, 12, 1), date(2026, 11, 30)),
            cut_off=date(2026, 11, 30),
            due_on=date(2026, 12, 4),
            forms=(Asked(FORM, "at_least_one"),),
        )
        made = rounds.add(session, plan, datetime(2026, 11, 1, tzinfo=ZONE))
        assert made is not None
        return made.id


def close_round(office: Office, round_id: int) -> None:
    with office.database.transaction() as session:
        session.get_one(Round, round_id).closed_at = office.clock.now


def join(
    office: Office, address: str, unit: str, role: Role = Role.REPORTER, channel: str = CHANNEL
) -> int:
    """Somebody who joined long ago, without the talk; their id."""
    with office.database.transaction() as session:
        return _join(session, address, unit, role, channel, office.clock.now)


def join_every_commune(office: Office, each: int = 1) -> list[str]:
    """So many people for each of the 38; their addresses."""
    with office.database.transaction() as session:
        today = office.clock.now.date()
        units = [one.key for one in places.bodies_at(session, BodyKind.COMMUNE, today)]
        addresses = [f"{unit}-{number}" for unit in units for number in range(each)]
        for address in addresses:
            unit = address.rpartition("-")[0]
            _join(session, address, unit, Role.REPORTER, CHANNEL, office.clock.now)
    return addresses


def _join(
    session: Session, address: str, unit: str, role: Role, channel: str, now: datetime
) -> int:
    body = places.find_body(session, unit, now.date())
    assert body is not None
    person = people.add(session, f"Cán bộ {address}", "Công chức", None, now)
    session.add(Account(channel=channel, address=address, person_id=person.id, created_at=now))
    people.assign(session, person.id, body.id, role, date(2026, 1, 1))
    return person.id


def reports(office: Office, unit: str, round_id: int) -> None:
    """The unit has nothing to report, which is an answer."""
    with office.database.transaction() as session:
        body = places.find_body(session, unit, office.clock.now.date())
        someone = session.exec(select(Person.id)).first()
        assert body is not None
        assert someone is not None
        now = office.clock.now
        nil_declarations.declare(session, round_id, body.id, [FORM], someone, now)


def blocks(office: Office, address: str) -> None:
    with office.database.transaction() as session:
        account = people.find_account(session, CHANNEL, address)
        assert account is not None
        account.state = AccountState.BLOCKED


def loses_role(office: Office, address: str) -> None:
    with office.database.transaction() as session:
        account = people.find_account(session, CHANNEL, address)
        assert account is not None
        mine = select(Assignment).where(col(Assignment.person_id) == account.person_id)
        for one in session.exec(mine):
            one.valid_to = date(2026, 11, 1)


def told(office: Office) -> list[str]:
    """The addresses of those who were written to unasked, each as often as it happened."""
    with office.database.reading() as session:
        rows = session.exec(
            select(Account.address).join(Notice, col(Notice.person_id) == col(Account.person_id))
        )
        return sorted(rows)


def unsent(office: Office) -> int:
    with office.database.reading() as session:
        return len(session.exec(select(Mailing).where(col(Mailing.sent_at).is_(None))).all())


def deliver(office: Office, address: str, state: DeliveryState, error: str | None = None) -> None:
    """What the post makes of everything that waits for the account."""
    with office.database.transaction() as session:
        account = people.find_account(session, CHANNEL, address)
        assert account is not None
        for one in session.exec(select(Delivery).where(col(Delivery.account_id) == account.id)):
            one.state, one.error = state, error


async def finds(office: Office, address: str, action: str) -> str:
    """Taps a button of that action which an earlier message to the address has; the answer."""
    with office.database.transaction() as session:
        account = people.find_account(session, CHANNEL, address)
        assert account is not None
        body = {"text": "Tin cũ", "choices": [[action, "Nút cũ", "answer"]]}
        (said,) = messages.say(session, account, [Outgoing(body)], office.clock.now)
    return await office.person(address).taps_raw(said.message_id, 0)


def body_id(office: Office, unit: str) -> int:
    with office.database.reading() as session:
        found = places.find_body(session, unit, office.clock.now.date())
        assert found is not None
        return found.id


def units_of(office: Office, area: str) -> list[str]:
    """The keys of an area's communes."""
    with office.database.reading() as session:
        today = office.clock.now.date()
        found = places.find_body(session, area, today)
        assert found is not None
        return [one.key for one in places.members_of(session, found.id, today)]
