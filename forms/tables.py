"""Owns the way back from a form to its sheets: only the columns that it uses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from forms.definition import (
    SELECTS,
    Choice,
    Extension,
    Form,
    Group,
    Node,
    Question,
    Repeat,
    Type,
    Words,
)

Cells = dict[str, str]  # by header


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    rows: tuple[tuple[str, ...], ...]  # the header first


def tables(form: Form) -> tuple[Table, ...]:
    settings = {
        "form_title": form.title,
        "form_id": form.form_id,
        "version": form.version,
        "default_language": form.default_language,
        **form.settings,
    }
    label = _header("label", form.default_language)  # the first label's language is the default
    survey = [row for node in form.nodes for row in _node(node)]
    choices = [_choice(name, one) for name, listed in form.choices.items() for one in listed]
    found = [_table("survey", ["type", "name", label], survey)]
    found += [_table("choices", ["list_name", "name", label], choices)] if choices else []
    return (*found, _table("settings", [], [settings]))


def _table(name: str, first: list[str], rows: list[Cells]) -> Table:
    used = dict.fromkeys([*first, *(key for row in rows for key, cell in row.items() if cell)])
    body = (tuple(row.get(header, "") for header in used) for row in rows)
    return Table(name, (tuple(used), *body))


def _header(column: str, language: str) -> str:
    return f"{column}::{language}" if language else column


def _words(column: str, words: Words) -> Cells:
    return {_header(column, language): said for language, said in words.items()}


# --- the survey sheet ---------------------------------------------------------------------------
def _node(node: Node) -> Iterator[Cells]:
    match node:
        case Question():
            yield _question(node)
        case Group() | Repeat():
            kind = "group" if isinstance(node, Group) else "repeat"
            row = {"type": f"begin {kind}", "name": node.name, **_words("label", node.label)}
            row["relevant"] = node.relevant
            row["repeat_count"] = node.count if isinstance(node, Repeat) else ""
            yield row
            for child in node.children:
                yield from _node(child)
            yield {"type": f"end {kind}"}
        case _:
            assert_never(node)


def _question(question: Question) -> Cells:
    return {
        "type": _type(question),
        "name": question.name,
        **_words("label", question.label),
        **_words("hint", question.hint),
        "required": question.required,
        **_words("required_message", question.required_message),
        "relevant": question.relevant,
        "constraint": question.constraint,
        **_words("constraint_message", question.constraint_message),
        "calculation": question.calculation,
        "default": question.default,
        "choice_filter": question.choice_filter,
        "read_only": _yes(question.read_only),
        "parameters": " ".join(f"{key}={value}" for key, value in question.parameters.items()),
        "appearance": question.appearance,
        **_words("media::image", question.image),
        **_words("media::audio", question.audio),
        **{f"bind::bot:{key}": value for key, value in _bot(question.bot).items()},
    }


def _type(question: Question) -> str:
    if question.type is Type.SELECT_ONE_FROM_FILE:
        return f"{question.type} {question.choices}.csv"
    return f"{question.type} {question.choices}" if question.type in SELECTS else question.type


def _bot(bot: Extension) -> Mapping[str, str]:
    return {
        "as": bot.as_,
        "unknown": bot.unknown,
        "none": bot.none,
        "add": bot.add,
        "similar": bot.similar,
        "suggest": "; ".join(bot.suggest),
        "example": bot.example,
        "warn": bot.warn,
        "warn_message": bot.warn_message,
        "subject": _yes(bot.subject),
        "max": str(bot.most or ""),
        "indicator": "; ".join(bot.indicators),
        "aggregate": bot.aggregate,
    }


def _yes(is_so: bool) -> str:
    return "yes" if is_so else ""


# --- the choices sheet --------------------------------------------------------------------------
def _choice(listed: str, choice: Choice) -> Cells:
    return {
        "list_name": listed,
        "name": choice.name,
        **_words("label", choice.label),
        "exclusive": _yes(choice.exclusive),
        **_words("media::image", choice.image),
        **_words("media::audio", choice.audio),
        **choice.columns,
    }
