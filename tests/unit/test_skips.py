"""The hook that forbids skipping without need, run on small test files of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import skips

CONFTEST = "from tests.skips import pytest_make_collect_report, pytest_runtest_makereport\n"
SKIPS = """
import pytest

def test_that_gives_up():
    pytest.skip("the fixture is broken")
"""
SKIPS_ITSELF = 'import pytest\npytest.skip("no such module", allow_module_level=True)\n'
SETUP_SKIPS = """
import pytest

@pytest.fixture
def browser():
    pytest.skip("did not start")

def test_page(browser):
    pass
"""
MARKED = """
import pytest

@pytest.mark.browser
def test_in_a_unit_folder():
    pytest.skip("never mind")
"""
XFAIL = """
import pytest

@pytest.mark.xfail(reason="known")
def test_known():
    assert False
"""


@pytest.fixture
def ci(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """An environment like CI's, in which every kind of test has what it needs."""
    monkeypatch.setenv("CI", "true")
    monkeypatch.delenv("TIAOWEN_NO_SKIP", raising=False)
    monkeypatch.setattr(skips, "INPUTS", dict.fromkeys(skips.INPUTS, lambda: True))
    return monkeypatch


def run(pytester: pytest.Pytester, file: str, text: str) -> dict[str, int]:
    path = pytester.path / file
    path.parent.mkdir(parents=True)
    (pytester.path / "tests" / "conftest.py").write_text(CONFTEST)
    path.write_text(text)
    pytester.makeini("[pytest]\nmarkers =\n  browser\n  js\n  corpus\n")
    return pytester.runpytest_inprocess("-p", "no:cacheprovider").parseoutcomes()


@pytest.mark.parametrize("kind", ["browser", "js", "corpus"])
@pytest.mark.parametrize("text", [SKIPS, SETUP_SKIPS])
@pytest.mark.usefixtures("ci")
def test_a_skip_without_need_fails_in_ci(pytester, kind, text):
    outcome = run(pytester, f"tests/{kind}/test_it.py", text)
    assert "skipped" not in outcome
    assert outcome.get("failed", 0) + outcome.get("errors", 0) == 1


@pytest.mark.usefixtures("ci")
def test_a_module_that_skips_itself_fails_in_ci(pytester):
    assert run(pytester, "tests/browser/test_it.py", SKIPS_ITSELF) == {"errors": 1}


@pytest.mark.usefixtures("ci")
def test_a_marker_counts_like_the_folder(pytester):
    assert run(pytester, "tests/unit/test_it.py", MARKED) == {"failed": 1}


@pytest.mark.usefixtures("ci")
def test_the_failure_tells_the_reason_and_the_rule(pytester):
    path = pytester.mkdir("tests") / "browser"
    path.mkdir()
    (pytester.path / "tests" / "conftest.py").write_text(CONFTEST)
    (path / "test_it.py").write_text(SKIPS)
    pytester.runpytest_inprocess("-p", "no:cacheprovider").stdout.fnmatch_lines(
        ["*skipped although what a browser test needs is there*the fixture is broken*"]
    )


def test_the_variable_does_the_same_on_a_laptop(pytester, ci):
    ci.delenv("CI")
    ci.setenv("TIAOWEN_NO_SKIP", "1")
    assert run(pytester, "tests/js/test_it.py", SKIPS) == {"failed": 1}


def test_a_laptop_may_skip(pytester, ci):
    ci.delenv("CI")
    assert run(pytester, "tests/browser/test_it.py", SKIPS) == {"skipped": 1}


def test_a_test_without_its_inputs_may_skip_in_ci(pytester, ci):
    ci.setattr(skips, "INPUTS", dict.fromkeys(skips.INPUTS, lambda: False))
    assert run(pytester, "tests/corpus/test_it.py", SKIPS) == {"skipped": 1}


@pytest.mark.usefixtures("ci")
def test_other_tests_may_skip_in_ci(pytester):
    assert run(pytester, "tests/unit/test_it.py", SKIPS) == {"skipped": 1}


@pytest.mark.usefixtures("ci")
def test_an_expected_failure_is_no_skip(pytester):
    assert run(pytester, "tests/browser/test_it.py", XFAIL) == {"xfailed": 1}


def test_the_corpus_is_where_the_variable_says(monkeypatch, tmp_path):
    monkeypatch.setenv("TIAOWEN_CORPUS", str(tmp_path))
    assert skips.find_corpus() == tmp_path
    monkeypatch.setenv("TIAOWEN_CORPUS", str(tmp_path / "gone"))
    assert skips.find_corpus() is None


def test_the_browser_is_what_the_variable_says(monkeypatch):
    monkeypatch.setenv("TIAOWEN_CHROMIUM", "some-browser")
    assert skips.find_chromium() == "some-browser"
