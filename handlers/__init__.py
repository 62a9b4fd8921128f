"""The conversation: what people do. No chat app, no HTTP, no clock but the one given.

`receive` is the only door in.
"""

from sqlmodel import Session

from handlers import routing, states
from handlers.messages import Incoming, Reply, World
from handlers.senders import Sender
from storage import people
from storage.models import Account


def receive(
    session: Session, account: Account, incoming: Incoming, world: World
) -> tuple[Reply, ...]:
    """Hear one message of one account; what is to be said is returned, never sent from here."""
    person = people.lock_owner(session, account)
    before = states.load(session, account.id)
    if person is None:
        outcome = routing.stranger(session, account, before, incoming, world)
    else:
        sender = Sender(account, person)
        outcome = routing.person(session, sender, before, incoming, world)
    if outcome.state != before:
        states.keep(session, account.id, outcome.state, world)
    return outcome.replies
