from collections import defaultdict
from collections.abc import Mapping

import pytest

from build_tools.search import ranking as ranking_module
from build_tools.search import shards
from build_tools.search.ranking import is_fine, number, rank
from build_tools.search.tokens import HIGHEST, terms, terms_of
from build_tools.search.whole import posting_lists, whole_index
from tests.unit.search.laws import library
from tests.unit.search.reading import Index


def index() -> Index:
    site, entries = library()
    return Index(whole_index(site, entries, {}))


def expected() -> Mapping[str, list[tuple[int, int]]]:
    """Every term with the entries that have it, found the plain way."""
    site, entries = library()
    ranking = rank(site)
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    id_ = 0
    for version in ranking.works:
        for term in terms(ranking.versions[version].work.title):
            found[term].append((id_, HIGHEST))
        id_ += 1
    for ranked in ranking.versions:
        for entry in entries[ranked.address]:
            for term, level in terms_of(entry, fine=is_fine(ranked.version)).items():
                found[term].append((id_, level))
            id_ += 1
    return found


def check(read: Index) -> None:
    wanted = expected()
    for term, postings in wanted.items():
        assert read.postings(term) == postings, term
    for char in {term[0] for term in wanted}:
        ids = sorted({id_ for term, found in wanted.items() if term[0] == char for id_, _ in found})
        df, first = read.head(char)
        assert df == len(ids)
        assert [id_ for id_, _ in first] == ids[: shards.HEAD]
    assert read.postings("龘龘") == []


def test_every_term_leads_to_the_entries_that_have_it() -> None:
    check(index())


def test_also_where_lists_are_heavy_and_ids_have_slabs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "HEAVY", 3)
    monkeypatch.setattr(shards, "HEAD", 2)
    monkeypatch.setattr(shards, "_SHARD", 20)
    monkeypatch.setattr(ranking_module, "SLAB", 8)
    read = index()
    assert len(read.directory["slabs"]) > 1
    assert "离婚" in read.heavy
    check(read)


def test_the_head_has_the_best_level_of_its_entry() -> None:
    wanted = expected()
    _, first = index().head("盗")
    levels = dict(wanted["盗窃"])
    assert dict(first) == levels
    assert max(levels.values()) == 2


def test_the_directory_counts() -> None:
    site, entries = library()
    directory = index().directory
    ids = number(rank(site), [len(entries[each.address]) for each in rank(site).versions])
    assert (directory["v"], directory["day"], directory["works"], directory["n"]) == (1, "2021-01-01", 3, 4)
    assert directory["total"] == ids.total == 3 + sum(map(len, entries.values()))
    assert directory["slabs"] == [ids.total]


def test_the_same_library_gives_the_same_bytes() -> None:
    assert index().files == index().files


def test_lists_are_in_the_order_of_the_ids() -> None:
    site, entries = library()
    ranking = rank(site)
    lists = posting_lists(ranking, [entries[each.address] for each in ranking.versions])
    assert all(list(postings) == sorted(postings) for postings in lists.values())


def test_an_empty_library_has_an_index() -> None:
    site, _ = library()
    read = Index(whole_index(type(site)((), site.as_of, "", ()), {}, {}))
    assert read.directory["total"] == 0
    assert read.postings("盗窃") == []
    assert set(read.files) == {"directory.js", "facets.js", "folding.js"}
