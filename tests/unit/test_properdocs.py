"""The way out if MkDocs 1.x rots: ProperDocs, its maintained successor, builds the same site with our plugin."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

GENERATOR = re.compile(rb'<meta name="?generator"? content="[^"]*"/?>')
"""The one line in which the two programs name themselves."""


@pytest.fixture
def project(repository: Path, tmp_path: Path) -> Path:
    shutil.copy(repository / "mkdocs.yml", tmp_path)
    for folder in ("docs", "overrides", "source"):
        shutil.copytree(repository / folder, tmp_path / folder, ignore=shutil.ignore_patterns("laws"))
    return tmp_path


def run(project: Path, *words: str) -> dict[str, bytes]:
    """Run a Python program in ``project``; return its site without the marker, which names our own builds."""
    command = [sys.executable, "-m", *words]
    done = subprocess.run(command, cwd=project, capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stderr
    site = project / "site"
    found = {
        path.relative_to(site).as_posix(): GENERATOR.sub(b"", path.read_bytes())
        for path in site.rglob("*")
        if path.is_file() and path.name != ".tiaowen"
    }
    shutil.rmtree(site)
    return found


def test_properdocs_builds_the_same_site(project):
    ours = run(project, "build_tools", "build", "--strict")
    theirs = run(project, "properdocs", "build", "--strict", "--config-file", "mkdocs.yml")
    assert "laws/henansheng-shehui-zhili-tiaoli/2025-09-30/12.html" in ours
    assert sorted(theirs) == sorted(ours)
    assert [name for name in ours if ours[name] != theirs[name]] == []
