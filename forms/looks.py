"""Owns which appearances and parameters a chat honours, passes over, or has to refuse."""

from collections.abc import Iterator

from forms.definition import Question, Type
from forms.faults import Fault
from forms.row_faults import RowFault

Complaint = tuple[Fault, str, str]  # the fault, about what, in which column

_PARAMETERS = {
    Type.IMAGE: frozenset({"max-pixels"}),
    Type.TEXT: frozenset({"rows"}),
    Type.GEOPOINT: frozenset({"capture-accuracy", "warning-accuracy", "allow-mock-accuracy"}),
    Type.SELECT_ONE: frozenset({"randomize", "seed"}),
    Type.SELECT_MULTIPLE: frozenset({"randomize", "seed"}),
    Type.SELECT_ONE_FROM_FILE: frozenset({"randomize", "seed"}),
}
# These parameters would change what is asked; the others only how it looks on a telephone.
_OWN_NAMES = {"value": "name", "label": "label"}
_UNSUPPORTED = frozenset({
    "draw", "signature", "annotate", "month-year", "year", "ethiopian", "coptic", "islamic",
    "bikram-sambat", "myanmar", "persian", "buddhist", "bearing", "masked", "image-map", "map",
    "table-list", "list-nolabel", "label", "grid",
})  # fmt: skip
_PROGRAMMES = ("ex:", "printer:", "search(", "intent:")
_LOOKS = frozenset({
    "minimal", "multiline", "numbers", "thousands-sep", "quick", "quickcompact", "compact",
    "columns", "columns-pack", "horizontal", "horizontal-compact", "likert", "autocomplete",
    "search", "no-calendar", "new", "new-front", "new-rear", "front", "counter", "no-buttons",
    "placement-map", "maps", "hide-input", "url", "no-ticks", "vertical", "spinner",
})  # fmt: skip


def complaints(question: Question) -> Iterator[Complaint]:
    yield from _appearance(question)
    yield from _parameters(question)


def _appearance(question: Question) -> Iterator[Complaint]:
    for word in question.appearance.split():
        if word in _UNSUPPORTED or word.startswith(_PROGRAMMES):
            yield RowFault.APPEARANCE, word, "appearance"
        elif word not in _LOOKS and not word.startswith(("columns-", "w", "field-list")):
            yield RowFault.APPEARANCE_IGNORED, word, "appearance"


def _parameters(question: Question) -> Iterator[Complaint]:
    for name, value in question.parameters.items():
        if question.type is Type.SELECT_ONE_FROM_FILE and _OWN_NAMES.get(name) == value:
            continue
        if name not in _PARAMETERS.get(question.type, ()):
            yield RowFault.PARAMETER, f"{name}={value}", "parameters"
        elif name not in {"max-pixels", "rows"} and value != "false":
            yield RowFault.NO_EFFECT, f"{name}={value}", "parameters"
