"""Who cites a text: 被引用, 配套规定 and 有关解释 as lists, short on the page itself and whole on one of its own.

A list is grouped by kind of document, and within a kind has what is in force first. The units of one
document stand together: 《…的解释》第三条、第五条.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from build_tools.kinds import ALL, Kind
from build_tools.model.links import Citing
from build_tools.model.site import Force
from build_tools.pages.badges import OVER, force_word, segment_name
from build_tools.pages.content import Block, Entry, Fold, Head, Inline, Inlines, Line, Link, Mark, Tree
from build_tools.pages.text import squeeze
from build_tools.urls import INDEX, place, relative, version_dir

MOST_UNITS = 20
"""How many citing units the page of an article lists; the list of its own has all."""
MOST_DOCUMENTS = 10
"""How many documents the version page has in each list."""
UNFOLDED = 5
"""A list with more units is folded below an article."""

OTHER_TEXT = "引用的是另一时期的文本"
"""Said of who cites the article as it read at another time, under the same number."""
_OWN = Kind("本文件", "")
"""The group of the units of the same version; it comes first."""
_INNER = str.maketrans("《》", "〈〉")


class Listing(NamedTuple):
    """A list of citing texts."""

    eid: str
    """Id of its heading."""
    name: str
    measure: str
    """What is counted: 处 (units that cite) or 件 (documents)."""
    citings: Sequence[Citing]
    """In the order of :class:`~build_tools.model.links.VersionLinks`."""
    most: int
    """How many of them the page itself shows."""
    folds: bool
    """Whether they are folded there when there are more than :data:`UNFOLDED`."""

    @property
    def is_cut(self) -> bool:
        """Whether the page itself does not show all."""
        return len(self.citings) > self.most


def cited_listing(citings: Sequence[Citing]) -> Listing:
    """Return the list of the units that cite what stands on a page."""
    return Listing("cited", "被引用", "处", citings, MOST_UNITS, folds=True)


def law_listings(
    read: Sequence[Citing], made: Sequence[Citing], cited: Sequence[Citing]
) -> tuple[Listing, ...]:
    """Return the lists of a law as a whole: its interpretations, what was made under it, who cites it."""
    lists = (
        Listing("read", "有关解释", "件", read, MOST_DOCUMENTS, folds=False),
        Listing("made", "配套规定", "件", made, MOST_DOCUMENTS, folds=False),
        Listing("cited", "被引用", "件", cited, MOST_DOCUMENTS, folds=False),
    )
    return tuple(listing for listing in lists if listing.citings)


def short(listing: Listing, here: str, page: str) -> tuple[Block, ...]:
    """Return a list as the page itself shows it: bounded, and below an article folded when it is long.

    Args:
        listing: the list.
        here: the folder of the version.
        page: address of the whole list, which is there when the one on the page is cut.
    """
    head = _head(listing)
    blocks: tuple[Block, ...] = (
        Tree("by", listing.name, _groups(listing.citings[: listing.most], here, counted=False)),
    )
    if listing.is_cut:
        words = f"全部 {len(listing.citings):,} {listing.measure}"
        blocks += (Line("more", "", (Link(words, page),)),)
    if listing.folds and len(listing.citings) > UNFOLDED:
        return (Fold(head, blocks),)
    return (head, *blocks)


def whole(listing: Listing, here: str) -> tuple[Block, ...]:
    """Return all of a list, each group with its number of entries."""
    return (_head(listing), Tree("by", listing.name, _groups(listing.citings, here, counted=True)))


def basis_links(citings: Iterable[Citing], here: str) -> Inlines:
    """Return what a document was made under or interprets, as a line of links."""
    parts: list[Inline] = []
    for citing in citings:
        if parts:
            parts.append("、")
        parts += [Link(_name(citing), _address(citing, here)), *_small(_ended(citing))]
    return tuple(parts)


def _head(listing: Listing) -> Head:
    """Return the heading of a list with the number of its entries."""
    return Head(
        2,
        listing.eid,
        (listing.name, " ", Mark("small", f"{len(listing.citings):,} {listing.measure}")),
    )


def _groups(citings: Iterable[Citing], here: str, *, counted: bool) -> tuple[Entry, ...]:
    """Return the entries by kind of document."""
    groups: dict[str, dict[str, list[Citing]]] = {}
    for citing in citings:
        document = version_dir(citing.key, citing.segment)
        slug = _OWN.slug if document == here and citing.eid else citing.kind
        groups.setdefault(slug, {}).setdefault(document, []).append(citing)
    entries = []
    for kind in (_OWN, *ALL):
        if kind.slug in groups:
            documents = groups[kind.slug].values()
            name: Inlines = (kind.name,)
            if counted:
                name = (kind.name, " ", Mark("small", f"{sum(map(len, documents)):,}"))
            entries.append(Entry(name, tuple([_document(each, here, kind is _OWN) for each in documents])))
    return tuple(entries)


def _document(citings: Sequence[Citing], here: str, is_own: bool) -> Entry:
    """Return the entry of a document, with all its units that cite.

    The day stands with what has several texts or no article: an older text, a document as a whole.
    """
    first, *others = citings
    parts: list[Inline] = [Link(_label(first) if is_own else _name(first), _address(first, here))]
    for other in others:
        parts += ["、", Link(_label(other), _address(other, here))]
    if is_own:
        return Entry(tuple(parts))
    day = [segment_name(first.segment)] if first.force in OVER or not first.label else []
    remarks = day + _ended(first)
    if all(each.is_of_other_text for each in citings):
        remarks.append(OTHER_TEXT)
    return Entry((*parts, *_small(remarks)))


def _name(citing: Citing) -> str:
    """Return how a citing text is called: ``《最高人民法院关于…的解释》第三条``."""
    return f"《{citing.title.translate(_INNER)}》{_label(citing)}"


def _label(citing: Citing) -> str:
    """Return the label of the citing unit, without the mark that ends it in print: 四 for 四、."""
    return squeeze(citing.label).rstrip("、.．：:")


def _ended(citing: Citing) -> list[str]:
    """Return the status of a text in a word, if it is known not to be in force."""
    return [force_word(citing.force)] if citing.force in (*OVER, Force.NOT_YET) else []


def _small(words: list[str]) -> tuple[Inline, ...]:
    """Return words as an aside, if there are any."""
    return (" ", Mark("small", " ".join(words))) if words else ()


def _address(citing: Citing, here: str) -> str:
    """Return the link to a citing text from a page in the folder ``here``."""
    return relative(here + INDEX, place(citing.key, citing.segment, citing.eid))
