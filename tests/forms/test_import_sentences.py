"""What is said of each thing that can be wrong with a form: reviewed word by word in one file.

`UPDATE_TRANSCRIPTS=1 make test` writes it anew: read the difference before you keep it.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyxform.xls2xform import convert

from forms import markdown, xlsform
from forms.expression_faults import ExpressionFault
from forms.faults import Fault
from forms.file_faults import FileFault
from forms.problems import FormError
from forms.row_faults import RowFault
from forms.xlsform import Examined
from tests.forms.faulty import CASES, OUTSIDE, Case, files

GOLDEN = Path(__file__).parent / "golden" / "import_errors.txt"
FAULTS: tuple[type[Fault], ...] = (FileFault, RowFault, ExpressionFault)


def _examined() -> Iterator[tuple[str, Examined]]:
    for case in CASES:
        yield case.title, case.examined()
    for title, (name, content) in files().items():
        yield title, xlsform.examine(name, content, OUTSIDE)


def _said(title: str, examined: Examined) -> str:
    lines = [f"# {title}"]
    for one in examined.problems:
        lines += [f"[{one.severity}] {one.vietnamese}", f"        {one.english}"]
    return "\n".join(lines)


def test_every_sentence_is_as_it_was_reviewed() -> None:
    said = "\n\n".join(_said(title, examined) for title, examined in _examined()) + "\n"
    if os.environ.get("UPDATE_TRANSCRIPTS"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(said, "utf-8")
    assert said == GOLDEN.read_text("utf-8")


def test_every_fault_has_its_case() -> None:
    found = {one.fault for _, examined in _examined() for one in examined.problems}
    assert found == {fault for several in FAULTS for fault in several}


def test_an_error_leaves_no_form_and_a_warning_does() -> None:
    for title, examined in _examined():
        errors = [one for one in examined.problems if one.severity == "error"]
        assert (examined.form is None) == bool(errors), title
        assert examined.problems, title


TAKEN = [case for case in CASES if case.examined().form is not None]


@pytest.mark.parametrize("case", TAKEN, ids=[case.title for case in TAKEN])
def test_what_is_only_doubted_is_a_form_to_others_too(case: Case) -> None:
    form = case.examined().form
    assert form is not None
    assert convert(markdown.write(form), file_type=".md").xform


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_whatever_is_wrong_has_a_place(case: Case) -> None:
    for one in case.examined().problems:
        assert one.sheet in {"survey", "choices", "settings"}
        assert one.fault is RowFault.NO_QUESTION or one.row
        assert one.fault in {RowFault.NO_QUESTION, FileFault.MORE_SETTINGS} or one.column


def test_all_errors_are_raised_at_once_and_no_warning() -> None:
    content = files()["no header"][1]
    with pytest.raises(FormError) as caught:
        xlsform.from_workbook(content)
    assert [one.what for one in caught.value.problems] == ["type", "name"]
    assert {one.severity for one in caught.value.problems} == {"error"}
    assert str(caught.value).splitlines() == [one.english for one in caught.value.problems]
