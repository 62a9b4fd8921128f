"""Owns the job that sends a mailing beside the chat: ordered when it is due, done in portions."""

from datetime import datetime

from sqlmodel import Session

from handlers import mailing_audiences, mailing_rights, mailing_words, mailing_writing
from handlers.messages import Reply, World
from handlers.senders import Sender
from storage import jobs, mailings
from storage.models import Account, Job, Mailing, Person
from storage.moments import Moment

JOB = "send_mailing"
PORTION = 40  # in one transaction: an officer's answer waits for no more than these


def order_due(session: Session, moment: Moment) -> int:
    """Order what was put off until now; how many."""
    ordered = 0
    for mailing in mailings.due(session, moment.now):
        account = session.get(Account, mailing.scope["account"])
        if account is None or account.person_id != mailing.created_by:  # they left meanwhile
            mailings.drop(session, mailing.id)
        elif mailings.claim(session, mailing.id, moment.now):
            _go_on(session, account, mailing, 0, moment.now)
            ordered += 1
    return ordered


def portion(session: Session, job: Job, world: World) -> Reply | None:
    """Write to the next people of what was claimed, and order the rest; the right is asked anew."""
    mailing = mailings.get(session, job.arguments["mailing"])
    account = session.get_one(Account, job.account_id)
    sender = Sender(account, session.get_one(Person, job.person_id))
    desk = mailing_rights.desk(session, sender, world)
    if mailing is None or desk is None or not desk.may_send(mailing):
        text = world.gettext("The notice was not sent, for you are no longer in charge of it.")
        return Reply(text)
    if "to" not in mailing.scope:
        mailing_writing.plan(desk, mailing, mailing_audiences.of(desk, mailing))
    start = job.arguments["after"]
    mailing_writing.write(desk, mailing, start, PORTION)
    if start + PORTION < len(mailing.scope["to"]):
        _go_on(session, account, mailing, start + PORTION, desk.moment.now)
        return None
    return mailing_words.done(
        mailing, mailing_words.people(mailing.scope["written"], world), "", world
    )


def _go_on(session: Session, account: Account, mailing: Mailing, after: int, now: datetime) -> None:
    arguments = {"mailing": mailing.id, "after": after}
    jobs.order(session, account, mailing.created_by, JOB, arguments, "", now)
