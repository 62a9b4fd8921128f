"""Owns what a round asks for: of which kind it is, which forms, and how many reports of each."""

from dataclasses import replace

from handlers import finding, round_forms
from handlers.messages import Choice, Reply, World
from handlers.request_facts import Wanted, next_often
from handlers.request_turns import Desk, Next, Stay, Turn, button
from storage import form_versions
from storage.models import Requirement, RoundKind
from vietnamese.text import fold


def counted(desk: Desk, wanted: Wanted) -> tuple[str, ...]:
    """The forms of the round of which one report of each establishment can be asked for."""
    found = []
    for form_id in wanted.forms:
        form = round_forms.latest(desk.session, form_id)
        if form is not None and round_forms.is_of_establishments(form):
            found.append(form_id)
    return tuple(found)


# --- kind ---------------------------------------------------------------------------------------
def kind_name(kind: str, world: World) -> str:
    _ = world.gettext
    names = {
        RoundKind.PERIODIC: _("periodic"),
        RoundKind.AD_HOC: _("ad hoc"),
        RoundKind.THEMATIC: _("thematic"),
    }
    return names[RoundKind(kind)]


def ask_kind(desk: Desk, _wanted: Wanted) -> Reply:
    _ = desk.world.gettext
    return Reply(
        _("What kind of report do you ask for?"),
        choices=(
            button("kind", RoundKind.AD_HOC.value, _("Ad hoc report")),
            button("kind", RoundKind.THEMATIC.value, _("Thematic report")),
        ),
    )


def press_kind(_desk: Desk, wanted: Wanted, what: str) -> Turn:
    return Next(replace(wanted, kind=RoundKind(what)))


# --- forms --------------------------------------------------------------------------------------
def ask_forms(desk: Desk, wanted: Wanted) -> Reply:
    _ = desk.world.gettext
    choices = [
        button("forms", form_id, title, chosen=form_id in wanted.ticked)
        for form_id, title in form_versions.offered(desk.session)
    ]
    if wanted.ticked:
        choices.append(Choice("ask-round:forms:", _("Done"), "nav"))
    return Reply(
        _("Which reports do you ask for?"),
        hint=_("You may choose several; then press “Done”."),
        choices=tuple(choices),
    )


def press_forms(desk: Desk, wanted: Wanted, what: str) -> Turn:
    """A form is ticked or unticked; "" affirms them."""
    if what:
        return _ticked(desk, wanted, [what])
    if not wanted.ticked:
        return Stay(wanted, "forms", desk.world.gettext("Please choose at least one."))
    often = {form: how for form, how in wanted.often.items() if form in wanted.ticked}
    return Next(replace(wanted, forms=wanted.ticked, often=often))


def type_forms(desk: Desk, wanted: Wanted, text: str) -> Turn:
    """Several at once: "1, 3", or their names. All of them are understood, or none is taken."""
    offered = form_versions.offered(desk.session)
    meant = []
    for said in finding.names(text):
        number = int(said) if said.isascii() and said.isdecimal() else 0
        fitting = [form for at, (form, title) in enumerate(offered, 1) if at == number
                   or (not number and fold(said) in fold(title))]  # fmt: skip
        if len(fitting) != 1:
            note = desk.world.gettext("“{said}” was not understood. Please press a button below.")
            return Stay(wanted, "forms", note.format(said=said))
        meant += fitting
    return _ticked(desk, wanted, meant)


def _ticked(desk: Desk, wanted: Wanted, forms: list[str]) -> Turn:
    changed = set(wanted.ticked).symmetric_difference(forms)
    offered = (form for form, _title in form_versions.offered(desk.session))
    return Stay(replace(wanted, ticked=tuple(one for one in offered if one in changed)), "forms")


# --- how often ----------------------------------------------------------------------------------
def ask_often(desk: Desk, wanted: Wanted) -> Reply:
    _ = desk.world.gettext
    form_id = next_often(wanted, counted(desk, wanted)) or ""
    title = dict(form_versions.offered(desk.session)).get(form_id, "")
    each, one = Requirement.PER_ESTABLISHMENT.value, Requirement.AT_LEAST_ONE.value
    return Reply(
        _("How many reports “{form}” are needed from each unit?").format(form=title),
        hint=_("The establishments are those of the unit's registry on the cut-off day."),
        choices=(
            button("often", f"{form_id}:{each}", _("One for each establishment")),
            button("often", f"{form_id}:{one}", _("At least one")),
        ),
    )


def press_often(_desk: Desk, wanted: Wanted, what: str) -> Turn:
    form_id, _, requirement = what.partition(":")
    return Next(replace(wanted, often={**wanted.often, form_id: Requirement(requirement).value}))
