"""Short names of versions, for the folders of their blocks of text: stable, and computable by scripts.

FNV-1a (32 bit) of ``key/segment`` in base 36, seven digits; the last four are the name. Where two versions
share them, all but the first (by key and segment) have all seven.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from build_tools.search.digits import base36

LONG: Final = 7
SHORT: Final = 4
"""Digits of a name."""

_OFFSET: Final = 0x811C9DC5
_PRIME: Final = 0x01000193


class SidError(Exception):
    """Two versions would have the same name, which happens once in 500 libraries of 3,000 versions."""


def long_sid(key: str, segment: str) -> str:
    """Return the seven digits of a version."""
    return base36(fnv(f"{key}/{segment}".encode("ascii")), LONG)


def fnv(data: bytes) -> int:
    """Return the FNV-1a hash of 32 bits (Fowler, Noll, Vo; draft-eastlake-fnv)."""
    value = _OFFSET
    for byte in data:
        value = (value ^ byte) * _PRIME & 0xFFFFFFFF
    return value


def sids(addresses: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return the name of every version, given by key and segment.

    Raises:
        SidError: seven digits do not tell two of them apart.
    """
    found: dict[tuple[str, str], str] = {}
    taken: dict[str, tuple[str, str]] = {}
    for address in sorted(addresses):
        long = long_sid(*address)
        sid = long if long[-SHORT:] in taken else long[-SHORT:]
        if sid in taken:
            names = " and ".join("/".join(each) for each in (taken[sid], address))
            raise SidError(f"{names} have the same search name {sid}; register another key for one of them")
        taken[sid] = address
        found[address] = sid
    return found
