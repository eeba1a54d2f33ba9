"""A query → its results, from the site's own scripts: run outside of a browser, by Node.js."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

from build_tools.urls import SEARCH

DRIVER: Final = Path(__file__).with_name("node.js")


class NodeError(Exception):
    """The query could not be run; the message says what to do."""


def ask(site: Path, words: str, limit: int = 10) -> str:
    """Return the results of a query as JSON text.

    Args:
        site: the folder of a built site.
        words: what a reader would type.
        limit: how many results at most.

    Raises:
        NodeError: there is no Node.js, no site, or the scripts failed.
    """
    if not (site / SEARCH).is_dir():
        raise NodeError(f"{site}: no site with a search index; run “tiaowen build” first")
    node = shutil.which("node")
    if node is None:
        raise NodeError("no Node.js (node); install it, or search in the browser")
    command = [node, os.fspath(DRIVER), "--site", os.fspath(site), "--limit", str(limit), "--", words]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise NodeError(f"search failed: {done.stderr.strip()}")
    return done.stdout
