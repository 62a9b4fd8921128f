"""Owns joining: an invitation, consent first, then who the person is."""

import re

from sqlmodel import Session

from handlers import menus, privacy
from handlers.messages import Choice, Contact, Reply, Text, World
from handlers.senders import Sender, role_name
from handlers.states import Joining, State
from handlers.talk import Outcome, say
from storage import audit, invitations, people
from storage.invitations import Invited, TooMany, Wrong
from storage.models import Account
from vietnamese import phones

_NAME = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)+\.?")


# --- the door -----------------------------------------------------------------------------------
def knock(session: Session, account: Account, code: str | None, world: World) -> Outcome:
    """A stranger: with a code that fits they are asked for consent, else they learn nothing."""
    _ = world.gettext
    if code is None:
        text = _(
            "Hello. This assistant is for invited officers only. If you have an invitation code"
            " (10 letters and digits), please type it here."
        )
        return say(Reply(text, asks="text"))
    found = look_up(session, account, code, world)
    if isinstance(found, Reply):
        return say(found)
    if people.consented(session, account.id):
        # They agreed before and broke off: go on where they were, also with a newer code.
        if not invitations.use(session, found.id, account.id, world.now):
            return say(Reply(_("This code is no longer valid. Please ask for a new one.")))
        return _ask_name(Joining("name", found.id), world)
    return _ask_consent(found, world)


def look_up(session: Session, account: Account, code: str, world: World) -> Invited | Reply:
    """What the code invites to, or what to say about it."""
    _ = world.gettext
    policy = world.policy
    match invitations.look_up(
        session,
        code,
        account,
        world.now,
        policy.wrong_codes_per_hour,
        policy.wrong_codes_per_minute_overall,
    ):
        case Invited() as invited:
            return invited
        case Wrong(reason=reason):
            audit.add(session, "wrong code", world.now, account_id=account.id, reason=reason)
            text = _(
                "This code is not right or no longer valid. Please check it, or ask whoever sent"
                " it to you for a new one."
            )
            return Reply(text, asks="text")
        case TooMany():
            audit.add(session, "codes refused", world.now, account_id=account.id)
            return Reply(_("Too many wrong codes. Please try again in an hour."))


def _ask_consent(invited: Invited, world: World) -> Outcome:
    _ = world.gettext
    heading = _("You are invited as {role}: {body}.").format(
        role=role_name(invited.role, world), body=invited.body.name
    )
    reply = Reply(
        lead=heading,
        text=privacy.short_notice(world),
        hint=_("You may withdraw your consent at any time with /rutdongy."),
        choices=_consent_choices(world),
    )
    return say(reply, state=State(joining=Joining("consent", invited.id)))


def _consent_choices(world: World) -> tuple[Choice, ...]:
    _ = world.gettext
    return (
        Choice("consent:yes", _("I agree")),
        Choice("consent:no", _("I do not agree")),
        Choice("consent:more", _("Show the details")),
    )


# --- consent ------------------------------------------------------------------------------------
def consent(session: Session, account: Account, state: State, what: str, world: World) -> Outcome:
    _ = world.gettext
    joining = state.joining
    if joining is None or joining.invitation is None or joining.step != "consent":
        return say(Reply(_("This button is no longer in use. Please type your code again.")))
    if what == "more":
        reply = Reply(privacy.full_notice(world), choices=_consent_choices(world))
        return say(reply, state=state)
    if what != "yes":
        # Nothing about them is kept: the account goes with the next clean-up.
        return say(Reply(_("Thank you. Nothing about you was kept. You may come back any time.")))
    if not invitations.use(session, joining.invitation, account.id, world.now):
        return say(Reply(_("This code is no longer valid. Please ask for a new one.")))
    notice = f"{privacy.short_notice(world)}\n{privacy.full_notice(world)}"
    people.give_consent(session, account, privacy.NOTICE_VERSION, notice, world.now)
    audit.add(session, "consent given", world.now, account_id=account.id)
    return _ask_name(Joining("name", joining.invitation), world)


