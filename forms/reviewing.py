"""Owns what people do in the review: send, change a line, go back."""

from forms import commands, moving, reviews
from forms.commands import Command
from forms.picking import pick
from forms.state import State
from forms.steps import (
    Done,
    Option,
    Refusal,
    Refused,
    Turn,
)


def typed(state: State, text: str) -> Turn:
    match commands.in_review(text):
        case Command.SUBMIT:
            return submit(state)
        case Command.BACK:
            return moving.back(state)
    asked = state.asked()
    match commands.line_to_change(text):
        case int(number) if 1 <= number <= len(asked):
            return moving.jump(state, asked[number - 1].name)
        case str(words):
            labels = [Option(one.name, state.form.say(one.question.label)) for one in asked]
            picked = pick(words, labels)
            if picked.certain:
                return moving.jump(state, picked.options[0].value)
    return reviews.review(state, (), Refused(Refusal.NOT_A_CHOICE))


def submit(state: State) -> Turn:
    in_review = moving.settled(state.filling, None).with_(returning=False)
    if any(reviews.problem(state, entry) for entry in state.asked()):
        return reviews.review(state.with_(in_review), (), Refused(Refusal.INCOMPLETE))
    return Turn(in_review, Done(reviews.finals(state)))
