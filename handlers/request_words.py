"""Owns the words of a round that are its coordinator's: its title, and what it rests on."""

from dataclasses import replace

from handlers.messages import Choice, Reply
from handlers.request_facts import Wanted
from handlers.request_turns import Desk, Next, Stay, Turn, button
from storage import form_versions
from storage.models import RoundKind
from vietnamese.text import clean

LONGEST_TITLE = 200  # characters
LONGEST_BASIS = 300


def title(desk: Desk, wanted: Wanted) -> str:
    """What was typed, else what follows from the kind and the forms."""
    if wanted.title:
        return wanted.title
    _ = desk.world.gettext
    titles = dict(form_versions.offered(desk.session))
    forms = "; ".join(titles.get(form, form) for form in wanted.forms)
    is_thematic = wanted.kind == RoundKind.THEMATIC
    text = _("Thematic report: {forms}") if is_thematic else _("Ad hoc report: {forms}")
    said = text.format(forms=forms)
    return said if len(said) <= LONGEST_TITLE else said[: LONGEST_TITLE - 1] + "…"


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def ask_title(desk: Desk, wanted: Wanted) -> Reply:
    _ = desk.world.gettext
    suggested = title(desk, replace(wanted, title=None))
    return Reply(
        _("What is the round called?"),
        hint=_("Suggested: {title}").format(title=suggested),
        choices=(button("title", "keep", _("Keep the suggested title")),),
        asks="text",
    )


def press_title(_desk: Desk, wanted: Wanted, _what: str) -> Turn:
    return Next(replace(wanted, title=""))


def type_title(desk: Desk, wanted: Wanted, text: str) -> Turn:
    said = one_line(text)
    if len(said) > LONGEST_TITLE:
        return Stay(wanted, "title", too_long(desk, said, LONGEST_TITLE))
    return Next(replace(wanted, title=said))


def ask_basis(desk: Desk, _wanted: Wanted) -> Reply:
    _ = desk.world.gettext
    return Reply(
        _("What does the request rest on?"),
        hint=_("For example: công văn số 125/SCT-QLTM ngày 20/11/2026."),
        choices=(Choice("ask-round:basis:none", _("Skip"), "nav"),),
        asks="text",
    )


def press_basis(_desk: Desk, wanted: Wanted, _what: str) -> Turn:
    return Next(replace(wanted, basis=""))


def type_basis(desk: Desk, wanted: Wanted, text: str) -> Turn:
    said = one_line(text)
    if len(said) > LONGEST_BASIS:
        return Stay(wanted, "basis", too_long(desk, said, LONGEST_BASIS))
    return Next(replace(wanted, basis=said))


def too_long(desk: Desk, said: str, most: int) -> str:
    text = desk.world.gettext(
        "This has {count} characters; at most {most} fit. Please type it shorter."
    )
    return text.format(count=len(said), most=most)
