"""What a person sees of one message of the bot."""

from dataclasses import dataclass, field

from tests.telegram_double.values import Json


@dataclass(frozen=True, slots=True)
class Attachment:
    """A photo or document of the bot; `Person.fetches` gets the bytes."""

    kind: str  # "photo" or "document"
    file_id: str
    name: str
    mime: str
    size: int


@dataclass(frozen=True, slots=True)
class Heard:
    """One message of the bot, as the person's app shows it."""

    message_id: int
    text: str  # text or caption
    buttons: tuple[str, ...] = ()  # labels of inline buttons, row by row
    callbacks: tuple[tuple[str, str], ...] = ()  # (label, callback_data)
    links: tuple[tuple[str, str], ...] = ()  # (label, url)
    keyboard: tuple[tuple[str, ...], ...] | None = None  # reply keyboard sent with it
    removes_keyboard: bool = False
    asks_contact: bool = False  # a key of the keyboard asks for the phone number
    asks_location: bool = False  # … for the place where the person is
    photo: Attachment | None = None
    document: Attachment | None = None
    album: str | None = None
    edited: bool = False
    raw: Json = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, shown: Json) -> "Heard":
        message, markup = shown["message"], shown["markup"] or {}
        inline = [button for row in markup.get("inline_keyboard", []) for button in row]
        keys = markup.get("keyboard")
        return cls(
            message_id=message["message_id"],
            text=message.get("text") or message.get("caption") or "",
            buttons=tuple(button["text"] for button in inline),
            callbacks=_pairs(inline, "callback_data"),
            links=_pairs(inline, "url"),
            keyboard=None if keys is None else tuple(tuple(k["text"] for k in row) for row in keys),
            removes_keyboard=bool(markup.get("remove_keyboard")),
            asks_contact=any(k.get("request_contact") for row in keys or () for k in row),
            asks_location=any(k.get("request_location") for row in keys or () for k in row),
            photo=_photo(message),
            document=_document(message),
            album=message.get("media_group_id"),
            edited="edit_date" in message,
            raw=message,
        )

    @property
    def file(self) -> Attachment | None:
        return self.photo or self.document


def _pairs(buttons: list[Json], key: str) -> tuple[tuple[str, str], ...]:
    return tuple((button["text"], button[key]) for button in buttons if key in button)


def _photo(message: Json) -> Attachment | None:
    if "photo" not in message:
        return None
    largest = message["photo"][-1]
    return Attachment("photo", largest["file_id"], "", "image/jpeg", largest["file_size"])


def _document(message: Json) -> Attachment | None:
    if "document" not in message:
        return None
    raw = message["document"]
    return Attachment(
        "document", raw["file_id"], raw["file_name"], raw["mime_type"], raw["file_size"]
    )
