"""What holds for the pages of every real law: all of the text, every id once, no link into the void.

`tiaowen check` says the same of the whole library; here a sample is enough to catch a mistake early.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from build_tools.model.law import Law
from build_tools.pages.law import render_work
from build_tools.pages.proof import text_of_law, text_of_page, texts_of_pages
from build_tools.parse.eids import compact, expand
from build_tools.parse.eids import pages as own_pages
from build_tools.parse.loader import parse_bytes
from build_tools.urls import FULL_MARKDOWN
from tests import factories as make

EVERY = 30
"""Of so many files one is looked at."""
_ID = re.compile(r' id="?([^ ">]+)')
_EID = re.compile(
    r"(?:(?:art|item|para|point|indent|annex|book|part|chp|sec|hcontainer)_\d|preamble(?:__|$))"
)
_HREF = re.compile(r'<a[^>]* href="?([^ ">]+)')


def pages_of(law: Law) -> dict[str, str]:
    """The HTML pages of a version, by file name."""
    work = make.work("k", make.version(law))
    start = f"laws/k/{work.versions[0].segment}/"
    return {
        output.path.removeprefix(start): output.data.decode()
        for output in render_work(work, [law], make.context())
        if output.root == "site" and output.path.startswith(start) and output.path.endswith(".html")
    }


def faults_of(law: Law) -> list[str]:
    """What is wrong with the pages of a law."""
    pages = pages_of(law)
    faults = [f"{name}: text" for name, text in texts_of_pages(law) if text_of_page(pages[name]) != text]
    if text_of_page(pages["full.html"]) != text_of_law(law):
        faults.append("full.html: text")
    places = set(expand(compact(law)))
    if {eid for eid in _ID.findall(pages["full.html"]) if _EID.match(eid)} != places:
        faults.append("full.html: anchors of the ledger")
    if {*own_pages(compact(law)), "index.html", "full.html"} != {
        name for name in pages if "cited" not in name
    }:
        faults.append("pages of the ledger")
    ids = {name: Counter(_ID.findall(page)) for name, page in pages.items()}
    faults += [f"{name}: id {eid} twice" for name, found in ids.items() for eid in found if found[eid] > 1]
    for name, page in pages.items():
        for href in _HREF.findall(page):
            path, _, fragment = href.partition("#")
            if path.startswith((".", "http")) or path == FULL_MARKDOWN:
                continue
            target = ids.get(path or name)
            if target is None or (fragment and fragment not in target):
                faults.append(f"{name}: link {href}")
    return faults


def test_pages_of_real_laws_are_whole(corpus: Path) -> None:
    files = sorted(corpus.rglob("*.md"))[::EVERY]
    faults = {}
    for path in files:
        law = parse_bytes(path.read_bytes(), path.name).law
        if law is not None and (found := faults_of(law)):
            faults[path.name] = found[:3]
    assert faults == {}
