"""Owns how a whole form looks as a message: the check before sending, and all its questions."""

from collections.abc import Iterator

from forms.steps import Key, Keyboard, Line, Outlined, Question, Repeating, Review
from handlers import refusing, showing
from handlers.messages import Choice, Reply, World

MOST_BUTTONS = 20  # beyond it a line is changed by its number
MOST_QUESTIONS = 100  # of an outline


# --- the check ----------------------------------------------------------------------------------
def review(step: Review, draft_id: int, world: World) -> Reply:
    """All answers, each with its number: typing the number changes it."""
    _ = world.gettext
    refused = refusing.refusal(step.refused, world) if step.refused else ""
    lead = "\n".join(filter(None, [*showing.read_back(step.accepted, world), step.note, refused]))
    return Reply(
        lead=lead,
        place=_("Please check before sending"),
        text="\n".join(_under_headings(step.lines, world)),
        hint=_("To change an answer, press “Change” or type its number."),
        choices=(
            Choice(f"nav:{draft_id}:submit", _("Send the report"), "nav"),
            Choice(f"nav:{draft_id}:change", _("Change"), "nav"),
            Choice(f"nav:{draft_id}:save", _("Save and leave"), "nav"),
            Choice(f"nav:{draft_id}:cancel", _("Cancel"), "nav"),
        ),
    )


def pick_line(step: Review, draft_id: int, world: World) -> Reply:
    """Which answer is to be changed; what may be added or taken away."""
    _ = world.gettext
    back = Choice(f"nav:{draft_id}:resume", _("Back to the check"), "nav")
    changes = [choice for one in step.repeats for choice in _changes(one, draft_id, world)]
    if len(step.lines) + len(changes) > MOST_BUTTONS:
        return _pick_by_number(step, changes, back, draft_id, world)
    lines = [Choice(f"jump:{draft_id}:{one.question}", _button(one)) for one in step.lines]
    text = _("Which answer do you want to change?")
    return Reply(text=text, choices=(*lines, *changes, back))


def pick_instance(step: Review, repeat: Key, draft_id: int, world: World) -> Reply | None:
    """Which one is to be taken away; None if the form has no such repeat (any more)."""
    _ = world.gettext
    one = next((one for one in step.repeats if one.key == repeat and one.may_change), None)
    if one is None or not one.instances:
        return None
    choices = [
        Choice(f"drop:{draft_id}:{each.key}", _instance(step, each.label, each.key))
        for each in one.instances
    ]
    back = Choice(f"nav:{draft_id}:resume", _("Back to the check"), "nav")
    return Reply(text=_("Which one is to be removed?"), choices=(*choices, back))


def ask_removal(step: Review, instance: Key, draft_id: int, world: World) -> Reply | None:
    """Once more before an instance and its answers are gone."""
    _ = world.gettext
    for one in step.repeats:
        for each in one.instances:
            if each.key == instance and one.may_change:
                text = _("Remove “{label}” with all its answers?").format(label=each.label)
                yes = Choice(f"remove:{draft_id}:{instance}", _("Yes, remove"))
                no = Choice(f"nav:{draft_id}:resume", _("Keep it"))
                return Reply(text=text, choices=(yes, no))
    return None


