"""The check and the outline as messages: few buttons, numbers that mean what people see."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.steps import (
    Instance,
    Keyboard,
    Line,
    Option,
    Outlined,
    Question,
    Repeating,
    Review,
)
from handlers import overview
from handlers.messages import World
from handlers.overview import MOST_BUTTONS, MOST_QUESTIONS

NOW = datetime(2026, 11, 23, tzinfo=UTC)
WORLD = World(
    NOW, NOW.date(), UTC, gettext=str, ngettext=lambda one, many, n: one if n == 1 else many
)


def review(lines: int, instances: int = 0, problems: int = 0) -> Review:
    """As many lines as said; each instance has the next of them."""
    made = tuple(
        Line(f"q{n}", n, f"Câu hỏi {n}?", f"{n}", "thiếu" if n <= problems else "")
        for n in range(1, lines + 1)
    )
    things = tuple(Instance(f"m#{n}", f"Thành viên {n}", f"q{n}") for n in range(1, instances + 1))
    return Review(made, repeats=(Repeating("m", "Thành viên", things, may_change=True),))


@given(st.integers(1, 600), st.integers(0, 30), st.integers(0, 600))
def test_a_form_of_any_length_has_few_buttons(lines: int, instances: int, problems: int) -> None:
    reply = overview.pick_line(review(lines, instances, problems), 7, WORLD)
    *choices, back = reply.choices
    assert len(choices) <= MOST_BUTTONS
    assert back.action == "nav:7:resume"
    numbered = [one for one in reply.choices if one.kind == "answer"]
    # What is numbered is numbered like the lines, so that a typed number has one meaning.
    assert [one.action for one in numbered] in ([], [f"jump:7:q{n + 1}" for n in range(lines)])
    assert bool(numbered) == (lines + 1 + (instances > 0) <= MOST_BUTTONS)


def test_of_many_lines_those_with_a_problem_come_first() -> None:
    reply = overview.pick_line(review(500, problems=3), 7, WORLD)
    assert [one.action for one in reply.choices[:3]] == ["jump:7:q1", "jump:7:q2", "jump:7:q3"]
    assert reply.choices[0].label == "1. Câu hỏi 1? 1"
    assert "1" in reply.text


def test_what_a_count_decides_is_neither_added_nor_removed() -> None:
    fixed = Repeating("m", "HTX", (Instance("m#1", "HTX 1", "q1"),), may_change=False)
    step = Review(review(2).lines, repeats=(fixed,))
    assert not [one for one in overview.pick_line(step, 7, WORLD).choices if ":m" in one.action]
    assert overview.pick_instance(step, "m", 7, WORLD) is None
    assert overview.ask_removal(step, "m#1", 7, WORLD) is None


@pytest.mark.parametrize("key", ["m#9", "q1", "", "x#1"])
def test_what_is_gone_cannot_be_removed(key: str) -> None:
    assert overview.pick_instance(review(2, 1), key, 7, WORLD) is None
    assert overview.ask_removal(review(2, 1), key, 7, WORLD) is None


def test_an_instance_is_known_by_its_first_answer() -> None:
    reply = overview.pick_instance(review(2, 2), "m", 7, WORLD)
    assert reply is not None
    labels = [one.label for one in reply.choices]
    assert labels == ["Thành viên 1: 1", "Thành viên 2: 2", "Back to the check"]


def test_lines_stand_under_the_heading_of_their_instance() -> None:
    where = [(), ("Hộ 1",), ("Hộ 1",), ("Hộ 1", "Con 1"), ("Hộ 2",), ()]
    lines = tuple(Line(f"q{n}", n, f"C{n}", "x", where=one) for n, one in enumerate(where, 1))
    text = overview.review(Review(lines), 7, WORLD).text
    assert [line for line in text.splitlines() if not line.startswith("→")] == [
        "1. C1", "— Hộ 1 —", "2. C2", "3. C3", "— Hộ 1 · Con 1 —", "4. C4", "— Hộ 2 —", "5. C5",
        "———", "6. C6",
    ]  # fmt: skip


def questions(count: int) -> tuple[Question, ...]:
    return tuple(Question(f"q{n}", n, count, f"Câu hỏi {n}?") for n in range(1, count + 1))


@pytest.mark.parametrize(
    ("count", "at", "first", "last", "left"),
    [
        (12, "q5", 1, 12, 0),
        (MOST_QUESTIONS, "q50", 1, MOST_QUESTIONS, 0),
        (250, "q1", 1, 100, 150),
        (250, "q120", 120, 219, 31),
        (250, "q249", 249, 250, 0),
        (250, None, 1, 100, 150),
    ],
)
def test_an_outline_shows_at_most_a_hundred_from_the_open_one_on(
    count: int, at: str | None, first: int, last: int, left: int
) -> None:
    lines = overview.outline(Outlined(questions(count)), at, 7, WORLD).text.splitlines()
    more = [f"… and {left} more questions."] if left else []
    expected = [f"{n}. Câu hỏi {n}?" for n in range(first, last + 1)]
    assert lines == expected + more


def test_an_outline_says_what_each_question_takes() -> None:
    yes_no = (Option("yes", "Có"), Option("no", "Không"))
    asked = (
        Question("a", 1, 4, "Một?", options=yes_no, keyboard=Keyboard.NONE),
        Question("b", 2, 4, "Nhiều?", options=yes_no, several=True, current="Có"),
        Question("c", 3, 4, "Mấy?", options=(Option("=unknown", "Không rõ"),),
                 keyboard=Keyboard.NUMBER),
        Question("d", 4, 4, "Tên?", where=("Hộ 1",)),
    )  # fmt: skip
    reply = overview.outline(Outlined(asked), "a", 7, WORLD)
    assert reply.text.splitlines() == [
        "1. Một? (1 Có; 2 Không)",
        "2. Nhiều? (one or more: 1 Có; 2 Không)",
        "→ Có",
        "3. Mấy? (or: Không rõ)",
        "— Hộ 1 —",
        "4. Tên?",
    ]
    assert "question 1 on" in reply.hint
    assert "on;" not in overview.outline(Outlined(asked), None, 7, WORLD).hint
