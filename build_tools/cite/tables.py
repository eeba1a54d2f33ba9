"""Names by which laws are cited and which are not their titles: 税收征管法, 商检法, 香港基本法.

The package has a table (``data/aliases.yml``), and ``aliases.yml`` in the source folder adds to it. A row is
a full title and its short names. A row without short names says no more than that a law of that title
exists: 执业医师法 is not 医师法, whether the library has it or not. A name in two rows stands for neither law.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from build_tools.cite.leads import NOUNS
from build_tools.diagnostics import Diagnostic
from build_tools.model.site import Site
from build_tools.parse.tables import Row, Table, Word, read_table
from build_tools.slugs import normal_title

PACKAGED: Final = Path(__file__).parent / "data" / "aliases.yml"
_STATE: Final = "中华人民共和国"
_GENERIC: Final = re.compile(
    rf"(?:本|该|此|上述|前述)?(?:实施|暂行|试行|管理|补充|若干|组织|有关|司法|基本)*(?:{NOUNS})?\Z"
)
"""A name that says of what kind a document is, not which one it is."""


@dataclass(frozen=True, slots=True)
class AliasTables:
    """The package's table and that of the source folder, as they were read."""

    packaged: Table
    own: Table

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the files themselves."""
        return (*self.packaged.diagnostics, *self.own.diagnostics)

    def names(
        self, site: Site, former: Mapping[str, str]
    ) -> tuple[Mapping[str, str], tuple[Diagnostic, ...]]:
        """Return what the names mean in a library, and what is to be said about the source folder's table.

        Args:
            site: the library. Its own titles come first: a name that is the title of another law is no alias.
            former: earlier title → title, of renamed laws; earlier titles are names, too.

        Returns:
            Name → title, and findings. The title is that of a work where the library has the law. It is
            empty for a name that stands for several laws: who finds such a name must not link it.
        """
        names = _Names(site, former)
        for row in self.packaged.rows:
            names.add(row)
        found = [finding for row in self.own.rows for finding in _checked(names, row)]
        return names.meanings, tuple(sorted(set(found)))


def read_aliases(own: Path) -> AliasTables:
    """Read the package's table, and ``own``, which may be missing."""
    return AliasTables(read_table(PACKAGED), read_table(own))


class _Names:
    """Names and what they mean, row by row."""

    def __init__(self, site: Site, former: Mapping[str, str]) -> None:
        """Learn the titles of the library, and those that its laws had."""
        self.meanings: dict[str, str] = {}
        self._titles: dict[str, str] = {}
        for work in site.works:
            for title in (work.title, *(version.record.meta.title for version in work.versions)):
                self._titles[normal_title(title)] = work.title
        for title, meant in list(self._titles.items()):
            self._titles.setdefault(title.removeprefix(_STATE), meant)
        self._learn(former)

    def _learn(self, former: Mapping[str, str]) -> None:
        """Take in the titles that laws had; of some the library has a file with the earlier title only."""
        pairs = [(normal_title(earlier), normal_title(title)) for earlier, title in former.items()]
        held = {title: self._titles[earlier] for earlier, title in pairs if earlier in self._titles}
        learnt: dict[str, str] = {}
        for earlier, title in pairs:
            meant = self._titles.get(title) or held.get(title)
            for name in (earlier, title, earlier.removeprefix(_STATE), title.removeprefix(_STATE)):
                if name not in self._titles:
                    self.meanings.setdefault(name, meant or title)
                    if meant:
                        learnt.setdefault(name, meant)
        self._titles |= learnt

    def title_of(self, title: str) -> str:
        """Return the title of the work that ``title`` means; itself where the library has none."""
        return self._titles.get(normal_title(title), normal_title(title))

    def is_known(self, title: str) -> bool:
        """Tell whether the library has a law of that title."""
        return normal_title(title) in self._titles

    def holder(self, name: str) -> str | None:
        """Return the title of the law whose title ``name`` is, or None."""
        return self._titles.get(name)

    def longer(self, name: str, meant: str) -> str | None:
        """Return the title of another law that ends in ``name``, or None."""
        return min(
            (t for t, held in self._titles.items() if t.endswith(name) and held != meant), default=None
        )

    def add(self, row: Row) -> None:
        """Take in a row."""
        title = normal_title(row.title.text)
        meant = self.title_of(title)
        self.add_title(title, meant)
        for word in row.words[""]:
            name = plain_name(word.text)
            for each in (name, _STATE + name) if title.startswith(_STATE) else (name,):
                if self.holder(each) is None:
                    known = self.meanings.setdefault(each, meant)
                    self.meanings[each] = meant if known == meant else ""

    def add_title(self, title: str, meant: str) -> None:
        """Take in that a law has a title, which the library may not have."""
        for name in (title, title.removeprefix(_STATE)):
            if self.holder(name) is None:
                self.meanings.setdefault(name, meant)


def plain_name(name: str) -> str:
    """Return a short name as it is compared: normal, without the 《》 in which it may be written."""
    return normal_title(name).removeprefix("《").removesuffix("》")


def _checked(names: _Names, row: Row) -> Iterator[Diagnostic]:
    """Take in a row of the source folder's table; yield what is wrong with it. Wrong names are left out."""
    meant = names.title_of(row.title.text)
    if not names.is_known(row.title.text):
        message = f"no law in the library has the title “{row.title.text}”; correct it, or add the law"
        yield row.title.finding("alias-unknown", message)
    good: list[Word] = []
    for word in row.words[""]:
        fault = _fault(names, plain_name(word.text), meant)
        if fault is None:
            good.append(word)
        else:
            yield word.finding(*fault)
    before = {name: names.meanings.get(name) for name in (plain_name(word.text) for word in good)}
    names.add(Row(row.title, {"": tuple(good)}))
    yield from _ambiguous(names, before, good)


def _fault(names: _Names, name: str, meant: str) -> tuple[str, str] | None:
    """Return code and message about a name that cannot be an alias, or None."""
    if len(name) < 2 or _GENERIC.match(name):
        return (
            "alias-generic",
            f"“{name}” can mean many documents, and is left out; give a name that means one",
        )
    holder = names.holder(name)
    if holder is not None and holder != meant:
        return "alias-taken", f"“{name}” is the title of another law, {holder}, and is left out; delete it"
    longer = names.longer(name, meant)
    if longer is not None:
        message = (
            f"the title “{longer}” ends in “{name}”, so that citations of it could be misread; left out: "
            "give a longer name"
        )
        return "alias-ending", message
    return None


def _ambiguous(
    names: _Names, before: Mapping[str, str | None], words: Iterable[Word]
) -> Iterator[Diagnostic]:
    """Yield a finding for every name that now stands for several laws."""
    for word in words:
        name = plain_name(word.text)
        if names.meanings.get(name) == "":
            other = before.get(name) or "several laws"
            message = f"“{name}” stands for {other} already, and now for neither; keep one of the rows"
            yield word.finding("alias-ambiguous", message)
