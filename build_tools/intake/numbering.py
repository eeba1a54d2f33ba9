"""Numbers that Word counts and does not store: the text of a list label, from ``word/numbering.xml``.

A reader of the official document sees 一、 or （一） before such a paragraph, so it belongs to the text. The
150 official files have none; a document typed by a local authority may.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.intake.styles import number
from build_tools.intake.xmltree import Node
from build_tools.numerals import to_chinese

_LEVELS = 9
_LONGEST_PATTERN = 40
_HOLE = re.compile(r"%([1-9])")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_CHINESE = frozenset(
    [
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "ideographDigital",
        "chineseLegalSimplified",
    ]
)


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    legal: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a paragraph; ``known`` is False where its form of numbers cannot be written."""

    text: str
    known: bool = True


class Numbering:
    """The lists of a document, counting as its paragraphs come."""

    def __init__(self, root: Node | None) -> None:
        """Read the lists; without the part there are none."""
        self._lists: dict[str, tuple[str, tuple[_Level, ...]]] = dict(_lists(root)) if root else {}
        self._counts: dict[str, list[int]] = {}

    def label(self, list_id: str, level: int) -> Label | None:
        """Return the label of the next paragraph on ``level`` of a list; None: it has none, or a bullet."""
        known = self._lists.get(list_id)
        if known is None or not 0 <= level < _LEVELS:
            return None
        abstract, levels = known
        counts = self._counts.setdefault(abstract, [0] * _LEVELS)
        counts[level] = counts[level] + 1 if counts[level] else levels[level].start
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        here = levels[level]
        if here.form in {"bullet", "none"} or not here.pattern:
            return None
        if len(here.pattern) > _LONGEST_PATTERN:
            return Label("", known=False)
        shown = [
            _written(count or lv.start, "decimal" if here.legal else lv.form)
            for count, lv in zip(counts, levels, strict=True)
        ]
        used = [int(hole) - 1 for hole in _HOLE.findall(here.pattern)]
        text = _HOLE.sub(lambda hole: shown[int(hole[1]) - 1] or "", here.pattern)
        return Label(text, all(shown[index] is not None for index in used))


def _lists(root: Node) -> Mapping[str, tuple[str, tuple[_Level, ...]]]:
    """Return by ``w:numId`` the abstract list that counts, and its levels with what this list overrides."""
    abstracts = {node.get("w:abstractNumId"): node for node in root.each("w:abstractNum")}
    found = {}
    for node in root.each("w:num"):
        name = node.value("w:abstractNumId")
        abstract = abstracts.get(name)
        if abstract is None:
            continue
        levels = [_Level() for _ in range(_LEVELS)]
        _read_levels(abstract, levels)
        overridden = list(node.each("w:lvlOverride"))
        for override in overridden:
            _read_levels(override, levels)
            index = number(override.get("w:ilvl"))
            start = override.value("w:startOverride")
            if start and index < _LEVELS:
                levels[index] = _Level(
                    number(start), levels[index].form, levels[index].pattern, levels[index].legal
                )
        # A list that starts anew counts for itself; others that share an abstract list count together.
        found[node.get("w:numId")] = (f"{name}/{node.get('w:numId')}" if overridden else name, tuple(levels))
    return found


def _read_levels(node: Node, levels: list[_Level]) -> None:
    """Put the levels that ``node`` defines into ``levels``."""
    for child in node.each("w:lvl"):
        index = number(child.get("w:ilvl"))
        if index < _LEVELS:
            start = child.value("w:start")
            form = child.value("w:numFmt") or "decimal"
            legal = child.child("w:isLgl") is not None
            levels[index] = _Level(number(start) if start else 1, form, child.value("w:lvlText"), legal)


def _written(count: int, form: str) -> str | None:
    """Return a number in the form of a list, or None for a form that is not written here."""
    if form in {"decimal", "decimalHalfWidth"}:
        return str(count)
    if form in {"decimalFullWidth", "decimalFullWidth2"}:
        return str(count).translate(_FULL_WIDTH)
    if form in _CHINESE and count < 100_000:
        return to_chinese(count)
    if form.startswith("decimalEnclosedCircle") and 1 <= count <= 20:
        return chr(ord("①") + count - 1)
    if form == "ideographTraditional" and 1 <= count <= len(_STEMS):
        return _STEMS[count - 1]
    if form in {"lowerLetter", "upperLetter"} and 1 <= count <= 26:
        return chr(ord("a" if form == "lowerLetter" else "A") + count - 1)
    return None
