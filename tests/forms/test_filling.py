"""A filling is kept as JSON and comes back the same."""

import json
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.filling import from_json, to_json
from forms.steps import Answer, Doubt, Filling, Option
from forms.value_json import value_from_json, value_to_json
from forms.values import NOT_RECORDED, File, Photo, Point, Value

texts = st.text(max_size=20)
names = st.lists(texts, max_size=4).map(tuple)
photos = st.builds(Photo, texts, texts)
photo_rows = st.lists(photos, min_size=1, max_size=3).map(tuple)
decimals = st.decimals(allow_nan=False, allow_infinity=False)
degrees = st.floats(-180, 180)
values: st.SearchStrategy[Value] = st.one_of(
    texts,
    st.integers(),
    decimals,
    st.dates(),
    st.times(),
    st.datetimes(),
    st.builds(Point, degrees, degrees),
    st.builds(File, texts, texts, texts),
    names,
    photo_rows,
    st.just(NOT_RECORDED),
)
sources = st.none() | texts
answers = st.builds(Answer, values, sources, st.booleans())
doubts = st.builds(
    Doubt,
    st.sampled_from(["check", "readings", "found", "similar"]),
    texts,
    st.lists(st.builds(Option, texts, texts, st.booleans()), max_size=3).map(tuple),
    st.dictionaries(texts, values.map(value_to_json), max_size=3),
    sources,
    texts,
)
ids = st.lists(st.integers(1), max_size=3).map(tuple)
fillings = st.builds(
    Filling,
    form_id=texts,
    version=texts,
    answers=st.dictionaries(texts, answers, max_size=4),
    skipped=st.frozensets(texts, max_size=3),
    repeats=st.dictionaries(texts, ids, max_size=3),
    last_id=st.integers(1),
    closed=st.frozensets(texts, max_size=3),
    kept=st.dictionaries(texts, values, max_size=3),
    started=st.none() | st.datetimes(timezones=st.just(UTC)),
    at=sources,
    returning=st.booleans(),
    ticks=st.none() | names,
    photos=st.lists(photos, max_size=3).map(tuple),
    doubt=st.none() | doubts,
    waiting=st.lists(st.tuples(texts, texts), max_size=3).map(tuple),
    waiting_source=sources,
)


@given(values)
def test_values_come_back(value: Value) -> None:
    again = value_from_json(json.loads(json.dumps(value_to_json(value))))
    assert again == value
    assert type(again) is type(value)
    assert str(again) == str(value)  # 1.50 stays 1.50


@given(fillings)
def test_fillings_come_back(filling: Filling) -> None:
    assert from_json(json.loads(json.dumps(to_json(filling)))) == filling


@pytest.mark.parametrize("data", [None, True, 1.5, [], {}, {"decimal": 1}, {"not_recorded": False}])
def test_what_is_no_value_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match=r".*"):
        value_from_json(data)


def test_a_filling_kept_before_there_were_repeats() -> None:
    data = to_json(Filling("a", "1", {"x": Answer("y")}))
    for new in ("repeats", "last_id", "closed", "kept", "started", "waiting", "waiting_source"):
        del data[new]
    assert from_json(data) == Filling("a", "1", {"x": Answer("y")})
