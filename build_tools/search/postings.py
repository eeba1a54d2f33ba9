"""Posting lists as text: which entries a term is in, and how much each is about it.

A list is an ``array("I")`` of **postings**, ``id << 2 | level``, ascending by id. As text each posting is

* its level: nothing for 0, ``!`` for 1, a blank for 2, both for 3;
* the step from the id before it, less one (from the start of the list or slab: without less one), as
  base-91 digits. The first digit says how many follow: below 60 none, 60 to 74 one, 75 to 89 two, 90 four.
  The numbers of one length go on where those of the length before end: 60 is the first with two digits.
"""

from __future__ import annotations

from array import array
from operator import sub
from typing import Final, TypeAlias

from build_tools.search.digits import BASE91, base91

MARKS: Final = ("", "!", " ", "! ")
"""What stands before a step, by level."""

_SHAPES: Final = ((0, 60, 0), (60, 15, 1), (75, 15, 2), (90, 1, 4))
"""First digits: the lowest, how many, and how many digits follow."""
_REMEMBERED: Final = 1 << 15
"""Steps below this are remembered as text."""

Postings: TypeAlias = "array[int]"
"""``id << 2 | level``, ascending."""


class _Steps(dict[int, str]):
    """Step << 2 | level → text; short ones are remembered."""

    def __missing__(self, key: int) -> str:
        text = MARKS[key & 3] + _step(key >> 2)
        if key < _REMEMBERED << 2:
            self[key] = text
        return text


_STEPS = _Steps()


def _step(step: int) -> str:
    """Return a step as text."""
    rest = step
    for lowest, several, following in _SHAPES:
        size = 91**following
        if 0 <= rest < several * size:
            first, others = divmod(rest, size)
            return BASE91[lowest + first] + (base91(others, following) if following else "")
        rest -= several * size
    raise ValueError(f"no posting can be {step} steps behind the one before")


def encode(postings: Postings, start: int = 0) -> str:
    """Return a list, or the part of it in the slab that begins at ``start``, as text.

    Raises:
        ValueError: the ids do not ascend, or are too large.
    """
    # A posting less ((the one before it | 3) + 1) is (step << 2 | level).
    before = [4 * start, *[(posting | 3) + 1 for posting in postings]]
    return "".join(map(_STEPS.__getitem__, map(sub, postings, before)))


def decode(text: str, start: int = 0) -> Postings:
    """Return what :func:`encode` was given."""
    postings: Postings = array("I")
    at, id_ = 0, start
    while at < len(text):
        level = 0
        while text[at] in "! ":
            level += 1 if text[at] == "!" else 2
            at += 1
        step, at = _read_step(text, at)
        postings.append((id_ + step) << 2 | level)
        id_ += step + 1
    return postings


def _read_step(text: str, at: int) -> tuple[int, int]:
    """Return the step that begins at ``at``, and where it ends."""
    first = BASE91.index(text[at])
    before = 0
    for lowest, several, following in _SHAPES:
        if first < lowest + several:
            break
        before += several * 91**following
    step = first - lowest
    for char in text[at + 1 : at + 1 + following]:
        step = step * 91 + BASE91.index(char)
    return before + step, at + 1 + following