# --- who the person is --------------------------------------------------------------------------
def answer(
    session: Session,
    account: Account,
    joining: Joining,
    content: Text | Contact,
    world: World,
) -> Outcome:
    """What was typed or shared at the open step."""
    _ = world.gettext
    match content, joining.step:
        case Contact() as contact, "phone":
            return _take_contact(session, account, joining, contact, world)
        case Contact(), _:
            note = _("Your phone number is asked for later; it was not kept.")
            return again(joining, note, world)
        case Text(text), "name":
            return _take_name(joining, text, world)
        case Text(text), "position" | "position_other":
            return _take_position(joining, text, world)
        case Text(text), "phone":
            return _take_phone(session, account, joining, text, world)
        case _:
            note = _("Please press a button below, or type its number.")
            return again(joining, note, world)


def pick_position(joining: Joining | None, index: int, world: World) -> Outcome:
    if joining is None or joining.step not in ("position", "position_other"):
        return _out_of_use(joining, world)
    names = positions(world)
    if not 0 <= index < len(names):
        return _ask_position(joining, world)
    return _ask_phone(_moved(joining, "phone", position=names[index]), world)


def other_position(joining: Joining | None, world: World) -> Outcome:
    _ = world.gettext
    if joining is None or joining.step not in ("position", "position_other"):
        return _out_of_use(joining, world)
    text = _("Please type your position.")
    hint = _("For example: officer of the Economic Office")
    state = State(joining=_moved(joining, "position_other"))
    return say(Reply(text, hint=hint, asks="text"), state=state)


def skip_phone(
    session: Session, account: Account, joining: Joining | None, world: World
) -> Outcome:
    if joining is None or joining.step != "phone":
        return _out_of_use(joining, world)
    return _finish(session, account, joining, None, world)


def _out_of_use(joining: Joining | None, world: World) -> Outcome:
    """A button of another step: what is open stays open."""
    text = world.gettext("This button is no longer in use.")
    return say(Reply(text), state=State(joining=joining))


def change_details(world: World) -> Outcome:
    """/suathongtin: the same three questions again, for a person who joined."""
    return _ask_name(Joining("name", None), world)


def positions(world: World) -> tuple[str, ...]:
    _ = world.gettext
    return (
        _("Chair of the People's Committee"),
        _("Vice Chair of the People's Committee"),
        _("Head of the Economic Office"),
        _("Deputy Head of the Economic Office"),
        _("Officer of the Economic Office"),
        _("Officer of the Culture and Social Affairs Office"),
    )


def _take_name(joining: Joining, text: str, world: World) -> Outcome:
    _ = world.gettext
    if not 2 <= len(text) <= 80 or not _NAME.fullmatch(text):
        note = _("This does not look like a full name. Please type your full name again.")
        return _ask_name(joining, world, note)
    return _ask_position(_moved(joining, "position", name=text), world)


def _take_position(joining: Joining, text: str, world: World) -> Outcome:
    _ = world.gettext
    if not 2 <= len(text) <= 120 or "\n" in text:
        note = _("Please type your position in one line (2 to 120 characters).")
        return _ask_position(joining, world, note)
    return _ask_phone(_moved(joining, "phone", position=text), world)


def _take_phone(
    session: Session, account: Account, joining: Joining, text: str, world: World
) -> Outcome:
    _ = world.gettext
    phone = read_phone(text)
    if phone is None:
        note = _("A phone number has 10 digits and begins with 0.")
        return _ask_phone(joining, world, note)
    return _finish(session, account, joining, phone, world)


def _take_contact(
    session: Session, account: Account, joining: Joining, contact: Contact, world: World
) -> Outcome:
    _ = world.gettext
    if not contact.own:
        note = _("This is somebody else's number. Please share your own, or type it.")
        return _ask_phone(joining, world, note)
    return _take_phone(session, account, joining, contact.phone, world)


def read_phone(text: str) -> str | None:
    """ "0912345678" however it was written; None if it is no number, or may be two."""
    found = phones.read_phone(text).values
    return found[0] if len(found) == 1 else None


# --- asking -------------------------------------------------------------------------------------
def _ask_name(joining: Joining, world: World, note: str = "") -> Outcome:
    _ = world.gettext
    reply = Reply(
        lead=note,
        text=_("Please type your full name."),
        hint=_("For example: Lò Văn An"),
        asks="text",
    )
    return say(reply, state=State(joining=joining))


