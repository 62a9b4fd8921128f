"""Owns choosing the areas whose communes and officers get a notice."""

from handlers import finding
from handlers.announce_turns import Ask, Chosen, Turn, back
from handlers.mailing_rights import Desk
from handlers.messages import Choice, Reply
from handlers.states import Asking
from storage import places
from storage.models import BodyKind
from vietnamese.text import fold


def ask(desk: Desk, asking: Asking) -> Reply:
    _ = desk.world.gettext
    picked = asking.facts["areas"]
    choices = [
        Choice(f"ask-broadcast:area:{one.id}", one.name, chosen=one.id in picked)
        for one in places.bodies_at(desk.session, BodyKind.AREA, desk.moment.today)
    ]
    if picked:
        choices.append(Choice("ask-broadcast:areas-done", _("Done"), "nav"))
    return Reply(
        _("Which areas?"),
        hint=_("You may choose several; then press “Done”."),
        choices=(*choices, back(desk.world)),
    )


def press(desk: Desk, asking: Asking, what: str, about: str) -> Turn:
    picked: list[int] = asking.facts.get("areas", [])
    if what == "area":
        ticked = sorted(set(picked).symmetric_difference({int(about)}))
        return Ask(asking.with_("areas", areas=ticked))
    if not picked:
        note = desk.world.gettext("Please choose at least one.")
        return Ask(asking.with_("areas", areas=[]), note)
    return Chosen({"whom": "areas", "areas": picked})


def answer(desk: Desk, asking: Asking, text: str) -> Turn:
    """All that was typed is understood, or nothing of it is taken."""
    areas = places.bodies_at(desk.session, BodyKind.AREA, desk.moment.today)
    picked = set(asking.facts["areas"])
    for said in finding.names(text):
        fitting = [one.id for one in areas if fold(said) in fold(one.name)]
        if len(fitting) != 1:
            note = desk.world.gettext("“{said}” was not understood. Please press a button below.")
            return Ask(asking, note.format(said=said))
        picked |= set(fitting)
    return Ask(asking.with_("areas", areas=sorted(picked)))
