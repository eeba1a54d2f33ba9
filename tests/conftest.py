"""Fixtures and rules for all tests; what may be skipped is decided in tests/skips.py."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.browsing import axe, browser, open_page
from tests.skips import (
    ROOT,
    find_chromium,
    find_corpus,
    find_node,
    pytest_make_collect_report,
    pytest_runtest_makereport,
)

__all__ = [
    "axe",
    "browser",
    "open_page",
    "pytest_make_collect_report",
    "pytest_runtest_makereport",
]

pytest_plugins = ["pytester"]

# A shared, busy machine makes single examples slow, which says nothing about the code; and CI
# must not fail today on an example that it did not try yesterday.
settings.register_profile("tiaowen", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("tiaowen")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--update``."""
    parser.addoption(
        "--update", action="store_true", help="rewrite expected files (golden pages, the module map) and pass"
    )


@pytest.fixture(scope="session")
def update(pytestconfig: pytest.Config) -> bool:
    """Whether expected files are to be rewritten instead of compared."""
    return bool(pytestconfig.getoption("--update"))


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def seed_source() -> Path:
    """The source folder that the repository ships."""
    return ROOT / "source"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real law files (``national/``, ``local/``); without it the test is skipped."""
    folder = find_corpus()
    if folder is None:
        pytest.skip("no real law files: set TIAOWEN_CORPUS, or put them in ../shared/corpus")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser program; without it the test is skipped."""
    program = find_chromium()
    if program is None:
        pytest.skip("no Chromium: run `make system`, or set TIAOWEN_CHROMIUM")
    return program


@pytest.fixture(scope="session")
def node() -> str:
    """The Node.js program; without it the test is skipped."""
    program = find_node()
    if program is None:
        pytest.skip("no Node.js: run `make system`")
    return program
