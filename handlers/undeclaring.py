"""Owns taking back "không phát sinh" while the round runs: there is something after all."""

from typing import assert_never

from sqlmodel import Session

from handlers import due_list, obligations, round_words, timing
from handlers.messages import Choice, Reply, World
from handlers.obligations import Refused
from handlers.planning import Item
from handlers.senders import Sender
from handlers.talk import Outcome, say
from storage import audit, nil_declarations

MOST = 7


def choose(session: Session, sender: Sender, world: World) -> Outcome:
    """All that was declared for one's own units in running rounds."""
    moment = timing.moment(session, world)
    return _which(session, sender, obligations.mine(session, sender, world, moment), world)


def ask(session: Session, sender: Sender, round_id: int, body_id: int, world: World) -> Outcome:
    moment = timing.moment(session, world)
    match obligations.find(session, sender, round_id, body_id, world, moment):
        case Refused() as why:
            return obligations.refused(why, world)
        case Item() as item:
            return _which(session, sender, [item], world)
        case _ as never:
            assert_never(never)


def _which(session: Session, sender: Sender, items: list[Item], world: World) -> Outcome:
    _ = world.gettext
    declared = [(i, f) for i in items for f in i.status.facts if f.nil_since is not None]
    if not declared:
        lead = _("Nothing is declared as “nothing to report”.")
        return due_list.show(session, sender, world, lead)
    if len(declared) == 1:
        item, fact = declared[0]
        return withdraw(session, sender, item.round.id, item.body.id, fact.asked.form_id, world)
    titles = round_words.titles(session)
    choices = [
        Choice(
            f"due:unnil:{item.round.id}:{item.body.id}:{fact.asked.form_id}",
            f"{titles.get(fact.asked.form_id, '')} · {item.body.name}",
        )
        for item, fact in declared[:MOST]
    ]
    back = Choice("due:list", _("What is due"), "nav")
    return say(Reply(_("Which one do you take back?"), choices=(*choices, back)))


def withdraw(
    session: Session, sender: Sender, round_id: int, body_id: int, form_id: str, world: World
) -> Outcome:
    _ = world.gettext
    moment = timing.moment(session, world)
    item = obligations.find(session, sender, round_id, body_id, world, moment)
    if isinstance(item, Refused):
        return obligations.refused(item, world)
    if nil_declarations.withdraw(session, round_id, body_id, form_id):
        audit.add(
            session, "nil withdrawn", world.now, person_id=sender.person.id,
            account_id=sender.account.id, subject=item.round.key, body_id=body_id, form_id=form_id,
        )  # fmt: skip
    title = round_words.titles(session).get(form_id, "")
    lead = _("“{form}” of {unit} is no longer declared as “nothing to report”.")
    return due_list.show(session, sender, world, lead.format(form=title, unit=item.body.name))
