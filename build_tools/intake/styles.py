"""``word/styles.xml``: names of styles, and what they pass on to their paragraphs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from build_tools.intake.xmltree import Node

_LONGEST_CHAIN = 20
_MOST = 4079
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says: its name, alignment, and the list that it numbers its paragraphs in."""

    name: str
    align: str = ""
    list_id: str = ""
    level: int = 0
    new_page: bool = False


PLAIN = Style("")


def read_styles(root: Node | None) -> Mapping[str, Style]:
    """Return the styles by id, each with what it inherits; the default paragraph style is under ``""``.

    Word itself knows at most 4,079; what comes behind is not read, and its paragraphs are plain.
    """
    if root is None:
        return {}
    nodes = {node.get("w:styleId"): node for node in islice(root.each("w:style"), _MOST)}
    styles = {style_id: _style(node, nodes) for style_id, node in nodes.items()}
    for style_id, node in nodes.items():
        if node.get("w:type") == "paragraph" and is_on(node.get("w:default")) and node.get("w:default"):
            styles[""] = styles[style_id]
    return styles


def _style(node: Node, nodes: Mapping[str, Node]) -> Style:
    """Return a style, following 根据 (``w:basedOn``) as far as a chain may go."""
    name = node.value("w:name")
    align = list_id = ""
    level = 0
    new_page = False
    link: Node | None = node
    for _ in range(_LONGEST_CHAIN):
        if link is None:
            break
        properties = link.child("w:pPr")
        if properties is not None:
            align = align or alignment(properties)
            new_page = new_page or switch(properties, "w:pageBreakBefore")
            if not list_id:
                list_id = properties.value("w:numPr", "w:numId")
                level = number(properties.value("w:numPr", "w:ilvl"))
        link = nodes.get(link.value("w:basedOn"))
    return Style(name, align, list_id, level, new_page)


def alignment(properties: Node) -> str:
    """Return ``center``, ``right`` or empty, from paragraph properties."""
    value = properties.value("w:jc")
    return {"center": "center", "right": "right", "end": "right"}.get(value, value and "left")


def switch(properties: Node, name: str) -> bool:
    """Return whether a property that is on or off is on."""
    node = properties.child(name)
    return node is not None and is_on(node.get("w:val"))


def is_on(value: str) -> bool:
    """Return whether the value of an on-off property means on; none at all does."""
    return value not in {"0", "false", "off", "none"}


def number(value: str) -> int:
    """Return a small number: 0 for what is none, the largest known here for what is larger."""
    if not (value.isascii() and value.isdigit()):
        return 0
    return int(value) if len(value) <= _DIGITS else 10**_DIGITS
