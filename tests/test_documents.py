"""What the documents say is so: links, settings, commands, targets, paths and words exist."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.__main__ import parser
from bot.settings import Settings
from bot.worlds import Worlds
from handlers import menus
from handlers.policy import Policy

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
CODE = ("bot", "documents", "forms", "handlers", "storage", "vietnamese", "tests", "locales")
FENCE = re.compile(r"```\w*\n(.*?)```", re.DOTALL)
COMMANDS = re.findall(r"^    (\w+) ", parser().format_help(), re.MULTILINE)
every_document = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=[str(one.relative_to(ROOT)) for one in DOCUMENTS]
)


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def prose(document: Path) -> str:
    return FENCE.sub("", document.read_text("utf-8"))


def code_in(document: Path) -> Iterator[str]:
    """Each line of code, fenced or between backticks, without its comment."""
    whole = document.read_text("utf-8")
    for block in FENCE.findall(whole):
        yield from (re.split(r"\s+#\s", line)[0].strip() for line in block.splitlines())
    yield from re.findall(r"`([^`\n]+)`", FENCE.sub("", whole))


def slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def settings() -> dict[str, str]:
    """NAME -> default, as one would type it."""
    found = {}
    for name, field in Settings.model_fields.items():
        default = field.default
        shown = default.get_secret_value() if hasattr(default, "get_secret_value") else default
        found[name.upper()] = f"{shown:g}" if isinstance(shown, float) else str(shown)
    return found


# --- links and paths ----------------------------------------------------------------------------
@every_document
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(document)):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        there = (document.parent / path).resolve() if path else document
        assert there.exists(), target
        assert there.is_relative_to(ROOT), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", there.read_text("utf-8"), re.MULTILINE)
            assert anchor in {slug(one) for one in headings}, target


@every_document
def test_every_path_that_is_named_exists(document: Path) -> None:
    for code in code_in(document):
        first = code.partition("/")[0]
        if "/" in code and first in (*CODE, "docs", ".ci") and " " not in code:
            assert any(ROOT.glob(code)), code


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        links = re.findall(r"\]\(([^)\s#]+\.md)[^)]*\)", prose(page))
        waiting += [(page.parent / target).resolve() for target in links]
    assert set(DOCUMENTS) <= seen


# --- settings -----------------------------------------------------------------------------------
def test_the_readme_lists_every_setting_with_its_default() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| (?:`([^`]*)`)? ?\|", text_of("README.md"), re.MULTILINE)
    assert {name: default.rstrip("/") for name, default in rows} == settings()


def test_the_example_lists_every_setting_with_its_default() -> None:
    lines = re.findall(r"^#?([A-Z_]+)=(.*)$", text_of(".env.example"), re.MULTILINE)
    for_compose = set(re.findall(r"\$\{(\w+)", text_of("compose.yaml"))) - set(settings())
    assert {name: value for name, value in lines if name not in for_compose} == settings()


def test_the_example_changes_nothing_when_it_is_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in settings():
        monkeypatch.delenv(name, raising=False)
    assert Settings(_env_file=ROOT / ".env.example") == Settings(_env_file=None)


def test_the_example_is_right_line_by_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every # taken away: still what it would be without a file."""
    for name in settings():
        monkeypatch.delenv(name, raising=False)
    bare = tmp_path / "env"
    bare.write_text(re.sub(r"(?m)^#([A-Z_]+=)", r"\1", text_of(".env.example")))
    assert Settings(_env_file=bare) == Settings(_env_file=None)


# --- commands -----------------------------------------------------------------------------------
@every_document
def test_every_command_line_is_understood(document: Path) -> None:
    for code in code_in(document):
        if not code.startswith("python -m bot ") or "…" in code:
            continue
        words = shlex.split(code)[3:]
        if len(words) == 1 and words[0] in COMMANDS:
            continue  # only spoken of
        try:
            parser().parse_args(words)
        except SystemExit:
            pytest.fail(code)


def test_every_command_is_in_the_documents() -> None:
    everything = "\n".join(one.read_text("utf-8") for one in DOCUMENTS)
    assert COMMANDS
    assert [one for one in COMMANDS if f"python -m bot {one}" not in everything] == []


@every_document
def test_every_make_target_exists(document: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE))
    for code in code_in(document):
        named = re.fullmatch(r"make ([a-z-]+)", code)
        if named:
            assert named[1] in targets, code


def test_the_readme_lists_the_commands_of_the_chat() -> None:
    world = Worlds(ZoneInfo("Asia/Ho_Chi_Minh"), Policy()).world()
    listed = set(re.findall(r"`/([a-z]+)`", text_of("README.md")))
    assert {name for name, _ in menus.commands(world)} <= listed


# --- words --------------------------------------------------------------------------------------
def test_every_word_of_the_glossary_is_used_in_the_code() -> None:
    files = [one for top in CODE[:6] for one in (ROOT / top).rglob("*.py")]
    said = "\n".join(one.read_text("utf-8").lower() for one in files)
    words = re.findall(r"^\| `(\w+)` \|", text_of("docs/glossary.md"), re.MULTILINE)
    assert len(words) > 50
    assert [word for word in words if not re.search(rf"(?<![a-z]){word}", said)] == []


def test_no_word_of_the_glossary_has_two_meanings() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", text_of("docs/glossary.md"), re.MULTILINE)
    for column in zip(*rows, strict=True):
        assert len(set(column)) == len(column)
