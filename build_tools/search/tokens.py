"""What an entry is found under: runs of characters, the terms in them, and how much it is about each.

A **run** is a stretch of ``[0-9a-z]``, Chinese characters and 〇 in folded text; blanks inside it do not
count (第 264 条), but between two Latin letters they do. Line ends, tabs and everything else end a run. The
**terms** of an entry are the pairs of neighbours in its runs; and for a character that ends a run and begins
no pair in the entry, the character with ``$``. So every stretch of text is found by terms alone: two
characters and more by their pairs, a single one by all terms that begin with it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import chain
from operator import add
from typing import Final

from build_tools.search.entries import Entry
from build_tools.search.folding import FOLDING

HAN: Final = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Chinese characters (the inside of a character class)."""
END: Final = "$"
"""Stands for the end of a run in a term."""
HIGHEST: Final = 3
"""The highest level."""
_SHORT: Final = 100
"""In an entry of so many characters at most, saying something twice is much."""
_LEAD: Final = 8
"""So many characters are the beginning of an entry."""

_IN_RUN = re.compile(rf"[0-9a-z{HAN}]")
_GAP = re.compile(rf"(?<=[0-9{HAN}]) +(?=[0-9a-z{HAN}])|(?<=[a-z]) +(?=[0-9{HAN}])")


class _Marked(dict[int, str]):
    """Translates text to its runs: folded, and ``$`` for what is in no run (blanks stay)."""

    def __missing__(self, code: int) -> str:
        char = FOLDING.get(code, chr(code))
        self[code] = char if char == " " or _IN_RUN.match(char) else END
        return self[code]


_MARKED = _Marked()


def _marked(text: str) -> str:
    """Return the runs of ``text`` with one or more ``$`` between them."""
    marked = text.translate(_MARKED)
    return _GAP.sub("", marked).replace(" ", END) if " " in marked else marked


def runs(text: str) -> list[str]:
    """Return the runs of ``text`` (which need not be folded), in order."""
    return [run for run in _marked(text).split(END) if run]


def terms(text: str) -> set[str]:
    """Return the terms of ``text``, which need not be folded."""
    found = runs(text)
    return {*_pairs(found), *_ends(found)}


def _pairs(found: Iterable[str]) -> Iterator[str]:
    """Return all pairs of neighbours in runs."""
    return chain.from_iterable([map(add, run, run[1:]) for run in found])


def _ends(found: Collection[str]) -> list[str]:
    """Return the terms of the characters that end a run and begin no pair."""
    begins = "".join([run[:-1] for run in found])
    return [char + END for char in {run[-1] for run in found} if char not in begins]


def terms_of(entry: Entry, *, fine: bool = False) -> dict[str, int]:
    """Return the terms of an entry, and for each its level: how much the entry is about it.

    Points: 1 where the text says it twice, 2 where three times, or twice in a short text; 1 where the title
    above the entry has it, or its own, and 1 more for the first article under that title; 1 where the text
    begins with it. The level is as high as the points in a ``fine`` version; in others, of which there are
    many more and which are seldom meant, it is one less.
    """
    text = runs(entry.text)
    found = [*runs(entry.label), *text]
    counts = Counter(_pairs(found))
    frequent = 2 if len(entry.text) <= _SHORT else 3
    points = {term: 2 if count >= frequent else 1 for term, count in counts.items() if count > 1}
    lead = text[0][:_LEAD] if text else ""
    titled = _title_pairs(entry.head or entry.path.rpartition("›")[2])
    levels = dict.fromkeys(counts, 0)
    for term in chain(map(add, lead, lead[1:]), titled, titled if entry.leads else ()):
        points[term] = points.get(term, 0) + 1
    less = 0 if fine else 1
    for term, point in points.items():
        if point > less and term in levels:
            levels[term] = min(point - less, HIGHEST)
    levels.update(dict.fromkeys(_ends(found), 0))
    return levels


# The articles of a chapter share its title.
@lru_cache(maxsize=1 << 10)
def _title_pairs(title: str) -> frozenset[str]:
    """Return the pairs in a title."""
    return frozenset(_pairs(runs(title)))


def title_terms(title: str) -> dict[str, int]:
    """Return the terms of the title of a work, all of the highest level."""
    return dict.fromkeys(sorted(terms(title)), HIGHEST)
