"""What a site promised and the next one does not keep: two ledgers → the addresses that have vanished.

An anchor is promised for its version: it is on its own page and on ``full.html``, and where another page of
the version no longer shows it, ``reader.js`` leads to the page that does.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from build_tools import urls
from build_tools.diagnostics import Diagnostic, Severity
from build_tools.parse import eids
from build_tools.publish.ledger import Ledger, LedgerError

GONE: Final = "address-gone"
"""Code of the finding about a published address that the site lacks."""
_EXAMPLES: Final = 3
_PAGE: Final = ".html"
_VERSION: Final = re.compile(r"laws/[^/]+/[^/]+/\Z")


class Addresses:
    """All addresses that a ledger promises, looked up folder by folder."""

    def __init__(self, ledger: Ledger) -> None:
        """Look up in ``ledger``."""
        self.ledger = ledger
        self._names: dict[str, frozenset[str]] = {}
        self._anchors: dict[str, frozenset[str]] = {}
        self._laws: dict[str, list[str]] = {}
        self._moved: dict[str, list[str]] = {}
        for folder in ledger.versions:
            self._laws.setdefault(law_of(folder), []).append(folder)
        for old in ledger.redirects:
            self._moved.setdefault(old[: old.rstrip("/").rfind("/") + 1], []).append(old)

    def names(self, folder: str) -> frozenset[str]:
        """Return the names of the pages in the folder of a law or version; a redirected one has its target's.

        Raises:
            LedgerError: the ledger has nonsense for anchors.
        """
        found = self._names.get(folder)
        if found is None:
            self._names[folder] = frozenset()  # a ledger that leads in circles promises nothing
            found = self._names[folder] = self._look_up(folder)
        return found

    def below(self, folder: str) -> list[str]:
        """Return the folders of versions that a law which has moved has taken along, with those that moved later."""
        target = self.ledger.redirects.get(folder, "")
        moved = [old for old in self._moved.get(target, ()) if old.endswith("/")]
        return sorted(folder + each[len(target) :] for each in {*self._laws.get(target, ()), *moved})

    def anchors(self, folder: str) -> frozenset[str]:
        """Return the eIds of a version.

        Raises:
            LedgerError: the ledger has nonsense for anchors.
        """
        found = self._anchors.get(folder)
        if found is None:
            try:
                found = self._anchors[folder] = frozenset(eids.expand(self.ledger.versions.get(folder, "")))
            except ValueError as error:
                raise LedgerError(f"the ledger is damaged: {folder}: {error}") from error
        return found

    def has(self, address: str) -> bool:
        """Tell whether an address leads somewhere: a page, one with an anchor, or a whole folder.

        A redirect of a page settles all its anchors.

        Raises:
            LedgerError: the ledger has nonsense for anchors.
        """
        page, _, eid = address.partition("#")
        if page in self.ledger.pages or page in self.ledger.redirects:
            return True
        folder, name = page[: page.rfind("/") + 1], page[page.rfind("/") + 1 :]
        if (name or urls.INDEX) not in self.names(folder):
            return False
        return not eid or folder not in self.ledger.versions or self._has_anchor(folder, eid)

    def _look_up(self, folder: str) -> frozenset[str]:
        """Return the names of the pages in a folder."""
        if folder in self.ledger.versions:
            self.anchors(folder)
            return frozenset({urls.INDEX, urls.FULL, *eids.pages(self.ledger.versions[folder])})
        if folder in self._laws:
            texts = [self.ledger.versions[each] for each in self._laws[folder]]
            return frozenset({urls.INDEX, *(page for text in texts for page in eids.unit_pages(text))})
        target = redirected(folder, self.ledger.redirects)
        moved = (old[len(target) :] for old in self._moved.get(target, ()))
        pages = (name for name in moved if name.endswith(_PAGE))
        return self.names(target).union(pages) if target else frozenset()

    def _has_anchor(self, folder: str, eid: str) -> bool:
        """Tell whether a version has an anchor, or a redirect for it or for what it stood in."""
        return eid in self.anchors(folder) or any(
            f"{folder}{page}#{above}" in self.ledger.redirects for above, page in _upwards(eid)
        )


def _upwards(eid: str) -> Iterator[tuple[str, str]]:
    """Yield an eId and those of what it stands in, each with its page; nothing for what is no eId."""
    with contextlib.suppress(ValueError):
        while eid:
            yield eid, urls.page_of(eid)
            eid = eid.rpartition("__")[0]


def law_of(folder: str) -> str:
    """Return the folder of the law that the folder of a version stands in."""
    return folder[: folder.rindex("/", 0, -1) + 1]


def redirected(folder: str, redirects: Mapping[str, str]) -> str:
    """Return the folder that the redirect of a folder, or of the law that it stands in, leads to; else nothing."""
    if folder in redirects or not _VERSION.match(folder):
        return redirects.get(folder, "")
    law = law_of(folder)
    return redirects[law] + folder[len(law) :] if law in redirects else ""


class Vanished(NamedTuple):
    """What one line of the old ledger promised and the new one does not keep."""

    address: str
    """The folder or page."""
    pages: tuple[str, ...] = ()
    """Names of the pages in the folder that are gone."""
    anchors: tuple[str, ...] = ()
    """Anchors that are gone from pages that are there, each with its page."""
    whole: bool = False
    """Nothing in the folder is left."""

    def finding(self) -> Diagnostic:
        """Return the error that says what is gone and how to mend it."""
        message = f"{self._message()} in source/redirects.yml"
        return Diagnostic(self.address, 0, 0, GONE, message, Severity.ERROR)

    def _message(self) -> str:
        back = "bring its file back, or declare"
        if not (self.pages or self.anchors):
            return f"was published, and is gone; bring it back, or declare “{self.address}: …”"
        if self.whole:
            pages = "its page" if len(self.pages) == 1 else f"its {len(self.pages):,} pages"
            return f"was published, and is gone with {pages}; {back} “{self.address}: laws/…/”"
        missing = self.pages or self.anchors
        what = "page" if self.pages else "anchor"
        number = f"{len(missing):,} {what}{'' if len(missing) == 1 else 's'}"
        shown = ", ".join(missing[:_EXAMPLES]) + (" …" if len(missing) > _EXAMPLES else "")
        verb = "is" if len(missing) == 1 else "are"
        line = f"{self.address}{missing[0]}: …"
        return f"{number} of what was published {verb} gone ({shown}); restore the text, or declare “{line}”"


def vanished(old: Ledger, new: Ledger) -> Iterator[Vanished]:
    """Yield what the old ledger promised and the new one does not keep, a line of the old one at a time.

    Raises:
        LedgerError: one of the two has nonsense for anchors.
    """
    before, now = Addresses(old), Addresses(new)
    laws = set()
    for folder, anchors in sorted(old.versions.items()):
        if new.versions.get(folder) != anchors:
            laws.add(law_of(folder))
            yield from _lost_pages(folder, before, now)
            yield from _lost_anchors(folder, before, now)
    for folder in sorted(laws):
        yield from _lost_pages(folder, before, now)
    for address in sorted({*old.pages, *old.redirects}):
        if address.endswith("/"):
            gone = [*_lost_pages(address, before, now)]
            # What a law took along is named only where the law itself still leads on.
            below = [] if gone else before.below(address)
            yield from (*gone, *(one for folder in below for one in _lost_pages(folder, before, now)))
        elif not now.has(address):
            yield Vanished(address)


def _lost_pages(folder: str, before: Addresses, now: Addresses) -> Iterator[Vanished]:
    """Yield the pages of a folder that lead nowhere any more, as one."""
    names = before.names(folder)
    gone = sorted(name for name in names if not now.has(folder + name))
    if gone:
        yield Vanished(folder, tuple(gone), whole=len(gone) == len(names))


def _lost_anchors(folder: str, before: Addresses, now: Addresses) -> Iterator[Vanished]:
    """Yield the anchors of a version that are gone from pages that are still there, as one.

    What stood in a place that is gone is not named: it moves with that place.
    """
    gone: dict[str, str] = {}
    for eid in sorted(before.anchors(folder)):
        page = urls.page_of(eid)
        is_gone = now.has(folder + page) and not now.has(f"{folder}{page}#{eid}")
        if is_gone and not any(above in gone for above, _ in _upwards(eid)):
            gone[eid] = f"{page}#{eid}"
    if gone:
        yield Vanished(folder, (), tuple(gone.values()))
