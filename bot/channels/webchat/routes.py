"""Owns the browser chat's addresses."""

from functools import partial

from aiohttp import web

from bot.channels.webchat import downloads, talking, uploading
from bot.channels.webchat.doors import Doors
from bot.channels.webchat.events import Streams
from bot.channels.webchat.parts import Parts


def add(app: web.Application, parts: Parts) -> None:
    """The routes, and the end of the open streams when the server stops."""
    doors, streams = Doors(parts), Streams(parts)

    async def close_streams(_app: web.Application) -> None:
        await streams.close()

    app.on_shutdown.append(close_streams)
    app.add_routes(
        [
            web.get("/static/{name}", parts.pages.assets.serve),
            web.get("/", doors.home),
            web.post("/moi", doors.join),
            web.get("/moi/{code}", doors.invitation),
            web.post("/moi/{code}", doors.join),
            web.get("/vao/{token}", doors.personal_link),
            web.post("/vao/{token}", doors.use_link),
            web.post("/demo/{who}", doors.try_demo),
            web.post("/ra", doors.leave),
            web.get("/chat/events", streams.serve, allow_head=False),
            web.post("/chat/text", partial(talking.text, parts)),
            web.post("/chat/tap", partial(talking.tap, parts)),
            web.post("/chat/photo", partial(uploading.photos, parts)),
            web.get("/tep/{sha256}", partial(downloads.file, parts)),
            web.get("/tep/{sha256}/{name}", partial(downloads.file, parts)),
        ]
    )
