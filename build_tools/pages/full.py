"""``full.html``: the whole text of a version in one file that opens, prints and reads well alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from build_tools.model.site import Force
from build_tools.pages import html
from build_tools.pages.badges import STATUS_SLUGS, status_words
from build_tools.pages.content import (
    Block,
    Fact,
    Facts,
    Group,
    Inlines,
    Line,
    Link,
    Nav,
    Page,
    Tree,
    standing_alone,
)
from build_tools.pages.context import Context
from build_tools.pages.edition import Edition
from build_tools.pages.guide import law_contents
from build_tools.pages.lawtext import plain_head
from build_tools.pages.relations import ALONE, CURRENT, ENDED, NOTICE
from build_tools.pages.wording import annex_blocks, preamble_blocks
from build_tools.urls import FULL, HOME, INDEX, TO_ROOT, eid_of, law_dir, relative
from build_tools.versions.force import at

NOTE = "now"
"""Class of the element around the note; full.js puts the note of the day into it."""


def full_html(edition: Edition, context: Context) -> str:
    """Return the file: title, permanent address, metadata, contents, text, and what holds today.

    Nothing is loaded.
    Without a public address the permanent one is given from the root of the site.
    """
    canonical = canonical_link(context.site_url, edition.folder + FULL)
    title = html.escape(f"{edition.name} - {context.site_name}")
    content = tuple(_content(edition, context.site_url))
    main = html.blocks(standing_alone(content) if edition.links.out else content)
    return (
        "<!doctype html><html lang=zh-Hans><head><meta charset=utf-8>"
        '<meta name=viewport content="width=device-width,initial-scale=1">'
        f"<title>{title}</title>{canonical}{edition.robots}<style>{context.shells.full_css}</style></head>"
        f"<body class=full><main>{main}</main>{_script(edition, context)}</body></html>\n"
    )


def full_page(edition: Edition) -> Page:
    """Return the whole text as a page among others: a bundle without pages of articles has it in the shell."""
    home = Link("首页", TO_ROOT + HOME)
    blocks: tuple[Block, ...] = (
        Nav("crumb", "位置", (home, Link(edition.work.title, INDEX))),
        *edition.notice(),
        Group("article", "", edition.front()),
        Facts(edition.badges),
        Group("article", "", tuple(whole_text(edition))),
        edition.footer,
    )
    path = edition.folder + FULL
    return Page(path, edition.name, "", edition.reach.blocks(blocks, path))


def canonical_link(site_url: str, path: str) -> str:
    """Return the canonical link element of a page, or nothing when the site has no public address."""
    return f"<link rel=canonical href={html.value(site_url + path)}>" if site_url else ""


def _content(edition: Edition, site_url: str) -> Iterator[Block]:
    """Yield the blocks of the file."""
    address = site_url + edition.folder + INDEX
    link = Link(address, address if site_url else INDEX)
    toc = law_contents(edition.law, in_page=True)
    yield Group("header", "", (Line("", "", (edition.name,)),))
    yield Group("div", NOTE, lasting_note(edition, site_url))
    yield Group("article", "", edition.front())
    yield Facts((*map(lasting_fact, edition.badges), Fact("永久地址", (link,))))
    if toc:
        yield Tree("toc", "目录", toc)
    yield Group("article", "", tuple(whole_text(edition)))
    yield edition.footer


def lasting_fact(fact: Fact) -> Fact:
    """Return a line of metadata without links and timeline: a file that was saved or mailed has no neighbours."""
    return fact._replace(value=_plain(fact.value), timeline="")


def _plain(inlines: Inlines) -> Inlines:
    """Return inline content without its links."""
    return tuple(one.text if isinstance(one, Link) else one for one in inlines)


def lasting_note(edition: Edition, site_url: str) -> tuple[Line, ...]:
    """Return the note of the version page, leading to the law: that address is right on every day."""
    law = _law_address(edition, site_url)
    return tuple(
        line._replace(
            inlines=tuple(one._replace(href=law) if isinstance(one, Link) else one for one in line.inlines)
        )
        for line in edition.notice()
    )


def _law_address(edition: Edition, site_url: str) -> str:
    """Return the address of the law; without a public one it is relative, and serves until the file is moved."""
    return f"{site_url}{law_dir(edition.work.key)}{INDEX}" if site_url else f"../{INDEX}"


def _script(edition: Edition, context: Context) -> str:
    """Return the script that says what holds today, for a version that has turns to come or lost anchors.

    It is told what to write from which day on: ``[day, class, words, note]``, the note in HTML; and where
    anchors have moved: ``{eid: address}``.
    """
    turns = []
    for day, force in ((turn.day, turn.force) for turn in edition.version.timeline):
        if day and day > context.as_of:
            words = _plain(status_words(replace(edition.version, force=force), day))
            note = html.blocks(_later_note(edition, day, force, context.site_url))
            turns.append([day.isoformat(), STATUS_SLUGS[force], html.inlines(words), note])
    moved = {eid: _moved_to(new, edition.folder, context.site_url) for eid, new in edition.version.moved}
    if not (turns or moved) or not context.shells.full_js:
        return ""
    told = f"turns={_data(turns)}" + (f",moved={_data(moved)}" if moved else "")
    return f"<script>var {told};{context.shells.full_js}</script>"


def _data(value: object) -> str:
    """Return data as JavaScript that can stand in HTML."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _moved_to(address: str, folder: str, site_url: str) -> str:
    """Return where an anchor that has moved to ``address`` is found: here, if it is in this version."""
    page, _, eid = address.partition("#")
    if page.startswith(folder):
        return f"#{eid or eid_of(page.removeprefix(folder)) or ''}"
    return site_url + address if site_url else relative(folder + FULL, address)


def _later_note(edition: Edition, day: date, force: Force, site_url: str) -> tuple[Line, ...]:
    """Return the note from a day to come on: there is one when the version has ended by then."""
    if force not in ENDED:
        return ()
    others = [at(version.timeline, day) for version in edition.work.versions]
    if len(others) == 1:
        return (Line("", NOTICE, (ALONE[force],)),)
    if Force.IN_FORCE not in others:
        return (Line("", NOTICE, (ENDED[force],)),)
    return (Line("", NOTICE, (f"{ENDED[force]} · ", Link(f"看{CURRENT}", _law_address(edition, site_url)))),)


def whole_text(edition: Edition) -> Iterator[Block]:
    """Yield everything behind the front, in reading order."""
    law = edition.law
    if law.preamble:
        yield from preamble_blocks(edition.text, law.preamble, 2)
    yield from edition.text.deep(law.body, 2, plain_head)
    yield from edition.text.loose(law.back)
    for annex in law.annexes:
        yield from annex_blocks(edition.text, annex, 2)
