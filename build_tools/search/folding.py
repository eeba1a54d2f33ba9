"""Folding: what counts as the same character in a search, on the side of the text and of the query.

Folding keeps the length: character by character, so that a place in the folded text is the same place in
the text. The scripts fold alike (``assets/js/search/text.js``); a table of examples tests both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

_PACKAGED: Final = Path(__file__).parent / "data" / "simplified.txt"
_GROUPS: Final = (
    ("“”„‟", '"'),
    ("‘’", "'"),
    ("〔【", "["),
    ("〕】", "]"),
    ("—–─", "-"),
    ("•・", "·"),
    ("〜", "~"),
    ("《〈", "<"),
    ("》〉", ">"),
    ("○", "〇"),
    # Blanks of all widths. Line ends and tabs stay: they part what does not belong together.
    ("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b", " "),
    ("\u202f\u205f\u3000\ufeff", " "),
)


def _simplified() -> dict[str, str]:
    """Read the packaged table."""
    lines = _PACKAGED.read_text("utf-8").splitlines()
    return {pair[0]: pair[1] for line in lines if line[:1] != "#" for pair in line.split()}


def _table(simplified: Mapping[str, str]) -> dict[int, str]:
    """Return the table that :meth:`str.translate` folds by."""
    wide = {code: chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)}
    upper = {code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}
    groups = {ord(char): folded for chars, folded in _GROUPS for char in chars}
    return {ord(char): plain for char, plain in simplified.items()} | wide | upper | groups


SIMPLIFIED: Final[Mapping[str, str]] = _simplified()
"""Traditional character → simplified one. No simplified one is a traditional one of another pair."""

FOLDING: Final[Mapping[int, str]] = _table(SIMPLIFIED)
"""Code point → folded character, for those that folding changes."""


def fold(text: str) -> str:
    """Return ``text`` folded; it has as many characters as before, and folding it again changes nothing.

    Width, case of ASCII letters, quotes, brackets, dashes and blanks of all kinds, 〇, and traditional
    characters.
    """
    return text.translate(FOLDING)


def traditional(texts: Iterable[str]) -> set[str]:
    """Return the traditional characters in ``texts``: those that scripts must know how to fold."""
    return {char for text in texts for char in SIMPLIFIED.keys() & set(text)}
