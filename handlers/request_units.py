"""Owns of whom a round asks: every commune, those of some areas, or units named one by one."""

from dataclasses import replace

from sqlmodel import col, select

from handlers import finding
from handlers.messages import Choice, Reply
from handlers.request_facts import Units, Wanted
from handlers.request_turns import Desk, Next, Stay, Turn, button
from storage import places
from storage.models import Body, BodyKind
from vietnamese.text import fold

MOST_NAMED = 15  # units whose names stand in a message


def named(desk: Desk, ids: tuple[int, ...]) -> list[Body]:
    return places.by_name(desk.session.exec(select(Body).where(col(Body.id).in_(ids))))


def listed(bodies: list[Body], desk: Desk) -> str:
    """ "Xã Bum Nưa, Xã Mường Tè … và 3 đơn vị nữa" """
    _ = desk.world.gettext
    said = ", ".join(body.name for body in bodies[:MOST_NAMED])
    left = len(bodies) - MOST_NAMED
    return _("{names} … and {count} more").format(names=said, count=left) if left > 0 else said


# --- which way ----------------------------------------------------------------------------------
def ask_units(desk: Desk, _wanted: Wanted) -> Reply:
    _ = desk.world.gettext
    count = len(places.bodies_at(desk.session, BodyKind.COMMUNE, desk.world.today))
    return Reply(
        _("Of which units do you ask it?"),
        choices=(
            button("units", "every", _("All communes and wards ({count})").format(count=count)),
            button("units", "areas", _("By area")),
            button("units", "names", _("I name them")),
        ),
    )


def press_units(_desk: Desk, wanted: Wanted, what: str) -> Turn:
    settled = wanted.units or Units()
    match what:
        case "every":
            return Next(replace(wanted, units=Units(every=True), picked=Units()))
        case "areas":
            return Stay(replace(wanted, picked=Units(areas=settled.areas)), "areas")
        case _:
            return Stay(replace(wanted, picked=Units(bodies=settled.bodies)), "names")


def type_units(desk: Desk, wanted: Wanted, text: str) -> Turn:
    """A name can be typed at once, too."""
    return type_names(desk, replace(wanted, picked=Units()), text)


# --- by area ------------------------------------------------------------------------------------
def ask_areas(desk: Desk, wanted: Wanted) -> Reply:
    _ = desk.world.gettext
    today = desk.world.today
    choices = []
    for area in places.bodies_at(desk.session, BodyKind.AREA, today):
        label = f"{area.name} ({len(places.members_of(desk.session, area.id, today))})"
        is_picked = area.id in wanted.picked.areas
        choices.append(button("areas", str(area.id), label, chosen=is_picked))
    if wanted.picked.areas:
        choices.append(Choice("ask-round:areas:", _("Done"), "nav"))
    return Reply(
        _("Which areas?"),
        hint=_("You may choose several; then press “Done”."),
        choices=tuple(choices),
    )


def press_areas(desk: Desk, wanted: Wanted, what: str) -> Turn:
    """An area is ticked or unticked; "" affirms them."""
    if what:
        areas = set(wanted.picked.areas).symmetric_difference({int(what)})
        return Stay(replace(wanted, picked=Units(areas=tuple(sorted(areas)))), "areas")
    if not wanted.picked.areas:
        return Stay(wanted, "areas", desk.world.gettext("Please choose at least one."))
    return Next(replace(wanted, units=Units(areas=wanted.picked.areas), picked=Units()))


def type_areas(desk: Desk, wanted: Wanted, text: str) -> Turn:
    """Several at once by their names; all of them are understood, or none is taken."""
    areas = places.bodies_at(desk.session, BodyKind.AREA, desk.world.today)
    picked = set(wanted.picked.areas)
    for said in finding.names(text):
        fitting = [area.id for area in areas if fold(said) in fold(area.name)]
        if len(fitting) != 1:
            note = desk.world.gettext("“{said}” was not understood. Please press a button below.")
            return Stay(wanted, "areas", note.format(said=said))
        picked |= set(fitting)
    return Stay(replace(wanted, picked=Units(areas=tuple(sorted(picked)))), "areas")


# --- by name ------------------------------------------------------------------------------------
def ask_names(desk: Desk, wanted: Wanted) -> Reply:
    _ = desk.world.gettext
    if wanted.picked.waiting:
        return _ask_which(desk, wanted.picked.waiting[0])
    picked = named(desk, wanted.picked.bodies)
    if not picked:
        return Reply(
            _("Please type the names of the units."),
            hint=_("Several at once: separated by commas, or one a line."),
            asks="text",
        )
    text = desk.world.ngettext("{count} unit: {names}", "{count} units: {names}", len(picked))
    return Reply(
        text.format(count=len(picked), names=listed(picked, desk)),
        hint=_("Type more names, or press “Done”."),
        choices=(
            Choice("ask-round:names:", _("Done"), "nav"),
            Choice("ask-round:names:none", _("Choose anew"), "nav"),
        ),
        asks="text",
    )


def _ask_which(desk: Desk, name: str) -> Reply:
    """A name that fits several, or none."""
    _ = desk.world.gettext
    maybe = finding.find(desk.session, name, desk.world.today).maybe
    leave_out = Choice(f"ask-round:names:skip:{name}", _("Leave this name out"), "nav")
    if not maybe:
        text = _("No unit was found for “{name}”. Please type the name again.")
        return Reply(text.format(name=name), choices=(leave_out,), asks="text")
    choices = [button("names", f"{body.id}:{name}", body.name) for body in maybe]
    text = _("Which unit do you mean by “{name}”?")
    return Reply(text.format(name=name), choices=(*choices, leave_out), asks="text")


def press_names(desk: Desk, wanted: Wanted, what: str) -> Turn:
    """One of those a name may mean, "skip" the name, "none" of those so far; "" affirms them.

    A button belongs to its name: pressed twice, it says nothing of the name that is asked next.
    """
    picked = wanted.picked
    what, _colon, name = what.partition(":")
    if name and picked.waiting[:1] != (name,):
        return Stay(wanted, "names")
    match what:
        case "" if picked.bodies and not picked.waiting:
            return Next(replace(wanted, units=Units(bodies=picked.bodies), picked=Units()))
        case "":
            return Stay(wanted, "names")
        case "none":
            return Stay(replace(wanted, picked=Units()), "names")
        case "skip":
            return _resolved(desk, wanted, replace(picked, waiting=picked.waiting[1:]))
        case _:
            ids = (*picked.bodies, int(what))
            return _resolved(desk, wanted, Units(bodies=ids, waiting=picked.waiting[1:]))


def type_names(desk: Desk, wanted: Wanted, text: str) -> Turn:
    """More names. While one is being asked back, what is typed takes its place."""
    waiting = (*finding.names(text), *wanted.picked.waiting[1:])
    return _resolved(desk, wanted, replace(wanted.picked, waiting=waiting))


def _resolved(desk: Desk, wanted: Wanted, picked: Units) -> Turn:
    """Names become units as far as it is sure which; the first that is not is asked back."""
    bodies, waiting = list(picked.bodies), list(picked.waiting)
    while waiting:
        sure = finding.find(desk.session, waiting[0], desk.world.today).sure
        if sure is None:
            break
        bodies.append(sure.id)
        del waiting[0]
    ids = tuple(dict.fromkeys(bodies))
    return Stay(replace(wanted, picked=Units(bodies=ids, waiting=tuple(waiting))), "names")
