"""Which titles are names of one law: laws that were renamed, and the year in 宪法（1982年）.

Files of one title are versions of one law. That a law was renamed cannot be seen from its files, so it is
in hand-kept tables: the package's (``data/families.yml``), to which ``families.yml`` in the source folder
adds. A row is the title that the law has now, the titles that it had (``was``), and the sentence that says
so (``evidence``). A law that repeals and replaces another one is no version of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from build_tools.diagnostics import Diagnostic
from build_tools.kinds import is_versionable
from build_tools.parse.tables import Row, Word, read_table
from build_tools.slugs import normal_title

PACKAGED: Final = Path(__file__).parent / "data" / "families.yml"
WAS: Final = "was"
EVIDENCE: Final = "evidence"
_EDITION: Final = re.compile(r"（(?:19|20)\d\d年?(?:修正文本|修订文本|修正|修订|修正本|修订本)?）\Z")


def law_title(title: str) -> str:
    """Return the title that the versions of a law share: 中华人民共和国宪法（1982年） → 中华人民共和国宪法."""
    return _EDITION.sub("", normal_title(title))


@dataclass(frozen=True, slots=True)
class Renamed:
    """What titles renamed laws have and had."""

    former: Mapping[str, str] = field(default_factory=dict)
    """Earlier title → title now, both as printed in the tables; for who looks for a law by its name."""
    _now: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the titles as they are compared."""
        now = {_compared(earlier): title for earlier, title in self.former.items()}
        object.__setattr__(self, "_now", now | {_compared(title): title for title in now.values()})

    def shared(self, title: str) -> str:
        """Return what the titles of one law have in common: its title now, as titles are compared."""
        return _compared(self._now.get(_compared(title), title))

    def knows(self, title: str) -> bool:
        """Tell whether the law of that title was renamed."""
        return _compared(title) in self._now

    def title_of(self, titles: Iterable[str]) -> str:
        """Return the title of a law whose files, oldest first, have ``titles``.

        That is the title of the newest file; but where the law was renamed, and some file has the title
        that it has now, that one: a title that a file misprints is listed as an earlier one.
        """
        found = [law_title(title) for title in titles]
        now = self.shared(found[-1])
        return next((title for title in reversed(found) if _compared(title) == now), found[-1])


NOT_RENAMED: Final = Renamed()
"""No law was renamed."""


def _compared(title: str) -> str:
    """Return a title as titles are compared: two courts are joined by 、 or by a blank."""
    return law_title(title).replace("、", "")


@dataclass(frozen=True, slots=True)
class FamilyTables:
    """The package's table and that of the source folder, put together."""

    renamed: Renamed
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong with the files, and with the rows of the source folder as such."""
    _own: tuple[Row, ...]

    def check(self, titles: Iterable[str]) -> tuple[Diagnostic, ...]:
        """Return what is wrong with the source folder's rows in a library whose documents have ``titles``."""
        held = {_compared(title) for title in titles} if self._own else set()
        found = []
        for row in self._own:
            names = [row.title, *row.words.get(WAS, ())]
            if not any(_compared(name.text) in held for name in names):
                message = "no document in the library has any of these titles; correct them, or add the law"
                found.append(row.title.finding("family-unknown", message))
        return tuple(found)


def read_families(own: Path) -> FamilyTables:
    """Read the package's table, and ``own``, which may be missing."""
    tables = [read_table(path, (WAS, EVIDENCE)) for path in (PACKAGED, own)]
    names = _Names()
    found = [finding for table in tables for finding in table.diagnostics]
    for table in tables:
        for row in table.rows:
            found += names.take_in(row)
    return FamilyTables(Renamed(names.former()), tuple(sorted(found)), tables[1].rows)


class _Names:
    """Earlier titles and what became of them, row by row."""

    def __init__(self) -> None:
        """Begin without any."""
        self._earlier: dict[str, str] = {}
        self._now: dict[str, str] = {}

    def former(self) -> dict[str, str]:
        """Return earlier title → title now, also of laws that were renamed twice."""
        return {earlier: self._last(title) for earlier, title in self._earlier.items()}

    def take_in(self, row: Row) -> Iterator[Diagnostic]:
        """Add a row, and yield what is wrong with it; what is wrong is left out."""
        earlier = row.words.get(WAS, ())
        if not earlier:
            message = f"say which titles the law had: “{WAS}: …”; the row has no effect without"
            yield row.title.finding("family-empty", message)
        if not row.words.get(EVIDENCE):
            message = f"say how the new title is known: “{EVIDENCE}: …”, the sentence and where it stands"
            yield row.title.finding("family-evidence", message)
        single = [word for word in (row.title, *earlier) if not is_versionable(word.text, "")]
        for word in single:
            message = "a decision, reply, notice or amendment is never a version; delete this title"
            yield word.finding("family-single", message)
        if row.title not in single:
            for word in earlier:
                if word not in single:
                    yield from self._add(word, row.title.text)

    def _add(self, word: Word, title: str) -> Iterator[Diagnostic]:
        """Add that the law ``title`` was called ``word``, unless that contradicts what is known."""
        key, last = _compared(word.text), self._last(title)
        if key == _compared(last):
            message = "a title cannot be an earlier one of itself; delete it"
            yield word.finding("family-ambiguous", message)
        elif (other := self._last(self._now.setdefault(key, last))) != last:
            message = f"“{word.text}” is an earlier title of “{other}” already; delete one of them"
            yield word.finding("family-ambiguous", message)
        else:
            self._earlier[word.text] = last

    def _last(self, title: str) -> str:
        """Return the title that a law has in the end; ``_add`` lets no ring come about."""
        passed = []
        while later := self._now.get(key := _compared(title)):
            passed.append(key)
            title = later
        for key in passed:
            self._now[key] = title
        return title
