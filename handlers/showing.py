"""Owns how a form's steps look as messages."""

from dataclasses import replace
from typing import assert_never

from forms.steps import Accepted, Again, Ask, Doubt, Keyboard, Option, Question, Refused, Review
from handlers import refusing
from handlers.messages import Asks, Choice, Reply, World


def ask(step: Ask, draft_id: int, world: World, photos: int = 0) -> Reply:
    """A question, after what was understood of the last one. `photos` were sent to it so far."""
    so_far = ""
    if photos:
        so_far = world.ngettext(
            "{count} photo so far. Send more, or press “Done”.",
            "{count} photos so far. Send more, or press “Done”.",
            photos,
        ).format(count=photos)
    lead = "\n".join(filter(None, [*_read_back(step.accepted, world), step.note, so_far]))
    return question(step.question, draft_id, world, lead=lead)


def again(step: Again, draft_id: int, world: World) -> Reply:
    """The same question once more, and why."""
    match step.why:
        case Refused() as refused:
            return question(step.question, draft_id, world, lead=refusing.refusal(refused, world))
        case Doubt() as why:
            return _doubtful(step.question, why, draft_id, world)
        case _ as never:
            assert_never(never)


def reason(step: Again, world: World) -> str:
    """Only why: what was said is not taken."""
    match step.why:
        case Refused() as refused:
            return refusing.refusal(refused, world)
        case Doubt() as why:
            return refusing.doubt(why, world)
        case _ as never:
            assert_never(never)


def question(one: Question, draft_id: int, world: World, lead: str = "") -> Reply:
    _ = world.gettext
    example = _("For example: {example}").format(example=one.example) if one.example else ""
    hint = [one.hint, example]
    if one.current and not one.several:
        hint.append(_("Now: {answer}").format(answer=one.current))
    return Reply(
        lead=lead,
        place=_("Question {number}/{total}").format(number=one.number, total=one.total),
        text=one.label,
        hint="\n".join(filter(None, hint)),
        choices=(
            *(_option(option, one, draft_id) for option in one.options),
            *_navigation(one, draft_id, world),
        ),
        asks=_ASKS[one.keyboard],
    )


def with_lead(reply: Reply, lead: str) -> Reply:
    """The same message with something said before it."""
    return replace(reply, lead="\n".join(filter(None, [lead, reply.lead])))


def review(step: Review, draft_id: int, world: World) -> Reply:
    """All answers, each with its number: typing the number changes it."""
    _ = world.gettext
    lead = "\n".join(filter(None, [*_read_back(step.accepted, world), step.note]))
    if step.refused:
        lead = refusing.refusal(step.refused, world)
    lines = [
        _line(line.number, line.label, line.shown, refusing.problem(line.problem, world))
        for line in step.lines
    ]
    return Reply(
        lead=lead,
        place=_("Please check before sending"),
        text="\n".join(lines),
        hint=_("To change an answer, press “Change” or type its number."),
        choices=(
            Choice(f"nav:{draft_id}:submit", _("Send the report"), "nav"),
            Choice(f"nav:{draft_id}:change", _("Change"), "nav"),
            Choice(f"nav:{draft_id}:save", _("Save and leave"), "nav"),
            Choice(f"nav:{draft_id}:cancel", _("Cancel"), "nav"),
        ),
    )


def pick_line(step: Review, draft_id: int, world: World) -> Reply:
    """Which answer is to be changed."""
    _ = world.gettext
    return Reply(
        text=_("Which answer do you want to change?"),
        choices=(
            *(
                Choice(f"jump:{draft_id}:{line.question}", f"{line.label} {line.shown}".strip())
                for line in step.lines
            ),
            Choice(f"nav:{draft_id}:resume", _("Back to the check"), "nav"),
        ),
    )


_ASKS: dict[Keyboard, Asks] = {
    Keyboard.NONE: "text",
    Keyboard.TEXT: "text",
    Keyboard.NUMBER: "number",
    Keyboard.PHOTO: "photo",
}


def _read_back(accepted: tuple[Accepted, ...], world: World) -> list[str]:
    _ = world.gettext
    corrected = _("✓ Corrected: {before} → {after}")
    return [
        f"✓ {one.shown}"
        if one.corrected_from is None
        else corrected.format(before=one.corrected_from, after=one.shown)
        for one in accepted
    ]


def _doubtful(one: Question, why: Doubt, draft_id: int, world: World) -> Reply:
    _ = world.gettext
    ways_out = {
        "yes": _("It is a new one") if why.kind == "similar" else _("Yes, that is right"),
        "no": _("No, enter again"),
    }
    return Reply(
        place=_("Question {number}/{total}").format(number=one.number, total=one.total),
        text=refusing.doubt(why, world),
        choices=(
            *(
                Choice(
                    f"a:{draft_id}:{one.name}:{option.value}",
                    option.label or ways_out.get(option.value, option.value),
                )
                for option in why.options
            ),
            Choice(f"nav:{draft_id}:save", _("Save and leave"), "nav"),
        ),
        asks="text",
    )


def _option(option: Option, one: Question, draft_id: int) -> Choice:
    """Where a number is typed, options are not numbered: "2" is two, not the second option."""
    action = f"a:{draft_id}:{one.name}:{option.value}"
    if one.keyboard is Keyboard.NUMBER:
        return Choice(action, option.label, "nav")
    return Choice(action, option.label, chosen=option.chosen)


def _navigation(one: Question, draft_id: int, world: World) -> list[Choice]:
    _ = world.gettext
    found = [
        (one.may_finish, "finish", _("Done")),
        (one.may_go_back, "back", _("Back")),
        (one.may_skip, "skip", _("Keep as it is") if one.current else _("Skip")),
        (True, "save", _("Save and leave")),
    ]
    return [
        Choice(f"nav:{draft_id}:{what}:{one.name}", label, "nav")
        for may, what, label in found
        if may
    ]


def _line(number: int, label: str, shown: str, problem: str) -> str:
    line = f"{number}. {label}\n→ {shown or '—'}"
    return f"{line}\n⚠ {problem}" if problem else line
