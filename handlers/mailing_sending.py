"""Owns sending a mailing from the chat: reckoned anew, claimed once, told at once or later."""

from handlers import (
    mailing_audiences,
    mailing_jobs,
    mailing_previews,
    mailing_words,
    mailing_writing,
    round_words,
)
from handlers.mailing_rights import Desk
from handlers.messages import Order, Reply, World
from handlers.talk import Outcome, say
from storage import mailings
from storage.models import Mailing

MOST_AT_ONCE = 50  # written while the chat waits; for more a job goes on beside it


def send(desk: Desk, mailing: Mailing) -> Outcome:
    """What was shown, to whom it concerns by now."""
    world = desk.world
    audience = mailing_audiences.of(desk, mailing)
    if not audience.recipients:
        return mailing_previews.nobody(audience, world)
    if not mailings.claim(desk.session, mailing.id, desk.moment.now):
        return say(already(mailing, world))
    mailing_writing.plan(desk, mailing, audience)
    if len(audience.recipients) <= MOST_AT_ONCE:
        written = mailing_writing.write(desk, mailing, 0, MOST_AT_ONCE)
        count = mailing_words.count(mailing.kind, written, world)
        left_out = "\n".join(mailing_words.left_out(audience, world))
        return say(mailing_words.done(mailing, count, left_out, world))
    text = world.gettext("It is being sent to {count}. You are told as soon as it is done.")
    count = mailing_words.count(mailing.kind, audience, world)
    order = Order(mailing_jobs.JOB, {"mailing": mailing.id, "after": 0})
    return say(Reply(text.format(count=count), attachments=(order,)))


def already(mailing: Mailing, world: World) -> Reply:
    _ = world.gettext
    when = mailing.sent_at or world.now
    text = _("It was sent at {when}. Nothing was sent a second time.")
    said = text.format(when=round_words.moment(when, world))
    return Reply(said, choices=(mailing_words.result(mailing, world), mailing_words.menu(world)))
