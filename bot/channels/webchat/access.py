"""Owns who a request is from: the session cookie, the form token, where a form was sent from."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

from aiohttp import web

from bot.transactions import Transactions
from storage import web_access
from storage.web_access import Visitor

SESSION_COOKIE = "so_xanh"
FORM_COOKIE = "so_xanh_form"  # ties the forms of those who are not in yet to their browser
_NEW = web.RequestKey("new form cookie", str)


class Forged(web.HTTPForbidden):
    """A form without its token, or sent from another site."""


class Access:
    def __init__(
        self,
        transactions: Transactions,
        secret: bytes,
        public_url: str,
        *,
        demo: bool,
        now: Callable[[], datetime],
    ) -> None:
        self._transactions = transactions
        self._secret = secret
        self._origin = public_url
        self._secure = public_url.startswith("https://")
        self._demo = demo
        self._now = now

    async def visitor(self, request: web.Request) -> Visitor | None:
        """Who is in; demo people only while the demo is on."""
        token = request.cookies.get(SESSION_COOKIE, "")
        if not token:
            return None
        found = await self._transactions.read(web_access.session_of, token, self._now())
        return None if found is not None and found.demo and not self._demo else found

    async def insider(self, request: web.Request) -> Visitor:
        """As `visitor`, for what only those may do who are in."""
        found = await self.visitor(request)
        if found is None:
            raise Forged
        return found

    def form_token(self, request: web.Request) -> str:
        """What forms of this browser carry. Call it for a page; `keep_form_cookie` must follow."""
        bearer = _bearer(request)
        if not bearer:
            bearer = request[_NEW] = secrets.token_urlsafe(24)
        return self._sign(bearer)

    def keep_form_cookie(self, request: web.Request, response: web.Response) -> None:
        made = request.get(_NEW, "")
        if made:
            self._set(response, FORM_COOKIE, made, None)

    def check(self, request: web.Request, given: object) -> None:
        """Let a POST pass only with the token of this very browser, from our own pages."""
        bearer = _bearer(request)
        expected = self._sign(bearer)
        fits = isinstance(given, str) and hmac.compare_digest(given.encode(), expected.encode())
        if not (bearer and fits and self._is_own(request)):
            raise Forged

    def let_in(self, response: web.Response, token: str) -> None:
        seconds = int(web_access.SESSION_LIFE.total_seconds())
        self._set(response, SESSION_COOKIE, token, seconds)

    def show_out(self, response: web.Response) -> None:
        response.del_cookie(SESSION_COOKIE, path="/")

    def _sign(self, bearer: str) -> str:
        return hmac.new(self._secret, b"form:" + bearer.encode(), hashlib.sha256).hexdigest()

    def _is_own(self, request: web.Request) -> bool:
        origin = request.headers.get("Origin", "null")
        # "null" is what browsers say under `Referrer-Policy: no-referrer`: the token decides.
        if origin in ("null", self._origin):
            return True
        return urlsplit(origin).netloc == request.host

    def _set(self, response: web.Response, name: str, value: str, seconds: int | None) -> None:
        response.set_cookie(
            name,
            value,
            max_age=seconds,
            path="/",
            httponly=True,
            samesite="Lax",
            secure=self._secure,
        )


def new_token() -> str:
    return secrets.token_urlsafe(32)


def _bearer(request: web.Request) -> str:
    return request.cookies.get(SESSION_COOKIE) or request.cookies.get(FORM_COOKIE, "")
