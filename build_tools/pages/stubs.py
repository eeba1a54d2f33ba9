"""Pages at the addresses without a version: they lead to the version in force today, else offer all.

A stub has no shell: it is a few hundred bytes, because there is one for every article of every law,
and every file costs 512 bytes of tar head. The script ``lead.js`` picks the version in force on the
day of reading from ``versions.js`` and goes there if ``data-in`` (indices of the versions that have
the page) allows it. Without a script the links are there to read.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.model.site import DivisionOutline, Force, UnitOutline, Version, Work
from build_tools.pages import html
from build_tools.pages.badges import force_word, version_name
from build_tools.pages.content import TITLE, Block, Entry, Head, Link, Mark, Nav, Page, Tree
from build_tools.pages.scripts import VERSIONS_SCRIPT
from build_tools.pages.text import squeeze
from build_tools.urls import HOME, INDEX, law_dir, page_of

_TO_ROOT = "../../"
# A stub has no text of its own; a search engine is to list the page that it leads to.
_HEAD = (
    '<!doctype html><html lang=zh-Hans><meta charset=utf-8><meta name=viewport content="width=device-width">'
    "<meta name=robots content=noindex>"
)
_SCRIPTS = f"<script src={VERSIONS_SCRIPT}></script><script src={_TO_ROOT}assets/js/lead.js></script>"


def stub_pages(work: Work) -> Iterator[tuple[str, str]]:
    """Yield address and HTML of the stub of every unit that any version of the work has."""
    names: dict[str, str] = {}
    indices: dict[str, list[int]] = {}
    for number, version in enumerate(work.versions):
        for unit in _units(version):
            names[unit.eid] = squeeze(unit.label)
            indices.setdefault(unit.eid, []).append(number)
    folder = law_dir(work.key)
    title = html.escape(work.title)
    for eid, name in names.items():
        page = page_of(eid)
        yield folder + page, _stub(work, title, html.escape(name), page, indices[eid])


def index_page(work: Work) -> Page:
    """Return ``laws/<key>/index.html`` as content: all versions, the current one first."""
    order = sorted(range(len(work.versions)), key=lambda number: (number != work.current, -number))
    entries = tuple(
        Entry(
            (
                Link(version_name(work.versions[number]), f"{work.versions[number].segment}/{INDEX}"),
                " ",
                Mark("small", force_word(work.versions[number].force)),
            )
        )
        for number in order
    )
    blocks: tuple[Block, ...] = (
        Nav("crumb", "位置", (Link("首页", _TO_ROOT + HOME),)),
        Head(1, TITLE, (work.title,)),
        Tree("hist", "版本", entries),
    )
    return Page(law_dir(work.key) + INDEX, work.title, "", blocks)


def index_html(work: Work, page: Page) -> str:
    """Return ``laws/<key>/index.html``, which leads on as the stubs do."""
    everywhere = " ".join([str(number) for number in range(len(work.versions))])
    return (
        f"{_HEAD}<title>{html.escape(page.title)}</title>"
        f'<body data-in="{everywhere}"><main>{html.blocks(page.blocks)}</main>{_SCRIPTS}'
    )


def _stub(work: Work, title: str, name: str, page: str, have: list[int]) -> str:
    """Return the stub of a unit."""
    gone = ""
    if work.current not in have:
        current = work.versions[work.current]
        word = "现行" if current.force is Force.IN_FORCE else "最新"
        gone = f"<p id=gone>{word}版本（{version_name(current)}）中没有本条。"
    links = [
        f"<li><a href={work.versions[number].segment}/{page}>{version_name(work.versions[number])}</a>"
        for number in sorted(have, key=lambda number: (number != work.current, -number))
    ]
    return (
        f"{_HEAD}<title>{name} - {title}</title>"
        f'<body data-in="{" ".join([str(number) for number in have])}">'
        f"<h1>{name}</h1>{gone}<ul>{''.join(links)}</ul>{_SCRIPTS}"
    )


def _units(version: Version) -> Iterator[UnitOutline]:
    """Yield the units of a version in document order."""
    pending: list[DivisionOutline | UnitOutline] = list(reversed(version.record.outline))
    while pending:
        node = pending.pop()
        if isinstance(node, UnitOutline):
            yield node
        else:
            pending.extend(reversed(node.children))
