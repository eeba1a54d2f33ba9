"""The ledger: every permanent address of a site with its anchors, as a text that the next build is held to.

``ledger.txt`` is UTF-8, a line an address, sorted, with tabs between fields (docs/contributing/permanence.md):

==========================================  ============================================================
line                                        what is promised
==========================================  ============================================================
``tiaowen-ledger 1``                        the first line: what this is, and which form it has
``about.html``                              a page, a feed, a list for programs
``laws/<key>/<segment>/`` TAB ``c1 1 2:3``  a version: its pages and anchors (:mod:`build_tools.parse.eids`),
                                            ``index.html``, ``full.html``, and the pages without a version
``laws/old/5.html`` TAB ``> laws/new/…``    an address that is kept by a redirect (``source/redirects.yml``)
``end 2853``                                the last line: how many lines stand between, so that a file that
                                            was cut off on its way is known for one
==========================================  ============================================================
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from build_tools import urls
from build_tools.model.site import Site

_FORMAT: Final = "tiaowen-ledger"
_VERSION: Final = 1
_TO: Final = "> "
_STEP: Final = r"[^\x00-\x20\x7f./#\\][^\x00-\x1f\x7f/#\\]*"
"""Name of a file or folder; a hand-written page may have a Chinese one."""
_ADDRESS: Final = re.compile(rf"{_STEP}(?:/{_STEP})*/?(?:#[\w-]+)?\Z")
_FOLDER: Final = re.compile(r"laws/[a-z0-9-]+/[a-z0-9-]+/\Z")
_PAGER: Final = re.compile(r"(?:kinds|regions|years|status)/.+-[0-9]+\.html\Z")
"""The second page of a long list and those behind it: what stands on them changes with every new law."""
_FILES: Final = frozenset({urls.CALENDAR, urls.LLMS, urls.BOOK_JSON, urls.BOOK_TSV, urls.LEDGER})
_FOLDERS: Final = (urls.FEEDS, urls.LLMS_LISTS)


class LedgerError(Exception):
    """There is no ledger, or none that can be trusted; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a site promises to keep."""

    versions: Mapping[str, str] = field(default_factory=dict)
    """Folder of each version → its anchors, compact."""
    pages: frozenset[str] = frozenset()
    """The other permanent addresses."""
    redirects: Mapping[str, str] = field(default_factory=dict)
    """Address that has moved → where to; a folder (``…/``), a page, or an anchor (``…#…``)."""


def versions_of(site: Site) -> dict[str, str]:
    """Return the folder of each version of a site with its anchors."""
    return {
        urls.version_dir(work.key, version.segment): version.record.eids
        for work in site.works
        for version in work.versions
    }


def is_permanent(path: str) -> bool:
    """Tell whether a file of the site that belongs to no law has a permanent address."""
    if path.startswith(("laws/", urls.SEARCH)):
        return False
    if path.endswith(".html"):
        return path != urls.NOT_FOUND and not _PAGER.match(path)
    return path in _FILES or path.startswith(_FOLDERS)


def dump(ledger: Ledger) -> str:
    """Return the text of a ledger; the same promises always give the same text."""
    lines = [f"{folder}\t{anchors}" for folder, anchors in ledger.versions.items()]
    lines += ledger.pages
    lines += [f"{old}\t{_TO}{new}" for old, new in ledger.redirects.items()]
    return "\n".join([f"{_FORMAT} {_VERSION}", *sorted(lines), f"end {len(lines)}"]) + "\n"


def parse(text: str, path: str) -> Ledger:
    """Read a ledger from its text; ``path`` is what messages call the file.

    Raises:
        LedgerError: it is damaged, no ledger, or one of a form that this program does not know.
    """
    lines = text.split("\n")
    name, _, number = lines[0].partition(" ")
    if name != _FORMAT or not number.isdecimal():
        raise LedgerError(f"{path}: is no ledger: the first line should be “{_FORMAT} {_VERSION}”")
    if number != str(_VERSION):
        raise LedgerError(f"{path}: has form {number}, and this Tiaowen knows form {_VERSION}; update it")
    if len(lines) < 3 or lines[-2:] != [f"end {len(lines) - 3}", ""]:
        raise LedgerError(f"{path}: is cut off or damaged: the last line should be “end {len(lines) - 3}”")
    versions: dict[str, str] = {}
    pages: list[str] = []
    redirects: dict[str, str] = {}
    for at, line in enumerate(lines[1:-2], 2):
        address, tab, rest = line.partition("\t")
        if rest.startswith(_TO) and _ADDRESS.match(address) and _ADDRESS.match(rest[len(_TO) :]):
            redirects[address] = rest[len(_TO) :]
        elif tab and _FOLDER.match(address):
            versions[address] = rest
        elif not tab and _ADDRESS.match(address):
            pages.append(address)
        else:
            raise LedgerError(f"{path}:{at}: is damaged: {line[:60]!r} is no address of a site")
    return Ledger(versions, frozenset(pages), redirects)


def read(place: Path) -> Ledger:
    """Read the ledger ``place``, or that of the site in the folder ``place``.

    Raises:
        LedgerError: there is none, or none that can be trusted.
    """
    path = place / urls.LEDGER if place.is_dir() else place
    try:
        return parse(path.read_bytes().decode("utf-8"), str(path))
    except OSError as error:
        raise LedgerError(f"{path}: the ledger cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise LedgerError(f"{path}: is no ledger: not UTF-8") from error
