"""Bot API methods about the webhook."""

import re
from typing import Any

from tests.telegram_double.payload import Params
from tests.telegram_double.registry import method
from tests.telegram_double.values import bad
from tests.telegram_double.world import World

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


@method("setWebhook")
def set_webhook(world: World, params: Params) -> Any:
    url = params.text("url")
    if not url:
        return delete_webhook(world, params)
    secret = params.text("secret_token")
    if not url.startswith(("http://", "https://")):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not _SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    if params.flag("drop_pending_updates"):
        world.pump.drop()
    world.updates.allow(params.data("allowed_updates"))
    world.pump.set(url, secret, min(max(params.integer("max_connections", 40), 1), 100))
    return True


@method("deleteWebhook")
def delete_webhook(world: World, params: Params) -> Any:
    if params.flag("drop_pending_updates"):
        world.pump.drop()
    world.pump.forget()
    return True


@method("getWebhookInfo")
def get_webhook_info(world: World, params: Params) -> Any:
    return world.pump.info()
