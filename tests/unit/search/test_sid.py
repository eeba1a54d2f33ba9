import pytest

from build_tools.search import sid as module
from build_tools.search.sid import fnv, long_sid, sids


def test_names_are_hashes_in_base_36() -> None:
    # The vectors of draft-eastlake-fnv.
    assert [fnv(text) for text in (b"", b"a", b"foobar")] == [0x811C9DC5, 0xE40C292C, 0xBF9CF968]
    assert int(long_sid("xingfa", "2020-12-26"), 36) == fnv(b"xingfa/2020-12-26")
    assert len(long_sid("xingfa", "2020-12-26")) == 7


def test_the_last_three_digits_are_the_name() -> None:
    address = ("xingfa", "2020-12-26")
    assert sids([address]) == {address: long_sid(*address)[-3:]}


def test_who_comes_second_has_seven_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        module, "long_sid", lambda key, segment: {"a": "0001234", "b": "0011234", "c": "0009999"}[key]
    )
    found = sids([("b", "x"), ("c", "x"), ("a", "x")])
    assert found == {("a", "x"): "234", ("b", "x"): "0011234", ("c", "x"): "999"}


def test_the_same_seven_digits_are_told_apart_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "long_sid", lambda key, segment: "0001234")
    found = sids([("a", "x"), ("b", "x"), ("c", "x")])
    assert found == {("a", "x"): "234", ("b", "x"): "0001234", ("c", "x"): "00012340"}
