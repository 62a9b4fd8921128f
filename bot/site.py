"""Owns putting the HTTP server together."""

from bot.channels.webchat.access import Access
from bot.channels.webchat.pages import Pages
from bot.channels.webchat.parts import Parts
from bot.parts import Shared
from bot.web import Ready, Server, Site, Webhook
from bot.worlds import translations


def open_site(shared: Shared, ready: Ready, telegram_webhook: Webhook | None) -> Server:
    settings, clock = shared.settings, shared.worlds.clock
    words = {language: translations(language) for language in ("vi", "en")}
    access = Access(
        shared.transactions,
        settings.secret(),
        settings.public_url,
        demo=shared.demo,
        now=clock,
    )
    chat = Parts(
        transactions=shared.transactions,
        inbox=shared.inbox,
        bell=shared.bell,
        access=access,
        pages=Pages(words, settings.locale, shared.worlds.zone),
        data_dir=settings.data_dir,
        now=clock,
        demo=shared.demo,
    )
    return Server(Site(chat, ready, telegram_webhook))
