"""Owns "không phát sinh": the word that there was nothing to report, asked back and kept."""

from collections.abc import Sequence

from sqlmodel import Session

from handlers import due_list, nil_words, obligations, round_words, settling, timing
from handlers.messages import World
from handlers.nil_words import ALL
from handlers.obligations import Refused
from handlers.planning import Item
from handlers.senders import Sender
from handlers.talk import Outcome, say
from storage import audit, nil_declarations
from storage.round_facts import Fact


def choose(session: Session, sender: Sender, world: World) -> Outcome:
    """For which unit and round? Not asked where there is only one."""
    moment = timing.moment(session, world)
    items = [item for item in obligations.mine(session, sender, world, moment) if _meant(item, ALL)]
    if not items:
        lead = world.gettext("Nothing is left that could be declared as “nothing to report”.")
        return due_list.show(session, sender, world, lead)
    if len(items) == 1:
        return _ask(session, sender, items[0], "", world)
    return say(nil_words.which_unit(items, world))


def ask(
    session: Session, sender: Sender, round_id: int, body_id: int, forms: str, world: World
) -> Outcome:
    """Which of the missing forms; then, in so many words, whether it is so."""
    moment = timing.moment(session, world)
    item = obligations.find(session, sender, round_id, body_id, world, moment)
    if isinstance(item, Refused):
        return obligations.refused(item, world)
    return _ask(session, sender, item, forms, world)


def declare(
    session: Session, sender: Sender, round_id: int, body_id: int, forms: str, world: World
) -> Outcome:
    """It is so. All is looked at once more: somebody may have reported since it was asked."""
    moment = timing.moment(session, world)
    item = obligations.find(session, sender, round_id, body_id, world, moment)
    if isinstance(item, Refused):
        return obligations.refused(item, world)
    meant = [fact.asked.form_id for fact in _meant(item, forms)]
    if not meant:
        return _impossible(session, sender, item, forms, world)
    said = nil_declarations.declare(session, round_id, body_id, meant, sender.person.id, world.now)
    for one in said:
        audit.add(
            session, "nil declared", world.now, person_id=sender.person.id,
            account_id=sender.account.id, subject=item.round.key, body_id=body_id, form_id=one,
        )  # fmt: skip
    settling.reported(session, body_id, moment)
    return _receipt(session, sender, item, meant, world)


def _meant(item: Item, forms: str) -> list[Fact]:
    """Those of the forms of which it can be said now."""
    return [fact for fact in _named(item, forms) if obligations.may_be_nil(fact)]


def _named(item: Item, forms: str) -> list[Fact]:
    """ "outreach,packaging": the forms by their ids; or all of them."""
    ids = forms.split(",")
    return [fact for fact in item.status.facts if forms == ALL or fact.asked.form_id in ids]


def _ask(session: Session, sender: Sender, item: Item, forms: str, world: World) -> Outcome:
    titles = round_words.titles(session)
    facts = _meant(item, forms or ALL)
    if not facts:
        return _impossible(session, sender, item, forms or ALL, world)
    if len(facts) > 1 and not forms:
        return say(nil_words.which_form(item, facts, titles, world))
    return say(nil_words.confirm(item, facts, titles, world))


def _impossible(session: Session, sender: Sender, item: Item, forms: str, world: World) -> Outcome:
    """Said already: the receipt again. Else why it cannot be said, and what to do."""
    facts = _named(item, forms)
    declared = [fact.asked.form_id for fact in facts if fact.nil_since is not None]
    if declared:
        return _receipt(session, sender, item, declared, world)
    titles = round_words.titles(session)
    why = [nil_words.why_not(fact, titles.get(fact.asked.form_id, ""), world) for fact in facts]
    lead = "\n".join(why) or world.gettext("This button is no longer in use.")
    return due_list.show(session, sender, world, lead)


def _receipt(
    session: Session, sender: Sender, item: Item, form_ids: Sequence[str], world: World
) -> Outcome:
    moment = timing.moment(session, world)
    now = obligations.find(session, sender, item.round.id, item.body.id, world, moment)
    if isinstance(now, Refused):
        return obligations.refused(now, world)
    return say(nil_words.receipt(now, form_ids, round_words.titles(session), world))
