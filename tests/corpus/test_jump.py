"""Every name of real documents leads to its document, and every place in them that is cited to that place."""

from __future__ import annotations

import json
import random
import re
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from build_tools.model.site import DivisionOutline, UnitOutline, Version
from build_tools.numerals import label_number, to_chinese
from build_tools.parse.loader import parse_bytes
from build_tools.pipeline.tables import read_tables
from build_tools.search.entries import entries
from build_tools.search.layout import block_sizes, layout_of
from build_tools.search.names import Name, name_form, names_of, number_form
from build_tools.search.ranking import Ranking, rank
from build_tools.urls import place
from tests.corpus.cited import Cited

DRIVER = Path(__file__).with_name("jump.js")
SEED = 20261126
SAMPLED = 260
"""So many versions have their places asked for, and of each version at most so many units:"""
UNITS = 12
HASHED = re.compile(r"-[0-9a-f]{6}$")
KINDS = {"book": "编", "part": "分编", "chp": "章", "sec": "节"}


class Asked(NamedTuple):
    """A query, and what it must lead to."""

    query: str
    kind: str
    address: str


class Library:
    """The names of a library, and the text of those of its versions whose places are asked for."""

    def __init__(self, cited: Cited, corpus: Path) -> None:
        tables = read_tables(corpus)
        aliases, _ = tables.names(cited.site)
        self.site = cited.site
        self.aliases = aliases
        self.ranking: Ranking = rank(cited.site)
        by_pair = names_of(self.ranking, aliases, tables.aliases.packaged.rows)
        self.names: list[Name] = [name for names in by_pair.values() for name in names]
        titles = Counter(name.form for name in self.names if name.flag == 0)
        self.plain = [
            index
            for index, ranked in enumerate(self.ranking.versions)
            if titles[name_form(ranked.work.title)] == 1 and self.ask(index)
        ]
        """Versions that title, or title and year, name and nothing else."""

    def ask(self, index: int) -> str:
        """Return title, and year where it needs one, of a version; empty where these do not name it alone."""
        work, version = self.ranking.versions[index]
        if version is work.versions[work.current]:
            return work.title
        years = [other.segment[:4] for other in work.versions]
        year = version.segment[:4]
        return f"{work.title}（{year}年）" if years.count(year) == 1 and year.isdigit() else ""

    def as_json(self, texts: Sequence[int], queries: Sequence[str]) -> str:
        """Return what the driver reads; ``texts`` are the versions with blocks."""
        wanted = set(texts)
        versions = [self._version(index, index in wanted) for index in range(len(self.ranking.versions))]
        return json.dumps({"versions": versions, "names": self.names, "queries": queries})

    def _version(self, index: int, whole: bool) -> dict[str, object]:
        work, version = self.ranking.versions[index]
        blocks: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        layout: dict[str, list[int]] = {"h": [1]}
        if whole:
            law = parse_bytes(Path(version.record.path).read_bytes(), version.record.path).law
            assert law
            found = entries(law, work.title)
            layout = counts(layout_of(found))
            for entry in found:
                blocks[entry.block].append((entry.eid, entry.label, entry.path, entry.text))
        return {
            "key": work.key,
            "segment": version.segment,
            "title": work.title,
            "year": int(version.segment[:4]) if version.segment[0].isdigit() else 0,
            "current": version is work.versions[work.current],
            "layout": layout,
            "blocks": blocks,
        }

    def lead(self, node: str, texts: Sequence[int], queries: Sequence[str]) -> list[dict[str, object] | None]:
        """Return where queries lead."""
        command = [node, str(DRIVER)]
        done = subprocess.run(
            command, input=self.as_json(texts, queries), capture_output=True, encoding="utf-8", timeout=600
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)  # type: ignore[no-any-return]


def counts(layout: str) -> dict[str, list[int]]:
    """How many entries there are in the blocks of each kind, as the engine says it."""
    found: dict[str, list[int]] = {}
    for block, size in block_sizes(layout):
        prefix = block.rstrip("0123456789")
        number = int(block[len(prefix) :])
        sizes = found.setdefault(prefix, [])
        sizes += [0] * (number - len(sizes)) + [size]
    return found


@pytest.fixture(scope="module")
def library(cited: Cited, corpus: Path) -> Library:
    return Library(cited, corpus)


def faults(asked: Sequence[Asked], found: Sequence[dict[str, object] | None]) -> list[str]:
    """What did not lead where it must; a choice must offer it."""
    out = []
    for one, led in zip(asked, found, strict=True):
        kind = led["kind"] if led else None
        hrefs: Sequence[str] = led["hrefs"] if led else ()  # type: ignore[assignment]
        if kind not in (one.kind, "choice") or one.address not in hrefs or (led and led["guessed"]):
            out.append(f"{one.query}: {kind} {hrefs}, not {one.kind} {one.address}")
    return out


def test_every_name_leads_to_its_document(library: Library, node: str) -> None:
    asked = list(named(library))
    assert len(asked) > 8_000
    found = library.lead(node, (), [one.query for one in asked])
    assert faults(asked, found) == []
    # What several documents are called by is left to the reader; that is not the rule.
    assert sum(led is not None and led["kind"] == "choice" for led in found) < len(asked) / 50


