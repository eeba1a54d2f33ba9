"""Which lists of laws there are, and which texts stand in each: by kind, region, year, status; recent; coming.

An address that a list once had never dies: there is a list for every kind, region and status, and for every
year since :data:`FIRST_YEAR`, also while nothing stands in it. Only lists that hold something are linked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final, NamedTuple, TypeVar

from build_tools.kinds import ALL as ALL_KINDS
from build_tools.kinds import REGIONS as ALL_REGIONS
from build_tools.kinds import kind_of, region_of
from build_tools.model.site import Force, Site, Version, Work
from build_tools.pages.badges import OVER, STATUS_SLUGS, force_word, titled
from build_tools.urls import (
    COMING,
    INDEX,
    KINDS,
    RECENT,
    REGIONS,
    STATUSES,
    YEARS,
    kind_page,
    region_page,
    status_page,
    version_dir,
    year_page,
)
from build_tools.versions.force import published

MOST_RECENT: Final = 200
"""Rows of the list of recent texts."""
FIRST_YEAR: Final = 1949
"""The first year that always has a list; earlier ones have while a text is of that year."""
ONE_EACH: Final = "每部法规列一个文本：现行的，否则即将施行的，或者最后的。"
"""What the lists of laws hold; which text that is, is decided on the day of the build."""
EVERY_FEED: Final = "all"
"""The name of the feed of all laws."""

_Key = TypeVar("_Key")


class Row(NamedTuple):
    """A line of a list: a version of a law, and the day that the list is about."""

    title: str
    address: str
    version: Version
    day: date | None


class Facet(NamedTuple):
    """A list and what it is called: 行政法规, 河南, 2025 年."""

    name: str
    address: str
    rows: tuple[Row, ...]
    feed: str = ""
    """The name of the feed that follows it (:func:`build_tools.urls.feed`), or empty."""


class Board(NamedTuple):
    """All lists of one sort, and the page that lists them."""

    title: str
    lede: str
    address: str
    facets: tuple[Facet, ...]
    measure: str
    """What a row is: 部法规 (a law, by one of its texts) or 个文本."""


class Lists(NamedTuple):
    """All lists of a site."""

    kinds: Board
    regions: Board
    years: Board
    statuses: Board
    recent: Facet
    coming: Facet

    @property
    def boards(self) -> tuple[Board, ...]:
        """The boards, in the order of the home page."""
        return (self.kinds, self.regions, self.years, self.statuses)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The address of every board and of the first page of every list: those that never die."""
        facets = [facet.address for board in self.boards for facet in board.facets]
        return (*(board.address for board in self.boards), *facets, RECENT, COMING)


def lists_of(site: Site) -> Lists:
    """Return the lists of a site; those that depend on the day are those of the day of the build."""
    every = tuple(row_of(work, version) for work in site.works for version in work.versions)
    current = tuple(row_of(work, work.versions[work.current]) for work in site.works)
    return Lists(
        _kinds(current),
        _regions(current),
        _years(every, site.as_of),
        _statuses(every, site.as_of),
        Facet("新近公布", RECENT, _newest(every)[:MOST_RECENT], EVERY_FEED),
        Facet("即将施行", COMING, _coming(every)),
    )


def row_of(work: Work, version: Version) -> Row:
    """Return the line for a version, with the day of its publication; its title tells it from the others."""
    title = work.title
    if len(work.versions) > 1:
        title = titled(title, version, tuple(each.segment.partition("-")[0] for each in work.versions))
    address = version_dir(work.key, version.segment) + INDEX
    return Row(title, address, version, published(version.record))


def commences(version: Version) -> date | None:
    """Return the day on which a version begins to be in force, or began; None where nobody knows it.

    A text that is overtaken before it commences never does.
    """
    first, *turns = version.timeline
    if first.force is not Force.NOT_YET or not turns or turns[0].force in OVER:
        return None
    return turns[0].day


def feed_of(address: str) -> str:
    """Return the name of the feed that follows the list at that address."""
    return address.removesuffix(".html")


def _kinds(rows: tuple[Row, ...]) -> Board:
    """Return the lists by kind, in the order of the National Database of Laws and Regulations."""
    groups = _grouped(rows, lambda row: kind_of(row.version.record.meta).slug)
    pages = [(kind.name, kind_page(kind.slug), groups.get(kind.slug, [])) for kind in ALL_KINDS]
    facets = tuple(Facet(name, page, _newest(held), feed_of(page)) for name, page, held in pages)
    return Board("按类别", ONE_EACH, KINDS, facets, "部法规")


def _regions(rows: tuple[Row, ...]) -> Board:
    """Return the lists by region, in the order of GB/T 2260."""
    groups = _grouped(rows, lambda row: region_of(row.version.record.meta))
    pages = [(region.name, region_page(region.slug), groups.get(region, [])) for region in ALL_REGIONS]
    facets = tuple(Facet(name, page, _newest(held), feed_of(page)) for name, page, held in pages)
    return Board("按地区", f"地方性法规等，按省级行政区。{ONE_EACH}", REGIONS, facets, "部法规")


def _years(rows: tuple[Row, ...], as_of: date) -> Board:
    """Return the lists by year of publication, latest first."""
    groups = _grouped(rows, lambda row: row.day.year if row.day else None)
    years = sorted({*range(FIRST_YEAR, as_of.year + 1), *(year for year in groups if year)}, reverse=True)
    facets = tuple(Facet(f"{year} 年", year_page(year), _newest(groups.get(year, []))) for year in years)
    return Board("按年份", "每个文本列在它公布的那一年。", YEARS, facets, "个文本")


def _statuses(rows: tuple[Row, ...], as_of: date) -> Board:
    """Return the lists by status on the day of the build."""
    groups = _grouped(rows, lambda row: row.version.force)
    facets = tuple(
        Facet(force_word(force), status_page(slug), _newest(groups.get(force, [])))
        for force, slug in STATUS_SLUGS.items()
    )
    lede = f"按 {as_of.isoformat()} 的效力状态编排；每行的状态以您阅读之日为准。"
    return Board("按状态", lede, STATUSES, facets, "个文本")


def _coming(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the texts that are yet to commence, the next first, with the day of commencement."""
    waiting = [
        row._replace(day=day)
        for row in rows
        if row.version.force is Force.NOT_YET and (day := commences(row.version))
    ]
    return tuple(sorted(waiting, key=lambda row: (row.day or date.max, row.address)))


def _grouped(rows: Iterable[Row], trait: Callable[[Row], _Key]) -> dict[_Key, list[Row]]:
    """Return the rows by what they have in common."""
    groups: dict[_Key, list[Row]] = {}
    for row in rows:
        groups.setdefault(trait(row), []).append(row)
    return groups


def _newest(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows with the latest day first; those without a day come last."""
    by_address = sorted(rows, key=lambda row: row.address)
    return tuple(sorted(by_address, key=lambda row: row.day or date.min, reverse=True))
