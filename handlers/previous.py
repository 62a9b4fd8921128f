"""Owns what was answered in the previous report on the same thing: what `last-saved` reads."""

from collections.abc import Mapping

from sqlmodel import Session

from forms.definition import ADDED, Form, walk
from forms.value_json import value_from_json, value_to_json
from forms.values import Value
from storage import reports


class Previous:
    """Looked up only when a form asks, and once for each thing that reports are about.

    Which thing that is, says the question marked `bot:subject`: the enterprise, the shop.
    """

    def __init__(self, session: Session, body_id: int, form: Form, report_id: int | None) -> None:
        self._session, self._body_id, self._form = session, body_id, form
        self._report_id = report_id
        self._subject = next((one.name for one, _ in walk(form.nodes) if one.bot.subject), "")
        self._found: dict[str, Mapping[str, Value]] = {}

    def __call__(self, answers: Mapping[str, Value]) -> Mapping[str, Value]:
        subject = answers.get(self._subject)
        if subject == ADDED:
            return {}  # nobody reported on it before
        key = repr(subject)
        if key not in self._found:
            self._found[key] = self._look_up(subject)
        return self._found[key]

    def _look_up(self, subject: Value | None) -> Mapping[str, Value]:
        about = None if subject is None else (self._subject, value_to_json(subject))
        kept = reports.previous_answers(
            self._session, self._body_id, self._form.form_id, self._report_id, about
        )
        return {name: value_from_json(value) for name, value in kept.items() if "/" not in name}
