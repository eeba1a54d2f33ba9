"""Fixtures: a project with three laws, built without MkDocs."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.pipeline import build as build_module
from build_tools.pipeline import checking, library
from tests.projects import fake_capture, law_text, make_project


@pytest.fixture(autouse=True)
def without_mkdocs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the shells from the test factories: running MkDocs has tests of its own."""
    monkeypatch.setattr(build_module, "capture", fake_capture)
    monkeypatch.setattr(checking, "capture", fake_capture)


@pytest.fixture(autouse=True)
def without_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust the stamp of a file that has just been written: tests do not wait three seconds."""
    monkeypatch.setattr(library, "_SETTLED", 0)


@pytest.fixture
def config_file(tmp_path: Path) -> Path:
    """``mkdocs.yml`` of a project with two laws, one of them in two versions."""
    laws = {
        "a/2020.md": law_text("河南省社会治理条例", id="a1", date="2020-01-01", status="已修改"),
        "a/2025.md": law_text("河南省社会治理条例", id="a2", date="2025-09-30", status="有效"),
        "b.md": law_text("最低工资规定", id="b1", date="2004-01-20", status="有效"),
    }
    return make_project(tmp_path, laws)
