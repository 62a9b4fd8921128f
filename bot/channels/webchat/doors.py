"""Owns the ways in and out: the first page, invitations, personal links, the demo, logging out."""

from datetime import datetime, tzinfo

from aiohttp import web
from sqlmodel import Session

from bot import demo
from bot.channels.webchat import access, chat, updates
from bot.channels.webchat.parts import CHANNEL, Parts
from bot.channels.webchat.throttle import Throttle
from storage import invitations, messages, people, web_access
from storage.models import Account


class Doors:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        # Each stranger's code makes an account: slow down whoever makes them by machine.
        self._strangers = Throttle(most=60, seconds=60)

    async def home(self, request: web.Request) -> web.Response:
        """GET /: the chat for those who are in, the ways in for the others."""
        visitor = await self._parts.access.visitor(request)
        if visitor is not None:
            return await chat.page(self._parts, request, visitor)
        return self._landing(request)

    async def invitation(self, request: web.Request) -> web.Response:
        """GET /moi/{code}: uses nothing up, for chat apps look at links before people do."""
        if invitations.normalise(request.match_info["code"]) is None:
            return self._landing(request, problem="code")
        return self._door(request, "invitation")

    async def personal_link(self, request: web.Request) -> web.Response:
        """GET /vao/{token}: uses nothing up either."""
        return self._door(request, "personal")

    async def join(self, request: web.Request) -> web.Response:
        """POST /moi and /moi/{code}: an account for a stranger, who then says the code."""
        form = await self._form(request)
        given = request.match_info.get("code", form.get("code", ""))
        code = invitations.normalise(given)
        if code is None:
            return self._landing(request, problem="code", given=given[:40])
        visitor = await self._parts.access.visitor(request)
        if visitor is not None and not visitor.demo:
            await self._say(visitor.address, f"/start {code}", access.new_token())
            raise web.HTTPSeeOther("/")
        if not self._strangers.passes(_place(request)):
            raise web.HTTPTooManyRequests
        token, address = access.new_token(), access.new_token()
        await self._parts.transactions.write(_welcome, address, token, self._parts.now())
        await self._say(address, f"/start {code}", address)
        return self._let_in(token)

    async def use_link(self, request: web.Request) -> web.Response:
        """POST /vao/{token}: this uses it up."""
        await self._form(request)
        token = access.new_token()
        link = request.match_info["token"]
        address = await self._parts.transactions.write(_use_link, link, token, self._parts.now())
        if address is None:
            return self._parts.pages.response("error.html", status=410, status_code="link")
        await self._greet(address)
        return self._let_in(token)

    async def try_demo(self, request: web.Request) -> web.Response:
        """POST /demo/{who}."""
        await self._form(request)
        if not self._parts.demo:
            raise web.HTTPNotFound
        token = access.new_token()
        who = request.match_info["who"]
        address = await self._parts.transactions.write(
            _enter_demo, who, token, self._parts.now(), self._parts.pages.timezone
        )
        if address is None:
            raise web.HTTPNotFound
        await self._greet(address)
        return self._let_in(token)

    async def leave(self, request: web.Request) -> web.Response:
        """POST /ra."""
        await self._form(request)
        token = request.cookies.get(access.SESSION_COOKIE, "")
        await self._parts.transactions.write(web_access.revoke, token, self._parts.now())
        response = _to_chat()
        self._parts.access.show_out(response)
        return response

    def _landing(self, request: web.Request, problem: str = "", given: str = "") -> web.Response:
        response = self._parts.pages.response(
            "landing.html",
            status=422 if problem else 200,
            token=self._parts.access.form_token(request),
            parts=demo.PARTS if self._parts.demo else (),
            problem=problem,
            given=given,
        )
        self._parts.access.keep_form_cookie(request, response)
        return response

    def _door(self, request: web.Request, kind: str) -> web.Response:
        token = self._parts.access.form_token(request)
        response = self._parts.pages.response(
            "door.html", kind=kind, token=token, action=request.path
        )
        self._parts.access.keep_form_cookie(request, response)
        return response

    async def _form(self, request: web.Request) -> dict[str, str]:
        posted = await request.post()
        form = {key: value for key, value in posted.items() if isinstance(value, str)}
        self._parts.access.check(request, form.get("token"))
        return form

    def _let_in(self, token: str) -> web.Response:
        response = _to_chat()
        self._parts.access.let_in(response, token)
        return response

    async def _greet(self, address: str) -> None:
        """An empty page would say nothing: the conversation begins."""
        if await self._parts.transactions.read(_is_silent, address):
            # Once a minute at most: a second click finds the first still on its way.
            await self._say(address, "/start", f"{address}:{self._parts.now():%Y%m%d%H%M}")

    async def _say(self, address: str, words: str, ref: str) -> None:
        entry = updates.raw(f"start:{ref}", address, {"kind": "text", "text": words})
        await self._parts.inbox.store(CHANNEL, [entry])


def _to_chat() -> web.Response:
    return web.Response(status=303, headers={"Location": "/", "Cache-Control": "no-store"})


def _welcome(session: Session, address: str, token: str, now: datetime) -> None:
    account = people.account(session, CHANNEL, address, now)
    web_access.open_session(session, account.id, token, now)


def _use_link(session: Session, link: str, token: str, now: datetime) -> str | None:
    account_id = web_access.use_link(session, link, now)
    if account_id is None:
        return None
    web_access.open_session(session, account_id, token, now)
    return session.get_one(Account, account_id).address


def _place(request: web.Request) -> str:
    """Where a request comes from; what a proxy on this machine says of it is believed."""
    remote = request.remote or ""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if forwarded and remote in ("127.0.0.1", "::1"):
        return forwarded.rpartition(",")[2].strip()
    return remote


def _enter_demo(session: Session, who: str, token: str, now: datetime, zone: tzinfo) -> str | None:
    demo.prepare(session, now, now.astimezone(zone).date())  # one may have withdrawn
    account = demo.account_of(session, who)
    if account is None:
        return None
    web_access.open_session(session, account.id, token, now)
    return account.address


def _is_silent(session: Session, address: str) -> bool:
    account = people.find_account(session, CHANNEL, address)
    return account is None or not messages.latest(session, account, 1)
