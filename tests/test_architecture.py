"""The shape of the project: names, sizes, docstrings, what is imported when."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "documents", "forms", "handlers", "storage", "vietnamese")
PRODUCT = [*(p for name in PACKAGES for p in (ROOT / name).rglob("*.py")), ROOT / "scheduler.py"]
# A top-level module of one of these names would hide a library's or the standard library's.
TAKEN = {"telegram", "locale", "calendar", "types", "logging", "queue", "alembic", "sqlmodel"}


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_no_file_is_long_and_most_are_short() -> None:
    sizes = sorted(lines(path) for path in PRODUCT)
    assert sizes[-1] <= 400
    assert sizes[len(sizes) // 2] <= 80


@pytest.mark.parametrize("path", PRODUCT, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_in_a_line_what_it_owns(path: Path) -> None:
    text = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert text
    assert len(text.splitlines()[0]) <= 100


def test_no_top_level_name_hides_a_library() -> None:
    names = {path.stem for path in ROOT.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert not names & (TAKEN | set(sys.stdlib_module_names))


@pytest.mark.parametrize("library", ["aiogram", "telegram", "PIL"])
def test_without_a_token_the_heavy_libraries_stay_out(library: str) -> None:
    code = f"import bot.app, bot.__main__, sys; sys.exit({library!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_the_timetable_is_known_only_to_the_process() -> None:
    for path in PRODUCT:
        if path.parts[len(ROOT.parts)] not in ("bot", "scheduler.py"):
            assert "import scheduler" not in path.read_text("utf-8"), path
