"""Owns the review of a round that is asked for: every line, what it would reach, its warnings."""

from dataclasses import dataclass
from datetime import date

from handlers import request_forms, request_units, request_words, round_forms, round_words, telling
from handlers.messages import Choice, Reply
from handlers.request_facts import STEPS, Step, Units, Wanted
from handlers.request_turns import Desk
from storage import places, rounds, scopes
from storage.models import Body, BodyKind, Requirement, Round, RoundKind
from storage.rounds import Asked
from vietnamese import formats


@dataclass(frozen=True, slots=True)
class Reach:
    """Of whom it would be asked today, and what stands against it."""

    bodies: tuple[Body, ...]
    people: int
    unreached: tuple[Body, ...]
    overlaps: tuple[Round, ...]
    ending: tuple[Body, ...]  # before the due day


def asked(desk: Desk, wanted: Wanted) -> tuple[Asked, ...]:
    """How each form is asked for: as was said, else as is usual."""
    found = []
    for form_id in wanted.forms:
        form = round_forms.latest(desk.session, form_id)
        if form is not None:
            requirement = wanted.often.get(form_id) or round_forms.usual(form)
            found.append(round_forms.asked(form, requirement))
    return tuple(found)


def bodies(desk: Desk, units: Units) -> list[Body]:
    """Who that is today; a unit that ended is what it went into."""
    session, today = desk.session, desk.world.today
    found = {body.id: body for body in scopes.in_force(session, units.bodies, today)}
    if units.every:
        every = places.bodies_at(session, BodyKind.COMMUNE, today)
        found |= {body.id: body for body in every}
    for area in units.areas:
        found |= {body.id: body for body in places.members_of(session, area, today)}
    return places.by_name(found.values())


def reach(desk: Desk, wanted: Wanted) -> Reach:
    found = bodies(desk, wanted.units or Units())
    audience = telling.audience(desk.session, found, desk.moment)
    due = wanted.due or desk.world.today
    return Reach(
        tuple(found),
        len(audience.readers),
        audience.unreached,
        tuple(_overlaps(desk, wanted, {body.id for body in found})),
        tuple(body for body in found if body.valid_to is not None and body.valid_to < due),
    )


def _overlaps(desk: Desk, wanted: Wanted, ids: set[int]) -> list[Round]:
    """Running rounds that ask a form of a unit that would be asked for it again."""
    found = []
    for one in rounds.running(desk.session):
        same = {each.form_id for each in rounds.forms_of(desk.session, one.id)} & set(wanted.forms)
        expected = scopes.expected(desk.session, one, desk.world.today) if same else []
        if any(body.id in ids for body in expected):
            found.append(one)
    return found


# --- the words ----------------------------------------------------------------------------------
def show(desk: Desk, wanted: Wanted) -> Reply:
    _ = desk.world.gettext
    found = reach(desk, wanted)
    labels = _labels(desk)
    lines = [f"{labels[step]}: {value}" for step, value in _values(desk, wanted, found).items()]
    start = Choice("ask-round:review:start", _("Start the round"))
    change = [Choice(f"ask-round:review:{s}", _("Change: {what}").format(what=labels[s]))
              for s in STEPS if s != "often" or request_forms.counted(desk, wanted)]  # fmt: skip
    return Reply(
        _("Please check the request.") + "\n\n" + "\n".join(lines),
        hint="\n".join([*_told(desk, found), *unreached(desk, found), *_warnings(desk, found)]),
        choices=(start, *change),
    )


def _labels(desk: Desk) -> dict[Step, str]:
    _ = desk.world.gettext
    return {
        "kind": _("Kind"),
        "forms": _("Reports asked for"),
        "often": _("How many reports"),
        "units": _("Units"),
        "due": _("Due day"),
        "cut_off": _("Cut-off of the figures"),
        "since": _("Figures from"),
        "title": _("Title"),
        "basis": _("Legal basis"),
    }


def _values(desk: Desk, wanted: Wanted, found: Reach) -> dict[Step, str]:
    titles = round_words.titles(desk.session)
    values: dict[Step, str] = {
        "title": request_words.title(desk, wanted),
        "kind": request_forms.kind_name(wanted.kind or RoundKind.AD_HOC, desk.world),
        "forms": "; ".join(titles.get(form, form) for form in wanted.forms),
        "units": f"{len(found.bodies)} · {request_units.listed(list(found.bodies), desk)}",
        "due": _day(wanted.due) + ", " + formats.time_of_day(rounds.DUE_TIME),
        "cut_off": _day(wanted.cut_off),
        "since": _day(wanted.since),
        "basis": wanted.basis or "—",
    }
    if often := request_forms.counted(desk, wanted):
        values["often"] = "; ".join(_often(desk, wanted, form, titles) for form in often)
    return values


def _often(desk: Desk, wanted: Wanted, form: str, titles: dict[str, str]) -> str:
    _ = desk.world.gettext
    each = wanted.often.get(form) == Requirement.PER_ESTABLISHMENT
    said = _("One for each establishment") if each else _("At least one")
    return f"{titles.get(form, form)}: {said}"


def _day(day: date | None) -> str:
    return formats.day_in_words(day) if day else "—"


def _told(desk: Desk, found: Reach) -> list[str]:
    text = desk.world.ngettext(
        "{count} person will be told.", "{count} people will be told.", found.people
    )
    return [text.format(count=formats.number(found.people))]


def unreached(desk: Desk, found: Reach) -> list[str]:
    if not found.unreached:
        return []
    names = request_units.listed(list(found.unreached), desk)
    text = desk.world.gettext("⚠ {count} units have nobody who can be told: {names}.")
    return [text.format(count=len(found.unreached), names=names)]


def _warnings(desk: Desk, found: Reach) -> list[str]:
    _ = desk.world.gettext
    said = []
    for one in found.overlaps:
        text = _("⚠ “{title}” asks the same of some of these units and is still running.")
        said.append(text.format(title=one.title))
    if found.ending:
        names = request_units.listed(list(found.ending), desk)
        said.append(_("⚠ These units end before the due day: {names}.").format(names=names))
    return said
