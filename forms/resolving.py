"""Owns settling a doubt: one of the ways out of it was taken."""

from forms import checking, doubting, showing, taking
from forms.program import Place
from forms.readings import Taken
from forms.state import State
from forms.steps import Doubt, Turn
from forms.value_json import value_from_json


def resolve(state: State, place: Place, doubt: Doubt, choice: str) -> Turn:
    """One of the ways out of a doubt was taken."""
    asked = state.with_(state.filling.with_(doubt=None))
    if choice == doubting.NO or choice not in doubt.values:
        return showing.ask(asked, place, same=True)
    value = value_from_json(doubt.values[choice])
    if doubt.kind == "similar" and choice != doubting.YES:
        return _listed_after_all(asked, place, doubt, choice)
    return taking.take(asked, place, Taken(value), doubt.source, sure=choice == doubting.YES)


def _listed_after_all(state: State, place: Place, doubt: Doubt, name: str) -> Turn:
    """The "new" place is in the list after all: it answers the question that offered the list."""
    listing = next(
        (
            one
            for one in reversed(state.places.questions)
            if one.element.order < place.element.order
            and one.question.choices == place.question.bot.similar
            and one.ids == place.ids[: len(one.ids)]
        ),
        None,
    )
    if listing is None:
        return showing.ask(state, place, same=True)
    if refused := checking.refuse(state, listing, name):
        return showing.again(state, place, refused)
    return taking.take(state, listing, Taken(name), doubt.source)
