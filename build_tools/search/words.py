"""The words that a query without blanks is split into: those of jieba's dictionary, and terms of the law.

The scripts split by jieba's algorithm (the most probable path), so that each word comes with its weight.
jieba itself is not imported: its dictionary is read.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from build_tools.search.folding import fold

TERMS: Final = Path(__file__).parent / "data" / "terms.txt"
"""Terms of the law, separated by blanks; ``#`` begins a comment."""

_RAREST: Final = 5
"""A word of jieba's dictionary must have been seen so often."""
_TERM: Final = 10_000
"""How often a term of the law counts as seen, at least."""
_MISSING: Final = "jieba is not installed; run: python -m pip install -r requirements.txt"
_WORD = re.compile(r"[\u3400-\u9fff]{2,6}\Z")


class DictionaryError(Exception):
    """jieba, or its dictionary, is not installed."""


def dictionary_version() -> str:
    """Return the version of jieba, whose dictionary never changes within one.

    Raises:
        DictionaryError: it is not installed.
    """
    try:
        return metadata.version("jieba")
    except metadata.PackageNotFoundError as error:
        raise DictionaryError(_MISSING) from error


def frequencies() -> dict[str, int]:
    """Return all words that a query may be split into, folded, with their frequency in jieba's corpus.

    Raises:
        DictionaryError: there is no dictionary.
    """
    found: dict[str, int] = {}
    for word, count in (*_of_jieba(), *((term, _TERM) for term in _terms())):
        if _WORD.match(word):
            found[word] = max(count, found.get(word, 0))
    return found


@lru_cache(maxsize=1)
def candidate_words() -> dict[str, str]:
    """Return the words by their first two characters, each with its weight: ``劳动合同O劳动者N``.

    The weight is a letter, ``A`` for 1, ``B`` for 2, ``C`` for 4 … up to ``Z``. It takes half a second, and
    depends on the packaged data and jieba's version alone.

    Raises:
        DictionaryError: there is no dictionary.
    """
    by_pair: dict[str, list[str]] = defaultdict(list)
    for word, count in sorted(frequencies().items()):
        by_pair[word[:2]].append(word + _letter(count))
    return {pair: "".join(words) for pair, words in by_pair.items()}


def _letter(count: int) -> str:
    """Return the weight of a word that was seen ``count`` times."""
    return chr(ord("A") + min(25, round(math.log2(count))))


def _of_jieba() -> Iterator[tuple[str, int]]:
    """Yield the words of jieba's dictionary that are frequent enough, folded."""
    spec = find_spec("jieba")
    if spec is None or not spec.origin:
        raise DictionaryError(_MISSING)
    dictionary = Path(spec.origin).with_name("dict.txt")
    try:
        text = dictionary.read_text("utf-8")
    except OSError as error:
        raise DictionaryError(f"{dictionary}: cannot be read: {error.strerror}") from error
    for line in fold(text).splitlines():
        word, count, _ = line.split(" ", 2)
        if int(count) >= _RAREST:
            yield word, int(count)


def _terms() -> Iterator[str]:
    """Yield the packaged terms of the law."""
    for line in TERMS.read_text("utf-8").splitlines():
        yield from fold(line.partition("#")[0]).split()
