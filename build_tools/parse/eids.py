"""All anchors of a law in one short text, and back: what the ledger of permanent addresses is made of.

A token a place that has a page of its own, in reading order, separated by blanks. A token is the name of
the page without ``.html``; inside an annex the place bears a ``+``, since it has no page there:

==========================  =====================================================================
token                       stands for
==========================  =====================================================================
``c1``, ``b2-c3-s1``        a division
``264``, ``120-1``, ``i-2``  a unit with one 款 and no 项
``264:2``                   a unit with two 款
``264:1(3)``                two 款, the second with three 项
``264:(1(2)1)``             one 款 with three 项, the second with two 目
``264:``                    a unit without a 款
``264:([2]1)``              a label that does not follow from the one before: the first 项 is ``point_2``
``preamble:3``, ``index:5``  the preamble; the 款 of a document of prose
``annex-1:``, ``+c1``, ``+3``  an annex, and what stands in it: ``annex_1__chp_1``, ``annex_1__art_3``
==========================  =====================================================================

Numbers count 款, 项 or 目 that have nothing below them, and whose label is one more than that of the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from build_tools.model.law import Law
from build_tools.model.nodes import Annex, Division, Item, Paragraph, Subitem, Unit
from build_tools.urls import INDEX, eid_of, page_of

_ENDING: Final = ".html"
_PROSE: Final = INDEX.removesuffix(_ENDING)
_INSIDE: Final = "+"
_PREAMBLE: Final = "preamble"
_PLAIN: Final = "1"
"""The shape that is not written: one 款 without 项."""
_LEVELS: Final = ("para", "point", "indent")
_DEEPEST: Final = 20
_DIVISIONS: Final = ("book_", "part_", "chp_", "sec_", "hcontainer_")
_PART: Final = re.compile(r"([0-9]{1,5})|\[([0-9]+(?:[-_][0-9]+)*)\]|([()])")


def compact(law: Law) -> str:
    """Return the anchors of a law as :func:`expand` reads them."""
    tokens: list[str] = []
    if law.preamble:
        tokens.append(_token(law.preamble.eid, law.preamble.children))
    loose = _shape(law.body)
    if loose:
        tokens.append(f"{_PROSE}:{loose}")
    _add(law.body, "", tokens)
    for annex in law.annexes:
        tokens += _annex_tokens(annex)
    return " ".join(tokens)


def expand(anchors: str) -> tuple[str, ...]:
    """Return the eIds that :func:`compact` wrote, in reading order.

    Raises:
        ValueError: the text is none that :func:`compact` gives.
    """
    found: list[str] = []
    annex = ""
    for token in anchors.split():
        name, colon, shape = token.partition(":")
        inside = name.startswith(_INSIDE)
        own = _eid(name.removeprefix(_INSIDE))
        is_division = own.startswith(_DIVISIONS)
        if (inside and not annex) or (is_division and colon):
            raise ValueError(f"{token!r} is no place in a law")
        if own.startswith("annex_"):
            annex = own
        eid = f"{annex}__{own}" if inside else own
        if own and not (inside and own == _PREAMBLE):
            found.append(eid)
        if not is_division:
            found += _read_shape(shape if colon else _PLAIN, eid)
    return tuple(found)


def pages(anchors: str) -> Iterator[str]:
    """Yield the file names of the pages that a version has for its places, in reading order."""
    for token in anchors.split():
        name = token.partition(":")[0]
        if not name.startswith(_INSIDE) and name != _PROSE:
            yield name + _ENDING


def unit_pages(anchors: str) -> Iterator[str]:
    """Yield those of :func:`pages` that are a unit's."""
    return (page for page in pages(anchors) if page[0].isdigit() or page.startswith("i-"))


def _token(eid: str, children: Iterable[object]) -> str:
    """Return the token of a place with 款."""
    name = page_of(eid).removesuffix(_ENDING)
    shape = _shape(children)
    return name if shape == _PLAIN else f"{name}:{shape}"


def _add(children: Iterable[object], lead: str, tokens: list[str]) -> None:
    """Add the tokens of divisions and units; ``lead`` is what the eIds in an annex begin with."""
    for child in children:
        if isinstance(child, (Division, Unit)):
            mark = _INSIDE if lead else ""
            eid = child.eid.removeprefix(lead)
            if isinstance(child, Unit):
                tokens.append(mark + _token(eid, child.children))
            else:
                tokens.append(mark + page_of(eid).removesuffix(_ENDING))
                _add(child.children, lead, tokens)


def _annex_tokens(annex: Annex) -> list[str]:
    """Return the tokens of an annex and of what stands in it; its 题注 and prose are a preamble without a heading."""
    lead = f"{annex.eid}__"
    first = f"{lead}{_PREAMBLE}__"
    prose = [child for child in annex.children if isinstance(child, Paragraph)]
    early = [child for child in prose if child.eid.startswith(first)]
    tokens = [_token(annex.eid, [child for child in prose if not child.eid.startswith(first)])]
    if early:
        tokens.append(_INSIDE + _token(_PREAMBLE, early))
    _add(annex.children, lead, tokens)
    return tokens


def _shape(children: Iterable[object]) -> str:
    """Return how many 款, 项 or 目 stand below a node, and what stands below them."""
    parts: list[str] = []
    plain, awaited = 0, "1"
    for child in children:
        if not isinstance(child, (Paragraph, Item, Subitem)):
            continue
        label = child.eid.rpartition("__")[2].partition("_")[2]
        below = _shape(child.children)
        if plain and (below or label != awaited):
            parts.append(str(plain))
            plain = 0
        if label != awaited:
            parts.append(f"[{label}]")
        if below:
            parts.append(f"({below})")
        else:
            plain += 1
        awaited = _next(label)
    return "".join([*parts, str(plain)] if plain else parts)


def _next(label: str) -> str:
    """Return the label that is awaited behind one: ``3_2`` → ``4``."""
    return str(int(re.split("[-_]", label)[0]) + 1)


def _eid(name: str) -> str:
    """Return the eId of the page ``name``; empty for the version page.

    Raises:
        ValueError: no place has such a page.
    """
    if name == _PROSE:
        return ""
    eid = eid_of(name + _ENDING)
    if eid is None:
        raise ValueError(f"{name!r} is no place in a law")
    return eid


def _read_shape(shape: str, parent: str) -> Iterator[str]:
    """Yield the eIds that a shape stands for.

    Raises:
        ValueError: it is none.
    """
    open_: list[str] = [parent]
    awaited = ["1"]
    at = 0
    while at < len(shape):
        match = _PART.match(shape, at)
        if not match:
            raise ValueError(f"{shape!r} is no shape")
        count, label, bracket = match.groups()
        at = match.end()
        if count:
            for _ in range(int(count)):
                yield _child(open_, awaited)
        elif label:
            awaited[-1] = label
        elif bracket == "(":
            eid = _child(open_, awaited)
            yield eid
            open_.append(eid)
            awaited.append("1")
        else:
            del open_[-1:], awaited[-1:]
        if not 0 < len(open_) < _DEEPEST:
            raise ValueError(f"{shape!r} is no shape")
    if len(open_) != 1:
        raise ValueError(f"{shape!r} is no shape")


def _child(open_: list[str], awaited: list[str]) -> str:
    """Return the eId of the next node below the last open one."""
    label, awaited[-1] = awaited[-1], _next(awaited[-1])
    kind = _LEVELS[min(len(open_), len(_LEVELS)) - 1]
    return f"{open_[-1]}__{kind}_{label}".removeprefix("__")
