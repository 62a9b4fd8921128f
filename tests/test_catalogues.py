"""Every word people read is translated; no placeholder is lost on the way."""

import re

import pytest
from babel.messages.catalog import Message

from tests import catalogues

_PLACE = re.compile(r"\{\w+\}")


def said(message: Message) -> list[str]:
    """Its translation, or all its plural forms."""
    string = message.string or ""
    return [string] if isinstance(string, str) else list(string)


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_catalogue_is_complete(language: str) -> None:
    assert catalogues.problems(language, catalogues.extracted()) == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_translations_keep_their_placeholders(language: str) -> None:
    for message in catalogues.kept(language):
        wanted = message.id if isinstance(message.id, str) else message.id[-1]
        for string in said(message):
            assert set(_PLACE.findall(string)) == set(_PLACE.findall(wanted)), message.id


def test_officers_read_no_english() -> None:
    """Vietnamese texts hold no English words but the names of things."""
    english = re.compile(r"\b(the|please|your|you|and|is|of|send|report)\b", re.IGNORECASE)
    for message in filter(lambda one: one.id, catalogues.kept("vi")):
        for string in said(message):
            assert not english.search(string), string
