"""Owns one row of the survey sheet as a question."""

import re
from collections.abc import Mapping

from forms.columns import Cells
from forms.definition import Extension, Question, Type

_YES = frozenset({"yes", "true", "true()"})
_PLAIN = frozenset({
    "unknown", "none", "add", "similar", "example", "warn", "warn_message", "aggregate",
})  # fmt: skip


def question(row: Cells, type_: Type, listed: str) -> Question:
    return Question(
        name=row.get("name"),
        type=type_,
        label=row.say("label"),
        hint=row.say("hint"),
        required=row.get("required"),
        required_message=row.say("required_message"),
        relevant=row.get("relevant"),
        constraint=row.get("constraint"),
        constraint_message=row.say("constraint_message"),
        calculation=row.get("calculation"),
        default=row.get("default"),
        choices=listed,
        choice_filter=row.get("choice_filter"),
        read_only=row.get("read_only").lower() in _YES,
        parameters=_parameters(row.get("parameters")),
        appearance=row.get("appearance"),
        image=row.say("media::image"),
        audio=row.say("media::audio"),
        bot=_extension(row.bot),
    )


def _parameters(written: str) -> dict[str, str]:
    return dict(re.findall(r"([\w\-]+)\s*=\s*([^\s,;]+)", written))


def _extension(bot: Mapping[str, str]) -> Extension:
    plain = {key: value for key, value in bot.items() if key in _PLAIN}
    most = bot.get("max", "")
    return Extension(
        **plain,
        as_=bot.get("as", ""),
        suggest=_list(bot.get("suggest", "")),
        indicators=_list(bot.get("indicator", "")),
        subject=bot.get("subject", "").lower() in _YES,
        most=int(most) if most.isdecimal() else 0,
    )


def _list(written: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in written.split(";") if part.strip())
