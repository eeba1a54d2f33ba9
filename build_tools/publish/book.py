"""The address book: what laws are called → where they stand, for programs that make links.

A **name** is a title, a title without 中华人民共和国, an earlier title, a short name of the tables, or a document
number (文号). It stands in the book only if it means exactly one law; one that means several is listed as
ambiguous, with what it may mean, and must not be linked. Titles go before short names: what is the whole
title of one law is no short name of another.

A name leads to the folder of its law, which leads to the text in force (``laws/xingfa/``, and
``laws/xingfa/264.html`` to an article of it); a document number leads to the version that bears it, or to the law
where several of its texts bear it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from build_tools.cite.tables import plain_name
from build_tools.model.site import Site, Work
from build_tools.pages.context import Context, Output
from build_tools.pages.text import clean, squeeze
from build_tools.parse.tables import Row
from build_tools.slugs import normal_title
from build_tools.urls import BOOK_JSON, BOOK_TSV, law_dir, version_dir

FORMAT: Final = 1
"""Version of the form of both files."""
TITLE: Final = "title"
SHORT: Final = "short title"
EARLIER: Final = "earlier title"
ALIAS: Final = "alias"
NUMBER: Final = "document number"
"""What a name is, as the TSV file says it."""

_STATE: Final = "中华人民共和国"
# A spreadsheet would take other beginnings for a formula or a quotation.
_PLAIN: Final = re.compile(r"[^\s=+@\-\"'\t|]")


class Entry(NamedTuple):
    """A name and what it may mean."""

    name: str
    sort: str
    addresses: tuple[str, ...]
    """From the root of the site, sorted; never empty."""
    certain: bool
    """Whether it means that one law, and no other one in the library or outside of it."""


def book_files(
    site: Site, context: Context, names: Mapping[str, str], rows: Iterable[Row]
) -> Iterator[Output]:
    """Yield the address book in both forms.

    Args:
        site: the library.
        context: the build; without a public address the addresses are those from the root of the site.
        names: name → title, empty for several, as :meth:`build_tools.cite.tables.AliasTables.names` gives it.
        rows: the tables of short names, which tell the several.
    """
    entries = entries_of(site, names, rows)
    certain = [entry for entry in entries if entry.certain]
    data = {
        "format": FORMAT,
        "base": context.site_url,
        "names": {entry.name: entry.addresses[0] for entry in certain},
        "ambiguous": {entry.name: entry.addresses for entry in entries if not entry.certain},
    }
    yield Output("site", BOOK_JSON, (json.dumps(data, ensure_ascii=False, indent=0) + "\n").encode())
    lines = ["name\taddress\twhat"]
    lines += [f"{entry.name}\t{context.site_url}{entry.addresses[0]}\t{entry.sort}" for entry in certain]
    yield Output("site", BOOK_TSV, "".join(f"{line}\n" for line in lines).encode())


def entries_of(site: Site, names: Mapping[str, str], rows: Iterable[Row]) -> tuple[Entry, ...]:
    """Return all names of a library, sorted; those that cannot stand in a table are left out."""
    meanings: dict[str, tuple[str, set[str]]] = {}
    for found in (
        _titles(site.works),
        _short(site.works),
        _aliases(site.works, names, rows),
        _numbers(site.works),
    ):
        held = set(meanings)
        for name, sort, address in found:
            if name not in held and len(name) > 1 and _PLAIN.match(name):
                meanings.setdefault(name, (sort, set()))[1].add(address)
    shared = {name for name, title in names.items() if not title}
    return tuple(
        Entry(name, sort, tuple(sorted(places)), len(places) == 1 and not (sort == ALIAS and name in shared))
        for name, (sort, places) in sorted(meanings.items())
    )


_Meaning = tuple[str, str, str]
"""A name, what it is, and an address that it may mean."""


def _titles(works: Iterable[Work]) -> Iterator[_Meaning]:
    """Yield the title of each law, and the titles of its texts."""
    for work in works:
        yield name_of(work.title), TITLE, law_dir(work.key)
    for work in works:
        for version in work.versions:
            yield name_of(version.record.meta.title), EARLIER, law_dir(work.key)


def _short(works: Iterable[Work]) -> Iterator[_Meaning]:
    """Yield the titles, present and earlier, without the name of the state."""
    for name, _, address in _titles(works):
        if name.startswith(_STATE):
            yield name.removeprefix(_STATE), SHORT, address


def _aliases(works: Iterable[Work], names: Mapping[str, str], rows: Iterable[Row]) -> Iterator[_Meaning]:
    """Yield the other names of the laws that the library has; a shared one with each that it has."""
    places: dict[str, set[str]] = {}
    for name, _, address in _titles(works):
        places.setdefault(name, set()).add(address)
    words = ((plain_name(word.text), row.title.text) for row in rows for word in row.words[""])
    shared = [(name, title) for name, title in words if names.get(name) == ""]
    for name, title in (*names.items(), *shared):
        for address in sorted(places.get(name_of(title), ())) if title else ():
            yield name_of(name), ALIAS, address


def _numbers(works: Iterable[Work]) -> Iterator[_Meaning]:
    """Yield the document numbers with the version that bears them, or with the law if several of its texts do."""
    for work in works:
        numbers = [squeeze(version.record.number) for version in work.versions]
        for number, version in zip(numbers, work.versions, strict=True):
            several = numbers.count(number) > 1
            if number:
                yield number, NUMBER, law_dir(work.key) if several else version_dir(work.key, version.segment)


def name_of(title: str) -> str:
    """Return a title as names are compared: no blanks, full-width brackets."""
    return clean(normal_title(title))
