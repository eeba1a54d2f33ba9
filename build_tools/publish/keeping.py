"""What keeps addresses alive in a build: the pages at old addresses that lead on, and the ledger.

A page that leads on works on any static host and from disk, at any depth, with and without script: the script
takes the reader's ``#…`` along, ``<meta http-equiv=refresh>`` is for those without, and so is the link. It is
not marked ``noindex``: search engines read refresh and canonical link as a move, and pass on what they know of
the old address.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from build_tools import urls
from build_tools.model.site import Site
from build_tools.pages import html
from build_tools.pages.context import Output
from build_tools.pages.full import canonical_link
from build_tools.publish.ledger import Ledger, dump, is_permanent, versions_of
from build_tools.publish.redirects import Redirects

_TITLE: Final = "本页已移至新地址"


def redirect_page(old: str, new: str, site_url: str) -> str:
    """Return the page at the address ``old`` that leads to ``new``, which may end in ``#…``.

    Without one, the reader's own ``#…`` goes along; where an article has another number now, so has its part
    of that: ``5.html#art_5__para_2`` leads to ``6.html#art_6__para_2``.
    """
    link = urls.relative(old, new)
    page, mark, fragment = link.partition("#")
    return (
        "<!doctype html><html lang=zh-Hans><meta charset=utf-8>"
        '<meta name=viewport content="width=device-width">'
        f"<title>{_TITLE}</title>{canonical_link(site_url, new.partition('#')[0])}"
        f"<script>location.replace({_quoted(page)}+location.search+{_hash(old, new, mark + fragment)})</script>"
        f'<noscript><meta http-equiv=refresh content="0; url={html.escape(link)}"></noscript>'
        f"<main><h1>{_TITLE}</h1><p>新的地址：<a href={html.value(link)}>{html.escape(new)}</a></p></main>\n"
    )


def _hash(old: str, new: str, fragment: str) -> str:
    """Return the JavaScript expression for the ``#…`` that the reader is led to."""
    if fragment:
        return _quoted(fragment)
    before, behind = (urls.eid_of(address.rpartition("/")[2]) for address in (old, new))
    if not (before and behind) or before == behind:
        return "location.hash"
    return f"location.hash.replace(/^#{before}(?=__|$)/,{_quoted('#' + behind)})"


def _quoted(text: str) -> str:
    """Return a text as a JavaScript string that can stand in HTML."""
    return json.dumps(text, ensure_ascii=False).replace("<", "\\u003c")


def redirect_pages(pages: Mapping[str, str], site_url: str) -> Iterator[Output]:
    """Yield the pages that lead on: old address → new address, as :meth:`Redirects.pages` gives them."""
    for old, new in sorted(pages.items()):
        yield Output("site", old, redirect_page(old, new, site_url).encode(), "stub")


def with_permanence(
    outputs: Iterable[Output],
    site: Site,
    redirects: Redirects,
    stubs: Iterable[Output],
    known: Iterable[str] = (),
) -> Iterator[Output]:
    """Yield all files of a site that belong to no law, the pages and copies at old addresses, and the ledger.

    Args:
        outputs: the files.
        site: the laws.
        redirects: the declared ones.
        stubs: the pages that lead on and lie in the folder of no law that the site has. Where a file of the
            site has their address it is kept, and ``tiaowen check`` finds the redirect.
        known: files that are in the site already.
    """
    targets = redirects.targets
    copied: dict[str, list[str]] = {}
    for row in redirects.rows:
        if row.is_file:
            copied.setdefault(row.new, []).append(row.old)
    taken = set(known)
    copies: list[Output] = []
    for output in outputs:
        if output.root == "site":
            taken.add(output.path)
            copies += [output._replace(path=old) for old in copied.get(output.path, ())]
        yield output
    yield from (each for each in (*stubs, *copies) if each.path not in taken)
    pages = frozenset({path for path in taken if is_permanent(path)} | {urls.LEDGER})
    kept = {old: new for old, new in targets.items() if old not in pages}
    yield Output("site", urls.LEDGER, dump(Ledger(versions_of(site), pages, kept)).encode())
