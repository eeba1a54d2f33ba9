import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.search.blocks import swap
from build_tools.search.folding import SIMPLIFIED, fold, traditional
from build_tools.search.tokens import runs

TABLE = json.loads(Path(__file__).with_name("folding.json").read_text("utf-8"))
"""The scripts are tested with the same table."""


@pytest.mark.parametrize(("text", "folded"), TABLE["folded"])
def test_what_counts_as_the_same(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_keeps_the_length_and_needs_no_second_time(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


def test_each_simplified_form_is_one_character_and_no_traditional_one() -> None:
    assert all(len(char) == len(plain) == 1 for char, plain in SIMPLIFIED.items())
    assert not SIMPLIFIED.keys() & set(SIMPLIFIED.values())
    assert len(SIMPLIFIED) > 2_900


def test_characters_of_the_law_are_not_changed() -> None:
    assert (
        fold("著作权人应当予以公告里程后果余额乾坤".replace("乾", "")) == "著作权人应当予以公告里程后果余额坤"
    )


def test_traditional_characters_are_found() -> None:
    assert traditional(["乾隆年间", "國家"]) == {"乾", "國"}
    assert traditional(["国家"]) == set()


@pytest.mark.parametrize(("text", "expected"), TABLE["runs"])
def test_runs(text: str, expected: list[str]) -> None:
    assert runs(text) == expected


@pytest.mark.parametrize("text", TABLE["swapped"])
def test_texts_are_swapped_back(text: str) -> None:
    assert swap(swap(text)) == text
