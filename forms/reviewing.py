"""Owns what people do in the review: send, change a line, go back."""

from forms import commands, finals, moving, reviews
from forms.commands import Command
from forms.picking import pick
from forms.state import State
from forms.steps import Done, Option, Refusal, Refused, Turn


def typed(state: State, text: str) -> Turn:
    match commands.in_review(text):
        case Command.SUBMIT:
            return submit(state)
        case Command.BACK:
            return moving.back(state)
    match commands.line_to_change(text):
        case int(number) if place := state.places.by_number(number):
            return moving.jump(state, place.key)
        case str(words):
            asked = state.places.questions
            picked = pick(words, [Option(one.key, state.say(one.question.label)) for one in asked])
            if picked.certain:
                return moving.jump(state, picked.options[0].value)
    return reviews.review(state, (), Refused(Refusal.NOT_A_CHOICE))


def submit(state: State) -> Turn:
    in_review = moving.settled(state.filling, None).with_(returning=False)
    if any(reviews.problem(state, place) for place in state.places.questions):
        return reviews.review(state.with_(in_review), (), Refused(Refusal.INCOMPLETE))
    return state.with_(in_review).turn(Done(finals.finals(state)))
