"""Owns the Vietnamese words of the pages, as tests read them."""

import gettext
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FRAGMENT = Path(__file__).parents[2] / "locales" / "fragments" / "web.po"


def catalogue() -> Catalog:
    with FRAGMENT.open("rb") as file:
        return read_po(file, locale="vi")


def translations() -> dict[str, gettext.NullTranslations]:
    compiled = BytesIO()
    write_mo(compiled, catalogue())
    compiled.seek(0)
    return {"vi": gettext.GNUTranslations(compiled), "en": gettext.NullTranslations()}
