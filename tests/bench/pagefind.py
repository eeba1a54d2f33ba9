"""Pagefind beside ours: its program on the pages that Hugo built, its scripts run in Node."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import time
from pathlib import Path

from tests.bench.pages import INDEXED

LANGUAGE = "zh"
BUNDLE = "pagefind"

_FACTS = re.compile(r"<table>\s*<thead>\s*<tr>\s*<th>状态</th>")
_ATTRIBUTES = re.compile(r"\s*\{: #[^}]*\}")
_TEXT_PAGE = re.compile(INDEXED)


def find() -> Path | None:
    """Return the extended program (the one that can cut Chinese into words), as this environment has it."""
    spec = importlib.util.find_spec("pagefind_bin_extended")
    folder = Path(spec.origin).parent if spec and spec.origin else None
    found = [path for path in folder.glob("pagefind_extended*") if path.is_file()] if folder else []
    return found[0] if found else None


def mark(site: Path) -> None:
    """Mark in the pages that Hugo built what Pagefind is to index: the text of articles, once.

    A careful user of Pagefind does that in the template. Here it is done between the two, so that neither is
    measured with it. Attributes of headings and paragraphs, which Hugo takes for text, are removed.
    """
    for parent, _, names in os.walk(site):
        for name in names:
            if name.endswith(".html") and _TEXT_PAGE.match(name):
                _mark(Path(parent, name))


def _mark(path: Path) -> None:
    text = path.read_text("utf-8")
    facts = _FACTS.search(text)
    heading = text.find("<h1 ")
    if facts and 0 <= heading < facts.start():
        body = _ATTRIBUTES.sub("", text[heading : facts.start()])
        marked = f"{text[:heading]}<main data-pagefind-body>{body}</main>{text[facts.start() :]}"
        path.write_text(marked, encoding="utf-8")


def run(program: Path, site: Path) -> float:
    """Index the site into its folder ``pagefind``; return the seconds.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    command = [str(program), "--silent", "--site", str(site), "--output-subdir", BUNDLE]
    began = time.perf_counter()
    subprocess.run([*command, "--force-language", LANGUAGE], check=True)
    return time.perf_counter() - began


def index_files(site: Path) -> list[Path]:
    """Return what is needed to find pages: the index in chunks, and the list of all pages."""
    bundle = site / BUNDLE
    return [*bundle.glob("index/*"), *bundle.glob("*.pf_meta"), *bundle.glob("filter/*")]


def text_files(site: Path) -> list[Path]:
    """Return what is needed to show what was found: a file a page."""
    return list((site / BUNDLE).glob("fragment/*"))
