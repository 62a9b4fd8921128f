"""Where the command line of forms is tested: a folder with a form and its lists."""

import sys
from io import StringIO
from pathlib import Path

import pytest

from tests.operation.form_files import FORM, PLACES


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a form and its list, an own DATA_DIR, nothing to read from."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    for name in ("DATABASE_URL", "TELEGRAM_TOKEN", "PUBLIC_URL", "HOST", "PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "stdin", StringIO())
    (tmp_path / "village.md").write_text(FORM, "utf-8")
    for name in ("units.csv", "places.csv"):
        (tmp_path / name).write_text(PLACES, "utf-8", newline="")
    return tmp_path
