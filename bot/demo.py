"""Owns the demo: who a newcomer may try to be, and when that is allowed at all."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlmodel import Session, col, select

from bot.settings import Settings
from storage import people, places
from storage.models import Account, Person, Role

Flag = Literal["auto", "on", "off"]


class Refused(Exception):  # noqa: N818 - it says what happened
    """The demo must not be switched on here. The text is for the operator."""


@dataclass(frozen=True, slots=True)
class Part:
    """One person a newcomer can try to be."""

    slug: str  # in the address: /demo/xa
    full_name: str
    position: str
    body: str  # key, or bare code of the unit in force today
    role: Role


_COORDINATING = "so-cong-thuong"
PARTS = (
    Part("xa", "Lò Văn An (dùng thử)", "Công chức xã", "03445", Role.REPORTER),
    Part("dia-ban", "Vàng Thị Mai (dùng thử)", "Phụ trách địa bàn", "area-107", Role.AREA_OFFICER),
    Part("dieu-phoi", "Nguyễn Thu Hà (dùng thử)", "Chuyên viên", _COORDINATING, Role.COORDINATOR),
)


def decide(settings: Settings, has_real_people: bool, flag: Flag) -> bool:
    """Whether the demo is on. `on` is refused where strangers could reach it."""
    has_token = bool(settings.telegram_token.get_secret_value())
    if flag == "on" and has_token:
        raise Refused("demo mode: refused while TELEGRAM_TOKEN is set: real people use this bot")
    if flag == "on" and not settings.is_local:
        raise Refused("demo mode: refused unless HOST and PUBLIC_URL are this machine (127.0.0.1)")
    if flag == "auto":
        return settings.is_local and not has_token and not has_real_people
    return flag == "on"


def has_real_people(session: Session) -> bool:
    return session.exec(select(Person.id).where(col(Person.demo).is_(False))).first() is not None


def prepare(session: Session, now: datetime, today: date) -> None:
    """The demo people, with their duties and web accounts. Those that are there stay."""
    for part in PARTS:
        account = people.account(session, "web", _address(part.slug), now)
        if account.person_id is None:
            _move_in(session, account, part, now)
        body = places.find_body(session, part.body, today)
        if account.person_id is not None and body is not None:
            people.assign(session, account.person_id, body.id, part.role, today)


def account_of(session: Session, slug: str) -> Account | None:
    """The web account of a demo person."""
    return people.find_account(session, "web", _address(slug))


def _move_in(session: Session, account: Account, part: Part, now: datetime) -> None:
    person = people.add(session, part.full_name, part.position, None, now, demo=True)
    people.claim_account(session, account, person.id)
    people.give_consent(session, account, "demo", "Bản dùng thử: người này không có thật.", now)


def _address(slug: str) -> str:
    return f"demo-{slug}"
