"""Owns a round that is being put together: what is decided so far, and what is asked next."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, get_args

from pydantic import TypeAdapter

from storage.models import BodyKind, RoundKind
from vietnamese.workdays import Workdays

Step = Literal["kind", "forms", "often", "units", "due", "cut_off", "since", "title", "basis"]
Place = Step | Literal["areas", "names", "review"]
STEPS: tuple[Step, ...] = get_args(Step)


@dataclass(frozen=True, slots=True)
class Units:
    """Of whom reports are asked: every commune, those of some areas, or bodies by name.

    `waiting`: names that were typed and are still to be found.
    """

    every: bool = False
    areas: tuple[int, ...] = ()
    bodies: tuple[int, ...] = ()
    waiting: tuple[str, ...] = ()

    def scope(self) -> dict[str, Any]:
        kinds = [BodyKind.COMMUNE.value] if self.every or self.areas else []
        return {"kinds": kinds, "areas": list(self.areas), "bodies": list(self.bodies)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """None: not decided yet. `ticked` and `picked` are being chosen and not affirmed yet.

    A title "" follows from the kind and the forms.
    """

    kind: RoundKind | None = None
    forms: tuple[str, ...] = ()
    ticked: tuple[str, ...] = ()
    often: dict[str, str] = field(default_factory=dict)  # form -> requirement, where it is asked
    units: Units | None = None
    picked: Units = Units()
    due: date | None = None
    cut_off: date | None = None
    since: date | None = None
    title: str | None = None
    basis: str | None = None

    def consistent(self, workdays: Workdays) -> "Wanted":
        """Without the days that no longer fit the others: they are asked for again."""
        fitting = self
        if self.due and self.cut_off and not leaves_a_day(self.cut_off, self.due, workdays):
            fitting = replace(fitting, cut_off=None)
        if fitting.cut_off and fitting.since and fitting.since > fitting.cut_off:
            fitting = replace(fitting, since=None)
        return fitting


_JSON: TypeAdapter[Wanted] = TypeAdapter(Wanted)


def to_json(wanted: Wanted) -> dict[str, Any]:
    kept: dict[str, Any] = _JSON.dump_python(wanted, mode="json", exclude_defaults=True)
    return kept


def from_json(kept: dict[str, Any]) -> Wanted:
    return _JSON.validate_python(kept)


def leaves_a_day(cut_off: date, due: date, workdays: Workdays) -> bool:
    """Decree 09/2019/NĐ-CP, article 8.5: the deadline leaves at least one working day after the
    cut-off. The due day itself counts, for it is worked until the due hour: figures that are
    final on Thursday evening can be asked for by Friday.
    """
    return workdays.between(cut_off, due) >= 1


# --- the order of the questions -----------------------------------------------------------------
def is_lacking(step: Step, wanted: Wanted, counted: Collection[str]) -> bool:
    """Whether the step is to be asked. `counted`: the forms that are about establishments."""
    match step:
        case "kind" | "units" | "due" | "cut_off" | "since" | "title" | "basis":
            return getattr(wanted, step) is None
        case "forms":
            return not wanted.forms
        case "often":
            return next_often(wanted, counted) is not None


def next_often(wanted: Wanted, counted: Collection[str]) -> str | None:
    """The next form of which it is not known how often it is asked for."""
    left = (form for form in wanted.forms if form in counted and form not in wanted.often)
    return next(left, None)


def first_lacking(wanted: Wanted, counted: Collection[str]) -> Place:
    found = (step for step in STEPS if is_lacking(step, wanted, counted))
    return next(found, "review")


def before(place: Place, wanted: Wanted, counted: Collection[str]) -> Place | None:
    """Where "Back" leads: to the review once all is known, else one question back."""
    if place in ("areas", "names"):
        return "units"
    if first_lacking(wanted, counted) == "review":
        return "review"
    steps = [one for one in STEPS if one != "often" or set(wanted.forms).intersection(counted)]
    if place not in STEPS:
        return None
    earlier = [one for one in steps if STEPS.index(one) < STEPS.index(place)]
    return earlier[-1] if earlier else None
