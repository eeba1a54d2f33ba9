"""How the parser tests say what a law must become: labels, divisions, and the shape of a unit."""

from __future__ import annotations

from build_tools.model.law import Law
from build_tools.model.nodes import Division, Item, Paragraph, Subitem, Table, Text, Unit, units
from build_tools.parse.coverage import gaps
from build_tools.parse.loader import parse_bytes


def parse(body: str, title: str = "某条例") -> Law:
    """Return the law of ``body``, which must not have lost a character."""
    result = parse_bytes(f"---\ntitle: {title}\n---\n\n{body}\n".encode(), "x.md")
    assert result.law is not None
    assert gaps(result.law, result.source) == ()
    return result.law


def labels(law: Law) -> list[str]:
    return [u.label.text for u in units(law.body)]


def divisions(nodes: object, depth: int = 0) -> list[tuple[int, str, str]]:
    """Return depth, eId and text of every division."""
    out = []
    for node in nodes:  # type: ignore[attr-defined]
        if isinstance(node, Division):
            label = node.label.text if node.label else ""
            out.append((depth, node.eid, label + "".join(r.text for r in node.title)))
            out += divisions(node.children, depth + 1)
    return out


def shape(node: object) -> object:
    """Return a unit's content as nested lists: text, or [label, …]."""
    if isinstance(node, Text):
        return node.plain
    if isinstance(node, Table):
        return "table"
    if isinstance(node, (Item, Subitem)):
        return [node.label.text, *(shape(c) for c in node.children)]
    if isinstance(node, (Unit, Paragraph)):
        return [shape(c) for c in node.children]
    raise TypeError(node)


def unit(law: Law, label: str) -> Unit:
    return next(u for u in units(law.body) if u.label.text == label)


def codes(law: Law) -> set[str]:
    return {d.code for d in law.diagnostics}
