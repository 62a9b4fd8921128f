"""Owns a phone in a test: headless Chromium at 360x740, and what a thumb does with the page."""

import base64
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, Geolocation, Page, async_playwright, expect

from tests.missing import browser, why_no_browser

ARTEFACTS = Path(__file__).parents[2] / "artefacts"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# The smallest JPEG a decoder takes: one grey pixel.
TINY_JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////"
    "////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA="
)

needs_chromium = pytest.mark.skipif(browser() is None, reason=why_no_browser() or "")


@asynccontextmanager
async def phone(
    folder: Path,
    *,
    dark: bool = False,
    width: int = 360,
    height: int = 740,
    touch: bool = True,
    at: Geolocation | None = None,
) -> AsyncIterator[BrowserContext]:
    """A browser with an empty profile in `folder`; `at`: where it says that it is."""
    async with async_playwright() as playwright:
        context = await playwright.chromium.launch_persistent_context(
            folder / "profile",
            executable_path=browser(),
            args=ARGUMENTS,
            headless=True,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            viewport={"width": width, "height": height},
            device_scale_factor=2,
            has_touch=touch,
            is_mobile=touch,
            geolocation=at,
            permissions=["geolocation"] if at else [],
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        try:
            yield context
        finally:
            await context.close()


class Thumb:
    """What a person does with the chat, and sees there."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.problems: list[str] = []
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", lambda m: self.problems.append(m.text) if _is_ours(m.text) else None)

    async def enter_demo(self, url: str, role: str) -> None:
        await self.page.goto(url)
        await self.page.get_by_role("button", name=role).click()
        await expect(self.page.locator("#log")).to_be_visible()

    async def say(self, words: str) -> None:
        await self.page.locator("#text").fill(words)
        await self.page.locator("#composer .send").click()

    async def tap(self, label: str) -> None:
        """A live button, by (a part of) its words."""
        await self.page.locator("#log button:enabled", has_text=label).last.click()

    async def send_photos(self, *photos: Path) -> None:
        await self.page.locator("#photo").set_input_files(photos)
        await self.page.locator("#preview .primary").click()

    async def sees(self, words: str) -> None:
        """The newest of our messages that says this is there."""
        await expect(self.page.locator("#log .ours", has_text=words).last).to_be_visible()

    async def sees_own(self, words: str) -> None:
        await expect(self.page.locator("#log .mine", has_text=words).last).to_be_visible()

    async def picture(self, name: str) -> Path:
        ARTEFACTS.mkdir(exist_ok=True)
        path = ARTEFACTS / f"{name}.png"
        await self.page.screenshot(path=path, caret="initial")
        return path


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


_CUT = ("net::ERR_", "[object Event]", "htmx:sendError", "htmx:sse", "htmx:afterRequest")


def _is_ours(message: str) -> bool:
    """Lost connections are part of the tests, and htmx says so on the console."""
    return not any(one in message for one in _CUT)
