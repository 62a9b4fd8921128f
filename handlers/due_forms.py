"""Owns "Báo cáo ngay": from what is missing in a round straight to the form, or where it stands."""

from typing import assert_never

from sqlmodel import Session

from handlers import correcting, desk, due_list, filing, obligations, round_words, timing
from handlers.messages import Choice, Reply, World
from handlers.obligations import Refused
from handlers.planning import Item
from handlers.senders import Sender
from handlers.talk import Outcome, say
from storage import drafts, form_versions, round_reports
from storage.models import Person
from storage.round_facts import Fact

MOST = 6  # buttons, besides those that lead back


def choose(session: Session, sender: Sender, round_id: int, body_id: int, world: World) -> Outcome:
    """The only missing form at once; of several, which?"""
    moment = timing.moment(session, world)
    match obligations.find(session, sender, round_id, body_id, world, moment):
        case Refused() as why:
            return obligations.refused(why, world)
        case Item() as item if item.status.is_done:
            return _done(session, sender, world)
        case Item(status=status) as item if len(status.missing) == 1:
            return _begin(session, sender, item, status.missing[0], world)
        case Item() as item:
            return _which(session, item, world)
        case _ as never:
            assert_never(never)


def begin(
    session: Session, sender: Sender, round_id: int, body_id: int, form_id: str, world: World
) -> Outcome:
    moment = timing.moment(session, world)
    item = obligations.find(session, sender, round_id, body_id, world, moment)
    if isinstance(item, Refused):
        return obligations.refused(item, world)
    fact = next((one for one in item.status.missing if one.asked.form_id == form_id), None)
    if fact is None:
        return _done(session, sender, world)
    return _begin(session, sender, item, fact, world)


def _done(session: Session, sender: Sender, world: World) -> Outcome:
    """Thanks; what is missing elsewhere follows."""
    _ = world.gettext
    lead = _("Thank you: this was reported already.")
    return due_list.show(session, sender, world, lead)


def _which(session: Session, item: Item, world: World) -> Outcome:
    _ = world.gettext
    titles = round_words.titles(session)
    action = f"due:form:{item.round.id}:{item.body.id}"
    forms = [fact.asked.form_id for fact in item.status.missing[:MOST]]
    choices = [Choice(f"{action}:{one}", titles.get(one, one)) for one in forms]
    if any(map(obligations.may_be_nil, item.status.facts)):
        choices.append(Choice(f"due:nil:{item.round.id}:{item.body.id}", _("Nothing to report")))
    lines = [
        f"{item.body.name} · {item.round.title}",
        _("Due: {when}").format(when=round_words.due(item.status, world)),
        _("Still missing:"),
        *round_words.missing(item.status.missing, titles, world),
    ]
    back = Choice("due:list", _("What is due"), "nav")
    text = _("What do you want to report?")
    return say(Reply(text, lead="\n".join(lines), choices=(*choices, back)))


def _begin(session: Session, sender: Sender, item: Item, fact: Fact, world: World) -> Outcome:
    """A returned report is corrected, an own draft gone on with; else a new one begins."""
    form_id = fact.asked.form_id
    if fact.is_returned:
        found = round_reports.returned(session, item.round, item.body.id, form_id, world.now)
        mine = [report for report in found if report.person_id == sender.person.id]
        if mine:
            return correcting.correct(session, sender, mine[0].id, world)
        return _returned_to_another(session, item, found[0].person_id, form_id, world)
    draft_id = _draft_of(session, sender, item, form_id)
    if draft_id is not None:
        return desk.show_again(session, sender, draft_id, "", world)
    return filing.start_for(session, sender, item.body.id, form_id, world)


def _draft_of(session: Session, sender: Sender, item: Item, form_id: str) -> int | None:
    """The own draft of this form for this unit that was touched last."""
    for draft in drafts.of_person(session, sender.person.id):
        version = form_versions.get(session, draft.form_version_id)
        is_new = draft.report_id is None and draft.body_id == item.body.id
        if is_new and version.form_id == form_id:
            return draft.id
    return None


def _returned_to_another(
    session: Session, item: Item, person_id: int, form_id: str, world: World
) -> Outcome:
    _ = world.gettext
    name = session.get_one(Person, person_id).full_name
    text = _(
        "{name} sent the report that was returned. Please ask them to correct it, or send one."
    )
    choices = (
        Choice(f"for:{item.body.id}:{form_id}", _("New report")),
        Choice("due:list", _("What is due"), "nav"),
    )
    return say(Reply(text.format(name=name), choices=choices))
