"""Owns comparing the answers: a peer that finds somebody else ends the run."""

from collections.abc import Iterable

from benchmarks.reminders.peers import Letters, Missing
from handlers.planning import Item, Letter


class DisagreementError(Exception):
    """The two do not write to the same people of the same things."""


def compare(ours: Iterable[Letter], theirs: Letters) -> None:
    mine = {
        _of(letter.officer.person_id, account.id, item)
        for letter in ours
        if (account := letter.officer.account) is not None
        for item, _step in letter.items
    }
    other = {one for some in theirs.values() for one in some}
    if mine != other:
        raise DisagreementError(f"{len(mine - other)} only ours, {len(other - mine)} only theirs")


def _of(person_id: int, account_id: int, item: Item) -> Missing:
    facts = {fact.asked.form_id: fact for fact in item.status.facts}
    shops = facts["packaging"]
    return Missing(
        person_id,
        item.body.id,
        account_id,
        facts["outreach"].have,
        shops.have,
        shops.need,
        facts["period_report"].have,
    )
