"""Owns the chat page: the transcript so far, and where the event stream takes over."""

from dataclasses import dataclass
from datetime import date

from aiohttp import web
from sqlmodel import Session

from bot.channels.webchat import access, transcript
from bot.channels.webchat.parts import Parts
from bot.channels.webchat.transcript import Bubble
from handlers.messages import Reply
from storage import messages, people
from storage.models import Account
from storage.web_access import Visitor

SHOWN = 80  # messages of the past


@dataclass(frozen=True, slots=True)
class View:
    bubbles: list[Bubble]
    last_id: int
    live: Bubble | None
    duty: str

    @property
    def asks(self) -> str:
        said = self.live.said if self.live else None
        return said.asks if isinstance(said, Reply) else ""


async def page(parts: Parts, request: web.Request, visitor: Visitor) -> web.Response:
    now = parts.now()
    today = now.astimezone(parts.pages.timezone).date()
    view = await parts.transactions.read(_view, visitor, today)
    return parts.pages.response(
        "chat.html",
        visitor.language,
        view=view,
        visitor=visitor,
        token=parts.access.form_token(request),
        text_nonce=access.new_token(),
        photo_nonce=access.new_token(),
        now=now,
        demo=visitor.demo,
    )


def _view(session: Session, visitor: Visitor, today: date) -> View:
    account = session.get_one(Account, visitor.account_id)
    lines = messages.latest(session, account, SHOWN)
    bubbles = transcript.page(session, lines)
    duties = people.duties(session, visitor.person_id, today) if visitor.person_id else []
    return View(
        bubbles=bubbles,
        last_id=lines[-1].id if lines else 0,
        live=transcript.live_turn(bubbles),
        duty=duties[0].body.name if duties else "",
    )
