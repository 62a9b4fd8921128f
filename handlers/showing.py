"""Owns how a question, and why an answer was not taken, look as messages."""

from dataclasses import replace
from typing import assert_never

from forms.steps import Accepted, Again, Ask, Doubt, Keyboard, Option, Question, Refused
from handlers import refusing
from handlers.messages import Asks, Choice, Reply, World

_ASKS: dict[Keyboard, Asks] = {
    Keyboard.NONE: "text",
    Keyboard.TEXT: "text",
    Keyboard.NUMBER: "number",
    Keyboard.PHOTO: "photo",
    Keyboard.FILE: "file",
    Keyboard.LOCATION: "location",
}


def ask(step: Ask, draft_id: int, world: World, photos: int = 0) -> Reply:
    """A question, after what was understood of the last one. `photos` were sent to it so far."""
    so_far = ""
    if photos:
        so_far = world.ngettext(
            "{count} photo so far. Send more, or press “Done”.",
            "{count} photos so far. Send more, or press “Done”.",
            photos,
        ).format(count=photos)
    lead = _lines(*read_back(step.accepted, world), step.note, so_far)
    return question(step.question, draft_id, world, lead=lead)


def again(step: Again, draft_id: int, world: World) -> Reply:
    """The same question once more, and why; after it what else the message held."""
    taken = _lines(*read_back(step.accepted, world))
    match step.why:
        case Refused():
            why = reason(step, world)
            if step.accepted or step.waiting:
                why = world.gettext("Question {number}: {why}").format(
                    number=step.question.number, why=why
                )
            lead = _lines(taken, why, _waiting(step, world))
            return question(step.question, draft_id, world, lead=lead)
        case Doubt() as doubt:
            reply = _doubtful(step.question, doubt, draft_id, world)
            return with_lead(reply, _lines(taken, _waiting(step, world)))
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
    now = _("Now: {answer}").format(answer=one.current) if one.current and not one.several else ""
    return Reply(
        lead=lead,
        place=_place(one, world),
        text=_one_more(one.label, world) if one.more else one.label,
        hint=_lines(one.hint, example, now),
        choices=(
            *(_option(option, one, draft_id, world) for option in one.options),
            *_navigation(one, draft_id, world),
        ),
        asks=_ASKS[one.keyboard],
    )


def with_lead(reply: Reply, lead: str) -> Reply:
    """The same message with something said before it."""
    return replace(reply, lead=_lines(lead, reply.lead))


def read_back(accepted: tuple[Accepted, ...], world: World) -> list[str]:
    """What was understood. Of several answers each is named: values alone say too little."""
    return [_read_back(one, world, named=len(accepted) > 1) for one in accepted]


def option_label(option: Option, one: Question, world: World) -> str:
    """The words on a button; where the form has none, ours."""
    _ = world.gettext
    if option.value == "=previous":
        return _("As last time: {shown}").format(shown=option.label)
    if option.label:
        return option.label
    ours = {"OK": _("I confirm")}
    if one.more:
        ours |= {"yes": _("Add one more"), "no": _("No, that is all")}
    return ours.get(option.value, option.value)


def lower_first(words: str) -> str:
    """ "Thành viên" inside a sentence; "HTX" stays as it is."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


# --- parts --------------------------------------------------------------------------------------
def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def _place(one: Question, world: World) -> str:
    """ "Câu 3/12 · Thành viên 2"; whether to add one more is no question of the form."""
    numbered = world.gettext("Question {number}/{total}")
    number = "" if one.more else numbered.format(number=one.number, total=one.total)
    return " · ".join(filter(None, (number, *one.where)))


def _one_more(label: str, world: World) -> str:
    return world.gettext("Add one more: {label}?").format(label=lower_first(label))


def _read_back(one: Accepted, world: World, *, named: bool) -> str:
    if one.corrected_from is not None:
        _ = world.gettext
        corrected = _("✓ Corrected: {before} → {after}")
        if named:
            corrected = _("✓ Corrected, “{label}”: {before} → {after}")
        return corrected.format(label=one.label, before=one.corrected_from, after=one.shown)
    return f"✓ {one.label} {one.shown}" if named else f"✓ {one.shown}"


def _waiting(step: Again, world: World) -> str:
    if not step.waiting:
        return ""
    count = len(step.waiting)
    return world.ngettext(
        "{count} line is left; it is read when you have answered this question.",
        "{count} lines are left; they are read when you have answered this question.",
        count,
    ).format(count=count)


def _doubtful(one: Question, why: Doubt, draft_id: int, world: World) -> Reply:
    _ = world.gettext
    ways_out = {
        "yes": _("It is a new one") if why.kind == "similar" else _("Yes, that is right"),
        "no": _("No, enter again"),
    }
    return Reply(
        place=_place(one, world),
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


def _option(option: Option, one: Question, draft_id: int, world: World) -> Choice:
    """Where a number is typed, options are not numbered: "2" is two, not the second option."""
    action = f"a:{draft_id}:{one.name}:{option.value}"
    label = option_label(option, one, world)
    if one.keyboard is Keyboard.NUMBER:
        return Choice(action, label, "nav")
    return Choice(action, label, chosen=option.chosen)


def _navigation(one: Question, draft_id: int, world: World) -> list[Choice]:
    _ = world.gettext
    found = [
        (one.may_finish, "finish", _("Done")),
        (one.may_go_back, "back", _("Back")),
        (one.may_skip and not one.more, "skip", _("Keep as it is") if one.current else _("Skip")),
        # At the beginning people learn that they may answer many questions at once.
        (not one.may_go_back and one.total > 1, "outline", _("All questions")),
        (True, "save", _("Save and leave")),
    ]
    return [
        Choice(f"nav:{draft_id}:{what}:{one.name}", label, "nav")
        for may, what, label in found
        if may
    ]