def _ask_position(joining: Joining, world: World, note: str = "") -> Outcome:
    _ = world.gettext
    choices = [Choice(f"position:{i}", name) for i, name in enumerate(positions(world))]
    choices.append(Choice("position:other", _("Other (type it)")))
    text = _("What is your present position?")
    reply = Reply(lead=note, text=text, choices=tuple(choices), asks="text")
    return say(reply, state=State(joining=joining))


def _ask_phone(joining: Joining, world: World, note: str = "") -> Outcome:
    _ = world.gettext
    reply = Reply(
        lead=note,
        text=_("What is your work phone number?"),
        hint=_("For example: 0912345678. Type “skip” to leave it out."),
        choices=(Choice("phone:skip", _("Skip"), "nav"),),
        asks="contact",
    )
    return say(reply, state=State(joining=joining))


def again(joining: Joining, note: str, world: World) -> Outcome:
    """Say something, and ask the open step once more: nobody falls out of joining."""
    match joining.step:
        case "consent":
            text, choices = privacy.short_notice(world), _consent_choices(world)
            return say(Reply(text, lead=note, choices=choices), state=State(joining=joining))
        case "name":
            return _ask_name(joining, world, note)
        case "position" | "position_other":
            return _ask_position(joining, world, note)
        case "phone":
            return _ask_phone(joining, world, note)


def _moved(joining: Joining, step: str, **changes: str) -> Joining:
    values = {"name": joining.name, "position": joining.position, **changes}
    return Joining(step, joining.invitation, **values)  # type: ignore[arg-type]


# --- joined -------------------------------------------------------------------------------------
def _finish(
    session: Session, account: Account, joining: Joining, phone: str | None, world: World
) -> Outcome:
    _ = world.gettext
    if joining.invitation is None:
        return _change(session, account, joining, phone, world)
    invited = invitations.get(session, joining.invitation)
    if invited is None or not (joining.name and people.consented(session, account.id)):
        return say(Reply(_("This code is no longer valid. Please ask for a new one.")))
    person = people.add(
        session, joining.name, joining.position, phone, world.now, demo=world.policy.demo
    )
    people.claim_account(session, account, person.id)
    people.assign(session, person.id, invited.body.id, invited.role, world.today)
    audit.add(
        session, "joined", world.now, person_id=person.id, account_id=account.id,
        subject=invited.body.key, role=invited.role,
    )  # fmt: skip
    lead = _("Welcome, {name}. You are {role}: {body}.").format(
        name=person.full_name, role=role_name(invited.role, world), body=invited.body.name
    )
    return menus.main(session, Sender(account, person), world, lead=lead)


def _change(
    session: Session, account: Account, joining: Joining, phone: str | None, world: World
) -> Outcome:
    _ = world.gettext
    if account.person_id is None:
        return knock(session, account, None, world)
    person = people.lock(session, account.person_id)
    person.full_name, person.position = joining.name, joining.position
    person.phone = phone or person.phone
    session.flush()
    audit.add(session, "details changed", world.now, person_id=person.id, account_id=account.id)
    return menus.main(session, Sender(account, person), world, lead=_("Your details are kept."))


# --- one duty more ------------------------------------------------------------------------------
def offer_duty(session: Session, sender: Sender, code: str, world: World) -> Outcome:
    """A person who joined already types another code."""
    _ = world.gettext
    found = look_up(session, sender.account, code, world)
    if isinstance(found, Reply):
        return say(found)
    text = _("This code gives you one duty more: {role}, {body}. Do you take it?").format(
        role=role_name(found.role, world), body=found.body.name
    )
    choices = (
        Choice(f"duty:{found.id}", _("Yes, I take it")),
        Choice("menu:main", _("No")),
    )
    return say(Reply(text, choices=choices))


def take_duty(session: Session, sender: Sender, invitation_id: int, world: World) -> Outcome:
    _ = world.gettext
    invited = invitations.get(session, invitation_id)
    if invited is None or not invitations.use(session, invitation_id, sender.account.id, world.now):
        return say(Reply(_("This code is no longer valid. Please ask for a new one.")))
    people.assign(session, sender.person.id, invited.body.id, invited.role, world.today)
    audit.add(
        session, "duty taken", world.now, person_id=sender.person.id,
        account_id=sender.account.id, subject=invited.body.key, role=invited.role,
    )  # fmt: skip
    lead = _("You are now {role}: {body}.").format(
        role=role_name(invited.role, world), body=invited.body.name
    )
    return menus.main(session, sender, world, lead=lead)
