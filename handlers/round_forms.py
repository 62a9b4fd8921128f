"""Owns how a form is asked for in a round: how many reports of it, and of which establishments."""

import re

from sqlmodel import Session

from forms.definition import Form, Question, walk
from handlers import publishing
from handlers.registry_lists import KINDS
from storage import form_versions
from storage.models import Requirement
from storage.rounds import Asked

# A form of one of these happened on a day of its own; any other is about the period.
DATED = ("event_date", "survey_date")
_KIND = re.compile(r"\bkind\s*=\s*\$\{([^}]+)\}")


def latest(session: Session, form_id: str) -> Form | None:
    """The newest version of a form; None if it is no longer kept."""
    version = form_versions.latest(session, form_id)
    return publishing.form(session, version.id) if version else None


def asked(form: Form, requirement: str) -> Asked:
    """What the round keeps of the form. Where no establishment can be named, one report will do."""
    if requirement != Requirement.PER_ESTABLISHMENT:
        return Asked(form.form_id, requirement)
    subject = _subject(form)
    if subject is None:
        return Asked(form.form_id, Requirement.AT_LEAST_ONE)
    return Asked(form.form_id, requirement, subject.name, _kinds(form, subject))


def is_of_establishments(form: Form) -> bool:
    """Whether one report of each establishment can be asked for."""
    return _subject(form) is not None


def usual(form: Form) -> Requirement:
    """How often a form is asked for: about the period once, about events or things as they come.

    Of events and things there may be none; a report about the period is never nil.
    """
    questions = [question for question, _ in walk(form.nodes)]
    is_of_many = any(one.name in DATED or one.bot.subject for one in questions)
    return Requirement.AT_LEAST_ONE if is_of_many else Requirement.ONCE


def _subject(form: Form) -> Question | None:
    """The question that says which entry of a registry a report is about."""
    for question, _ in walk(form.nodes):
        is_listed = question.bot.subject and question.choices in KINDS
        if is_listed and _kinds(form, question):
            return question
    return None


def _kinds(form: Form, subject: Question) -> tuple[str, ...]:
    """Those that the form offers: by the question that filters the list, else all of the list."""
    found = _KIND.search(subject.choice_filter)
    if found:
        for question, _ in walk(form.nodes):
            if question.name == found[1]:
                return tuple(choice.name for choice in form.choices.get(question.choices, ()))
    return KINDS[subject.choices] or ()
