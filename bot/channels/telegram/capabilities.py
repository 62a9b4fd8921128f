"""Owns what Telegram can do."""

from bot.channels.base import Capabilities

CHANNEL = "telegram"
CAPABILITIES = Capabilities(
    pushes=True, buttons=True, edits=True, contact_button=True, location_button=True
)
