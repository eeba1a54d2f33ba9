"""A newcomer's path, as “Add a law in five minutes” describes it: import, build, find, register, check."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.projects import copy_project, write_laws


@pytest.fixture
def project(tmp_path: Path, repository: Path) -> Path:
    """The repository as it is cloned, as far as a build reads it."""
    folder = copy_project(repository, tmp_path / "clone")
    for path in (repository / "source").rglob("*"):
        if path.is_file():
            name = path.relative_to(repository).as_posix()
            write_laws(folder, {name: path.read_text("utf-8")})
    return folder


def test_a_newcomers_path(repository: Path, corpus: Path, project: Path, node: str):
    page = (repository / "docs/contributing/five-minutes.md").read_text("utf-8")
    name = next(iter(re.findall(r"^\.venv/bin/tiaowen import \S*/(\S+\.docx)$", page, re.MULTILINE)))
    document = corpus / "docx" / name
    if not document.is_file():
        pytest.skip(f"no {name} among the real files")

    def tiaowen(*words: str) -> str:
        command = [sys.executable, "-m", "build_tools", *words]
        around = {"PYTHONPATH": str(repository), "PATH": str(Path(node).parent), "PYTHONUTF8": "1"}
        done = subprocess.run(
            command, cwd=project, env=around, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    law = "source/national/falv/xueweifa.2024-04-26.md"
    assert tiaowen("import", str(document)).split("\t")[:2] == ["written", law]
    assert law in page
    tiaowen("build")
    found = json.loads(tiaowen("search", "学位论文"))
    assert found["total"] == 8  # as the picture says
    assert (found["items"][0]["key"], found["items"][0]["label"]) == ("xueweifa", "第三十条")
    assert tiaowen("register") == "laws/xueweifa/2024-04-26/\tff8081818d6a424b018f1a63b49a796a\n"
    tiaowen("check", "--strict")
    tiaowen("build", "--strict")
    assert tiaowen("import", str(document)).startswith("unchanged\t")
    assert (project / "site/laws/xueweifa/2024-04-26/30.html").is_file()