def named(library: Library) -> Iterator[Asked]:
    """Yield titles as people write them, keys, short names and 文号."""
    for ranked in library.ranking.versions:
        work, version = ranked
        current = work.versions[work.current]
        here = place(work.key, version.segment, "")
        if number := version.record.number:
            meant = (
                place(work.key, current.segment, "")
                if number_form(number) == number_form(current.record.number)
                else here
            )
            yield Asked(number, "law", meant)
            yield Asked(number.translate(str.maketrans("〔〕", "[]")), "law", meant)
        if version is not current:
            continue
        yield Asked(work.title, "law", here)
        yield Asked(f"《{work.title.replace('中华人民共和国', '')}》", "law", here)
        if not HASHED.search(work.key):
            yield Asked(work.key.replace("-", " "), "law", here)
    works = {work.title: work for work in library.site.works}
    for alias, title in library.aliases.items():
        if title in works:
            work = works[title]
            yield Asked(alias, "law", place(work.key, work.versions[work.current].segment, ""))


def test_every_place_is_found(library: Library, node: str) -> None:
    choose = random.Random(SEED)
    texts = choose.sample(library.plain, SAMPLED)
    asked = [one for index in texts for one in places(library, index, choose)]
    assert Counter(one.kind for one in asked).keys() == {"unit", "missing"}
    assert len(asked) > 5_000
    assert faults(asked, library.lead(node, texts, [one.query for one in asked])) == []


def places(library: Library, index: int, choose: random.Random) -> Iterator[Asked]:
    """Yield places in a version, and some that are not in it."""
    work, version = library.ranking.versions[index]
    name = choose.choice((library.ask(index), f"《{library.ask(index).replace('中华人民共和国', '')}》"))
    if "（" in name[-8:]:
        name = library.ask(index)

    def at(words: str, eid: str, kind: str = "unit") -> Asked:
        return Asked(name + words, kind, place(work.key, version.segment, eid))

    numbered = list(units(version))
    for unit, number in choose.sample(numbered, min(UNITS, len(numbered))):
        words = article(number, choose)
        yield at(words, unit.eid)
        yield at(f"{words}第{len(unit.shape) + 1}款", unit.eid, "missing")
        for paragraph, items in enumerate(unit.shape, start=1):
            yield at(f"{words}第{to_chinese(paragraph)}款", f"{unit.eid}__para_{paragraph}")
            for item in choose.sample(items, min(2, len(items))):
                if item.isdigit():
                    eid = f"{unit.eid}__para_{paragraph}__point_{item}"
                    written = choose.choice(
                        (f"第（{to_chinese(int(item))}）项", f"第{item}项", f"（{item}）")
                    )
                    yield at(f"{words}第{paragraph}款{written}", eid)
                    yield at(words + written, eid)
    last = max((number[0] for _, number in numbered), default=0)
    yield at(f"第{last + 1}条", "", "missing")
    for words, eid in divisions(version.record.outline, ""):
        yield at(words, eid)
    for number in range(
        1, version.record.preamble_paragraphs + 1 if version.record.preamble == "序言" else 0
    ):
        yield at(f"序言第{to_chinese(number)}自然段", f"preamble__para_{number}")


def units(version: Version) -> Iterator[tuple[UnitOutline, tuple[int, int]]]:
    """Yield the units of a version whose number no other has, with the number."""
    found = [
        (unit, tuple(map(int, f"{unit.eid.partition('_')[2]}-0".split("-")[:2])))
        for unit in walk(version.record.outline)
        if unit.eid.count("_") == 1
    ]
    for unit, number in found:
        if label_number(unit.label) in (number, None):
            yield unit, (number[0], number[1])


def walk(nodes: Sequence[DivisionOutline | UnitOutline]) -> Iterator[UnitOutline]:
    """Yield the units below."""
    for node in nodes:
        if isinstance(node, UnitOutline):
            yield node
        else:
            yield from walk(node.children)


def article(number: tuple[int, int], choose: random.Random) -> str:
    """Return an article as somebody may type it, behind a name that may end in a number."""
    first, further = number
    if further:
        return choose.choice(
            (f"第{first}条之{to_chinese(further)}", f" {first}-{further}", f" {first}之{further}")
        )
    return choose.choice(
        (f"第{to_chinese(first)}条", f"第{first}条", f" {first}", f"第 {first} 条", f" {first}条")
    )


def divisions(nodes: Sequence[DivisionOutline | UnitOutline], above: str) -> Iterator[tuple[str, str]]:
    """Yield the numbered divisions in words, with all that is above them, and their eIds."""
    for node in nodes:
        if isinstance(node, DivisionOutline):
            kind, _, number = node.eid.rpartition("__")[2].partition("_")
            if kind in KINDS and number.isdigit():
                words = f"{above}第{to_chinese(int(number))}{KINDS[kind]}"
                yield words, node.eid
                yield from divisions(node.children, words)
