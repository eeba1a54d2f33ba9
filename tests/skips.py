"""The rule on skipped tests: whoever has what a test needs has no excuse for skipping it.

On a laptop without Chromium a browser test may be skipped. In CI (``CI=true``), or with
``TIAOWEN_NO_SKIP=1``, a browser, JavaScript or corpus test that is skipped although its inputs
are there is a failure: otherwise a broken fixture would turn a whole folder off in silence.

What a test needs is told by its folder (tests/browser, tests/gates, tests/js, tests/corpus) or its marker
(``browser``, ``js``, ``corpus``). The hooks are taken up by tests/conftest.py.
"""

from __future__ import annotations

import importlib.util
import itertools
import os
import shutil
from collections.abc import Callable, Generator, Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_APPS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def find_chromium() -> str | None:
    """Return the browser that tests drive: TIAOWEN_CHROMIUM, else the system's, else None."""
    named = os.environ.get("TIAOWEN_CHROMIUM")
    found = [named] if named else [shutil.which(name) for name in CHROMIUM_NAMES]
    found += [app for app in CHROMIUM_APPS if Path(app).exists()]
    return next((path for path in found if path), None)


def find_node() -> str | None:
    """Return the Node.js program, or None."""
    return shutil.which("node")


def find_corpus() -> Path | None:
    """Return the folder of real law files: TIAOWEN_CORPUS, else ../shared/corpus, or None."""
    folder = Path(os.environ.get("TIAOWEN_CORPUS") or ROOT.parent / "shared" / "corpus")
    return folder if folder.is_dir() else None


def _browser_is_there() -> bool:
    return find_chromium() is not None and importlib.util.find_spec("playwright") is not None


INPUTS: Mapping[str, Callable[[], bool]] = {
    "browser": _browser_is_there,
    "gates": _browser_is_there,
    "js": lambda: find_node() is not None,
    "corpus": lambda: find_corpus() is not None,
}
"""Each kind of test that needs something from outside, and whether that is there."""


def strict() -> bool:
    """Return whether skipping without need is a failure (CI, or TIAOWEN_NO_SKIP=1)."""
    return os.environ.get("CI") == "true" or os.environ.get("TIAOWEN_NO_SKIP") == "1"


def _kinds(node: pytest.Item | pytest.Collector) -> Iterator[str]:
    folders = set(itertools.pairwise(node.path.parts))
    for kind in INPUTS:
        if node.get_closest_marker(kind) or ("tests", kind) in folders:
            yield kind


def _excuse_missing(node: pytest.Item | pytest.Collector) -> str | None:
    """Return what is wrong with skipping ``node``, or None where it may be skipped."""
    kinds = list(_kinds(node))
    if not strict() or not kinds or not all(INPUTS[kind]() for kind in kinds):
        return None
    return f"skipped although what a {'/'.join(kinds)} test needs is there (see tests/skips.py)"


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    # The longrepr of a skip is (file, line, reason).
    return str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else str(report.longrepr)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn the skip of a test that could have run into a failure; expected failures stay what they are."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and (wrong := _excuse_missing(item)):
        report.longrepr = f"{wrong}: {_reason(report)}"
        report.outcome = "failed"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Do the same for a module that skips itself while it is imported (importorskip and the like)."""
    report = yield
    if report.skipped and (wrong := _excuse_missing(collector)):
        report.longrepr = f"{wrong}: {_reason(report)}"
        report.outcome = "failed"
    return report
