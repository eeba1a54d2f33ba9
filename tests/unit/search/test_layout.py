import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.search.entries import PER_BLOCK, Entry
from build_tools.search.layout import block_sizes, layout_of


def unit(number: int, prefix: str = "a", within: str = "") -> Entry:
    name = "art" if prefix.endswith("a") else "item"
    return Entry(f"{prefix}{number // PER_BLOCK}", f"{within}{name}_{number}", "", "", "", "")


@pytest.mark.parametrize(
    ("layout", "sizes"),
    [
        ("h1", [("h0", 1)]),
        ("h10", [("h0", 10)]),
        ("h11 a9", [("h0", 10), ("h1", 1), ("a0", 9)]),
        ("h1 a10", [("h0", 1), ("a0", 9), ("a1", 1)]),
        ("h1 a=7,-2,3", [("h0", 1), ("a0", 7), ("a3", 3)]),
        ("h1 x1-h2 x1-i3", [("h0", 1), ("x1-h0", 2), ("x1-i0", 3)]),
    ],
)
def test_reading_a_layout(layout: str, sizes: list[tuple[str, int]]) -> None:
    assert block_sizes(layout) == sizes


def test_only_plain_numbers_are_a_count() -> None:
    assert layout_of([unit(n) for n in range(1, 58)]) == "a57"
    assert layout_of([unit(n) for n in (1, 2, 4)]) == "a=3"
    assert layout_of([unit(n, "x1-a", "annex_1__") for n in range(1, 12)]) == "x1-a11"
    assert layout_of([unit(1), unit(1)._replace(eid="art_1-1")]) == "a=2"
    assert layout_of([unit(99_999)]) == "a=-9999,1"


def test_a_name_of_no_block_is_refused() -> None:
    with pytest.raises(ValueError, match="no block"):
        layout_of([Entry("a", "", "", "", "", "")])


@given(
    st.integers(1, 40),
    st.lists(st.integers(0, 300), max_size=60).map(sorted),
    st.lists(st.integers(1, 300), max_size=60).map(sorted),
)
def test_a_layout_says_where_every_entry_lies(head: int, articles: list[int], items: list[int]) -> None:
    prose = [Entry(f"h{n // PER_BLOCK}", "", "", "", "", "") for n in range(head)]
    found = [*prose, *(unit(n) for n in articles), *(unit(n, "i") for n in items)]
    blocks = [entry.block for entry in found]
    assert block_sizes(layout_of(found)) == [(block, blocks.count(block)) for block in dict.fromkeys(blocks)]
