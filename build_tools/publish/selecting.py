"""Which laws go into a bundle: all, those of kinds and regions, or those that somebody names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from build_tools.kinds import ALL, REGIONS, Kind, Region, kind_of, region_of
from build_tools.model.bundles import BundleSort
from build_tools.model.site import Site, Work
from build_tools.pages.text import squeeze
from build_tools.publish.book import Entry, name_of
from build_tools.urls import is_safe_key

PREFIX: Final = "tiaowen"
"""What names of bundles begin with."""
ARTICLES: Final = "-articles"
"""What names of bundles with a page for each article end with."""
EVERYTHING: Final = "全部法规"
CHOICE: Final = "选编"
"""What a bundle is called whose laws somebody chose."""

_NAME = re.compile(r"(?=.{1,40}\Z)[a-z0-9]+(?:-[a-z0-9]+)*\Z")
"""Names of files and folders: no longer, since Windows opens no path of more than 259 characters."""
_ADDRESS = re.compile(r"(?:.*/)?laws/([a-z0-9-]+)(?:/.*)?\Z")
_Sort = TypeVar("_Sort", Kind, Region)


class SelectionError(ValueError):
    """There is no such kind, region or law; the message has every reason, one a line."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for. Without anything: all laws."""

    kinds: tuple[str, ...] = ()
    """Slugs; laws of any of these kinds."""
    regions: tuple[str, ...] = ()
    """Slugs; laws of any of these regions. With kinds besides, both must hold."""
    laws: tuple[str, ...] = ()
    """Keys, addresses or names of laws that are in besides."""
    name: str = ""
    """Name of the bundle, if not its usual one."""
    title: str = ""
    """What readers see it called, if not as usual."""
    each: bool = False
    """All laws, each kind and each region, in a bundle of its own."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A bundle to be made."""

    name: str
    title: str
    sort: BundleSort
    keys: frozenset[str]


def select(
    site: Site, wish: Wish, entries: Iterable[Entry] = (), *, articles: bool = False
) -> tuple[Selection, ...]:
    """Return the bundles that are asked for; kinds and regions are those of the text to read today.

    Args:
        site: the library.
        wish: what is asked for.
        entries: the names by which laws may be asked for, as :func:`build_tools.publish.book.entries_of` gives them.
        articles: whether the bundles will have a page for every article.

    Raises:
        SelectionError: something is asked for that the site does not have, or in words that contradict.
    """
    if wish.each:
        if wish.kinds or wish.regions or wish.laws or wish.name or wish.title:
            raise SelectionError(
                "--each makes all bundles; leave out --kind, --region, --law, --laws, --name and --title"
            )
        found = tuple(_each(site))
    else:
        found = (_one(site, wish, entries),)
    end = ARTICLES if articles and not wish.name else ""
    return tuple(Selection(each.name + end, each.title, each.sort, each.keys) for each in found)


def _each(site: Site) -> Iterator[Selection]:
    """Yield the site, its kinds and its regions."""
    yield Selection(PREFIX, EVERYTHING, BundleSort.SITE, frozenset(work.key for work in site.works))
    for kind in ALL:
        if keys := _keys(site, [kind], []):
            yield Selection(f"{PREFIX}-{kind.slug}", kind.name, BundleSort.KIND, keys)
    for region in REGIONS:
        if keys := _keys(site, [], [region]):
            yield Selection(f"{PREFIX}-{region.slug}", region.name, BundleSort.REGION, keys)


def _one(site: Site, wish: Wish, entries: Iterable[Entry]) -> Selection:
    """Return the one bundle that is asked for."""
    problems: list[str] = []
    kinds = _named(wish.kinds, ALL, "kind", problems)
    regions = _named(wish.regions, REGIONS, "region", problems)
    chosen = _laws(site, wish.laws, entries, problems)
    if wish.name and not (_NAME.match(wish.name) and is_safe_key(wish.name)):
        problems.append(
            f"--name {wish.name!r}: at most 40 of a-z, 0-9 and -, and no device, such as {PREFIX}-henan"
        )
    keys = chosen if chosen and not (kinds or regions) else chosen | _keys(site, kinds, regions)
    if not keys and not problems:
        problems.append("no law is of that kind and region; choose others")
    if problems:
        raise SelectionError("\n".join(problems))
    usual = _usual(site, kinds, regions, chosen, keys)
    return Selection(wish.name or usual.name, squeeze(wish.title) or usual.title, usual.sort, keys)


def _usual(
    site: Site, kinds: Sequence[Kind], regions: Sequence[Region], chosen: frozenset[str], keys: frozenset[str]
) -> Selection:
    """Return a selection with its usual name and title."""
    facets: list[Kind | Region] = [*regions, *kinds]
    if not (facets or chosen):
        return Selection(PREFIX, EVERYTHING, BundleSort.SITE, keys)
    if not chosen and len(facets) == 1:
        sort = BundleSort.KIND if kinds else BundleSort.REGION
        return Selection(f"{PREFIX}-{facets[0].slug}", facets[0].name, sort, keys)
    names = [each.name for each in facets]
    one = sorted(keys) if len(keys) == 1 else []
    words = one if chosen else [each.slug for each in facets]
    name = "-".join([PREFIX, *words])
    if not words or not _NAME.match(name):
        name = f"{PREFIX}-xuanbian"
    title = "、".join(names) if names and not chosen else CHOICE
    if len(keys) == 1:
        title = next(squeeze(work.title) for work in site.works if work.key in keys)
    return Selection(name, title, BundleSort.CHOICE, keys)


def _named(slugs: Iterable[str], known: Sequence[_Sort], what: str, problems: list[str]) -> list[_Sort]:
    """Return the kinds or regions of those slugs, in their order; Chinese names do as well."""
    found = []
    for slug in slugs:
        match = next((each for each in known if slug in each), None)
        if match is None:
            slugs_known = ", ".join(each.slug for each in known)
            problems.append(f"--{what} {slug!r}: there is none; one of {slugs_known}")
        else:
            found.append(match)
    return [each for each in known if each in found]


def _laws(site: Site, names: Iterable[str], entries: Iterable[Entry], problems: list[str]) -> frozenset[str]:
    """Return the keys of the laws that are named by key, address, or a name that means one law."""
    keys = {work.key for work in site.works}
    book = {entry.name: entry for entry in entries}
    found: set[str] = set()
    for name in names:
        address = _ADDRESS.match(name)
        key = address[1] if address else name
        entry = book.get(name_of(name))
        if key in keys:
            found.add(key)
        elif entry is None:
            problems.append(f"--law {name!r}: there is no law of this key, address or name")
        else:
            meant = sorted({place.split("/")[1] for place in entry.addresses})
            found.update(meant)
            if not entry.certain:
                several = f"several laws have this name; name one by its key: {', '.join(meant)}"
                problems.append(f"--law {name!r}: {several}")
    return frozenset(found)


def _keys(site: Site, kinds: Sequence[Kind], regions: Sequence[Region]) -> frozenset[str]:
    """Return the keys of the laws of any of the kinds and of any of the regions; none given: of any."""

    def fits(work: Work) -> bool:
        meta = work.versions[work.current].record.meta
        return (not kinds or kind_of(meta) in kinds) and (not regions or region_of(meta) in regions)

    return frozenset(work.key for work in site.works if fits(work))
