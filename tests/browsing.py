"""Chromium for tests: one browser for all that take it, a fresh profile for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    Open = Callable[..., Page]

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""A browser that asks nobody for anything, and runs where there is no display and no user namespace."""
PATIENCE = 15_000
"""Milliseconds that a test waits for what a busy machine is slow to show."""


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Chromium, without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        program = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        yield program
        program.close()


@pytest.fixture(scope="session")
def axe(repository: Path) -> str:
    """The source of axe-core."""
    script = repository / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        pytest.skip("no axe-core: run `npm ci`")
    return script.read_text("utf-8")


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Open an address in a fresh profile; an error in a script fails the test.

    Keywords: ``now``, the time of the browser's clock; everything that a browser context takes.
    """
    errors: list[str] = []
    contexts = []

    def open_(address: str, *, now: str | None = None, **options: object) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        if now:
            page.clock.set_fixed_time(now)
        page.goto(address)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert errors == []
