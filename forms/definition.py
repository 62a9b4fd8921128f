"""Owns a compiled form: immutable, versioned, kept as JSON, known by the hash of its content."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, assert_never, cast

Words = Mapping[str, str]  # the same words by language; "" = the language was not said


class Type(StrEnum):
    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TIME = "time"
    DATETIME = "dateTime"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    SELECT_ONE_FROM_FILE = "select_one_from_file"
    IMAGE = "image"
    FILE = "file"
    GEOPOINT = "geopoint"
    ACKNOWLEDGE = "acknowledge"
    NOTE = "note"
    CALCULATE = "calculate"
    HIDDEN = "hidden"
    START = "start"
    END = "end"
    TODAY = "today"
    USERNAME = "username"


# Their value comes from an expression or from outside; nobody is asked.
METADATA = frozenset({Type.START, Type.END, Type.TODAY, Type.USERNAME})
SILENT = METADATA | {Type.NOTE, Type.CALCULATE, Type.HIDDEN}
SELECTS = frozenset({Type.SELECT_ONE, Type.SELECT_MULTIPLE, Type.SELECT_ONE_FROM_FILE})
NUMBERS = frozenset({Type.INTEGER, Type.DECIMAL})

ADDED = "new"  # the value of a bot:add option: "not in the list yet"


@dataclass(frozen=True, slots=True)
class Extension:
    """The `bind::bot:*` columns: what a chat needs beyond XLSForm. See docs/forms.md."""

    as_: str = ""
    unknown: str = ""
    none: str = ""
    add: str = ""
    similar: str = ""
    suggest: tuple[str, ...] = ()
    example: str = ""
    warn: str = ""
    warn_message: str = ""
    indicators: tuple[str, ...] = ()
    aggregate: str = ""
    subject: bool = False  # its answer says which thing a series of reports is about
    most: int = 0  # photos; 0 = the usual number


@dataclass(frozen=True, slots=True)
class Question:
    """One row of the survey sheet. Expressions are kept as they were written."""

    name: str
    type: Type
    label: Words = field(default_factory=dict)
    hint: Words = field(default_factory=dict)
    required: str = ""
    required_message: Words = field(default_factory=dict)
    relevant: str = ""
    constraint: str = ""
    constraint_message: Words = field(default_factory=dict)
    calculation: str = ""
    default: str = ""
    choices: str = ""  # a list of the choices sheet, or an outside list by its file's stem
    choice_filter: str = ""
    read_only: bool = False
    parameters: Mapping[str, str] = field(default_factory=dict)
    appearance: str = ""
    image: Words = field(default_factory=dict)
    audio: Words = field(default_factory=dict)
    bot: Extension = Extension()

    @property
    def asked(self) -> bool:
        return self.type not in SILENT and not self.read_only


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    label: Words = field(default_factory=dict)
    relevant: str = ""
    children: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Repeat:
    """Questions that are answered once for each of several things."""

    name: str
    label: Words = field(default_factory=dict)
    relevant: str = ""
    count: str = ""  # repeat_count: how many there are; "" = as many as the person adds
    children: tuple["Node", ...] = ()


Section = Group | Repeat
SECTIONS = (Group, Repeat)
Node = Question | Group | Repeat


@dataclass(frozen=True, slots=True)
class Choice:
    name: str
    label: Words
    exclusive: bool = False  # in a select_multiple it stands alone: "Không"
    image: Words = field(default_factory=dict)
    audio: Words = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)  # for choice_filter


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """Equal and hashed by content, so that what is derived from a form can be cached by it."""

    form_id: str
    version: str
    title: str
    default_language: str
    nodes: tuple[Node, ...]
    choices: Mapping[str, tuple[Choice, ...]]
    settings: Mapping[str, str] = field(default_factory=dict)
    digest: str = field(init=False, default="")

    def __post_init__(self) -> None:
        text = json.dumps(to_json(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        object.__setattr__(self, "digest", hashlib.sha256(text.encode()).hexdigest())

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Form) and other.digest == self.digest

    def say(self, words: Words, language: str = "") -> str:
        """The words in `language` ("vi"), else in the form's own, else in whatever there is."""
        if language and len(words) > 1:
            for name, said in words.items():
                if said and language_code(name) == language:
                    return said
        return words.get(self.default_language) or words.get("") or next(iter(words.values()), "")


def language_code(name: str) -> str:
    """ "vi" of "Tiếng Việt (vi)"."""
    return name.rpartition("(")[2].rstrip(")").strip().lower() if "(" in name else name.lower()


def walk(
    nodes: tuple[Node, ...], above: tuple[Section, ...] = ()
) -> Iterator[tuple[Question, tuple[Section, ...]]]:
    """Every question in order, with the groups and repeats it stands in, outermost first."""
    for node in nodes:
        match node:
            case Question():
                yield node, above
            case Group() | Repeat():
                yield from walk(node.children, (*above, node))
            case _:
                assert_never(node)


# --- JSON ---------------------------------------------------------------------------------------
def to_json(form: Form) -> dict[str, Any]:
    """Plain JSON types; whatever has its default value is left out."""
    return {
        "form_id": form.form_id,
        "version": form.version,
        "title": form.title,
        "default_language": form.default_language,
        "nodes": [_node_to_json(node) for node in form.nodes],
        "choices": {name: [_plain(c) for c in row] for name, row in form.choices.items()},
        "settings": dict(form.settings),
    }


def from_json(data: Mapping[str, Any]) -> Form:
    return Form(
        form_id=data["form_id"],
        version=data["version"],
        title=data["title"],
        default_language=data["default_language"],
        nodes=tuple(_node_from_json(node) for node in data["nodes"]),
        choices={name: tuple(Choice(**c) for c in row) for name, row in data["choices"].items()},
        settings=data["settings"],
    )


def _node_to_json(node: Node) -> dict[str, Any]:
    match node:
        case Question():
            extension = _plain(node.bot)
            return {"kind": "question", **_plain(node), **({"bot": extension} if extension else {})}
        case Group() | Repeat():
            children = [_node_to_json(child) for child in node.children]
            kind = "group" if isinstance(node, Group) else "repeat"
            return {"kind": kind, **_plain(node), "children": children}
        case _:
            assert_never(node)


def _plain(thing: Node | Choice | Extension) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in fields(thing):
        value = getattr(thing, one.name)
        if not value or isinstance(value, Extension) or one.name == "children":
            continue
        found[one.name] = list(value) if isinstance(value, tuple) else _copied(value)
    return found


def _copied(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else value


def _node_from_json(data: Mapping[str, Any]) -> Node:
    rest = {key: value for key, value in data.items() if key not in {"kind", "bot", "children"}}
    if data["kind"] in {"group", "repeat"}:
        section = Group if data["kind"] == "group" else Repeat
        return section(**rest, children=tuple(_node_from_json(c) for c in data["children"]))
    bot: dict[str, Any] = {key: _frozen(value) for key, value in data.get("bot", {}).items()}
    return Question(**{**rest, "type": Type(cast("str", data["type"]))}, bot=Extension(**bot))


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
