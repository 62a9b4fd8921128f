"""What is shipped: the image's recipe, really run as far as that goes without a Docker engine."""

import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from bot.settings import Settings

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-postgres.txt")
START_SECONDS = 90
# Where packages come from is the machine's business. (Written apart: this file is read, too.)
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"), ("pythonhosted", "org"), ("registry", "npmjs"), ("npmjs", "com"),
        ("yarnpkg", "com"), ("jsdelivr", "net"), ("unpkg", "com"), ("golang", "org"),
        ("ghcr", "io"), ("quay", "io"), ("docker", "io"),
    )
]  # fmt: skip
REFUSAL = """
import sys
class Refusal:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {foreign}:
            raise ModuleNotFoundError(name + " is not in requirements.txt")
sys.meta_path.insert(0, Refusal())
"""
NOT_OURS = {".git", ".venv", "node_modules", "data", "artefacts", "__pycache__"}


# --- reading the recipe -------------------------------------------------------------------------
@dataclass(frozen=True)
class Recipe:
    """A Dockerfile's instructions in order."""

    steps: tuple[tuple[str, str], ...]

    def all(self, name: str) -> list[str]:
        return [rest for word, rest in self.steps if word == name]

    def last(self, name: str) -> str:
        return self.all(name)[-1]

    @property
    def environment(self) -> dict[str, str]:
        pairs = (pair for line in self.all("ENV") for pair in shlex.split(line))
        return dict(pair.split("=", 1) for pair in pairs)

    @property
    def entry(self) -> list[str]:
        return _argv(self.last("CMD"))

    @property
    def health(self) -> list[str]:
        return _argv(self.last("HEALTHCHECK").partition("CMD ")[2])

    @property
    def copied(self) -> list[str]:
        """What COPY takes; each goes to the same place below the working directory."""
        return [line.split()[0] for line in self.all("COPY")]


def _argv(text: str) -> list[str]:
    found = json.loads(text)  # a shell form is no JSON: signals would go to the shell
    assert all(isinstance(one, str) for one in found)
    return list(found)


@cache
def recipe() -> Recipe:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    text = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
    whole = [line.strip() for line in text.replace("\\\n", " ").splitlines() if line.strip()]
    return Recipe(
        tuple((word, rest.strip()) for word, _, rest in (s.partition(" ") for s in whole))
    )


def compose() -> dict[str, list[str]]:
    """compose.yaml by dotted path. Only what this file uses: maps, lists of scalars, one line each.

    Not a YAML parser: what it cannot read makes the test fail.
    """
    found: dict[str, list[str]] = {}
    above: list[tuple[int, str]] = []
    for line in (ROOT / "compose.yaml").read_text().splitlines():
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        indent = len(line) - len(line.lstrip())
        is_item = bare.startswith("- ")
        while above and above[-1][0] >= indent:
            above.pop()
        path = ".".join(key for _, key in above)
        if is_item:
            found.setdefault(path, []).append(bare[2:].strip('"'))
            continue
        match = re.fullmatch(r"([\w./-]+):(?: (.+))?", bare)
        assert match, f"not read: {line!r}"
        key, value = match.groups()
        above.append((indent, key))
        if value is not None:
            found[f"{path}.{key}".lstrip(".")] = [value.strip('"')]
        else:
            found.setdefault(f"{path}.{key}".lstrip("."), [])
    return found


# --- the image, as far as it can be had here ----------------------------------------------------
@dataclass(frozen=True)
class Image:
    """A folder with what the Dockerfile copies and nothing else, and the environment it sets."""

    app: Path
    data: Path
    site: Path  # makes Python refuse what requirements.txt does not bring
    port: int

    @property
    def environment(self) -> dict[str, str]:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        own = {"PATH": path, "PYTHONPATH": str(self.site)}
        adapted = {"DATA_DIR": str(self.data), "PORT": str(self.port)}
        return {**recipe().environment, **own, **adapted}

    def do(self, *argv: str, seconds: float = 60) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            argv, cwd=self.app, env=self.environment, capture_output=True, text=True,
            timeout=seconds, check=False,
        )  # fmt: skip

    @contextmanager
    def running(self) -> Iterator["subprocess.Popen[str]"]:
        """The entry command as the Dockerfile gives it, once it answers."""
        process = subprocess.Popen(
            recipe().entry, cwd=self.app, env=self.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            self._wait(process)
            yield process
        finally:
            process.kill()
            process.communicate()

    def _wait(self, process: "subprocess.Popen[str]") -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if process.poll() is not None:
                pytest.fail(f"it ended at once:\n{process.communicate()[0]}")
            try:
                self.get("/healthz")
            except OSError:
                time.sleep(0.2)
            else:
                return
        pytest.fail("it does not answer")

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
            return str(answer.read().decode())

    def files(self) -> set[tuple[str, int]]:
        return {
            (str(one.relative_to(self.app)), one.stat().st_mtime_ns)
            for one in self.app.rglob("*")
            if one.is_file()
        }


@pytest.fixture
def image(tmp_path: Path) -> Image:
    app, data, site = (tmp_path / name for name in ("app", "data", "site"))
    for folder in (app, data, site):
        folder.mkdir()
    locked = _locked("requirements.txt")
    foreign = sorted(
        module
        for module, owners in packages_distributions().items()
        if not any(_normal(owner) in locked for owner in owners)
    )
    (site / "sitecustomize.py").write_text(REFUSAL.format(foreign=foreign))
    for name in recipe().copied:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, app / name, ignore=_ignored)
        else:
            shutil.copy(source, app / name)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    return Image(app, data, site, port)


