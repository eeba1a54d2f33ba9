"""Addresses: from the locator of a text (the eId) to its page and anchor, and between pages.

This module alone knows what an address looks like (DESIGN, "Addresses"). Addresses are paths
relative to the root of the site, POSIX style, with an explicit ``.html``. Every function is pure.

==================================  ==========================================
eId                                 address within the version's folder
==================================  ==========================================
``art_264``, ``art_120-1``          ``264.html``, ``120-1.html``
``art_12_2`` (a repeated number)    ``12_2.html``
``item_2`` (no 条 in the document)  ``i-2.html``
``book_2__chp_3__sec_1``            ``b2-c3-s1.html``
``chp_3__hcontainer_1``             ``c3-x1.html``
``preamble``, ``annex_1``           ``preamble.html``, ``annex-1.html``
``art_264__para_2__point_3``        ``264.html#art_264__para_2__point_3``
``para_3`` (a document of prose)    ``index.html#para_3``
``chp_3__companion_1``              ``c3.html#chp_3__companion_1``
``companion_1`` (of the law)        ``index.html#companion_1``
who cites ``art_264``, ``chp_3``    ``264-cited.html``, ``c3-cited.html``
who cites the law                   ``cited.html``
==================================  ==========================================
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache

INDEX = "index.html"
"""The page of a folder: the home page, a hub's list, a law's stub, a version."""
FULL = "full.html"
"""The whole text of a version on one page."""
CITED = "cited.html"
"""The list of the documents that cite a law; behind a name, of those that cite what that page is about."""
HOME = "index.html"
ABOUT = "about.html"
NOT_FOUND = "404.html"
RECENT = "recent.html"
COMING = "coming.html"
KINDS = "kinds/index.html"
REGIONS = "regions/index.html"
YEARS = "years/index.html"
STATUSES = "status/index.html"
SEARCH = "search/"
"""The folder of the search index."""
SEARCH_TEXTS = "search/text/"
"""The texts that search shows: a folder a version."""
FULL_MARKDOWN = "full.md"
"""The whole text of a version as Markdown, beside ``full.html``."""
LAW_JSON = "law.json"
"""The model of a version, beside ``full.html``."""
LAW_SCHEMA = "law.schema.json"
"""The JSON Schema of every ``law.json``."""
FOLLOW = "follow.html"
"""The page that lists the feeds and the calendar."""
DOWNLOADS = "downloads.html"
"""The page that lists the offline bundles."""
BUNDLES = "downloads/"
"""Where the offline bundles are offered, unless they are elsewhere; a build writes nothing there."""
FEEDS = "feeds/"
"""The folder of the feeds; see :func:`feed`."""
CALENDAR = "calendar.ics"
LLMS = "llms.txt"
LLMS_LISTS = "llms/"
"""The folder of the lists that :data:`LLMS` leads to: a list a kind."""
BOOK_JSON = "addresses.json"
"""The address book: names of laws → addresses."""
BOOK_TSV = "addresses.tsv"
LEDGER = "ledger.txt"
"""All permanent addresses of the site with their anchors."""
SITEMAP = "sitemap.xml"
"""The index of the site maps."""
SITEMAPS_LIST = "sitemaps.txt"
"""The addresses of the site maps, a line each, for those who take no index."""
ROBOTS = "robots.txt"
UNDATED = "undated"
"""The version segment of a document that bears no date."""
TO_ROOT = "../../../"
"""From the pages of a version to the root of the site."""
KEY_LENGTH = 80
"""The longest key; with folder, version and page it stays far below the 255 bytes of a file name."""

_NUMBER = r"[0-9]+(?:-[0-9]+)*(?:_[0-9]+)*"
_UNIT = re.compile(rf"(art|item)_({_NUMBER})\Z")
_DIVISION = re.compile(rf"(book|part|chp|sec|hcontainer)_({_NUMBER})\Z")
_ANNEX = re.compile(rf"annex_({_NUMBER})\Z")
_SHORT = {"book": "b", "part": "p", "chp": "c", "sec": "s", "hcontainer": "x"}
_LONG = {short: long for long, short in _SHORT.items()}
_PAGE = re.compile(rf"(?:(?P<art>{_NUMBER})|i-(?P<item>{_NUMBER})|annex-(?P<annex>{_NUMBER}))\Z")
_STEP = re.compile(rf"([bpcsx])({_NUMBER})\Z")
_KEY = re.compile(rf"(?=.{{1,{KEY_LENGTH}}}\Z)[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_SEGMENT = re.compile(rf"(?:[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|{UNDATED})(?:-[1-9][0-9]*)?\Z")
# Names that Windows keeps for devices, with any extension: a folder of that name cannot be unpacked.
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))]
)


@lru_cache(maxsize=1 << 15)
def page_of(eid: str) -> str:
    """Return the file name, within the version's folder, of the page on which ``eid`` stands.

    Raises:
        ValueError: ``eid`` is not an eId of this scheme.
    """
    first, _, rest = eid.partition("__")
    unit = _UNIT.match(first)
    if unit:
        return f"{unit[2]}.html" if unit[1] == "art" else f"i-{unit[2]}.html"
    if first == "preamble":
        return "preamble.html"
    annex = _ANNEX.match(first)
    if annex:
        return f"annex-{annex[1]}.html"
    if first.startswith(("para_", "companion_")):
        return INDEX
    steps = _division_steps(eid if rest else first)
    if not steps:
        raise ValueError(f"not an eId: {eid!r}")
    return "-".join(steps) + ".html"


@lru_cache(maxsize=1 << 15)
def subject_of(eid: str) -> str | None:
    """Return the eId whose own page ``eid`` stands on, or None for the version page.

    ``art_264__para_2`` → ``art_264``, ``annex_1__art_3`` → ``annex_1``, ``chp_3__sec_1`` → itself.
    """
    first = eid.partition("__")[0]
    if _UNIT.match(first) or _ANNEX.match(first) or first == "preamble":
        return first
    own = []
    for part in eid.split("__"):
        if not _DIVISION.match(part):
            break
        own.append(part)
    return "__".join(own) or None


def href(eid: str) -> str:
    """Return the address of ``eid`` within the version's folder: its page, with ``#eid`` if it needs one."""
    page = page_of(eid)
    return page if subject_of(eid) == eid else f"{page}#{eid}"


