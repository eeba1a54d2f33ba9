"""A part of the real law files through the real program: the same bytes whoever builds, and nothing lost."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.pipeline.workers import SMALL
from tests.projects import copy_project, outputs_of

ONE_OF = 16
"""So many files stand for one in the sample."""


@pytest.fixture(scope="module")
def source(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample of the law files that is the same every time, with the largest one; enough for workers."""
    folder = tmp_path_factory.mktemp("laws")
    files = [path for path in corpus.rglob("*.md") if path.name != "README.md"]
    sample = [path for path in files if hashlib.sha256(path.name.encode()).digest()[0] % ONE_OF == 0]
    for path in {*sample, max(files, key=lambda path: path.stat().st_size)}:
        target = folder / path.relative_to(corpus)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    assert sum(path.stat().st_size for path in folder.rglob("*.md")) > SMALL
    return folder


def run(command: str, project: Path, source: Path, *words: str) -> str:
    """Run a command on a project, and return what it told."""
    program = [sys.executable, "-m", "build_tools", command, "--source", str(source), "--docs", "docs"]
    done = subprocess.run(
        [*program, "--as-of", "2026-04-01", *words], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def built(repository: Path, source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the sample, built by two processes with nothing cached."""
    project = copy_project(repository, tmp_path_factory.mktemp("two"))
    run("build", project, source, "--jobs", "2", "--report", "report.json")
    return project


def test_one_process_and_two_give_the_same_bytes(built, repository, source, tmp_path):
    project = copy_project(repository, tmp_path)
    run("build", project, source, "--jobs", "1")
    assert outputs_of(project) == outputs_of(built)


def test_a_warm_cache_gives_the_same_bytes(built, source, repository, tmp_path):
    project = copy_project(repository, tmp_path)
    shutil.copytree(built / ".cache", project / ".cache")
    shutil.rmtree(project / ".cache" / "tiaowen" / "trees")
    run("build", project, source, "--jobs", "2", "--report", "report.json")
    report = json.loads((project / "report.json").read_text("utf-8"))
    assert report["files_parsed"] == 0
    assert outputs_of(project) == outputs_of(built)


def test_nothing_is_lost_and_no_link_is_broken(built, source):
    assert ": 0 errors," in run("check", built, source, "--jobs", "2")


def test_article_pages_stay_small(built):
    outputs = json.loads((built / "report.json").read_text("utf-8"))["outputs"]
    assert outputs["article_bytes_median"] <= 5_000
    assert outputs["article_bytes_p95"] <= 9_000
    assert outputs["site_tar_bytes"] / outputs["article_pages"] * 85_000 <= 0.9e9
