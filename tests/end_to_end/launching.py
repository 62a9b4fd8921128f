"""Owns the two ways of starting the program: as anybody would, and from the nursery."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import coverage

ROOT = Path(__file__).parents[2]


class Child(Protocol):
    """A process of ours."""

    @property
    def pid(self) -> int: ...

    def poll(self) -> int | None:
        """The exit code, negative for a signal; None while it runs."""


class Launch(Protocol):
    """Starts `python -m bot ARGUMENTS` with its output in a file."""

    def __call__(
        self, arguments: Sequence[str], environment: Mapping[str, str], log: Path
    ) -> Child: ...


def environment(**settings: str) -> dict[str, str]:
    """Ours with the settings; measured where the tests are measured."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("COV")}
    if coverage.Coverage.current() is not None:
        kept["COVERAGE_PROCESS_START"] = str(ROOT / "pyproject.toml")
    # Rounds begin by the calendar: a test that wants one says so.
    return kept | {"PYTHONUNBUFFERED": "1", "ANNUAL_ROUND": "off"} | settings


def launch(arguments: Sequence[str], environment: Mapping[str, str], log: Path) -> Child:
    """As anybody starts it: imports and all."""
    with log.open("ab") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "bot", *arguments],
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )


class _Forked:
    def __init__(self, nursery: "Nursery", pid: int) -> None:
        self._nursery = nursery
        self.pid = pid
        self._code: int | None = None

    def poll(self) -> int | None:
        if self._code is None:
            self._code = self._nursery.ask({"pid": self.pid})["code"]
        return self._code


class Nursery:
    """A process that has imported the program and forks it on demand."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.end_to_end.nursery"],
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self._read()

    def __call__(
        self, arguments: Sequence[str], environment: Mapping[str, str], log: Path
    ) -> Child:
        order = {"arguments": list(arguments), "environment": dict(environment)}
        answer = self.ask(order | {"log": str(log), "folder": str(ROOT)})
        return _Forked(self, answer["pid"])

    def ask(self, order: dict[str, Any]) -> dict[str, Any]:
        if self._process.stdin is None:
            raise RuntimeError("the nursery has no ear")
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return self._read()

    def close(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait(20)
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _read(self) -> dict[str, Any]:
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            raise RuntimeError("the nursery has ended")
        return dict(json.loads(line))


@contextmanager
def nursery() -> Iterator[Nursery]:
    made = Nursery()
    try:
        yield made
    finally:
        made.close()


def end(child: Child, number: signal.Signals) -> None:
    """Send a signal to a child that may have ended by itself."""
    if child.poll() is None:
        os.kill(child.pid, number)
