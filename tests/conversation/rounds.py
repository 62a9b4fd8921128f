"""Owns what tests of rounds look at and go through: what was kept, and a request step by step."""

from collections.abc import Awaitable, Callable

from sqlmodel import col, select

from storage import rounds
from storage.models import AuditEvent, Round, RoundExtension
from storage.rounds import Asked
from tests.conversation.people import Office, Officer

EVERY = "Tất cả các xã, phường (38)"
Act = Callable[[Officer], Awaitable[str]]


def kept(office: Office) -> list[Round]:
    with office.database.reading() as session:
        return list(session.exec(select(Round).order_by(col(Round.id))))


def asked(office: Office, round_id: int) -> tuple[Asked, ...]:
    with office.database.reading() as session:
        return rounds.forms_of(session, round_id)


def extended(office: Office) -> list[RoundExtension]:
    with office.database.reading() as session:
        return list(session.exec(select(RoundExtension).order_by(col(RoundExtension.id))))


def events(office: Office) -> list[str]:
    """What was done to rounds, in order: "round begun dot-xuat-2026-001"."""
    with office.database.reading() as session:
        rows = session.exec(select(AuditEvent).order_by(col(AuditEvent.id)))
        return [
            f"{row.action} {row.subject}"
            for row in rows
            if row.action.startswith(("round ", "ladder "))
        ]


async def _forms(officer: Officer) -> str:
    await officer.says("1")
    return await officer.taps("Xong")


# How each question of /dotxuat is answered when a test does not care.
USUAL: dict[str, Act] = {
    "kind": lambda officer: officer.taps("Báo cáo đột xuất"),
    "forms": _forms,
    "units": lambda officer: officer.taps(EVERY),
    "due": lambda officer: officer.says("4/12"),
    "cut_off": lambda officer: officer.says("30/11"),
    "since": lambda officer: officer.taps("Từ đầu kỳ năm (01/12/2025)"),
    "title": lambda officer: officer.taps("Dùng tên gợi ý"),
    "basis": lambda officer: officer.taps("Bỏ qua"),
}


async def asks(officer: Officer, until: str = "review") -> str:
    """/dotxuat up to a question, which is open then."""
    said = await officer.says("/dotxuat")
    for place, act in USUAL.items():
        if place == until:
            break
        said = await act(officer)
    return said
