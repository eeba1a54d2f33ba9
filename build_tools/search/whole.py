"""All files of the index at once, from all entries: short and slow, for tests of what builds them in steps."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from build_tools.model.site import Site
from build_tools.parse.tables import Row
from build_tools.search.directory import directory_files
from build_tools.search.entries import Entry
from build_tools.search.folding import traditional
from build_tools.search.layout import layout_of
from build_tools.search.names import Name, names_of
from build_tools.search.postings import Postings
from build_tools.search.ranking import Ranking, is_fine, number, rank
from build_tools.search.shards import BUCKETS, Bucket, bucket_files, bucket_of
from build_tools.search.tokens import terms_of, title_terms
from build_tools.search.words import candidate_words

Address = tuple[str, str]
"""Key and segment of a version."""

_T = TypeVar("_T")


def whole_index(
    site: Site,
    entries: Mapping[Address, Sequence[Entry]],
    aliases: Mapping[str, str],
    rows: Iterable[Row] = (),
) -> Iterator[tuple[str, bytes]]:
    """Yield path below ``search/`` and content of every file of the index, blocks of text apart.

    Args:
        site: the library.
        entries: those of every version.
        aliases: name → title (:meth:`build_tools.cite.tables.AliasTables.names`).
        rows: the tables of short names, for names of several laws.

    Raises:
        DictionaryError: jieba is missing.
    """
    ranking = rank(site)
    found = [entries[ranked.address] for ranked in ranking.versions]
    ids = number(ranking, [len(each) for each in found])
    lists = posting_lists(ranking, found)
    names = names_of(ranking, aliases, rows)
    buckets = list(_buckets(lists, ids.slabs, names))
    for bucket in buckets:
        yield from [(path, text.encode()) for path, text in bucket.files]
    layouts = [layout_of(each) for each in found]
    titles = [ranked.work.title for ranked in ranking.versions]
    texts = [part for each in found for entry in each for part in (entry.label, entry.text, entry.path)]
    known = {term[0] for term in lists}
    folded = traditional((*titles, *texts))
    for path, text in directory_files(site, ranking, ids, layouts, buckets, folded, known):
        yield path, text.encode()


def posting_lists(ranking: Ranking, entries: Iterable[Sequence[Entry]]) -> dict[str, Postings]:
    """Return the list of every term; ``entries`` are those of the versions, in order."""
    lists: dict[str, Postings] = defaultdict(lambda: array("I"))
    titles = [title_terms(ranking.versions[index].work.title) for index in ranking.works]
    fine = [is_fine(ranked.version) for ranked in ranking.versions]
    of_entries = (
        terms_of(entry, fine=finely) for finely, each in zip(fine, entries, strict=True) for entry in each
    )
    every = (*titles, *of_entries)
    for id_, levels in enumerate(every):
        for term, level in levels.items():
            lists[term].append(id_ << 2 | level)
    return lists


def _buckets(
    lists: Mapping[str, Postings], slabs: Sequence[int], names: Mapping[str, Sequence[Name]]
) -> Iterator[Bucket]:
    """Yield all buckets in order."""
    words = candidate_words()
    own_lists, own_words, own_names = _by_bucket(lists), _by_bucket(words), _by_bucket(names)
    for bucket in range(BUCKETS):
        yield bucket_files(bucket, own_lists[bucket], slabs, own_words[bucket], own_names[bucket])


def _by_bucket(table: Mapping[str, _T]) -> list[dict[str, _T]]:
    """Return a table by terms or pairs as one for every bucket."""
    found: list[dict[str, _T]] = [{} for _ in range(BUCKETS)]
    for term, value in table.items():
        found[bucket_of(term[0])][term] = value
    return found
