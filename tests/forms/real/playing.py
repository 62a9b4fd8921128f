"""Owns reading one of the forms beside this file, and what was handed in by path."""

from collections.abc import Mapping
from pathlib import Path

from forms.definition import Form
from forms.steps import Done
from forms.values import Value
from forms.xlsform import from_markdown
from tests.forms.fakes import Talk

FORMS = Path(__file__).parent
NAMES = tuple(sorted(path.stem for path in FORMS.glob("*.md")))


def source(name: str) -> str:
    return (FORMS / f"{name}.md").read_text(encoding="utf-8")


def load(name: str) -> Form:
    return from_markdown(source(name))


def handed_in(talk: Talk) -> Mapping[str, Value]:
    """Every submitted value by its path: "member[2]/age"."""
    step = talk.turn.step
    assert isinstance(step, Done), step
    return {one.path: one.value for one in step.values}
