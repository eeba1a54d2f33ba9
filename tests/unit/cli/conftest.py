"""A small project in which the commands are run."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.pipeline import build as build_module
from build_tools.pipeline import checking
from tests.projects import fake_capture, law_text, make_project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project, which is also the current folder."""
    monkeypatch.setattr(build_module, "capture", fake_capture)
    monkeypatch.setattr(checking, "capture", fake_capture)
    make_project(tmp_path, {"a.md": law_text("最低工资规定", id="b1", date="2004-01-20", status="有效")})
    monkeypatch.chdir(tmp_path)
    return tmp_path
