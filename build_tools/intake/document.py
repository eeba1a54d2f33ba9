"""The parts of a ``.docx`` that carry text: found by their relations, parsed, and handed on together."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.intake.findings import Findings
from build_tools.intake.package import Package
from build_tools.intake.styles import Style, read_styles
from build_tools.intake.xmltree import Node, parse

_RELATION = "/relationships/"
_MAIN = "officeDocument"


@dataclass(frozen=True, slots=True)
class Document:
    """What the text is read from."""

    package: Package
    body: Node
    styles: Mapping[str, Style]
    numbering: Node | None
    notes: Mapping[str, Mapping[str, Node]]
    """Footnotes and endnotes by id, under ``footnote`` and ``endnote``."""
    targets: Mapping[str, str]
    """Parts that the text refers to (images) by id of the relation; what lies outside is left out."""


def open_document(data: bytes, findings: Findings) -> Document:
    """Open the ``.docx`` that ``data`` is.

    Raises:
        RejectedError: it is none, is damaged, or goes beyond a limit.
    """
    package = Package(data, findings)
    main = _main_part(package, findings)
    root = parse(package.read(main), main, findings)
    body = root.child("w:body")
    if root.name != "w:document" or body is None:
        raise findings.reject("docx-not", f"{main} is no Word document; a table or slides cannot be taken in")
    relations = _relations(package, main, findings)
    by_kind = {kind: target for kind, target in relations.values() if kind}
    notes = {
        kind: _notes(_part(package, by_kind.get(f"{kind}s", ""), findings), f"w:{kind}")
        for kind in ("footnote", "endnote")
    }
    return Document(
        package=package,
        body=body,
        styles=read_styles(_part(package, by_kind.get("styles", ""), findings)),
        numbering=_part(package, by_kind.get("numbering", ""), findings),
        notes=notes,
        targets={name: target for name, (kind, target) in relations.items() if kind == "image"},
    )


def _main_part(package: Package, findings: Findings) -> str:
    """Return the name of the part with the text."""
    for kind, target in _relations(package, "", findings).values():
        if kind == _MAIN:
            return target
    raise findings.reject("docx-not", "the archive holds no document; it is no .docx")


def _relations(package: Package, part: str, findings: Findings) -> dict[str, tuple[str, str]]:
    """Return kind and target of what ``part`` refers to inside the archive, by id."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if not package.has(path):
        return {}
    found = {}
    for node in parse(package.read(path), path, findings).each("rel:Relationship"):
        if node.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, node.get("Target"))).lstrip("/")
            kind = node.get("Type").rpartition(_RELATION)[2]
            found[node.get("Id")] = (kind, target)
    return found


def _part(package: Package, name: str, findings: Findings) -> Node | None:
    """Return the root of a part that may be missing."""
    return parse(package.read(name), name, findings) if package.has(name) else None


def _notes(root: Node | None, name: str) -> dict[str, Node]:
    """Return the notes by id; those that are only the line above notes have a type, and are left out."""
    if root is None:
        return {}
    return {node.get("w:id"): node for node in root.each(name) if node.get("w:type") in {"", "normal"}}