def _ignored(folder: str, names: list[str]) -> set[str]:
    """What .dockerignore keeps from the builder inside the folders it lets through."""
    patterns = [line for line in _dockerignore() if not line.startswith("!") and line != "*"]
    inside = Path(folder).relative_to(ROOT)
    return {name for name in names if any((inside / name).match(_bare(one)) for one in patterns)}


def _bare(pattern: str) -> str:
    return pattern.removeprefix("**/")


def _dockerignore() -> list[str]:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


# --- what is copied runs ------------------------------------------------------------------------
def test_the_image_starts_answers_its_health_check_and_stops(image: Image) -> None:
    assert image.do("python", "-m", "compileall", "-q", ".").returncode == 0
    before = image.files()
    with image.running() as process:
        assert image.do(*recipe().health).returncode == 0
        assert '"ready": true' in image.get("/readyz")
        assert "Mã mời" in image.get("/")
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert image.do(*recipe().health).returncode != 0
    # compose.yaml mounts everything but the data read-only.
    assert image.files() == before
    assert {"sozanh.sqlite3", "session_secret"} <= {one.name for one in image.data.iterdir()}


def test_nobody_may_try_the_demo_in_the_image(image: Image) -> None:
    with image.running():
        assert "/demo/" not in image.get("/")


def test_an_invitation_is_made_in_the_image(image: Image) -> None:
    made = image.do("python", "-m", "bot", "invite", "--unit", "SCT", "--role", "coordinator")
    assert made.returncode == 0, made.stderr
    assert "Sở Công Thương · coordinator" in made.stdout


def test_every_module_of_the_image_can_be_imported_with_the_runtime_lock(image: Image) -> None:
    script = """
import importlib, pkgutil
for top in ("bot", "documents", "forms", "handlers", "storage", "vietnamese"):
    package = importlib.import_module(top)
    for one in pkgutil.walk_packages(package.__path__, top + "."):
        if not one.name.endswith(("__main__", "migrations.env")):
            importlib.import_module(one.name)
import PIL.Image, psycopg, scheduler
"""
    done = image.do("python", "-c", script)
    assert done.returncode == 0, done.stderr
    refused = image.do("python", "-c", "import pytest")
    assert "not in requirements.txt" in refused.stderr


def test_what_is_copied_exists_and_nothing_else_reaches_the_builder() -> None:
    assert all((ROOT / name).exists() for name in recipe().copied)
    assert _dockerignore()[0] == "*"
    let_through = {line[1:] for line in _dockerignore() if line.startswith("!")}
    assert let_through == set(recipe().copied)


def test_every_package_of_the_program_is_copied() -> None:
    inside = {one.parent.name for one in ROOT.glob("*/__init__.py")} - {"tests", "benchmarks"}
    assert inside <= set(recipe().copied)


# --- how it runs --------------------------------------------------------------------------------
def test_the_image_runs_as_a_user_who_is_not_root() -> None:
    user, _, group = recipe().last("USER").partition(":")
    assert int(user) >= 1000
    assert int(group) >= 1000
    order = [word for word, _ in recipe().steps]
    assert order.index("USER") < order.index("CMD")
    assert order.index("USER") > max(i for i, word in enumerate(order) if word in ("RUN", "COPY"))
    made = " ".join(recipe().all("RUN"))
    assert f"--uid {user}" in made
    assert f"--owner {user}" in made


