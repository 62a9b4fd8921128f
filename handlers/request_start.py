"""Owns the moment a round that was asked for begins: checked once more, kept, told."""

from dataclasses import replace

from handlers import request_review, request_words, telling, typed_days
from handlers.messages import Choice, Reply
from handlers.request_facts import Units, Wanted, leaves_a_day
from handlers.request_turns import Desk, Stay
from handlers.talk import Outcome, say
from storage import audit, rounds
from storage.models import Round, RoundKind
from storage.rounds import Plan
from vietnamese import formats

LOOKED_AT = 50  # rounds
_KEYS = {RoundKind.AD_HOC: "dot-xuat", RoundKind.THEMATIC: "chuyen-de"}


def start(desk: Desk, wanted: Wanted) -> Outcome | Stay:
    """Begin the round; Stay: something that fitted when it was answered does not fit any more."""
    stay = _unfit(desk, wanted)
    if stay is not None:
        return stay
    one = _kept(desk, wanted)
    audit.add(
        desk.session,
        "round begun",
        desk.world.now,
        person_id=desk.sender.person.id,
        account_id=desk.sender.account.id,
        subject=one.key,
    )
    _ = desk.world.gettext
    found = request_review.reach(desk, wanted)
    text = desk.world.ngettext(
        "The round “{title}” has begun: {count} unit is asked.",
        "The round “{title}” has begun: {count} units are asked.",
        len(found.bodies),
    )
    hints = [
        _("Number of the round: {number}.").format(number=one.key),
        _("They are being told. You hear how many were reached when it is done."),
        *request_review.unreached(desk, found),
    ]
    return say(
        Reply(
            text.format(title=one.title, count=len(found.bodies)),
            hint="\n".join(hints),
            attachments=(telling.announce(one),),
            choices=(
                Choice(f"round:show:{one.id}", _("See the round")),
                Choice("menu:main", _("Menu"), "nav"),
            ),
        )
    )


def begun_last(desk: Desk) -> Outcome:
    """The button was pressed once more, or belongs to a request that was put aside."""
    _ = desk.world.gettext
    mine = [one for one in rounds.newest(desk.session, LOOKED_AT)
            if one.created_by == desk.sender.person.id]  # fmt: skip
    if not mine:
        return say(Reply(_("This button is no longer in use.")))
    one = max(mine, key=lambda found: found.id)
    when = formats.moment(one.created_at, desk.world.zone)
    text = _("This button begins nothing more. The round you began last: “{title}”, at {when}.")
    see = Choice(f"round:show:{one.id}", _("See the round"))
    return say(Reply(text.format(title=one.title, when=when), choices=(see,)))


def _unfit(desk: Desk, wanted: Wanted) -> Stay | None:
    _ = desk.world.gettext
    if wanted.due is None or wanted.cut_off is None:
        return Stay(wanted, "due")
    unfit = typed_days.unfit(wanted.due, desk.moment, desk.world)
    if unfit is not None:
        return Stay(replace(wanted, due=None), "due", unfit.why)
    if not leaves_a_day(wanted.cut_off, wanted.due, desk.moment.workdays):
        return Stay(replace(wanted, cut_off=None), "cut_off")
    if not request_review.bodies(desk, wanted.units or Units()):
        text = _("None of these units is in force any more. Please choose anew.")
        return Stay(replace(wanted, units=None), "units", text)
    if len(request_review.asked(desk, wanted)) < len(wanted.forms):
        text = _("One of the reports is no longer offered. Please choose anew.")
        return Stay(replace(wanted, forms=(), ticked=()), "forms", text)
    return None


def _kept(desk: Desk, wanted: Wanted) -> Round:
    """Numbered within its year; of two that begin at once one takes the next number."""
    number = 1
    while True:
        found = rounds.add(desk.session, _plan(desk, wanted, number), desk.world.now)
        if found is not None:
            return found
        number += 1


def _plan(desk: Desk, wanted: Wanted, number: int) -> Plan:
    today, policy = desk.world.today, desk.world.policy
    kind = wanted.kind or RoundKind.AD_HOC
    if wanted.due is None or wanted.cut_off is None or wanted.since is None:
        raise ValueError("a round without its days")
    return Plan(
        key=f"{_KEYS[kind]}-{today.year}-{number:03}",
        title=request_words.title(desk, wanted),
        basis=wanted.basis or "",
        kind=kind,
        scope=(wanted.units or Units()).scope(),
        as_of=today,
        window=(wanted.since, wanted.cut_off),
        cut_off=wanted.cut_off,
        due_on=wanted.due,
        forms=request_review.asked(desk, wanted),
        ladder=policy.ladder,
        overdue_every=policy.overdue_every,
        created_by=desk.sender.person.id,
    )
