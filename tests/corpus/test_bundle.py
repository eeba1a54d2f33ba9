"""A bundle of the real laws of one region: whole texts, whole links, the same bytes again."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from build_tools.check import check_text, page_folders, resolve_links, scan_links
from build_tools.urls import FULL, version_dir
from tests.projects import copy_project

NAME = "tiaowen-henan"


@pytest.fixture(scope="module")
def project(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project without laws and caches."""
    return copy_project(repository, tmp_path_factory.mktemp("bundled"))


def make(project: Path, corpus: Path, jobs: int) -> str:
    """Make the bundle; return what the command prints: name, size and SHA-256."""
    program = [sys.executable, "-m", "build_tools", "bundle", "--source", str(corpus), "--region", "henan"]
    words = ["--as-of", "2026-04-01", "--jobs", str(jobs)]
    done = subprocess.run([*program, *words], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def bundle(project: Path, corpus: Path) -> Path:
    """The bundle, unpacked."""
    said = make(project, corpus, jobs=2)
    with zipfile.ZipFile(project / "dist" / f"{NAME}.zip") as archive:
        archive.extractall(project / "stick")
    (project / "said").write_text(said, encoding="utf-8")
    return project / "stick" / NAME


def test_one_process_gives_the_same_zip_as_two(bundle, project, corpus):
    assert make(project, corpus, jobs=1) == (project / "said").read_text("utf-8")


def test_no_link_of_a_page_is_broken(bundle):
    site = bundle / "site"
    found = scan_links(site, [folder for folder, _ in page_folders(site)], "")
    broken = [*found.broken, *resolve_links(site, [found.outside])]
    # The check reads the contents of a law as the pages of the public site.
    assert [each.format() for each in broken if not each.path.endswith("toc.js")] == []
    assert found.pages > 1_000


def test_every_text_is_whole(bundle, cited, parsed):
    works = {work.key: work for work in cited.site.works}
    count = 0
    for law in json.loads((bundle / "bundle.json").read_bytes())["laws"]:
        for version in works[law["key"]].versions:
            text = parsed.law(version.record.path, version.record.digest)
            folder = version_dir(law["key"], version.segment)
            found = check_text(bundle / "site" / folder, folder, text)
            assert [one.format() for one in found if one.path == folder + FULL] == []
            count += 1
    assert count > 400
