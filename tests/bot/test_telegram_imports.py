"""Each half of Telegram loads its own library only: 55 MB instead of 190."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HALVES = [
    (["bot.delivery", "bot.channels.telegram.sender"], "aiogram"),
    (
        [f"bot.channels.telegram.{name}" for name in ("reader", "updates", "webhook", "reading")],
        "telegram",
    ),
    (["bot.app", "bot.delivery"], "telegram"),
    (["bot.app", "bot.delivery"], "aiogram"),
]


def file_of(module: str) -> Path | None:
    path = ROOT / module.replace(".", "/")
    found = [one for one in (path.with_suffix(".py"), path / "__init__.py") if one.exists()]
    return found[0] if found else None


def imported(path: Path) -> Iterator[str]:
    """What loading the file imports: its top level, but for what only the type checker reads."""
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)


def loaded(modules: list[str]) -> set[str]:
    seen: set[str] = set()
    waiting = list(modules)
    while waiting:
        module = waiting.pop()
        if module in seen:
            continue
        seen.add(module)
        parent = module.rpartition(".")[0]
        path = file_of(module)
        if path is not None:
            waiting += [*imported(path), *([parent] if parent else [])]
    return seen


@pytest.mark.parametrize(("modules", "unwanted"), HALVES)
def test_each_half_imports_only_its_library(modules: list[str], unwanted: str) -> None:
    everything = loaded(modules)
    assert len(everything) > 10
    assert not [one for one in everything if one.partition(".")[0] == unwanted]
