"""Owns how choices become rows of buttons."""

from collections.abc import Iterator, Sequence

from bot.channels.base import Button
from handlers.messages import Choice

SHORT, LONG = 14, 30  # characters of a label: fits beside another; too long for a button
MANY = 10  # beyond so many answers the buttons are bare numbers
MOST_NUMBERS = 90  # Telegram takes 100 buttons: later answers are typed by their number
NUMBERS_A_ROW, ANSWERS_A_ROW, NAV_A_ROW = 5, 2, 3

Row = tuple[Button, ...]


def rows(choices: Sequence[Choice], message_id: int) -> tuple[Row, ...]:
    """Answers first, navigation last. A button's data names the message and the choice in it."""
    named = [(one, f"{message_id}:{index}") for index, one in enumerate(choices)]
    answers = [(one, data) for one, data in named if one.kind == "answer"]
    navigation = [(one, Button(tick(one) + one.label, d)) for one, d in named if one.kind == "nav"]
    if are_listed([one for one, _ in answers]):
        numbers = [
            Button(f"{tick(one)}{number}", data)
            for number, (one, data) in enumerate(answers[:MOST_NUMBERS], 1)
        ]
        top = _chunks(numbers, NUMBERS_A_ROW)
    else:
        numbered = [
            (one, Button(f"{tick(one)}{number}. {one.label}", data))
            for number, (one, data) in enumerate(answers, 1)
        ]
        top = _packed(numbered, ANSWERS_A_ROW)
    return (*top, *_packed(navigation, NAV_A_ROW))


def are_listed(answers: Sequence[Choice]) -> bool:
    """Whether the answers stand as a numbered list in the text."""
    return len(answers) > MANY or any(len(one.label) > LONG for one in answers)


def tick(choice: Choice) -> str:
    return "✓ " if choice.chosen else ""


def _packed(buttons: Sequence[tuple[Choice, Button]], most: int) -> Iterator[Row]:
    """Short ones side by side, a long one alone."""
    row: list[Button] = []
    for choice, button in buttons:
        is_short = len(choice.label) <= SHORT
        if row and (not is_short or len(row) == most):
            yield tuple(row)
            row = []
        row.append(button)
        if not is_short:
            yield tuple(row)
            row = []
    if row:
        yield tuple(row)


def _chunks(buttons: Sequence[Button], size: int) -> Iterator[Row]:
    for start in range(0, len(buttons), size):
        yield tuple(buttons[start : start + size])
