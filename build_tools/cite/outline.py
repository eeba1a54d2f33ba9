"""The outline of a version, asked by label: 第三十一条, 第二编 第四章, 附件一."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from build_tools.model.citations import Locator, Reason
from build_tools.model.site import DivisionOutline, Record, UnitOutline
from build_tools.numerals import label_number, to_chinese, to_int

_NUMBER = re.compile(r"[〇零○一二两三四五六七八九十百千万]+|[0-9０-９]+")
_KINDS = {"book": "book", "part": "part", "chapter": "chp", "section": "sec"}
"""What the eIds of divisions begin with, by the field of the locator."""


class Found(NamedTuple):
    """What a locator leads to, or why it leads nowhere."""

    eid: str = ""
    to_eid: str = ""
    reason: Reason | None = None
    locator: Locator = Locator()
    unit: str = ""
    """The label of the top unit, where the document has no 条."""
    digests: tuple[str, ...] = ()
    """Of the units found."""


class Outline:
    """Looks up locators in one version of a work."""

    def __init__(self, record: Record) -> None:
        """Take in the outline of ``record``."""
        self._record = record
        self._scopes: dict[str, _Scope] = {"": _Scope(record.outline)}

    def find(self, locator: Locator, scope: str) -> Found:
        """Return what ``locator`` leads to.

        Args:
            locator: what is cited.
            scope: eId of the annex whose own articles are meant, or empty.
        """
        if locator.annex:
            return self._annex(locator)
        if locator.preamble:
            return self._preamble(locator)
        inside = self._scope(scope)
        if inside is None:
            return Found(reason=Reason.NO_ANNEX, locator=locator)
        if locator.article:
            return inside.article(locator)
        if locator.book or locator.part or locator.chapter or locator.section:
            return inside.division(locator)
        return Found(locator=locator)

    def _scope(self, eid: str) -> _Scope | None:
        if eid not in self._scopes:
            annex = next((a for a in self._record.annexes if a.eid == eid), None)
            if annex is None:
                return None
            self._scopes[eid] = _Scope(annex.children)
        return self._scopes[eid]

    def _annex(self, locator: Locator) -> Found:
        if locator.annex.startswith("《"):
            return self._titled_annex(locator)
        wanted = _annex_name(locator.annex)
        having = [annex for annex in self._record.annexes if _annex_name(annex.label) == wanted]
        if not having and not wanted[1] and len(self._record.annexes) == 1:
            having = list(self._record.annexes)
        if len(having) != 1:
            return Found(reason=Reason.NO_ANNEX, locator=locator)
        annex = having[0]
        label = annex.label or locator.annex
        if not locator.article:
            return Found(annex.eid, locator=locator._replace(annex=label))
        scope = self._scope(annex.eid)
        return scope.article(locator._replace(annex=label)) if scope else Found(reason=Reason.NO_ANNEX)

    def _titled_annex(self, locator: Locator) -> Found:
        """Return the annex whose title is given: 本法所附《应税污染物和当量值表》."""
        title = locator.annex.strip("《》")
        having = [annex for annex in self._record.annexes if annex.title.endswith(title)]
        if len(having) != 1:
            return Found(reason=Reason.NO_ANNEX, locator=locator)
        return Found(having[0].eid, locator=locator._replace(annex=having[0].label or locator.annex))

    def _preamble(self, locator: Locator) -> Found:
        if not self._record.preamble:
            return Found(reason=Reason.NO_DIVISION, locator=locator)
        if locator.paragraph is None:
            return Found("preamble", locator=locator)
        if not 0 < locator.paragraph <= self._record.preamble_paragraphs:
            return Found(reason=Reason.NO_PARAGRAPH, locator=locator)
        return Found(f"preamble__para_{locator.paragraph}", locator=locator)


class _Scope:
    """The units and divisions of a main text or an annex."""

    def __init__(self, outline: Iterable[DivisionOutline | UnitOutline]) -> None:
        self._units: dict[tuple[int, int], list[UnitOutline]] = defaultdict(list)
        self._divisions: list[tuple[tuple[tuple[str, str], ...], str]] = []
        units: list[UnitOutline] = []
        self._walk(outline, (), units)
        for unit in units:
            key = label_number(unit.label) if unit.label.startswith("第") else _top_number(unit.label)
            if key is not None:
                self._units[key].append(unit)

    def _walk(
        self,
        nodes: Iterable[DivisionOutline | UnitOutline],
        path: tuple[tuple[str, str], ...],
        units: list[UnitOutline],
    ) -> None:
        for node in nodes:
            if isinstance(node, UnitOutline):
                units.append(node)
                continue
            kind = node.eid.rpartition("__")[2].partition("_")[0]
            here = (*path, (kind, _division_number(node.label)))
            self._divisions.append((here, node.eid))
            self._walk(node.children, here, units)

    def article(self, locator: Locator) -> Found:
        """Return the article, 款 or 项 that ``locator`` names; both ends of a range must be there."""
        first, reason = self._unit(locator.article)
        if first is None:
            return Found(reason=reason, locator=locator)
        if locator.article != first.label:
            locator = locator._replace(article=first.label)
        unit = "" if first.label.startswith("第") else first.label
        if locator.to_article:
            last, reason = self._unit(locator.to_article)
            if last is None:
                return Found(reason=reason, locator=locator)
            locator = locator._replace(to_article=last.label)
            return Found(first.eid, last.eid, None, locator, unit, (first.digest, last.digest))
        found = _inside(first, locator)
        return found._replace(unit=unit, digests=(first.digest,))

    def _unit(self, label: str) -> tuple[UnitOutline | None, Reason | None]:
        key = label_number(label) if label.startswith("第") else _top_number(label)
        having = self._units.get(key, []) if key else []
        if not having:
            return None, Reason.NO_ARTICLE
        if len(having) > 1:
            return None, Reason.CONTEXT
        return having[0], None

    def division(self, locator: Locator) -> Found:
        """Return the division that ``locator`` names, which must be the only one of these numbers."""
        eid, reason = self._division(_wanted(locator))
        if not eid:
            return Found(reason=reason, locator=locator)
        if not locator.to_chapter and not locator.to_section:
            return Found(eid, locator=locator)
        last = locator._replace(
            chapter=locator.to_chapter or locator.chapter,
            section=locator.to_section or locator.section,
            to_chapter="",
            to_section="",
        )
        to_eid, reason = self._division(_wanted(last))
        return Found(eid, to_eid, reason if not to_eid else None, locator)

    def _division(self, wanted: tuple[tuple[str, str], ...]) -> tuple[str, Reason | None]:
        having = [
            eid
            for path, eid in self._divisions
            if path and path[-1] == wanted[-1] and all(step in path for step in wanted)
        ]
        if len(having) == 1:
            return having[0], None
        return "", Reason.CONTEXT if having else Reason.NO_DIVISION


def _wanted(locator: Locator) -> tuple[tuple[str, str], ...]:
    labels = (
        ("book", locator.book),
        ("part", locator.part),
        ("chapter", locator.chapter),
        ("section", locator.section),
    )
    return tuple((_KINDS[name], _division_number(label)) for name, label in labels if label)


def _inside(unit: UnitOutline, locator: Locator) -> Found:
    """Return the 款 and 项 of ``unit`` that ``locator`` names."""
    last = locator.to_paragraph or locator.paragraph
    if locator.paragraph is not None and not 0 < locator.paragraph <= (last or 0) <= len(unit.shape):
        return Found(reason=Reason.NO_PARAGRAPH, locator=locator)
    if locator.items:
        return _items(unit, locator)
    if locator.paragraph is None:
        return Found(unit.eid, locator=locator)
    to_eid = f"{unit.eid}__para_{locator.to_paragraph}" if locator.to_paragraph else ""
    return Found(f"{unit.eid}__para_{locator.paragraph}", to_eid, locator=locator)


def _items(unit: UnitOutline, locator: Locator) -> Found:
    """Return the 项: in the 款 named, else in the only 款 that has them all."""
    numbers = [str(to_int(label.strip("（）"))) for label in locator.items]
    places = [locator.paragraph] if locator.paragraph is not None else range(1, len(unit.shape) + 1)
    having = [at for at in places if at is not None and set(numbers) <= set(unit.shape[at - 1])]
    if not having:
        return Found(reason=Reason.NO_ITEM, locator=locator)
    if len(having) > 1:
        # Which 款 is meant is not said; that it is in this article is.
        return Found(unit.eid, locator=locator)
    points = [f"{unit.eid}__para_{having[0]}__point_{number}" for number in numbers]
    return Found(points[0], points[-1] if len(points) > 1 else "", locator=locator)


def _top_number(label: str) -> tuple[int, int] | None:
    """Return the number of a top unit: ``十二、`` → (12, 0), ``3.`` → (3, 0)."""
    match = _NUMBER.search(label)
    try:
        return (to_int(match[0]), 0) if match else None
    except ValueError:
        return None


def _division_number(label: str) -> str:
    """Return the number of a division's label, so that 第1章 and 第一章 are the same."""
    number = label_number(label)
    return "" if number is None else f"{number[0]}-{number[1]}"


def _annex_name(label: str) -> tuple[str, str]:
    """Return word and number of an annex's label: ``附件2：`` → ("附件", "二")."""
    match = _NUMBER.search(label)
    try:
        return label[:2], to_chinese(to_int(match[0])) if match else ""
    except ValueError:
        return label[:2], ""
