"""Every link and anchor of the site and of a bundle, followed by lychee, which knows nothing of us."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.gates.conftest import SITE_URL

LYCHEE = Path(sys.executable).with_name("lychee")


def follow(root: Path, site: Path, *options: str) -> dict:
    """Return lychee's report on all pages below a folder, where ``site`` is what ``/`` means; others are not asked."""
    program = str(LYCHEE) if LYCHEE.exists() else shutil.which("lychee")
    if program is None:
        pytest.skip("no lychee")
    command = [program, "--offline", "--include-fragments", "--no-progress", "--format", "json", *options]
    command += ["--root-dir", str(site), str(root / "**" / "*.html")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300)
    assert done.returncode in (0, 2), done.stderr
    return json.loads(done.stdout)


def broken(report: dict) -> list[str]:
    return [
        f"{Path(page).name}: {link['url']}" for page, links in report["error_map"].items() for link in links
    ]


def test_no_link_or_anchor_of_the_site_is_broken(published):
    # What is said with the public address leads into the site, too.
    report = follow(published.site, published.site, "--remap", f"{SITE_URL} {published.site.as_uri()}/")
    assert broken(report) == []
    assert report["successful"] > 5_000


def test_no_link_or_anchor_of_a_bundle_is_broken(published):
    report = follow(published.bundle, published.bundle / "site")
    assert broken(report) == []
    assert report["successful"] > 300


def test_lychee_finds_what_is_broken(published, tmp_path):
    shutil.copytree(published.bundle / "site" / "kinds", tmp_path / "kinds")
    assert len(broken(follow(tmp_path, tmp_path))) > 10
