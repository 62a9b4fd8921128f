"""Every word people read is translated; no placeholder is lost on the way."""

import re

import pytest

from tests import catalogues

_PLACE = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_catalogue_is_complete(language: str) -> None:
    assert catalogues.problems(language, catalogues.extracted()) == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_translations_keep_their_placeholders(language: str) -> None:
    for message in catalogues.kept(language):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for string in strings:
            assert set(_PLACE.findall(string)) == set(_PLACE.findall(ids[-1])), message.id


def test_officers_read_no_english() -> None:
    """Vietnamese texts hold no English words but the names of things."""
    english = re.compile(r"\b(the|please|your|you|and|is|of|send|report)\b", re.IGNORECASE)
    for message in filter(lambda one: one.id, catalogues.kept("vi")):
        for string in message.string if isinstance(message.string, tuple) else (message.string,):
            assert not english.search(string), string
