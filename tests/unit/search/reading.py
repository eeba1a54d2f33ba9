"""The index read back from its files, as the scripts read it: for tests."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from typing import Any

from build_tools.search.blocks import swap
from build_tools.search.digits import BASE91, base36
from build_tools.search.postings import decode
from build_tools.search.shards import BETWEEN, bucket_of, shard_of


def data_of(files: Mapping[str, str], name: str) -> Any:
    """Return the data of a file, given without ``.js``."""
    before, behind = f'tws("{name}",', ")\n"
    text = files[f"{name}.js"]
    assert text.startswith(before)
    assert text.endswith(behind)
    return json.loads(text[len(before) : -len(behind)])


class Index:
    """An index in memory."""

    def __init__(self, files: Iterable[tuple[str, bytes]]) -> None:
        found = list(files)
        self.files = {path: content.decode() for path, content in found}
        assert len(self.files) == len(found)
        self.directory = data_of(self.files, "directory")
        heavy = swap(self.directory["heavy"])
        self.heavy = [heavy[at : at + 2] for at in range(0, len(heavy), 2)]

    def row(self, term: str, second: str) -> tuple[list[Any], str]:
        """Return what the shard of a term has of its first character, and the folder of its bucket."""
        bucket = bucket_of(term[0])
        folder = base36(bucket, 2) + self.directory["buckets"][6 * bucket : 6 * bucket + 6]
        shards = BASE91.index(self.directory["shards"][bucket])
        if not shards:
            return ["", "", "", "", "", []], folder
        rows = data_of(self.files, f"{folder}/{shard_of(second, shards)}")
        assert [row[0] for row in rows] == sorted(row[0] for row in rows)
        row = next((row for row in rows if row[0] == term[0]), [term[0], "", ""])
        return row + ["", "", []][len(row) - 3 :], folder

    def postings(self, term: str) -> list[tuple[int, int]]:
        """Return id and level of every entry that has a term."""
        row, folder = self.row(term, term[1])
        if term in self.heavy:
            found = []
            starts = (0, *self.directory["slabs"])
            for k, start in enumerate(starts[:-1]):
                name = f"{folder}/{ord(term[0]):04x}{ord(term[1]):04x}-{k}"
                found += decode(data_of(self.files, name), start)
        else:
            lists = dict(zip(swap(row[1]), row[2].split(BETWEEN), strict=False))
            found = list(decode(lists.get(term[1], "")))
        return [(posting >> 2, posting & 3) for posting in found]

    def head(self, char: str) -> tuple[int, list[tuple[int, int]]]:
        """Return how many entries have a character, and id and level of the first ones."""
        row, _ = self.row(char, "")
        df, text = row[3] or (0, "")
        return df, [(posting >> 2, posting & 3) for posting in decode(text)]

    def words(self, pair: str) -> str:
        """Return the words of all pairs that share first character and shard with ``pair``."""
        return str(self.row(pair, pair[1])[0][4])

    def names(self, pair: str) -> list[list[Any]]:
        """Return the names that begin with a pair."""
        row, folder = self.row(pair, pair[1])
        found = [name for name in row[5] if name[0][:2] == pair]
        if found == [[pair]]:
            return list(data_of(self.files, f"{folder}/{ord(pair[0]):04x}{ord(pair[1]):04x}-n"))
        return found

    def old(self) -> Iterator[tuple[int, int]]:
        """Yield the index of every version that is not the current one, with that of the current one."""
        steps, current = self.directory["old"]
        return zip(accumulate(steps), current, strict=True)
