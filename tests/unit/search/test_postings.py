from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.search.digits import BASE91, base36, base91
from build_tools.search.postings import decode, encode

LISTS = st.dictionaries(st.integers(0, 5_000_000), st.integers(0, 3)).map(
    lambda levels: array("I", [id_ << 2 | levels[id_] for id_ in sorted(levels)])
)


@pytest.mark.parametrize(
    ("ids", "text"),
    [
        ([0], "#"),
        ([0, 1, 2], "###"),
        ([59], BASE91[59]),
        ([60], BASE91[60] + "#"),
        ([60 + 15 * 91 - 1], BASE91[74] + "~"),
        ([60 + 15 * 91], BASE91[75] + "##"),
        ([60 + 15 * 91 + 15 * 8281 - 1], BASE91[89] + "~~"),
        ([60 + 15 * 91 + 15 * 8281], BASE91[90] + "####"),
        ([], ""),
    ],
)
def test_steps(ids: list[int], text: str) -> None:
    postings = array("I", [id_ << 2 for id_ in ids])
    assert encode(postings) == text
    assert decode(text) == postings


def test_levels_stand_before_their_step() -> None:
    assert encode(array("I", [0, 1 << 2 | 1, 2 << 2 | 2, 3 << 2 | 3])) == "#!# #! #"


def test_a_slab_counts_from_its_start() -> None:
    assert encode(array("I", [8192 << 2, 8194 << 2]), 8192) == "#$"
    assert list(decode("#$", 8192)) == [8192 << 2, 8194 << 2]


@given(LISTS)
def test_what_is_encoded_is_decoded(postings: "array[int]") -> None:
    assert decode(encode(postings)) == postings


@given(LISTS, st.integers(0, 100))
def test_also_from_within(postings: "array[int]", before: int) -> None:
    start = max(0, (postings[0] >> 2) - before) if postings else before
    assert decode(encode(postings, start), start) == postings


def test_ids_must_ascend() -> None:
    with pytest.raises(ValueError, match="step"):
        encode(array("I", [8, 4]))


def test_nothing_has_to_be_escaped() -> None:
    assert not set('"\\\x7f\n') & set(BASE91 + "! ")
    assert len(BASE91) == 91


def test_digits() -> None:
    assert base36(35 * 36 + 1, 3) == "0z1"
    assert base91(91, 2) == "$#"
    with pytest.raises(ValueError, match="does not fit"):
        base36(36, 1)
    with pytest.raises(ValueError, match="does not fit"):
        base91(-1, 2)
