"""What people send besides text: photos, files, contacts, places."""

import base64
import secrets

from tests.telegram_double.entities import find_entities
from tests.telegram_double.people import chat_of, incoming
from tests.telegram_double.values import ImpossibleError, Json
from tests.telegram_double.world import World


def _bytes(encoded: str) -> bytes:
    return base64.b64decode(encoded)


def _caption(body: Json) -> Json:
    text = str(body.get("caption") or "").strip()
    if not text:
        return {}
    found = find_entities(text)
    return {"caption": text, "caption_entities": found} if found else {"caption": text}


def sends_photo(world: World, body: Json) -> int:
    return incoming(world, chat_of(world, body), _photo(world, body["content"]) | _caption(body))


def sends_album(world: World, body: Json) -> list[int]:
    """Several photos under one media_group_id: one update each."""
    if not 2 <= len(body["contents"]) <= 10:
        raise ImpossibleError("an album has 2-10 photos")
    chat = chat_of(world, body)
    album = {"media_group_id": str(secrets.randbelow(10**16) + 10**16)}
    photos = [_photo(world, content) | album for content in body["contents"]]
    photos[0] |= _caption(body)
    return [incoming(world, chat, photo) for photo in photos]


def sends_document(world: World, body: Json) -> int:
    content = _bytes(body["content"])
    stored = world.files.store(content, "documents", body["name"], body["mime"])
    fields = {"document": stored.document()} | _caption(body)
    return incoming(world, chat_of(world, body), fields)


def sends_contact(world: World, body: Json) -> int:
    """The person's own contact (with user_id) or somebody else's."""
    chat = chat_of(world, body)
    contact: Json = {"phone_number": body["phone"]}
    if body.get("own", True):
        contact |= {key: chat.user[key] for key in ("first_name", "last_name") if key in chat.user}
        contact["user_id"] = chat.number
    else:
        contact["first_name"] = body.get("name") or "Người khác"
        if body.get("user_id"):
            contact["user_id"] = body["user_id"]
    return incoming(world, chat, {"contact": contact})


def sends_location(world: World, body: Json) -> int:
    place = {"latitude": body["latitude"], "longitude": body["longitude"]}
    return incoming(world, chat_of(world, body), {"location": place})


def sends_sticker(world: World, body: Json) -> int:
    stored = world.files.store(b"RIFF\x00\x00\x00\x00WEBP", "stickers", "s.webp", "image/webp")
    sticker = {
        **stored.summary(),
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
        "emoji": "👍",
    }
    return incoming(world, chat_of(world, body), {"sticker": sticker})


def sends_voice(world: World, body: Json) -> int:
    stored = world.files.store(b"OggS" + bytes(60), "voice", "v.oga", "audio/ogg")
    voice = {**stored.summary(), "duration": 3, "mime_type": "audio/ogg"}
    return incoming(world, chat_of(world, body), {"voice": voice})


def _photo(world: World, encoded: str) -> Json:
    sizes = world.files.store_photo(_bytes(encoded), strict=False)
    return {"photo": [size.photo_size() for size in sizes]}
