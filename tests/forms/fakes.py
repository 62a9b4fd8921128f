"""Owns what tests stand on: small outside lists, a fixed day, and a filling that is talked to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from forms import engine
from forms import filling as fillings
from forms.definition import Form
from forms.outside import Context, Found, Item
from forms.steps import (
    Accepted,
    Again,
    Ask,
    Done,
    Doubt,
    Filling,
    Input,
    Question,
    Refusal,
    Refused,
    Review,
    Turn,
    Typed,
)
from forms.values import Photo, Value
from forms.xlsform import from_markdown
from vietnamese.text import fold

TODAY = date(2026, 11, 23)  # a Monday
OWN_UNIT = "03433@2025-07-01"
PHOTOS = tuple(Photo(f"{at:064x}", "image/jpeg") for at in range(8))


def _unit(code: str, name: str, start: str, end: str = "") -> Item:
    columns = {"code": code, "valid_from": start, "valid_to": end, "level": "commune", "kind": "xã"}
    return Item(f"{code}@{start}", name, columns)


UNITS = (
    _unit("03433", "Xã Mường Tè", "2025-07-01"),
    _unit("03615", "Xã Mường Than", "2025-07-01"),
    _unit("03595", "Xã Than Uyên", "2025-07-01"),
    _unit("03618", "Xã Phúc Than", "2020-02-01", "2025-06-30"),
    *(_unit(f"04{at:03}", f"Xã Số {at}", "2025-07-01") for at in range(20)),
)
ESTABLISHMENTS = (
    Item("1", "Siêu thị Hoa Ban", {"kind": "supermarket", "unit": OWN_UNIT}),
    Item("2", "Chợ Mường Tè", {"kind": "market", "unit": OWN_UNIT}),
    Item("3", "Chợ Than Uyên", {"kind": "market", "unit": "03595@2025-07-01"}),
    Item("4", "Làng nghề dệt Nậm Củm", {"kind": "craft_village", "unit": OWN_UNIT}),
)


SITES = ("craft_village", "industrial_cluster")


class FakeLists:
    """`forms.steps.Lists` in memory: a name that holds the words is found, one alone is certain."""

    def __init__(self) -> None:
        self.lists = {
            "units": UNITS,
            "establishments": ESTABLISHMENTS,
            "sites": tuple(one for one in ESTABLISHMENTS if one.columns["kind"] in SITES),
        }

    def items(self, name: str, answers: Mapping[str, Value]) -> Sequence[Item]:
        return self.lists.get(name, ())

    def item(self, name: str, value: str) -> Item | None:
        return next((item for item in self.items(name, {}) if item.name == value), None)

    def search(self, name: str, text: str, answers: Mapping[str, Value]) -> Found:
        found = tuple(item for item in self.items(name, answers) if fold(text) in fold(item.label))
        note = "Xã này đổi tên." if len(found) == 1 and found[0].label == "Xã Mường Than" else ""
        return Found(found, exact=len(found) == 1, note=note)

    def similar(self, name: str, text: str, answers: Mapping[str, Value]) -> Sequence[Item]:
        return [item for item in self.items(name, answers) if fold(item.label) in fold(text)]


def context(unit: str = OWN_UNIT, today: date = TODAY) -> Context:
    return Context(today, FakeLists(), "lo.van.an", {"unit": unit})


def make(survey: str, choices: str = "", settings: str = "") -> Form:
    """A form from the rows of its sheets, each header first."""
    settings = settings or "| form_title | form_id | version |\n| | Thử | try | 1 |"
    parts = [f"| survey {survey.strip()}", f"| choices {choices.strip()}" if choices else ""]
    return from_markdown("\n".join([*parts, f"| settings {settings.strip()}"]))


@dataclass
class Talk:
    """A filling in conversation. Each step passes through JSON, as it does between messages."""

    form: Form
    context: Context = field(default_factory=context)
    turn: Turn = field(init=False)

    def __post_init__(self) -> None:
        self.turn = engine.start(self.form, self.context)

    def say(self, *said: str | Input) -> "Talk":
        for one in said:
            move = Typed(one) if isinstance(one, str) else one
            filling = fillings.from_json(fillings.to_json(self.turn.filling))
            self.turn = engine.advance(self.form, filling, move, self.context)
        return self

    @property
    def filling(self) -> Filling:
        return self.turn.filling

    @property
    def question(self) -> Question:
        assert isinstance(self.turn.step, Ask | Again), self.turn.step
        return self.turn.step.question

    @property
    def at(self) -> str:
        return self.question.name

    @property
    def accepted(self) -> tuple[Accepted, ...]:
        assert isinstance(self.turn.step, Ask | Review), self.turn.step
        return self.turn.step.accepted

    @property
    def shown(self) -> list[str]:
        return [one.shown for one in self.accepted]

    @property
    def refused(self) -> Refusal:
        assert isinstance(self.turn.step, Again), self.turn.step
        assert isinstance(self.turn.step.why, Refused), self.turn.step
        return self.turn.step.why.why

    @property
    def message(self) -> str:
        assert isinstance(self.turn.step, Again), self.turn.step
        return self.turn.step.why.message

    @property
    def doubt(self) -> Doubt:
        assert isinstance(self.turn.step, Again), self.turn.step
        assert isinstance(self.turn.step.why, Doubt), self.turn.step
        return self.turn.step.why

    @property
    def review(self) -> Review:
        assert isinstance(self.turn.step, Review), self.turn.step
        return self.turn.step

    @property
    def sent(self) -> dict[str, Value]:
        assert isinstance(self.turn.step, Done), self.turn.step
        return {one.name: one.value for one in self.turn.step.values}

    def value(self, name: str) -> Value:
        return self.filling.answers[name].value
