"""Owns which answers of a report are to be looked at again: ticked, or named by numbers."""

from sqlmodel import Session

from handlers.messages import Choice, Reply, World
from handlers.states import Asking, State
from handlers.talk import Outcome, say
from storage import reports
from storage.models import Answer, Report


def ask(session: Session, report: Report, asking: Asking, world: World, lead: str = "") -> Outcome:
    _ = world.gettext
    chosen = asking.facts["questions"]
    choices = [
        Choice(
            f"ask-return:tick:{one.name}",
            f"{one.label} → {one.shown}",
            chosen=one.name in chosen,
        )
        for one in answers(session, report)
    ]
    go_on = Choice("ask-return:reason", _("Go on") if chosen else _("The whole report"), "nav")
    stop = Choice("ask-return:stop", _("Do not return"), "nav")
    reply = Reply(
        _("Report {code}: which answers have to be looked at again?").format(code=report.code),
        lead=lead,
        hint=_("Several may be chosen. Their numbers can also be typed, e.g. 3, 9."),
        choices=(*choices, go_on, stop),
    )
    return say(reply, state=State(asking=asking.with_("questions")))


def ticked(asking: Asking, name: str) -> Asking:
    names = list(asking.facts["questions"])
    changed = [one for one in names if one != name] if name in names else [*names, name]
    return asking.with_("questions", questions=changed)


def by_numbers(session: Session, report: Report, text: str) -> list[str] | None:
    """ "3, 9" → the names of these questions."""
    parts = text.replace(",", " ").replace(";", " ").split()
    by_number = {str(one.ordinal + 1): one.name for one in answers(session, report)}
    if not parts or any(part not in by_number for part in parts):
        return None
    return [by_number[part] for part in parts]


def answers(session: Session, report: Report) -> list[Answer]:
    return reports.answers(session, reports.latest_revision(session, report).id)
