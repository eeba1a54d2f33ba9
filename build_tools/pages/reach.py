"""Reach: what the reader of a page has at hand, the whole site or the laws of a bundle."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reach:
    """Which laws stand beside a page, and where their texts are."""

    keys: frozenset[str] | None = None
    """Keys of the laws of a bundle; None: all laws of the site."""
    whole: bool = False
    """Texts stand on ``full.html`` alone, not on pages of articles and divisions."""

    @property
    def is_all(self) -> bool:
        """Whether this is the public site."""
        return self.keys is None

    def has(self, key: str) -> bool:
        """Tell whether the law of that key is within reach."""
        return self.keys is None or key in self.keys


EVERYTHING = Reach()
"""The public site."""
