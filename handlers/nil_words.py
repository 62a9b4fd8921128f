"""Owns how "không phát sinh" is asked, confirmed, refused and receipted."""

from collections.abc import Sequence

from handlers import round_words
from handlers.messages import Choice, Reply, World
from handlers.planning import Item
from storage.models import Requirement
from storage.round_facts import Fact
from vietnamese import formats

ALL = "*"  # every form of which it can be said
MOST = 6  # buttons, besides those that lead back
Titles = dict[str, str]


def which_unit(items: Sequence[Item], world: World) -> Reply:
    choices = [
        Choice(f"due:nil:{i.round.id}:{i.body.id}", f"{i.body.name} · {i.round.title}")
        for i in items[:MOST]
    ]
    text = world.gettext("Which of these has nothing to report?")
    return Reply(text, choices=(*choices, back(world)))


def which_form(item: Item, facts: Sequence[Fact], titles: Titles, world: World) -> Reply:
    _ = world.gettext
    action = f"due:nil:{item.round.id}:{item.body.id}"
    forms = [fact.asked.form_id for fact in facts[:MOST]]
    choices = [Choice(f"{action}:{one}", titles.get(one, one)) for one in forms]
    everything = Choice(f"{action}:{ALL}", _("All of these"))
    text = _("{unit}: of what was there nothing to report?").format(unit=item.body.name)
    return Reply(text, choices=(*choices, everything, back(world)))


def confirm(item: Item, facts: Sequence[Fact], titles: Titles, world: World) -> Reply:
    _ = world.gettext
    text = _("Do you confirm that {unit} had nothing to report from {first} to {last}?")
    heading = text.format(
        unit=item.body.name,
        first=formats.day(item.round.window_from),
        last=formats.day(item.round.window_to),
    )
    forms = [fact.asked.form_id for fact in facts]
    # It names what was read: nothing else is declared, whatever is missing when it is pressed.
    action = f"due:nil-yes:{item.round.id}:{item.body.id}:{','.join(forms)}"
    return Reply(
        "\n".join([heading, *_lines(forms, titles)]),
        place=item.round.title,
        hint=_cautions(item, facts, world),
        choices=(Choice(action, _("Yes, nothing to report")), back(world)),
    )


def _cautions(item: Item, facts: Sequence[Fact], world: World) -> str:
    _ = world.gettext
    hints = []
    if world.today < item.round.cut_off:
        later = _("If something happens up to {day}, it still has to be reported.")
        hints.append(later.format(day=formats.day(item.round.cut_off)))
    if any(fact.is_begun for fact in facts):
        hints.append(_("A draft of this was begun; it is kept."))
    return "\n".join(hints)


def why_not(fact: Fact, title: str, world: World) -> str:
    _ = world.gettext
    if fact.asked.requirement == Requirement.ONCE:
        text = _("“{form}” always needs a report: it is short and also says that nothing happened.")
    elif fact.is_returned:
        text = _("A report of “{form}” was returned: please correct it instead.")
    else:
        text = _("There is a report of “{form}” already, so “nothing to report” is not needed.")
    return text.format(form=title)


def receipt(item: Item, form_ids: Sequence[str], titles: Titles, world: World) -> Reply:
    """What was noted and when; then thanks, or what is still missing."""
    _ = world.gettext
    said = (f.nil_since for f in item.status.facts if f.asked.form_id in form_ids and f.nil_since)
    noted = _("Noted at {when}: {unit} had nothing to report.")
    lines = [
        noted.format(when=round_words.moment(min(said), world), unit=item.body.name),
        *_lines(form_ids, titles),
    ]
    take_back = f"due:unnil:{item.round.id}:{item.body.id}"
    choices = [back(world), Choice(take_back, _("Take back “nothing to report”"), "nav")]
    if item.status.is_done:
        thanks = _("Thank you: nothing more is missing in “{title}”.")
        lines.append(thanks.format(title=item.round.title))
    else:
        missing = round_words.missing(item.status.missing, titles, world)
        lines += [_("Still missing:"), *missing]
        report = Choice(f"due:report:{item.round.id}:{item.body.id}", _("Report now"))
        choices.insert(0, report)
    return Reply("\n".join(lines), choices=tuple(choices))


def back(world: World) -> Choice:
    return Choice("due:list", world.gettext("What is due"), "nav")


def _lines(form_ids: Sequence[str], titles: Titles) -> list[str]:
    return [f"• {titles.get(one, one)}" for one in form_ids]
