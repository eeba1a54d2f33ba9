"""The words of citations: every pattern on the sentence that it is there for, and its false friends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.cite import grammar
from build_tools.numerals import to_chinese

PATTERNS = {
    "article": grammar.ARTICLES,
    "articles": grammar.ARTICLES,
    "paragraph": grammar.PARAGRAPHS,
    "item": grammar.ITEMS,
    "items": grammar.ITEMS,
    "loose-items": grammar.LOOSE_ITEMS,
    "former-items": grammar.FORMER_ITEMS,
    "subitem": grammar.SUBITEMS,
    "book": grammar.BOOKS,
    "part": grammar.PARTS,
    "division": grammar.CHAPTERS,
    "section": grammar.SECTIONS,
    "general": grammar.GENERAL,
    "preamble": grammar.PREAMBLE,
    "proviso": grammar.TAIL,
    "annex": grammar.ANNEX,
}


@pytest.mark.parametrize("name", sorted(grammar.SENTENCES))
def test_pattern_finds_its_words_in_its_sentence(name):
    sentence, words = grammar.SENTENCES[name]
    match = PATTERNS[name].search(sentence)
    assert match is not None
    assert match[0] == words


def test_every_pattern_has_a_sentence():
    assert set(PATTERNS) == set(grammar.SENTENCES)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (grammar.ARTICLES, "第五条、第六条和第八条", [(5, None), (6, None), (8, None)]),
        (grammar.ARTICLES, "第四十一条至第四十八条", [(41, 48)]),
        (grammar.ARTICLES, "第90条至95条", [(90, 95)]),
        (grammar.ARTICLES, "第二、三条", [(2, 3)]),
        (grammar.ARTICLES, "第1、2条", [(1, 2)]),
        (grammar.ITEMS, "第（一）、（二）两项", [(1, 2)]),
        (grammar.ITEMS, "第一项至第六项、第八项、第九项", [(1, 6), (8, None), (9, None)]),
        (grammar.ITEMS, "第（三）（四）（五）项", [(3, None), (4, None), (5, None)]),
        (grammar.ITEMS, "第一至四项", [(1, 4)]),
        (grammar.PARAGRAPHS, "第三、四、五款", [(3, None), (4, None), (5, None)]),
        (grammar.CHAPTERS, "第二章至第四章", [(2, 4)]),
    ],
)
def test_members(pattern, text, expected):
    match = pattern.match(text)
    assert match is not None
    found = grammar.members(text, match)
    assert found is not None
    assert [(one.number, one.to) for one in found] == expected


@pytest.mark.parametrize(
    "text",
    [
        "第十条例",
        "第三条约",
        "第三条件",
        "第一项目",
        "第一款项",
        "第三章程",
        "第二节目",
        "第一编制",
        "第一目的",
        "第三人",
        "第二审程序",
    ],
)
def test_false_friends(text):
    patterns = (
        grammar.ARTICLES,
        grammar.PARAGRAPHS,
        grammar.ITEMS,
        grammar.CHAPTERS,
        grammar.SECTIONS,
        grammar.BOOKS,
        grammar.SUBITEMS,
    )
    assert not any(pattern.match(text) for pattern in patterns)


def test_a_range_that_runs_backwards_is_none():
    match = grammar.ARTICLES.match("第九条至第三条")
    assert match is not None
    assert grammar.members("第九条至第三条", match) is None


@given(st.lists(st.integers(1, 1260), min_size=1, max_size=6))
def test_a_list_of_articles_is_read_member_by_member(numbers):
    text = "、".join(f"第{to_chinese(number)}条" for number in numbers)
    match = grammar.ARTICLES.match(text)
    assert match is not None
    found = grammar.members(text, match)
    assert found is not None
    assert [one.number for one in found] == numbers
    assert [text[one.start : one.end] for one in found] == text.split("、")