def eid_of(page: str) -> str | None:
    """Return the eId whose own page the file name ``page`` is, or None: the inverse of :func:`page_of`."""
    name = page.removesuffix(".html")
    if name == page:
        return None
    if name == "preamble":
        return name
    match = _PAGE.match(name)
    if match:
        kind = match.lastgroup
        return f"{kind}_{match[kind]}" if kind else None
    return _division_eid(name)


def cited_page(eid: str) -> str:
    """Return the file name of the list of who cites ``eid``, which has a page; empty: who cites the law.

    Raises:
        ValueError: ``eid`` is not an eId of this scheme.
    """
    return f"{page_of(eid).removesuffix('.html')}-{CITED}" if eid else CITED


def is_cited_page(page: str) -> bool:
    """Tell whether the file name ``page`` is that of a list of who cites something."""
    return page == CITED or page.endswith(f"-{CITED}")


def law_dir(key: str) -> str:
    """Return the folder of a law: its stubs and ``versions.js``."""
    return f"laws/{key}/"


def version_dir(key: str, segment: str) -> str:
    """Return the folder of one version of a law."""
    return f"laws/{key}/{segment}/"


def place(key: str, segment: str, eid: str) -> str:
    """Return the address of ``eid`` in a version of a law: of the version without ``eid``, of the law without both.

    Raises:
        ValueError: ``eid`` is not an eId of this scheme.
    """
    if not segment:
        return law_dir(key) + INDEX
    return version_dir(key, segment) + (href(eid) if eid else INDEX)


def kind_page(slug: str) -> str:
    """Return the address of the list of laws of one kind."""
    return f"kinds/{slug}.html"


def region_page(slug: str) -> str:
    """Return the address of the list of laws of one region."""
    return f"regions/{slug}.html"


def year_page(year: int) -> str:
    """Return the address of the list of laws published in ``year``."""
    return f"years/{year:04d}.html"


def status_page(slug: str) -> str:
    """Return the address of the list of laws of one status."""
    return f"status/{slug}.html"


def feed(name: str, form: str) -> str:
    """Return the address of a feed.

    Args:
        name: ``all``, or the address of the list that it follows without its ending: ``kinds/falv``.
        form: ``xml`` (Atom) or ``json`` (JSON Feed).
    """
    return f"{FEEDS}{name}.{form}"


def sitemap(number: int) -> str:
    """Return the address of a site map, counted from 1."""
    return f"sitemap-{number}.xml"


@lru_cache(maxsize=1 << 15)
def markdown_of(page: str) -> str:
    """Return the path of the Markdown page that an HTML page has, keeping a ``#…``."""
    path, mark, fragment = page.partition("#")
    return path.removesuffix(".html") + ".md" + mark + fragment


def relative(from_page: str, to: str) -> str:
    """Return the relative link from a page to a page (``…#…`` is kept) or to a folder (``…/``).

    ``relative("laws/xingfa/1997-03-14/264.html", "kinds/falv.html")`` is ``../../../kinds/falv.html``.
    """
    path, mark, fragment = to.partition("#")
    if path == from_page:
        return mark + fragment if mark else posixpath.basename(path)
    here = from_page.split("/")[:-1]
    *there, name = path.split("/")
    same = 0
    for ours, theirs in zip(here, there, strict=False):
        if ours != theirs:
            break
        same += 1
    steps = [".."] * (len(here) - same) + there[same:]
    return ("/".join([*steps, name]) if steps or name else "./") + mark + fragment


def is_safe_key(key: str) -> bool:
    """Tell whether ``key`` may name a folder: words of ``[a-z0-9]`` joined by ``-``, no device name."""
    return bool(_KEY.match(key)) and key not in _DEVICES


def is_safe_segment(segment: str) -> bool:
    """Tell whether ``segment`` may name a version: a day or ``undated``, maybe with ``-2``, ``-3`` …."""
    return bool(_SEGMENT.match(segment))


def _division_steps(eid: str) -> list[str]:
    """Return ``["b2", "c3"]`` for ``book_2__chp_3…``, reading divisions as far as they go."""
    steps = []
    for part in eid.split("__"):
        match = _DIVISION.match(part)
        if not match:
            break
        steps.append(_SHORT[match[1]] + match[2])
    return steps


def _division_eid(name: str) -> str | None:
    """Return the eId of a division page: ``b2-c3-s1`` → ``book_2__chp_3__sec_1``."""
    parts = []
    for step in re.split(r"-(?=[bpcsx])", name):
        match = _STEP.match(step)
        if not match:
            return None
        parts.append(f"{_LONG[match[1]]}_{match[2]}")
    return "__".join(parts)
