"""Starts the program without its imports' seconds: it is imported once, every start is a fork.

What starts is what `python -m bot …` is: the same arguments, environment and `main`, in a process
of its own with nothing open but its log. One JSON line in, one out; the end of stdin ends all.
"""

import json
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import Any, NoReturn

import coverage

from bot.__main__ import main
from bot.channels.telegram import reading, sender

LOADED = (reading, sender)  # what `run` imports only when there is a token


def serve() -> None:
    children: set[int] = set()
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        answer = _start(order, children) if "arguments" in order else _poll(order, children)
        print(json.dumps(answer), flush=True)
    for child in children:
        os.kill(child, signal.SIGKILL)


def _start(order: dict[str, Any], children: set[int]) -> dict[str, Any]:
    child = os.fork()
    if child == 0:
        _become(order)
    children.add(child)
    return {"pid": child}


def _poll(order: dict[str, Any], children: set[int]) -> dict[str, Any]:
    """How it ended, as subprocess tells it; None while it runs."""
    found, status = os.waitpid(order["pid"], os.WNOHANG)
    if not found:
        return {"code": None}
    children.discard(found)
    return {"code": os.waitstatus_to_exitcode(status)}


def _become(order: dict[str, Any]) -> NoReturn:
    status = 70
    try:
        os.setsid()
        log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for target, source in ((0, nothing), (1, log), (2, log)):
            os.dup2(source, target)
        os.environ.clear()
        os.environ.update(order["environment"])
        os.chdir(order["folder"])
        coverage.process_startup(force=True)
        status = main(order["arguments"])
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else 1
    except BaseException:  # noqa: BLE001 - the forked copy must not go on as the nursery
        traceback.print_exc()
    finally:
        _keep_coverage()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _keep_coverage() -> None:
    measured = coverage.Coverage.current()
    if measured is not None:
        measured.stop()
        measured.save()


if __name__ == "__main__":
    sys.path.insert(0, str(Path.cwd()))
    serve()
