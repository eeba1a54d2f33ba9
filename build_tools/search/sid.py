"""Short names of versions, for the folders of their blocks of text: stable, and computable by scripts.

FNV-1a (32 bit) of ``key/segment`` in base 36, seven digits; the last three are the name. Where two versions
share them, all but the first (by key and segment) have all seven.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from build_tools.search.digits import base36

LONG: Final = 7
SHORT: Final = 3
"""Digits of a name."""

_OFFSET: Final = 0x811C9DC5
_PRIME: Final = 0x01000193


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

    Where even seven digits are taken (two equal hashes among 30,000 versions are a matter of one library in
    ten) a digit more tells them apart; that name only the directory knows, so such a text has no preview.
    """
    found: dict[tuple[str, str], str] = {}
    taken: set[str] = set()
    for address in sorted(addresses):
        long = long_sid(*address)
        sid = long if long[-SHORT:] in taken else long[-SHORT:]
        while sid in taken:
            sid += "0"
        taken.add(sid)
        found[address] = sid
    return found
