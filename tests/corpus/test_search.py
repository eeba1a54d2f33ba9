"""Search on real documents: everything that is there is found, and what a lawyer expects comes first."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from tests.corpus.searchable import Searchable

HERE = Path(__file__).parent
DRIVER = HERE / "search.js"
SEED = 20261126
STRETCHES = 2_000
LONGEST = 12
FIRST = 10
EXPECTED = json.loads((HERE / "rankings.json").read_text("utf-8"))
STATE = "中华人民共和国"


@pytest.fixture(scope="module")
def stretches(searchable: Searchable) -> list[str]:
    """Stretches of 1 to 12 characters of the texts, with blanks, signs and line ends as they come."""
    chance = random.Random(SEED)
    found = []
    while len(found) < STRETCHES:
        text = chance.choice(searchable.texts)
        start = chance.randrange(len(text) + 1)
        stretch = text[start : start + chance.randint(1, LONGEST)]
        # A stretch of signs alone is no query; a mark of the query language means something else in one.
        if any(char.isalnum() for char in stretch):
            found.append(stretch)
    return found


def test_every_entry_that_has_a_stretch_of_text_is_found(searchable, stretches, node):
    """Show 1 of the search: the oracle is ``in``, on the texts themselves."""
    asked = [[stretch, sorted(searchable.having(stretch))] for stretch in stretches]
    assert all(ids for _, ids in asked)
    missed = searchable.run(node, DRIVER, {"recall": asked})["recall"]
    assert missed == []


def test_a_quoted_phrase_has_only_true_hits_among_the_first(searchable, stretches, node):
    phrases = [each for each in stretches if not any(mark in each for mark in '"“”„‟＂「」『』')]
    answers = searchable.run(node, DRIVER, {"phrases": [f'"{phrase}"' for phrase in phrases], "limit": FIRST})
    plain = {ord(char): None for char in " \n\t\u3000"}
    for phrase, items in zip(phrases, answers["phrases"], strict=True):
        assert items, phrase
        for item in items[:FIRST]:
            text = searchable.texts[item["id"]] if item["id"] is not None else item["text"]
            assert phrase.translate(plain) in text.translate(plain), (phrase, text)