def _pick_by_number(
    step: Review, changes: list[Choice], back: Choice, draft_id: int, world: World
) -> Reply:
    """Of many lines only those with a problem have buttons; none is numbered but by its line."""
    _ = world.gettext
    wrong = [one for one in step.lines if one.problem][:MOST_BUTTONS]
    room = max(0, MOST_BUTTONS - len(wrong))
    buttons = [
        Choice(f"jump:{draft_id}:{one.question}", f"{one.number}. {_button(one)}", "nav")
        for one in wrong
    ]
    text = _("Which answer do you want to change? Please type its number, e.g. {number}.")
    number = wrong[0].number if wrong else step.lines[len(step.lines) // 2].number
    return Reply(text=text.format(number=number), choices=(*buttons, *changes[:room], back))


def _changes(one: Repeating, draft_id: int, world: World) -> Iterator[Choice]:
    _ = world.gettext
    if not one.may_change:
        return
    label = showing.lower_first(one.label)
    yield Choice(f"add:{draft_id}:{one.key}", _("Add {label}").format(label=label), "nav")
    if one.instances:
        yield Choice(f"less:{draft_id}:{one.key}", _("Remove {label}").format(label=label), "nav")


def _instance(step: Review, label: str, key: Key) -> str:
    """ "Thành viên 2: Lò Văn An": people know their things by the first answer, not by number."""
    first = next(
        (each.first for one in step.repeats for each in one.instances if each.key == key), ""
    )
    shown = next((line.shown for line in step.lines if line.question == first), "")
    return f"{label}: {shown}" if shown else label


def _button(line: Line) -> str:
    return " · ".join((*line.where, f"{line.label} {line.shown}".strip()))


def _under_headings(lines: tuple[Line, ...], world: World) -> Iterator[str]:
    where: tuple[str, ...] = ()
    for line in lines:
        if line.where != where:
            where = line.where
            yield f"— {' · '.join(where)} —" if where else "———"
        yield f"{line.number}. {line.label}\n→ {line.shown or '—'}"
        if line.problem:
            yield f"⚠ {refusing.problem(line.problem, world)}"


# --- all questions ------------------------------------------------------------------------------
def outline(step: Outlined, at: Key | None, draft_id: int, world: World) -> Reply:
    """Every question with its number, and how one message answers many."""
    _ = world.gettext
    open_one = next((one for one in step.questions if one.name == at and not one.more), None)
    shown, left = _shown(step.questions, open_one)
    lines = list(_numbered(shown, world))
    if left:
        lines.append(_("… and {count} more questions.").format(count=left))
    how = _("Answer many questions in one message by their numbers: “câu 5: 45”.")
    if open_one:
        how = _(
            "Answer many questions in one message: one line each, in order, from question"
            " {number} on; “bỏ qua” leaves one out. Or by their numbers: “câu 5: 45”."
        ).format(number=open_one.number)
    back = _("Back to the question") if at else _("Back to the check")
    return Reply(
        place=_("The questions of this form"),
        text="\n".join(lines),
        hint=how,
        choices=(Choice(f"nav:{draft_id}:resume", back, "nav"),),
    )


def _shown(
    questions: tuple[Question, ...], open_one: Question | None
) -> tuple[tuple[Question, ...], int]:
    """As many as people may read at once, from the open one on, and how many more there are."""
    start = questions.index(open_one) if open_one and len(questions) > MOST_QUESTIONS else 0
    found = questions[start : start + MOST_QUESTIONS]
    return found, len(questions) - start - len(found)


def _numbered(questions: tuple[Question, ...], world: World) -> Iterator[str]:
    where: tuple[str, ...] = ()
    for one in questions:
        if one.more:
            continue
        if one.where != where:
            where = one.where
            yield f"— {' · '.join(where)} —" if where else "———"
        yield f"{one.number}. {one.label}{_choices(one, world)}"
        if one.current:
            yield f"→ {one.current}"


def _choices(one: Question, world: World) -> str:
    """ " (1 Có; 2 Không)"; where a number is typed the ways out are words."""
    if not one.options:
        return ""
    labels = [showing.option_label(option, one, world) for option in one.options]
    if one.keyboard is Keyboard.NUMBER:
        return " ({})".format(world.gettext("or: {words}").format(words="; ".join(labels)))
    listed = "; ".join(f"{number} {label}" for number, label in enumerate(labels, 1))
    return f" ({_several(listed, world) if one.several else listed})"


def _several(listed: str, world: World) -> str:
    return world.gettext("one or more: {choices}").format(choices=listed)
