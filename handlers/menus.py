"""Owns the menu and the help: what a person can do here."""

from sqlmodel import Session

from handlers.messages import Choice, Reply, World
from handlers.senders import Sender, areas_of, is_coordinator, reporting_duties
from handlers.talk import Outcome, say
from storage import drafts


def main(session: Session, sender: Sender, world: World, lead: str = "") -> Outcome:
    """The menu. An unfinished report comes first."""
    _ = world.gettext
    choices: list[Choice] = []
    unfinished = drafts.of_person(session, sender.person.id)
    if unfinished:
        choices.append(Choice("menu:resume", _("Go on with my draft")))
    if reporting_duties(session, sender, world):
        choices.append(Choice("menu:report", _("New report")))
    choices.append(Choice("due:list", _("What is due")))
    if is_coordinator(session, sender, world) or areas_of(session, sender, world):
        choices += [
            Choice("menu:progress", _("Progress")),
            Choice("menu:review", _("Reports to review")),
            Choice("menu:summary", _("Summary")),
        ]
    choices += [
        Choice("reports:0", _("My reports")),
        Choice("menu:help", _("Help")),
    ]
    text = _("Hello {name}. What do you want to do?").format(name=sender.greeting)
    return say(Reply(text, lead=lead, choices=tuple(choices)))


def not_understood(session: Session, sender: Sender, world: World) -> Outcome:
    _ = world.gettext
    lead = _("I did not understand that. Please choose from the menu, or type /trogiup.")
    return main(session, sender, world, lead=lead)


def help_(session: Session, sender: Sender, world: World) -> Outcome:
    """What can be typed: by everybody, and by those who look after others."""
    _ = world.gettext
    text = _(
        "/baocao: make a report\n/tiep: go on with a draft\n/han: what is due from me\n"
        "/cuatoi: my reports\n/sua: correct an answer or a report\n/huy: cancel the draft\n"
        "/tiendo, /tonghop: progress and figures of my unit\n"
        "/quyenriengtu: privacy\n/ngonngu: language"
    )
    lines = [text]
    if is_coordinator(session, sender, world):
        lines.append(
            _(
                "For coordinators:\n/tiendo: how far the reports are\n/thieu: who is missing\n"
                "/donvi: all about one unit\n/duyet: review reports\n/tonghop: the figures\n"
                "/xuat: Excel, draft report\n/chuyentiep: what is forwarded by itself\n"
                "/dot: the rounds of reports\n/dotxuat: ask for a report\n"
                "/giahan: a later due day\n/nhac: remind units\n/thongbao: a notice to many"
            )
        )
    elif areas_of(session, sender, world):
        lines.append(
            _(
                "For area officers:\n/tiendo: how far the reports are\n/thieu: who is missing\n"
                "/donvi: all about one unit\n/duyet: review reports\n/tonghop: the figures\n"
                "/xuat: Excel, draft report\n/dot: the rounds of reports\n/nhac: remind units"
            )
        )
    hint = _(
        "Answers are kept one by one; you may stop at any time. Buttons can also be typed: by"
        " their number or their words."
    )
    menu = Choice("menu:main", _("Menu"))
    return say(Reply("\n\n".join(lines), hint=hint, choices=(menu,)))


def commands(world: World) -> tuple[tuple[str, str], ...]:
    """The command menu that chat apps show."""
    _ = world.gettext
    return (
        ("baocao", _("Make a report")),
        ("tiep", _("Go on with a draft")),
        ("han", _("What is due from me")),
        ("cuatoi", _("My reports")),
        ("sua", _("Correct an answer or a report")),
        ("tiendo", _("How far the reports are")),
        ("tonghop", _("The figures")),
        ("huy", _("Cancel the draft")),
        ("suathongtin", _("Correct my details")),
        ("quyenriengtu", _("Privacy")),
        ("dulieucuatoi", _("A copy of my data")),
        ("rutdongy", _("Withdraw my consent")),
        ("web", _("Open in a browser")),
        ("ngonngu", _("Language")),
        ("trogiup", _("Help")),
    )
