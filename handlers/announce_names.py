"""Owns naming the units that get a notice: typed, several at once, doubtful ones asked back."""

from handlers import finding, mailing_words
from handlers.announce_turns import Ask, Chosen, Turn, back, button
from handlers.mailing_rights import Desk
from handlers.messages import Choice, Reply
from handlers.states import Asking
from storage import arrivals


def answer(desk: Desk, asking: Asking, text: str) -> Turn:
    """More names. While one is being asked back, what is typed takes its place."""
    return _resolved(desk, asking, [*finding.names(text), *_waiting(asking)[1:]])


def ask(desk: Desk, asking: Asking) -> Reply:
    _ = desk.world.gettext
    waiting = _waiting(asking)
    if waiting:
        return _ask_which(desk, waiting[0])
    picked = asking.facts["bodies"]
    if not picked:
        return Reply(
            _("Please type the names of the units."),
            hint=_("Several at once: separated by commas, or one a line."),
            choices=(back(desk.world),),
            asks="text",
        )
    named = arrivals.names(desk.session, [], picked).bodies
    text = desk.world.ngettext("{count} unit: {names}", "{count} units: {names}", len(picked))
    more = _("{names} … and {count} more")
    names = mailing_words.shortened([named[one] for one in picked], ", ", more)
    done = Choice("ask-broadcast:names-done", _("Done"), "nav")
    anew = Choice("ask-broadcast:names", _("Choose anew"), "nav")
    return Reply(
        text.format(count=len(picked), names=names),
        hint=_("Type more names, or press “Done”."),
        choices=(done, anew, back(desk.world)),
        asks="text",
    )


def _ask_which(desk: Desk, name: str) -> Reply:
    """A name that fits several, or none."""
    _ = desk.world.gettext
    maybe = finding.find(desk.session, name, desk.moment.today).maybe
    leave_out = Choice("ask-broadcast:skip", _("Leave this name out"), "nav")
    choices = [button(f"unit:{one.id}", one.name) for one in maybe]
    if maybe:
        text = _("Which unit do you mean by “{name}”?")
    else:
        text = _("No unit was found for “{name}”. Please type the name again.")
    return Reply(text.format(name=name), choices=(*choices, leave_out), asks="text")


def press(desk: Desk, asking: Asking, what: str, about: str) -> Turn:
    picked, waiting = asking.facts.get("bodies", []), _waiting(asking)
    if what == "names-done":
        if picked and not waiting:
            return Chosen({"whom": "bodies", "bodies": picked})
        return Ask(asking.with_("names", bodies=picked, waiting=waiting))
    if what == "unit" and waiting:
        asking = asking.with_("names", bodies=[*picked, int(about)])
    return _resolved(
        desk, asking.with_("names", bodies=asking.facts.get("bodies", [])), waiting[1:]
    )


def _resolved(desk: Desk, asking: Asking, waiting: list[str]) -> Turn:
    """Names become units as far as it is sure which; the first that is not is asked back."""
    bodies: list[int] = list(asking.facts["bodies"])
    while waiting:
        sure = finding.find(desk.session, waiting[0], desk.moment.today).sure
        if sure is None:
            break
        bodies.append(sure.id)
        waiting = waiting[1:]
    found = list(dict.fromkeys(bodies))
    return Ask(asking.with_("names", bodies=found, waiting=waiting))


def _waiting(asking: Asking) -> list[str]:
    """Names that were typed and are still to be found."""
    return list(asking.facts.get("waiting", []))
