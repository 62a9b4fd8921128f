"""Owns reading a form that is named on the command line: a file, or a form of the library."""

from dataclasses import dataclass
from pathlib import Path

from babel.support import NullTranslations

from bot.plainly import UnusableInputError
from forms import library

WORKBOOK, MARKDOWN = ".xlsx", ".md"
_MOST_BYTES = 20 * 1024**2  # as much as the chat takes
_OTHER_SHEETS = frozenset({".xls", ".xlsm", ".xlsb", ".ods", ".csv"})


@dataclass(frozen=True, slots=True)
class Source:
    name: str
    content: bytes
    path: Path | None = None  # None: of the library

    @property
    def ending(self) -> str:
        return Path(self.name).suffix.lower()

    @property
    def is_markdown(self) -> bool:
        return self.ending == MARKDOWN

    @property
    def text(self) -> str:
        """Of Markdown: what was written."""
        return self.content.decode("utf-8-sig")


def read(named: str, words: NullTranslations) -> Source:
    """What stands under that name, or a sentence that says why it cannot be read."""
    path = Path(named)
    if named in library.all_ids() and not path.is_file():
        return Source(f"{named}{MARKDOWN}", library.source(named).encode())
    source = Source(path.name, _content(path, words), path)
    _check(source, words)
    return source


def _content(path: Path, words: NullTranslations) -> bytes:
    _ = words.gettext
    try:
        if path.is_dir():
            text = _("“{name}” is a folder. Please name the file of the form.")
            raise UnusableInputError(text.format(name=path))
        if path.stat().st_size > _MOST_BYTES:
            text = _("The file “{name}” is larger than {megabytes} MB: that is no form.")
            raise UnusableInputError(text.format(name=path, megabytes=_MOST_BYTES // 1024**2))
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        text = _("There is no file “{name}”. Name a .xlsx or .md file, or one of: {forms}.")
        forms = ", ".join(library.all_ids())
        raise UnusableInputError(text.format(name=path, forms=forms)) from None
    except (OSError, ValueError):  # ValueError: a name that no file can have
        text = _("The file “{name}” cannot be read. Please check who may read it.")
        raise UnusableInputError(text.format(name=path)) from None


def _check(source: Source, words: NullTranslations) -> None:
    _ = words.gettext
    if source.ending in _OTHER_SHEETS:
        text = _("“{name}” is of another kind. Please open it and save it as Excel (.xlsx).")
        raise UnusableInputError(text.format(name=source.name))
    if source.ending not in (WORKBOOK, MARKDOWN):
        text = _("“{name}” is no form: it has to be an Excel file (.xlsx) or Markdown (.md).")
        raise UnusableInputError(text.format(name=source.name))
    if not source.content.strip():
        text = _("The file “{name}” is empty.")
        raise UnusableInputError(text.format(name=source.name))
    if source.is_markdown and not _is_text(source):
        text = _("The file “{name}” is not UTF-8 text. Please save it as UTF-8.")
        raise UnusableInputError(text.format(name=source.name))


def _is_text(source: Source) -> bool:
    try:
        return "\0" not in source.text
    except UnicodeDecodeError:
        return False
