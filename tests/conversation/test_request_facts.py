"""A request as it is kept: nothing is lost in JSON, every way back ends, typed days are found."""

import json
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import library
from handlers import request_facts, round_forms, typed_days
from handlers.messages import World
from handlers.request_facts import STEPS, Units, Wanted
from storage.models import Requirement, RoundKind
from storage.moments import Moment
from storage.rounds import Asked
from tests.conversation.people import MORNING, ZONE
from vietnamese import formats
from vietnamese.workdays import Workdays

TODAY = MORNING.date()
WORLD = World(MORNING, TODAY, ZONE, gettext=str, ngettext=lambda one, many, n: many)
FORMS = ("outreach", "packaging", "site")
COUNTED = ("packaging", "site")

days = st.dates(date(2025, 1, 1), date(2028, 12, 31))
forms = st.lists(st.sampled_from(FORMS), unique=True).map(tuple)
ids = st.lists(st.integers(1, 9), unique=True).map(tuple)
units = st.builds(Units, st.booleans(), ids, ids, st.lists(st.text(max_size=5)).map(tuple))
wanted = st.builds(
    Wanted,
    kind=st.none() | st.sampled_from(RoundKind),
    forms=forms,
    ticked=forms,
    often=st.dictionaries(st.sampled_from(COUNTED), st.sampled_from(["at_least_one"])),
    units=st.none() | units,
    picked=units,
    due=st.none() | days,
    cut_off=st.none() | days,
    since=st.none() | days,
    title=st.none() | st.text(),
    basis=st.none() | st.text(),
)


@given(wanted)
def test_what_is_kept_comes_back(one: Wanted) -> None:
    kept = json.loads(json.dumps(request_facts.to_json(one)))
    assert request_facts.from_json(kept) == one


@given(wanted, st.sampled_from([*STEPS, "areas", "names"]))
def test_every_way_back_ends_at_the_start_or_at_the_review(one: Wanted, place: str) -> None:
    seen = [place]
    while (place := request_facts.before(place, one, COUNTED) or "") not in ("", "review"):  # type: ignore[arg-type]
        assert place not in seen
        seen.append(place)
    is_whole = request_facts.first_lacking(one, COUNTED) == "review"
    assert (place == "review") == is_whole
    assert is_whole or seen[-1] == "kind"


@given(days, days)
def test_a_cut_off_fits_if_a_working_day_is_left(cut_off: date, due: date) -> None:
    workdays = Workdays()
    left = [day for n in range((due - cut_off).days)
            if workdays.is_working(day := cut_off + timedelta(days=n + 1))]  # fmt: skip
    assert request_facts.leaves_a_day(cut_off, due, workdays) == bool(left)


@given(wanted)
def test_days_that_were_made_consistent_fit(one: Wanted) -> None:
    fitting = one.consistent(Workdays())
    assert fitting.due == one.due
    if fitting.due and fitting.cut_off:
        assert request_facts.leaves_a_day(fitting.cut_off, fitting.due, Workdays())
    if fitting.cut_off and fitting.since:
        assert fitting.since <= fitting.cut_off
    assert fitting.consistent(Workdays()) == fitting


@given(st.integers(-90, 60), st.integers(-90, 60), st.sampled_from(["%d/%m", "%d/%m/%Y"]))
def test_a_day_between_two_is_found_with_or_without_its_year(
    one: int, other: int, written: str
) -> None:
    day, last = (TODAY + timedelta(days=n) for n in sorted((one, other)))
    typed = typed_days.near(day.strftime(written), TODAY, TODAY - timedelta(days=92), last)
    assert typed == typed_days.Typed((day,), sure=True)


@given(st.integers(1, 400))
def test_a_day_far_ahead_needs_its_year(distance: int) -> None:
    day = TODAY + timedelta(days=distance)
    assert typed_days.ahead(formats.day(day), TODAY) == typed_days.Typed((day,), sure=True)
    if distance <= 360:
        said = typed_days.ahead(day.strftime("%d/%m"), TODAY)
        assert said == typed_days.Typed((day,), sure=distance <= 183)


@given(st.integers(-30, 400), st.times(time(0, 1), time(23, 59)))
def test_what_is_offered_instead_of_a_day_fits(distance: int, clock: time) -> None:
    moment = Moment(datetime.combine(TODAY, clock, ZONE), ZONE, Workdays())
    day = TODAY + timedelta(days=distance)
    found = typed_days.unfit(day, moment, WORLD)
    if found is None:
        assert day >= TODAY
        assert Workdays().is_working(day)
    else:
        assert all(typed_days.unfit(one, moment, WORLD) is None for one in found.instead)


@pytest.mark.parametrize(
    ("form_id", "usual", "each"),
    [
        ("outreach", Requirement.AT_LEAST_ONE, None),
        ("period_report", Requirement.ONCE, None),
        ("model", Requirement.AT_LEAST_ONE, None),
        ("consumption", Requirement.AT_LEAST_ONE, ("enterprise", ("enterprise",))),
        ("site", Requirement.AT_LEAST_ONE, ("site", ("craft_village", "industrial_cluster"))),
    ],
)
def test_how_a_form_is_asked_for(
    form_id: str, usual: Requirement, each: tuple[str, tuple[str, ...]] | None
) -> None:

    form = library.load(form_id)
    assert round_forms.usual(form) == usual
    assert round_forms.is_of_establishments(form) == (each is not None)
    per = Requirement.PER_ESTABLISHMENT
    expected = Asked(form_id, per, *each) if each else Asked(form_id, Requirement.AT_LEAST_ONE)
    assert round_forms.asked(form, per) == expected
    assert round_forms.asked(form, "once") == Asked(form_id, "once")
