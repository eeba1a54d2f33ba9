"""``full.md``: the whole text of a version as Markdown, for programs that read and quote laws.

The same blocks as in ``full.html``, without the contents. ``{: #art_1__para_2 }`` is the id of the heading or paragraph
it stands with, and the anchor of the permanent address: ``full.html#art_1__para_2``. All links are absolute or
lead within the file, so that it can be read anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.pages import markdown
from build_tools.pages.content import Block, Fact, Facts, Link, standing_alone
from build_tools.pages.edition import Edition
from build_tools.pages.full import lasting_fact, lasting_note, whole_text
from build_tools.urls import FULL, INDEX


def full_markdown(edition: Edition, site_url: str) -> str:
    """Return the file: title, what holds on the day of the build, permanent address, metadata, text, source.

    ``site_url`` is the public address, which must not be empty (:func:`build_tools.pages.metadata.forms`).
    """
    content = tuple(_content(edition, site_url))
    if edition.links.out:
        content = standing_alone(content)
    return markdown.blocks(content).removesuffix("\n")


def _content(edition: Edition, site_url: str) -> Iterator[Block]:
    """Yield the blocks of the file."""
    address = site_url + edition.folder
    yield from edition.front()
    yield from lasting_note(edition, site_url)
    yield Facts(
        (
            *map(lasting_fact, edition.badges),
            Fact("永久地址", (Link(address + INDEX, address + INDEX),)),
            Fact("单页全文", (Link(address + FULL, address + FULL),)),
            Fact("锚点", ("标题和段落后花括号里的标识，接在单页全文的地址之后就是该处的地址",)),
        )
    )
    yield from whole_text(edition)
    yield edition.footer
