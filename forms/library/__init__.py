"""The programme's own forms, XLSForm as Markdown tables, each read once."""

from functools import cache
from importlib import resources

from forms.definition import Form
from forms.xlsform import from_markdown

# In the order in which they are offered.
_IDS = (
    "outreach",
    "packaging",
    "plan",
    "site",
    "model",
    "consumption",
    "education",
    "period_report",
)


def all_ids() -> tuple[str, ...]:
    return _IDS


@cache
def load(form_id: str) -> Form:
    """The compiled form; KeyError if the library has none of that name."""
    return from_markdown(source(form_id))


def source(form_id: str) -> str:
    if form_id not in _IDS:
        raise KeyError(form_id)
    return resources.files("forms.library").joinpath(f"{form_id}.md").read_text("utf-8")
