"""A site with one page of each kind, and an offline bundle beside it, built once as a publication builds them."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from build_tools import cli
from tests.browser.conftest import BUILT_ON
from tests.projects import copy_project

SITE_URL = "https://laws.example/"
"""The public address; nothing there is ever asked."""

FLAG = "laws/guoqifa"
"""A law with two versions, one of them superseded (tests/golden/source)."""
MOVED = "laws/guoqi-tiaoli"
"""A law that was published under another key, and has moved to :data:`FLAG`."""
REGION = "henan"
BUNDLE = f"tiaowen-{REGION}"

PAGES = {
    "home": "index.html",
    "not found": "404.html",
    "hand-written": "about.html",
    "search": "search.html",
    "citation": "cite.html",
    "downloads": "downloads.html",
    "follow": "follow.html",
    "recent": "recent.html",
    "coming": "coming.html",
    "lists": "kinds/index.html",
    "kind": "kinds/falv.html",
    "region": "regions/henan.html",
    "year": "years/2020.html",
    "status": "status/in-force.html",
    "status of no law": "status/lapsed.html",
    "version": f"{FLAG}/2020-10-17/index.html",
    "superseded version": f"{FLAG}/2009-08-27/index.html",
    "article": f"{FLAG}/2020-10-17/1.html",
    "superseded article": f"{FLAG}/2009-08-27/1.html",
    "chapter": "laws/henansheng-shehui-zhili-tiaoli/2025-09-30/c2.html",
    "annex": "laws/shilishi-hedao-guanli-tiaoli/2025-11-10/annex-1.html",
    "whole text": f"{FLAG}/2020-10-17/full.html",
    "law": f"{FLAG}/index.html",
    "stub": f"{FLAG}/1.html",
    "redirect": f"{MOVED}/1.html",
}
"""One page of each kind: what it is → its address."""


class Published(NamedTuple):
    """What a publication makes."""

    site: Path
    bundle: Path
    """The zip of a region, unpacked."""
    archive: Path
    """The zip itself."""
    report: dict[str, Any]
    """What ``build --report`` writes."""

    def pages(self) -> Iterator[tuple[str, str]]:
        """Yield address and text of every page of the site."""
        for path in sorted(self.site.rglob("*.html")):
            yield path.relative_to(self.site).as_posix(), path.read_text("utf-8")


@pytest.fixture(scope="session")
def published(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The built site and a bundle, which the page of downloads offers."""
    project = tmp_path_factory.mktemp("published")
    _lay_out(repository, project)
    common = ["--config-file", str(project / "mkdocs.yml"), "--as-of", BUILT_ON.isoformat(), "--jobs", "1"]
    offered = ["--json", "--base-url", "https://bundles.example/", "--out", str(project / "dist")]
    assert cli.main(["bundle", *common, "--region", REGION, *offered]) == 0
    report = project / "report.json"
    assert cli.main(["build", *common, "--law-json", "--report", str(report)]) == 0
    archive = project / "dist" / f"{BUNDLE}.zip"
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(project / "stick")
    return Published(project / "site", project / "stick" / BUNDLE, archive, json.loads(report.read_bytes()))


def _lay_out(repository: Path, project: Path) -> None:
    """Put the repository's own project into a folder, with laws of the tests."""
    config = copy_project(repository, project) / "mkdocs.yml"
    config.write_text(_with_address(config.read_text("utf-8")), encoding="utf-8")
    shutil.copytree(repository / "source", project / "source")
    shutil.copytree(repository / "tests" / "browser" / "laws", project / "source" / "examples")
    shutil.copytree(repository / "tests" / "golden" / "source", project / "source" / "samples")
    (project / "source" / "redirects.yml").write_text(f"{MOVED}/: {FLAG}/\n", encoding="utf-8")


def _with_address(config: str) -> str:
    """Return ``mkdocs.yml`` with the public address of the tests, whatever the environment says."""
    lines = [
        f"site_url: {SITE_URL}" if line.startswith("site_url:") else line for line in config.splitlines()
    ]
    return "\n".join(lines) + "\n"
