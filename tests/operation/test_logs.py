"""No token, phone number or answer gets into the log, whoever writes the line."""

import json
import logging
from collections.abc import Callable, Iterator

import pytest
import structlog

from bot import logs

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"


@pytest.fixture
def set_up(capfd: pytest.CaptureFixture[str]) -> Iterator[Callable[[str], None]]:
    """To be called within the test: pytest's own handlers come in between."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield logs.set_up
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


def test_our_lines_keep_secrets_out(
    capfd: pytest.CaptureFixture[str], set_up: Callable[[str], None]
) -> None:
    set_up("DEBUG")
    structlog.get_logger().warning(
        "x", url=f"/bot{TOKEN}/sendMessage", phone="0912345678", text="hi"
    )
    line = json.loads(capfd.readouterr().err.splitlines()[-1])
    assert line["url"] == "/bot[token]/sendMessage"
    assert line["phone"] == line["text"] == "[kept out]"


def test_libraries_lines_and_tracebacks_too(
    capfd: pytest.CaptureFixture[str], set_up: Callable[[str], None]
) -> None:
    set_up("DEBUG")
    try:
        raise RuntimeError(f"https://api/bot{TOKEN}/x called 0912345678")
    except RuntimeError:
        logging.getLogger("somebody").exception("failed for +84912345678 at %s", TOKEN)
    err = capfd.readouterr().err
    assert TOKEN not in err
    assert "912345678" not in err
    assert "RuntimeError" in err


@pytest.mark.parametrize("name", ["httpx", "aiohttp.access", "telegram"])
def test_the_talkative_are_silenced(
    name: str, capfd: pytest.CaptureFixture[str], set_up: Callable[[str], None]
) -> None:
    set_up("INFO")
    logging.getLogger(name).info("POST https://…")
    assert capfd.readouterr().err == ""