def test_the_image_says_where_it_listens_and_where_its_data_are() -> None:
    own = recipe().environment
    assert own["HOST"] == "0.0.0.0"
    assert own["DATA_DIR"] == recipe().last("VOLUME") == "/data"
    assert own["PORT"] == recipe().last("EXPOSE")


def test_the_libraries_of_the_image_are_checked_against_their_hashes() -> None:
    assert any("--require-hashes" in line for line in recipe().all("RUN"))


def test_the_time_zone_is_set_and_comes_with_the_wheel() -> None:
    default = str(Settings.model_fields["timezone"].default)
    assert recipe().environment["TZ"] == default
    assert compose()["services.bot.environment.TZ"] == [default]
    assert "tzdata" in _locked("requirements.txt")
    ask = f"from zoneinfo import ZoneInfo; print(ZoneInfo({default!r}))"
    done = subprocess.run(
        [sys.executable, "-c", ask], env={"PYTHONTZPATH": ""}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.stdout.strip() == default, done.stderr


# --- compose ------------------------------------------------------------------------------------
def test_the_assistant_waits_for_a_healthy_database_and_both_come_back() -> None:
    found = compose()
    assert found["services.bot.depends_on.db.condition"] == ["service_healthy"]
    assert "pg_isready" in found["services.db.healthcheck.test"][0]
    assert found["services.bot.restart"] == found["services.db.restart"] == ["unless-stopped"]
    assert re.fullmatch(r"postgres:\d+", found["services.db.image"][0])


def test_compose_keeps_the_data_in_volumes_that_it_declares() -> None:
    found = compose()
    mounts = [one for service in ("bot", "db") for one in found[f"services.{service}.volumes"]]
    assert f"data:{recipe().environment['DATA_DIR']}" in mounts
    assert all(f"volumes.{mount.partition(':')[0]}" in found for mount in mounts)


def test_compose_says_inside_the_container_what_the_image_says() -> None:
    found = compose()
    for name in ("HOST", "PORT", "DATA_DIR", "TZ"):
        assert found[f"services.bot.environment.{name}"] == [recipe().environment[name]]
    inside = found["services.bot.ports"][0].rpartition(":")[2]
    assert inside == recipe().environment["PORT"]


def test_compose_sets_only_what_the_settings_know() -> None:
    prefix = "services.bot.environment."
    names = {one.removeprefix(prefix) for one in compose() if one.startswith(prefix)}
    assert names - {"TZ"} <= {name.upper() for name in Settings.model_fields}
    assert compose()["services.bot.env_file"] == [".env"]


def test_the_database_address_of_compose_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    address = compose()["services.bot.environment.DATABASE_URL"][0]
    monkeypatch.setenv("DATABASE_URL", re.sub(r"\$\{[^}]+\}", "Secret1", address))
    found = Settings(_env_file=None).effective_database_url
    assert found == "postgresql+psycopg://sozanh:Secret1@db:5432/sozanh"


def test_what_compose_asks_of_the_operator_is_in_the_example() -> None:
    wanted = set(re.findall(r"\$\{(\w+)", (ROOT / "compose.yaml").read_text()))
    offered = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert wanted <= offered


# --- where packages come from -------------------------------------------------------------------
def test_no_file_names_a_registry() -> None:
    found = [
        f"{one.relative_to(ROOT)}: {address}"
        for one in _own_files()
        for address in REGISTRIES
        if address in one.read_text("utf-8", errors="ignore")
    ]
    assert found == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_everything_by_hash_and_holds_no_address(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert not re.search(r"^\s*--(?!hash=)", text, re.MULTILINE)
    entries = re.split(r"\n(?=[a-z0-9])", re.sub(r"(?m)^\s*#.*\n", "", text).strip())
    assert [one for one in entries if "==" not in one or "--hash=sha256:" not in one] == []


def test_an_npm_lock_holds_no_address() -> None:
    locks = [one for one in _own_files() if one.name in ("package-lock.json", ".npmrc")]
    assert [one for one in locks if "://" in one.read_text()] == []


def _own_files() -> list[Path]:
    found: list[Path] = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [
            one for one in folders
            if one not in NOT_OURS and (not one.startswith(".") or one == ".ci")
        ]  # fmt: skip
        found += [Path(folder) / name for name in names if not name.startswith(".coverage")]
    return [one for one in found if one.name != ".env"]


def _locked(name: str) -> set[str]:
    return {
        _normal(one) for one in re.findall(r"^([\w.-]+)==", (ROOT / name).read_text(), re.MULTILINE)
    }


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
