"""Declared moves of addresses: ``source/redirects.yml`` → what holds, what is wrong, and the pages that lead on.

A row is ``old: new``, both within the site:

=====================================  ===================================================================
old                                    what is made of it
=====================================  ===================================================================
``laws/<key>/``                        a page for every page of the law ``new``, its versions included
``laws/<key>/<segment>/``              a page for every page of the version ``new``
``laws/<key>/<segment>/5.html``        a page
``laws/<key>/<segment>/5.html#art_…``  an entry in the version's ``toc.js``, where ``reader.js`` finds it
``feeds/regions/henan.xml``            a copy of ``new``: programs follow no page
=====================================  ===================================================================

The row that says more of an address holds: a page before its folder, a version before its law.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NamedTuple

from build_tools import urls
from build_tools.diagnostics import Diagnostic, Severity
from build_tools.model.site import Site
from build_tools.parse.tables import Row, Table, Word, read_table
from build_tools.publish.ledger import Ledger, is_permanent, versions_of
from build_tools.publish.permanence import Addresses

_STEP: Final = r"""[^\x00-\x20\x7f./#\\?%:"'<>&][^\x00-\x1f\x7f/#\\?%:"'<>&]*"""
"""Name of a file or folder, without what an address or a page could take for something else."""
_PAGE: Final = re.compile(rf"(?:(?![^/]*\.html/){_STEP}/)*{_STEP}\.html\Z")
_FILE: Final = re.compile(r"(?:[a-z0-9_-]+/)*[a-z0-9_-]+\.[a-z]+\Z")
_FRAGMENT: Final = re.compile(r"[\w-]+\Z")
_LAW: Final = re.compile(r"laws/[^/]+/\Z")
_OF_LAW: Final = re.compile(r"laws/(?P<key>[^/]+)/(?:(?P<segment>[^/]+)/)?(?P<page>[^/]*)\Z")


class Redirect(NamedTuple):
    """A row of the file that holds."""

    old: str
    new: str
    row: Word
    """Where it stands in the file."""

    @property
    def is_file(self) -> bool:
        """Whether the two are files for programs, which follow no page."""
        return not self.old.endswith("/") and ".html" not in self.old


@dataclass(frozen=True, slots=True)
class Redirects:
    """The redirects of a site."""

    rows: tuple[Redirect, ...] = ()
    """Those that can be kept, sorted by the old address."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong with the file, and with every other row of it."""

    @property
    def targets(self) -> dict[str, str]:
        """Old address → new address."""
        return {row.old: row.new for row in self.rows}

    def moved(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """Return, for the folder of each version that has any, the anchors that moved, and where to."""
        found: dict[str, list[tuple[str, str]]] = {}
        for old, new, _ in self.rows:
            page, _, eid = old.partition("#")
            if eid:
                found.setdefault(page[: page.rindex("/") + 1], []).append((eid, new))
        return {folder: tuple(sorted(pairs)) for folder, pairs in found.items()}

    def pages(self, site: Site) -> dict[str, str]:
        """Return every page that leads on, and where to; never to a page that leads on itself."""
        if not self.rows:
            return {}
        addresses = Addresses(Ledger(versions_of(site)))
        found = {row.old: row.new for row in self.rows if row.old.endswith(".html")}
        # Versions before laws: what has moved out of a folder since is led on for those who come by its old name.
        for old, new, _ in sorted(self.rows, key=lambda row: -row.old.count("/")):
            if old.endswith("/"):
                since = {old + page[len(new) :]: to for page, to in found.items() if page.startswith(new)}
                found = dict(_in_folder(old, new, addresses)) | since | found
        return found


def placed(site: Site, redirects: Redirects) -> Site:
    """Return the site whose versions know which of their anchors have moved."""
    moved = redirects.moved()
    if not moved:
        return site
    works = []
    for work in site.works:
        folders = [urls.version_dir(work.key, version.segment) for version in work.versions]
        if moved.keys() & set(folders):
            pairs = zip(work.versions, folders, strict=True)
            versions = tuple(replace(version, moved=moved.get(folder, ())) for version, folder in pairs)
            work = replace(work, versions=versions)
        works.append(work)
    return replace(site, works=tuple(works))


def _in_folder(old: str, new: str, addresses: Addresses) -> Iterator[tuple[str, str]]:
    """Yield the pages of a folder that moved; with a law its versions move."""
    folders = [""]
    if _LAW.match(new):
        folders += [each[len(new) :] for each in addresses.ledger.versions if each.startswith(new)]
    for folder in folders:
        for name in sorted(addresses.names(new + folder)):
            yield old + folder + name, new + folder + name


def read_redirects(path: Path, site: Site) -> Redirects:
    """Read the redirects of a site; a missing file declares none. See :func:`fitted`."""
    return fitted(read_table(path), site)


def fitted(table: Table, site: Site) -> Redirects:
    """Return the redirects of a table, held against the laws of a site.

    What is not about laws (lists, hand-written pages, feeds) is known when the site is built: that those old
    addresses are free and those new ones are there, ``tiaowen check`` says (:func:`unfit`).
    """
    if not (table.rows or table.diagnostics):
        return Redirects()
    check = _Check(table.rows, Addresses(Ledger(versions_of(site))))
    kept, found = [], list(table.diagnostics)
    for row in table.rows:
        target = row.words[""]
        fault = check.fault(row.title, target)
        if fault is None:
            kept.append(Redirect(row.title.text, target[0].text, row.title))
        else:
            found.append(fault)
    return Redirects(tuple(sorted(kept)), tuple(sorted(found)))


class _Check:
    """What can be wrong with a row."""

    def __init__(self, rows: Iterable[Row], addresses: Addresses) -> None:
        """Know all rows, and the addresses of the laws."""
        self._olds = frozenset(row.title.text for row in rows)
        self._addresses = addresses

    def fault(self, old: Word, targets: tuple[Word, ...]) -> Diagnostic | None:
        """Return the first thing that is wrong with a row, or None."""
        if len(targets) != 1:
            return _fault(old, "form", "a redirect leads to one address: “old: new”")
        new = targets[0]
        for word in (old, new):
            if not _sort(word.text):
                message = f"“{word.text}” is no address within the site, such as laws/<key>/<version>/5.html"
                return _fault(word, "form", message)
        if not _fits(old.text, new.text):
            message = f"“{old.text}” is {_sort(old.text)}, and must lead to one, not to “{new.text}”"
            return _fault(new, "form", message)
        return self._taken(old) or self._missing(new)

    def _taken(self, old: Word) -> Diagnostic | None:
        """Return why an address cannot have moved."""
        address = old.text
        if "#" in address and (fault := self._no_anchor(old)):
            return fault
        has = self._addresses.names(address) if address.endswith("/") else self._addresses.has(address)
        if not has:
            return None
        return _fault(old, "taken", f"{address} is there, so it cannot lead elsewhere; delete this row")

    def _no_anchor(self, old: Word) -> Diagnostic | None:
        """Return why an anchor is none that a page of a version can have had."""
        page, _, eid = old.text.partition("#")
        folder, name = page[: page.rfind("/") + 1], page[page.rfind("/") + 1 :]
        if folder not in self._addresses.ledger.versions or not self._addresses.has(page):
            return _fault(old, "anchor", f"{page} is no page of a version; redirect the page as a whole")
        try:
            own = urls.page_of(eid)
        except ValueError:
            return _fault(old, "anchor", f"“{eid}” is no place in a law")
        if own != name and not self._addresses.has(old.text):
            return _fault(old, "anchor", f"“{eid}” belongs to {own}; name that page")
        return None

    def _missing(self, new: Word) -> Diagnostic | None:
        """Return why an address cannot be led to."""
        address = new.text
        of_law = address.startswith("laws/")
        if of_law and (
            self._addresses.names(address) if address.endswith("/") else self._addresses.has(address)
        ):
            return None
        folders = tuple(old for old in self._olds if old.endswith("/"))
        if {address, address.partition("#")[0]} & self._olds or address.startswith(folders):
            return _fault(new, "chain", f"{address} has moved itself; write where that leads")
        if not of_law:
            return None
        return _fault(new, "target", f"{address} is not there; write an address that the site has")


def _sort(address: str) -> str:
    """Return what an address is the address of, with an article; empty where it is none of ours."""
    page, mark, fragment = address.partition("#")
    if _PAGE.match(page) and not page.startswith("assets/"):
        is_ours = _is_of_law(page) or is_permanent(page)
        return "a page" if is_ours and (not mark or _FRAGMENT.match(fragment)) else ""
    if mark:
        return ""
    if address.endswith("/") and _is_of_law(address):
        return "a law" if _LAW.match(address) else "a version"
    is_file = _FILE.match(address) and not address.endswith(".html") and is_permanent(address)
    return "a file" if is_file and address != urls.LEDGER else ""


def _is_of_law(address: str) -> bool:
    """Tell whether an address is the folder of a law or a version, or a page in it that is permanent."""
    match = _OF_LAW.match(address)
    if not match or urls.is_cited_page(match["page"]):
        return False
    return urls.is_safe_key(match["key"]) and (not match["segment"] or urls.is_safe_segment(match["segment"]))


def _fits(old: str, new: str) -> bool:
    """Tell whether the two are addresses of one sort; a file keeps its ending."""
    return _sort(old) == _sort(new) and (
        _sort(old) != "a file" or old.rpartition(".")[2] == new.rpartition(".")[2]
    )


def _fault(word: Word, code: str, message: str) -> Diagnostic:
    return word.finding(f"redirect-{code}", message, Severity.ERROR)


def unfit(redirects: Redirects, built: Ledger) -> Iterator[Diagnostic]:
    """Yield what is wrong with redirects outside of the laws, which only the built site knows.

    Args:
        redirects: those of the source.
        built: the ledger of the site that was built with them.
    """
    for old, new, row in redirects.rows:
        if old in built.pages:
            message = f"{old} is there, so it cannot lead elsewhere; delete this row, or build the site anew"
            yield _fault(row, "taken", message)
        elif not new.startswith("laws/") and new.partition("#")[0] not in built.pages:
            yield _fault(row, "target", f"{new} is not there; write an address that the site has")
