"""Owns questions in plain words: "xã nào chưa báo cáo?", "tiến độ Mường Tè"."""

from sqlmodel import Session

from handlers.messages import World
from handlers.senders import Sender
from handlers.talk import Outcome


def answer(_session: Session, _sender: Sender, _text: str, _world: World) -> Outcome | None:
    """What a command would have said; None if it is no question that is known."""
    return None
