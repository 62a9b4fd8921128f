"""Keeps the catalogues in step with the code: checks them, or with --update rewrites them."""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
LANGUAGES = ("vi", "en")
WIDTH = 100


def path_of(language: str) -> Path:
    return ROOT / "locales" / language / "LC_MESSAGES" / "sozanh.po"


def extracted() -> Catalog:
    """Every message the code and the templates use."""
    with (ROOT / "locales" / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    found = Catalog(domain="sozanh")
    for _, _, message, comments, context in extract_from_dir(ROOT, methods, options):
        found.add(message, auto_comments=comments, context=context)
    if not len(found):
        raise AssertionError("nothing was extracted: look at locales/babel.cfg")
    return found


def kept(language: str) -> Catalog:
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def renewed(language: str, wanted: Catalog) -> Catalog:
    """The catalogue with just the messages the code uses; what is new has no translation yet."""
    old = kept(language)
    fresh = Catalog(
        locale=language, project="Sổ Xanh", version="0.1.0", domain="sozanh", fuzzy=False,
        last_translator="Sổ Xanh", language_team="Sổ Xanh", creation_date=old.creation_date,
        revision_date=old.revision_date, msgid_bugs_address="-",
        header_comment="# Sổ Xanh: what people read.",
    )  # fmt: skip
    for message in wanted:
        if message.id:
            before = old.get(message.id)
            own = message.id if language == "en" else before.string if before else ""
            fresh.add(message.id, own, flags=message.flags - {"fuzzy"})
    return fresh


def problems(language: str, wanted: Catalog) -> list[str]:
    """Messages without a translation, fuzzy ones, ones that nobody uses."""
    have = kept(language)
    found = [f"{language}: not translated: {m.id!r}" for m in have if m.id and not _is_whole(m)]
    found += [f"{language}: fuzzy: {m.id!r}" for m in have if m.id and m.fuzzy]
    found += [f"{language}: missing: {m.id!r}" for m in wanted if m.id and m.id not in have]
    found += [f"{language}: unused: {m.id!r}" for m in have if m.id and m.id not in wanted]
    return found


def _is_whole(message: object) -> bool:
    string = message.string  # type: ignore[attr-defined]
    return all(string) if isinstance(string, tuple | list) else bool(string)


def main(arguments: list[str]) -> int:
    wanted = extracted()
    if arguments == ["--update"]:
        for language in LANGUAGES:
            out = BytesIO()
            write_po(out, renewed(language, wanted), width=WIDTH, sort_output=True)
            path_of(language).write_bytes(out.getvalue())
    found = [one for language in LANGUAGES for one in problems(language, wanted)]
    print("\n".join(found) or "The catalogues are complete.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
