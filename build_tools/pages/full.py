"""``full.html``: the whole text of a version in one file that opens, prints and reads well alone."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.pages import html
from build_tools.pages.content import Block, Fact, Facts, Group, Line, Link, Tree
from build_tools.pages.context import Context
from build_tools.pages.edition import Edition
from build_tools.pages.guide import law_contents
from build_tools.pages.lawtext import plain_head
from build_tools.urls import FULL, INDEX


def full_html(edition: Edition, context: Context) -> str:
    """Return the file: title, permanent address, metadata, contents, text, and what holds today.

    Nothing is loaded.
    Without a public address the permanent one is given from the root of the site.
    """
    canonical = canonical_link(context.site_url, edition.folder + FULL)
    title = html.escape(f"{edition.name} - {context.site_name}")
    main = html.blocks(_content(edition, context.site_url))
    script = f"<script>{context.shells.full_js}</script>" if context.shells.full_js else ""
    return (
        "<!doctype html><html lang=zh-Hans><head><meta charset=utf-8>"
        '<meta name=viewport content="width=device-width,initial-scale=1">'
        f"<title>{title}</title>{canonical}<style>{context.shells.full_css}</style></head>"
        f"<body class=full><main>{main}</main>{script}</body></html>\n"
    )


def canonical_link(site_url: str, path: str) -> str:
    """Return the canonical link element of a page, or nothing when the site has no public address."""
    return f"<link rel=canonical href={html.value(site_url + path)}>" if site_url else ""


def _content(edition: Edition, site_url: str) -> Iterator[Block]:
    """Yield the blocks of the file."""
    address = site_url + edition.folder + INDEX
    link = Link(address, address if site_url else INDEX)
    toc = law_contents(edition.law, in_page=True)
    yield Group("header", "", (Line("", "", (edition.name,)),))
    yield Group("article", "", tuple(edition.front()))
    yield Facts((*map(_alone, edition.badges), Fact("永久地址", (link,))))
    if toc:
        yield Tree("toc", "目录", toc)
    yield Group("article", "", tuple(_text(edition)))
    yield edition.footer


def _alone(fact: Fact) -> Fact:
    """Return a line of metadata without links: a file that was saved or mailed has no neighbours."""
    return fact._replace(value=tuple(one.text if isinstance(one, Link) else one for one in fact.value))


def _text(edition: Edition) -> Iterator[Block]:
    """Yield everything behind the front, in reading order."""
    law = edition.law
    if law.preamble:
        yield from edition.preamble_blocks(law.preamble, 2)
    yield from edition.text.deep(law.body, 2, plain_head)
    yield from edition.text.loose(law.back)
    for annex in law.annexes:
        yield from edition.annex_blocks(annex, 2)
