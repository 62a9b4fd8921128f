"""Owns the questions of /nhac: everybody, an area, or one unit by button or by name."""

from handlers import mailing_audiences, mailing_words
from handlers.mailing_rights import Desk
from handlers.messages import Choice, Reply, World
from handlers.planning import Item
from handlers.states import State
from handlers.talk import Outcome, say
from storage import places
from storage.models import Body, BodyKind, Round

FEW = 8  # units that are shown as buttons at once
MOST_TYPED = 100  # units whose names can be typed: beyond it an area is chosen first
NO_AREA = 0


def whom(desk: Desk, one: Round, items: list[Item]) -> Outcome:
    _ = desk.world.gettext
    everyone = _("All units that have not reported ({count})").format(count=len(items))
    choices = [Choice(f"nudge:all:{one.id}", everyone)]
    areas = _areas(desk, one, items)
    hint = ""
    if len(items) <= FEW or len(areas) < 2:
        choices += _buttons(one, items)
    else:
        choices.append(Choice(f"nudge:areas:{one.id}", _("One area")))
        choices.append(Choice(f"nudge:pick:{one.id}", _("One unit")))
        hint = _("You may also type the name of a unit.")
    text = _("Whom do you want to remind of “{round}”?").format(round=one.title)
    reply = Reply(text, hint=hint, choices=(*choices, mailing_words.menu(desk.world)))
    return _typeable(reply, one, items)


def areas(desk: Desk, one: Round, items: list[Item]) -> Outcome:
    """One to be reminded as a whole."""
    choices = [
        Choice(f"nudge:area:{one.id}:{area.id}", f"{area.name} ({len(some)})")
        for area, some in _areas(desk, one, items)
    ]
    return _which_area(desk, one, choices)


def groups(desk: Desk, one: Round, items: list[Item]) -> Outcome:
    """One to choose a unit from; what is in no area (departments) stands last."""
    choices = [
        Choice(f"nudge:units:{one.id}:{area.id}", f"{area.name} ({len(some)})")
        for area, some in _areas(desk, one, items)
    ]
    rest = _in_no_area(desk, one, items)
    if rest:
        others = desk.world.gettext("Other units ({count})").format(count=len(rest))
        choices.append(Choice(f"nudge:units:{one.id}:{NO_AREA}", others))
    return _which_area(desk, one, choices)


def units(desk: Desk, one: Round, items: list[Item], area_id: int) -> Outcome:
    if area_id == NO_AREA:
        here = _in_no_area(desk, one, items)
    else:
        members = mailing_audiences.members_of(desk, one, area_id)
        here = [item for item in items if item.body.id in members]
    choices = (*_buttons(one, here), _back(one, desk.world))
    return _typeable(Reply(desk.world.gettext("Which unit?"), choices=choices), one, items)


def _which_area(desk: Desk, one: Round, choices: list[Choice]) -> Outcome:
    text = desk.world.gettext("Which area? (The number: units that have not reported.)")
    return say(Reply(text, choices=(*choices, _back(one, desk.world))))


def _areas(desk: Desk, one: Round, items: list[Item]) -> list[tuple[Body, list[Item]]]:
    """The areas within the reach in which something is missing, with what is."""
    every = desk.areas
    if every is None:
        every = tuple(places.bodies_at(desk.session, BodyKind.AREA, desk.moment.today))
    found = []
    for area in every:
        members = mailing_audiences.members_of(desk, one, area.id)
        some = [item for item in items if item.body.id in members]
        if some:
            found.append((area, some))
    return found


def _in_no_area(desk: Desk, one: Round, items: list[Item]) -> list[Item]:
    grouped = {item.body.id for _area, some in _areas(desk, one, items) for item in some}
    return [item for item in items if item.body.id not in grouped]


def _buttons(one: Round, items: list[Item]) -> list[Choice]:
    return [Choice(f"nudge:body:{one.id}:{item.body.id}", item.body.name) for item in items]


def _typeable(reply: Reply, one: Round, items: list[Item]) -> Outcome:
    """Every unit can be typed by its name, though it has no button (and no number)."""
    more = _buttons(one, items) if len(items) <= MOST_TYPED else []
    known = {choice.action for choice in reply.choices}
    unseen = [Choice(one.action, one.label, "nav") for one in more if one.action not in known]
    return Outcome((reply,), State(menu=(*reply.choices, *unseen)))


def _back(one: Round, world: World) -> Choice:
    return Choice(f"nudge:round:{one.id}", world.gettext("Back"), "nav")
