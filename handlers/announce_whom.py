"""Owns the question to whom a notice goes: all, areas, units that are late, units by name."""

from handlers import announce_areas, announce_names
from handlers.announce_turns import Ask, Chosen, Turn, back, button
from handlers.mailing_rights import Desk
from handlers.messages import Reply
from handlers.states import Asking
from storage import rounds


def question(desk: Desk, asking: Asking) -> Reply:
    match asking.step:
        case "areas":
            return announce_areas.ask(desk, asking)
        case "round":
            return _ask_round(desk)
        case "names":
            return announce_names.ask(desk, asking)
        case _:
            return _ask_whom(desk)


def press(desk: Desk, asking: Asking, what: str, about: str) -> Turn:
    """A button of this or of an earlier question."""
    match what:
        case "communes" | "area_officers":
            return Chosen({"whom": what})
        case "areas":
            return Ask(asking.with_("areas", areas=[]))
        case "names":
            return Ask(asking.with_("names", bodies=[], waiting=[]))
        case "late":
            running = rounds.running(desk.session)
            return _late(running[0].id) if len(running) == 1 else Ask(asking.with_("round"))
        case "round":
            return _late(int(about))
        case "area" | "areas-done":
            return announce_areas.press(desk, asking, what, about)
        case "unit" | "skip" | "names-done":
            return announce_names.press(desk, asking, what, about)
        case _:
            return Ask(asking.with_("whom"))


def answer(desk: Desk, asking: Asking, text: str) -> Turn:
    match asking.step:
        case "areas":
            return announce_areas.answer(desk, asking, text)
        case "names":
            return announce_names.answer(desk, asking, text)
        case _:
            note = desk.world.gettext("Please press a button below, or type its number.")
            return Ask(asking, note)


def _late(round_id: int) -> Chosen:
    return Chosen({"whom": "missing", "round": round_id})


def _ask_whom(desk: Desk) -> Reply:
    _ = desk.world.gettext
    choices = [
        button("communes", _("All people of communes and wards")),
        button("area_officers", _("The area officers")),
        button("areas", _("One or several areas")),
        button("names", _("Units I name")),
    ]
    if rounds.running(desk.session):
        choices.insert(3, button("late", _("Units that have not reported")))
    return Reply(_("To whom does the notice go?"), choices=tuple(choices))


def _ask_round(desk: Desk) -> Reply:
    text = desk.world.gettext("Units that have not reported in which round?")
    found = [button(f"round:{one.id}", one.title) for one in rounds.running(desk.session)]
    return Reply(text, choices=(*found, back(desk.world)))
