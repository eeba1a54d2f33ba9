from collections.abc import Mapping
from pathlib import Path

import pytest

from build_tools.search import words
from build_tools.search.words import DictionaryError, candidate_words, frequencies


@pytest.fixture(scope="module")
def found() -> Mapping[str, int]:
    return frequencies()


def test_words_of_jieba_and_terms_of_the_law(found: Mapping[str, int]) -> None:
    assert found["人民法院"] > 100
    assert found["居住权"] >= 10_000, "not in jieba's dictionary"
    assert found["盗窃"] < found["人民"]
    assert "不" not in found, "too short"
    assert not any(word.isascii() for word in found)
    assert max(map(len, found)) == 6


def test_packaged_terms_are_what_a_word_may_be() -> None:
    terms = list(words._terms())
    assert len(terms) > 300
    assert len(set(terms)) == len(terms)
    assert all(2 <= len(term) <= 6 for term in terms)
    assert "Criminal" not in terms


def test_words_come_by_their_first_pair_with_a_weight() -> None:
    table = candidate_words()
    assert table["劳动"].startswith("劳动")
    assert "劳动者N" in table["劳动"]
    assert list(table) == sorted(table)
    assert all(text.startswith(pair) for pair, text in table.items())


@pytest.mark.parametrize(("count", "letter"), [(1, "A"), (2, "B"), (1000, "K"), (2**40, "Z")])
def test_weights(count: int, letter: str) -> None:
    assert words._letter(count) == letter


def test_a_missing_jieba_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise words.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(words.metadata, "version", missing)
    with pytest.raises(DictionaryError, match="jieba is not installed"):
        words.dictionary_version()


def test_a_missing_dictionary_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "find_spec", lambda name: None)
    with pytest.raises(DictionaryError, match="jieba is not installed"):
        frequencies()
