"""Owns returning a report: which answers are to be looked at, and why."""

from sqlmodel import Session

from handlers import report_rights, return_questions, review_card, review_news
from handlers.messages import Choice, Reply, World
from handlers.senders import Sender
from handlers.states import Asking, State
from handlers.talk import Outcome, say
from storage import audit, reviews
from storage.models import Decision, Report
from vietnamese.text import clean

MOST_LETTERS = 500


def start(session: Session, report: Report, world: World) -> Outcome:
    """First: which answers."""
    asking = Asking("return", "questions", {"report": report.id, "questions": []})
    return return_questions.ask(session, report, asking, world)


def answer(session: Session, sender: Sender, asking: Asking, text: str, world: World) -> Outcome:
    found = _report(session, sender, asking, world)
    if isinstance(found, Outcome):
        return found
    if asking.step == "questions":
        named = return_questions.by_numbers(session, found, text)
        if named is None:
            note = world.gettext("Please press the answers to be looked at, or type their numbers.")
            return return_questions.ask(session, found, asking, world, note)
        return _ask_reason(asking.with_("reason", questions=named), world)
    reason = " ".join(clean(text).split())
    if not 3 <= len(reason) <= MOST_LETTERS:
        note = world.gettext("Please write the reason in 3 to {most} letters.")
        return _ask_reason(asking, world, note.format(most=MOST_LETTERS))
    return _check(session, found, asking.with_("check", reason=reason), world)


def press(
    session: Session, sender: Sender, asking: Asking | None, rest: str, world: World
) -> Outcome:
    """`ask-return:<what>`"""
    _ = world.gettext
    if asking is None:
        return say(Reply(_("This button is no longer in use.")))
    found = _report(session, sender, asking, world)
    if isinstance(found, Outcome):
        return found
    return _pressed(session, sender, found, asking, rest, world)


def _pressed(
    session: Session, sender: Sender, report: Report, asking: Asking, rest: str, world: World
) -> Outcome:
    what, _colon, value = rest.partition(":")
    match what:
        case "stop":
            note = world.gettext("It was not returned.")
            return review_card.show(session, sender, report, world, note)
        case "reason":
            return _ask_reason(asking.with_("reason"), world)
        case "because" if value.isdecimal() and int(value) < len(_reasons(world)):
            reason = _reasons(world)[int(value)]
            return _check(session, report, asking.with_("check", reason=reason), world)
        case "send" if asking.facts.get("reason"):
            return _return(session, sender, report, asking, world)
        case "tick":
            ticked = return_questions.ticked(asking, value)
            return return_questions.ask(session, report, ticked, world)
        case _:
            return return_questions.ask(session, report, asking, world)


# --- the reason, and the check ------------------------------------------------------------------
def _reasons(world: World) -> tuple[str, ...]:
    _ = world.gettext
    return (
        _("The figures do not agree, please check them."),
        _("Please add a photo or a document as evidence."),
        _("Please write more exactly where and what it was."),
        _("It seems to be sent twice."),
    )


def _ask_reason(asking: Asking, world: World, lead: str = "") -> Outcome:
    _ = world.gettext
    choices = [
        Choice(f"ask-return:because:{number}", reason)
        for number, reason in enumerate(_reasons(world))
    ]
    back = Choice("ask-return:back", _("Back"), "nav")
    reply = Reply(
        _("Why is it returned? The unit will read it."),
        lead=lead,
        hint=_("Choose, or write it in your own words."),
        choices=(*choices, back),
        asks="text",
    )
    return say(reply, state=State(asking=asking.with_("reason")))


def _check(session: Session, report: Report, asking: Asking, world: World) -> Outcome:
    _ = world.gettext
    named = [
        one
        for one in return_questions.answers(session, report)
        if one.name in asking.facts["questions"]
    ]
    about = [f"{one.ordinal + 1}. {one.label} → {one.shown}" for one in named]
    text = _("Return report {code} with this reason?\n{reason}")
    reply = Reply(
        "\n".join([text.format(code=report.code, reason=asking.facts["reason"]), *about]),
        choices=(
            Choice("ask-return:send", _("Return it")),
            Choice("ask-return:reason", _("Another reason")),
            Choice("ask-return:back", _("Other answers")),
            Choice("ask-return:stop", _("Do not return"), "nav"),
        ),
    )
    return say(reply, state=State(asking=asking))


def _return(
    session: Session, sender: Sender, report: Report, asking: Asking, world: World
) -> Outcome:
    _ = world.gettext
    names, reason = asking.facts["questions"], asking.facts["reason"]
    me = sender.person.id
    review = reviews.decide(
        session, report, Decision.RETURNED, me, world.now, reason=reason, questions=names
    )
    if review is None:
        note = _("This report was dealt with meanwhile. Nothing was changed.")
        return review_card.show(session, sender, report, world, note)
    audit.add(
        session, "report returned", world.now, person_id=me, account_id=sender.account.id,
        subject=report.code, revision=report.revision,
    )  # fmt: skip
    faulty = [one for one in return_questions.answers(session, report) if one.name in names]
    told = review_news.tell(session, report, review, faulty, world)
    text = _("Report {code} is returned.").format(code=report.code)
    if told:
        names_ = ", ".join(one.full_name for one in told)
        text = f"{text} " + _("Told: {names}.").format(names=names_)
    else:
        text = f"{text} " + _("Nobody of the unit can be told here: please call them.")
    next_ = Choice(f"review:unit:{report.body_id}", _("Reports of this unit"))
    return say(Reply(text, choices=(next_, Choice("menu:main", _("Menu"), "nav"))))


def _report(session: Session, sender: Sender, asking: Asking, world: World) -> Report | Outcome:
    """The report that is being returned, locked; rights are looked at at each step."""
    report = reviews.lock(session, int(asking.facts["report"]))
    if report is None or not report_rights.may_review(session, sender, report, world):
        text = world.gettext("Only its area officer or a coordinator decides about this report.")
        return say(Reply(text, choices=(Choice("menu:main", world.gettext("Menu"), "nav"),)))
    return report
