"""Owns the words of the pages, as tests read them: the catalogues themselves."""

import gettext

from bot import worlds


def translations() -> dict[str, gettext.NullTranslations]:
    return {language: worlds.translations(language) for language in ("vi", "en")}
