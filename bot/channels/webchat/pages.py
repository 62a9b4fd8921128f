"""Owns turning templates into pages, in the reader's language."""

import gettext
import secrets
from collections.abc import Mapping
from datetime import datetime, tzinfo
from pathlib import Path

import jinja2
from aiohttp import web

from bot.channels.webchat.assets import Assets

HERE = Path(__file__).parent


class Pages:
    """One template environment a language; an unknown language is read in the default one."""

    def __init__(
        self, words: Mapping[str, gettext.NullTranslations], default: str, timezone: tzinfo
    ) -> None:
        self.default = default
        self.timezone = timezone
        self.assets = Assets()
        self._environments = {
            language: self._environment(language, translations)
            for language, translations in words.items()
        }

    def render(self, template: str, language: str | None = None, **values: object) -> str:
        environment = self._environments.get(language or self.default)
        if environment is None:
            environment = self._environments[self.default]
        return environment.get_template(template).render(**values)

    def response(
        self, template: str, language: str | None = None, *, status: int = 200, **values: object
    ) -> web.Response:
        return web.Response(
            text=self.render(template, language, **values),
            status=status,
            content_type="text/html",
            headers={"Cache-Control": "no-store"},
        )

    def _environment(
        self, language: str, translations: gettext.NullTranslations
    ) -> jinja2.Environment:
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(HERE / "templates"),
            extensions=["jinja2.ext.i18n"],
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
            auto_reload=False,
        )
        environment.install_gettext_translations(  # type: ignore[attr-defined]
            translations, newstyle=True
        )
        environment.globals.update(
            language=language, asset=self.assets.url, new_nonce=lambda: secrets.token_urlsafe(12)
        )
        environment.filters["clock"] = self._clock
        return environment

    def _clock(self, at: datetime, now: datetime) -> str:
        """ "08:15" today, "22/11 08:15" before."""
        local, today = at.astimezone(self.timezone), now.astimezone(self.timezone).date()
        return f"{local:%H:%M}" if local.date() == today else f"{local:%d/%m %H:%M}"
