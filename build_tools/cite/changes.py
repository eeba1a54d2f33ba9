"""Amendments that are known to have been made: from the notes of later versions, and from amending documents.

The library often lacks a text between two others: 刑法 of 2009 and of 2020 are there, the amendments of 2011,
2015 and 2017 are too, the texts that they made are not. A citation from 2014 may lead to the text of 2009 only
where those amendments left the article alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from build_tools.cite.dating import day_of
from build_tools.cite.names import Names
from build_tools.model.citations import Citation, Edition, Lead, Locator
from build_tools.model.site import Site
from build_tools.numerals import label_number

Number = tuple[int, int]
_SAME = timedelta(days=3)
"""The note of a law and its amending decision may differ by so much in the day they give."""


@dataclass(slots=True)
class Change:
    """One amendment of one work."""

    day: date
    touched: list[tuple[Number, Number]] = field(default_factory=list)
    """The articles that the amending document names, as ranges."""
    moved_from: Number | None = None
    """From this article on numbers have changed."""
    document: bool = False
    """The amending document is in the library; otherwise what it touched is unknown."""

    def spares(self, locator: Locator) -> bool:
        """Tell whether what ``locator`` names was certainly not changed, nor its number."""
        first = label_number(locator.article)
        last = label_number(locator.to_article) if locator.to_article else first
        if not self.document or first is None or last is None:
            return False
        if self.moved_from is not None and last >= self.moved_from:
            return False
        return all(last < low or high < first for low, high in self.touched)


class Changes:
    """The known amendments of every work."""

    def __init__(self, site: Site, names: Names, citations: Mapping[str, Sequence[Citation]]) -> None:
        """Collect them.

        Args:
            site: the library.
            names: its names.
            citations: of all documents, by ``Record.path``; those of amending ones tell what they amend.
        """
        self._by_work: dict[int, dict[date, Change]] = defaultdict(dict)
        self._adopted: dict[int, set[date]] = defaultdict(set)
        for work in site.works:
            for version in work.versions:
                found = citations.get(version.record.path, ())
                amending = [
                    one
                    for one in found
                    if one.edition is not Edition.USUAL and (one.locator.article or one.moves)
                ]
                day = day_of(version)
                if amending and day is not None:
                    self._take(day, amending, names)
        for index, work in enumerate(site.works):
            for version in work.versions:
                self._adopted[index].update(version.record.note_dates[:1])
                for day in version.record.amended:
                    if not any(abs(day - known) <= _SAME for known in self._by_work[index]):
                        self._by_work[index][day] = Change(day)

    def of(self, work: int) -> Iterable[Change]:
        """Return the amendments of the work with that index."""
        return self._by_work[work].values() if work in self._by_work else ()

    def keeps_number(self, work: int, label: str, first: date, last: date) -> bool:
        """Tell whether an article certainly bore the same number from ``first`` to ``last``, in either order.

        It did when the amending documents of all amendments in between are in the library, and none of
        them moves that number. ``last`` must be a day that the notes of some version reach. A text of the
        same title that was adopted in between is a new law, with numbers of its own.
        """
        number = label_number(label)
        low, high = sorted((first, last))
        if any(low < day <= high for day in self._adopted.get(work, ())):
            return False
        between = [change for change in self.of(work) if low < change.day <= high]
        return number is not None and all(
            change.document and (change.moved_from is None or number < change.moved_from)
            for change in between
        )

    def _take(self, day: date, amending: Sequence[Citation], names: Names) -> None:
        """Take in what an amending document of ``day`` names."""
        works: dict[tuple[Lead, str, str], int | None] = {}
        for one in amending:
            key = (one.name.lead, one.name.text, one.name.before)
            if key not in works:
                works[key] = None if one.name.lead is Lead.SELF else names.find(one.name).work
            work = works[key]
            first, moved = label_number(one.locator.article), label_number(one.moves)
            if work is None or (first is None and moved is None):
                continue
            change = self._by_work[work].setdefault(day, Change(day))
            change.document = True
            if first is not None:
                change.touched.append((first, label_number(one.locator.to_article) or first))
            if moved is not None:
                change.moved_from = min(moved, change.moved_from or moved)
