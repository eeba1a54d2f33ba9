"""Numbers in few characters: base 36 for names and codes, base 91 for what only scripts read."""

from __future__ import annotations

from typing import Final

BASE36: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
BASE91: Final = "".join(chr(code) for code in range(35, 127) if chr(code) != "\\")
"""``#`` is 0, ``~`` is 90: printable ASCII without what a script would have to escape."""


def base36(number: int, width: int) -> str:
    """Return ``number`` in ``width`` digits of base 36.

    Raises:
        ValueError: it does not fit.
    """
    return _digits(number, width, BASE36)


def base91(number: int, width: int) -> str:
    """Return ``number`` in ``width`` digits of base 91.

    Raises:
        ValueError: it does not fit.
    """
    return _digits(number, width, BASE91)


def _digits(number: int, width: int, digits: str) -> str:
    """Return ``number`` in ``width`` of the ``digits``, most significant first."""
    if not 0 <= number < len(digits) ** width:
        raise ValueError(f"{number} does not fit into {width} digits of base {len(digits)}")
    out = ""
    for _ in range(width):
        number, digit = divmod(number, len(digits))
        out = digits[digit] + out
    return out
