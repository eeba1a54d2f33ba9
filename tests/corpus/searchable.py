"""The index of real documents on disk, with the scripts that search it, and what it must find."""

from __future__ import annotations

import json
import subprocess
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

from build_tools.fsio import FolderWriter
from build_tools.pages.scriptfiles import served
from build_tools.pipeline.cache import ParseCache
from build_tools.pipeline.tables import Tables
from build_tools.search.blocks import block_files
from build_tools.search.entries import Entry, entries
from build_tools.search.node import DRIVER
from build_tools.search.ranking import rank
from build_tools.search.sid import sids
from build_tools.search.whole import whole_index
from tests.corpus.cited import Cited

END = "\0"
"""Stands between entries; no entry has it."""


@dataclass(frozen=True)
class Searchable:
    """A site as far as search goes, and the plain texts that it was made from."""

    folder: Path
    titles: tuple[str, ...]
    """Of the works, in the order of their ids, which are the first ones."""
    keys: tuple[str, ...]
    """Of the works, in the same order."""
    entries: tuple[Entry, ...]
    """In the order of their ids, which follow."""
    versions: tuple[tuple[str, str], ...]
    """Key and segment of the version of each entry."""

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """What each id says: a title, or label and text of an entry."""
        return (*self.titles, *(f"{entry.label}\n{entry.text}" for entry in self.entries))

    @cached_property
    def titles_of(self) -> dict[str, tuple[str, ...]]:
        """Key → the title of the work."""
        return dict(zip(self.keys, ((title,) for title in self.titles), strict=True))

    @cached_property
    def by_place(self) -> dict[tuple[str, str, str], list[str]]:
        """Key, segment and eId → all that is said there: prose is cut, and its pieces may share an eId."""
        found: dict[tuple[str, str, str], list[str]] = {}
        for (key, segment), entry in zip(self.versions, self.entries, strict=True):
            found.setdefault((key, segment, entry.eid), []).append(f"{entry.label}\n{entry.text}")
        return found

    @cached_property
    def _all(self) -> str:
        return END.join(self.texts)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(text) + 1 for text in self.texts)]

    def having(self, stretch: str) -> Iterator[int]:
        """Yield the ids whose text has this stretch, found the plain way."""
        place = self._all.find(stretch)
        while place >= 0:
            number = bisect_right(self._starts, place) - 1
            yield number
            place = self._all.find(stretch, self._starts[number + 1])

    def run(self, node: str, script: Path, data: object) -> Any:
        """Return what a driver answers: it gets the site, the site's Node.js driver and a file with ``data``."""
        asked = self.folder / "asked.json"
        asked.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        command = [node, "--max-old-space-size=4096", str(script), str(DRIVER), str(self.folder), str(asked)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


def make_searchable(
    folder: Path, repository: Path, cited: Cited, parsed: ParseCache, tables: Tables
) -> Searchable:
    """Write the index of all documents to a folder, with the scripts, and return it with the texts."""
    names, _ = tables.names(cited.site)
    ranking = rank(cited.site)
    of_address = sids(ranked.address for ranked in ranking.versions)
    found: dict[tuple[str, str], tuple[Entry, ...]] = {}
    with FolderWriter(folder) as writer:
        for ranked in ranking.versions:
            record = ranked.version.record
            law = parsed.law(record.path, record.digest)
            assert law is not None
            found[ranked.address] = entries(law, ranked.work.title)
            sid = of_address[ranked.address]
            for path, text in block_files(ranked.work, ranked.version, sid, found[ranked.address]):
                writer.write(f"search/{path}", text.encode())
        for path, data in whole_index(cited.site, found, names, tables.aliases.packaged.rows):
            writer.write(f"search/{path}", data)
        scripts = repository / "overrides"
        ours = {path.relative_to(scripts).as_posix(): path for path in (scripts / "assets/js").rglob("*.js")}
        for path, script in served({name: file.read_text("utf-8") for name, file in ours.items()}).items():
            writer.write(path, script.encode())
    titles = tuple(ranking.versions[index].work.title for index in ranking.works)
    every = [(ranked.address, entry) for ranked in ranking.versions for entry in found[ranked.address]]
    versions, said = zip(*every, strict=True)
    keys = tuple(ranking.versions[index].work.key for index in ranking.works)
    return Searchable(folder, titles, keys, said, versions)
