"""Search on real documents: everything that is there is found, and what a lawyer expects comes first."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from build_tools.search.folding import fold
from tests.corpus.cited import AS_OF
from tests.corpus.searchable import Searchable

HERE = Path(__file__).parent
DRIVER = HERE / "search.js"
SEED = 20261126
STRETCHES = 2_000
LONGEST = 12
EXPECTED = json.loads((HERE / "rankings.json").read_text("utf-8"))
DAY = AS_OF.isoformat()
QUOTES = '"“”„‟＂「」『』'


@pytest.fixture(scope="module")
def stretches(searchable: Searchable) -> list[str]:
    """Stretches of 1 to 12 characters of the texts, with blanks, signs and line ends as they come."""
    chance = random.Random(SEED)
    found = []
    while len(found) < STRETCHES:
        text = chance.choice(searchable.texts)
        start = chance.randrange(len(text) + 1)
        stretch = text[start : start + chance.randint(1, LONGEST)]
        # A stretch of signs alone is no query.
        if any(char.isalnum() for char in stretch):
            found.append(stretch)
    return found


def test_every_entry_that_has_a_stretch_of_text_is_found(searchable, stretches, node):
    """The oracle is ``in``, on the texts themselves."""
    asked = [[stretch, sorted(searchable.having(stretch))] for stretch in stretches]
    assert all(ids for _, ids in asked)
    found = searchable.run(node, DRIVER, {"day": DAY, "recall": asked})
    assert found["missed"] == []


def test_a_quoted_phrase_has_only_true_hits_among_the_first(searchable, stretches, node):
    phrases = [each for each in stretches if not any(mark in each for mark in QUOTES)]
    found = searchable.run(node, DRIVER, {"day": DAY, "queries": [f'"{phrase}"' for phrase in phrases]})
    for phrase, items in zip(phrases, found["answers"], strict=True):
        assert items, phrase
        for item in items:
            place = (item["key"], item["segment"], item["eid"])
            said = [*searchable.by_place.get(place, ()), *searchable.titles_of.get(item["key"], ())]
            assert any(bare(phrase) in bare(text) for text in said), (phrase, item)


def bare(text: str) -> str:
    """Return a text as search compares it: folded, without blanks and line ends."""
    return "".join(fold(text).split())


@pytest.fixture(scope="module")
def first(searchable: Searchable, node: str) -> dict[str, list[dict[str, str]]]:
    """The first results of every query with an expectation."""
    queries = [each["query"] for each in EXPECTED]
    found = searchable.run(node, DRIVER, {"day": DAY, "queries": queries})
    return dict(zip(queries, found["answers"], strict=True))


def with_known_misses(expectations: list[dict[str, Any]]) -> Iterator[Any]:
    """Yield the expectations; those that are known not to be met fail when they are, and are then corrected."""
    for each in expectations:
        marks = [pytest.mark.xfail(strict=True, reason=each["unmet"])] if "unmet" in each else []
        yield pytest.param(each, id=each["query"], marks=marks)


@pytest.mark.parametrize("expected", [*with_known_misses(EXPECTED)])
def test_what_a_lawyer_expects_comes_first(expected, first, searchable):
    """Written down before anybody had seen a result (tests/corpus/rankings.json)."""
    wanted = [expected, *expected.get("accept_laws", ())]
    accepted = {
        (plain_title(each["law"]), label)
        for each in wanted
        for label in (each["article"] if isinstance(each["article"], list) else [each["article"]])
    }
    best = first[expected["query"]][0]
    title = plain_title(searchable.titles_of[best["key"]][0])
    assert (title, best["label"] if best["eid"] else "") in accepted


def plain_title(title: str) -> str:
    """Return a title without the name of the state and without a year behind it."""
    return re.sub(r"中华人民共和国|（[0-9]{4}年）\Z", "", title)
