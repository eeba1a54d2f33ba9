"""Is the text of a source file that of its ``.docx``, character by character? Blank characters aside.

The text of the ``.docx`` is taken a second time, by a walk that knows nothing of paragraphs, titles or
articles; that of the source file from the law that the parser makes of it, which is what readers get.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from build_tools.intake.document import Document, open_document
from build_tools.intake.findings import Findings, RejectedError, shorten
from build_tools.intake.numbering import Numbering
from build_tools.intake.package import read_file
from build_tools.intake.runs import MISSING
from build_tools.intake.styles import number, switch
from build_tools.intake.xmltree import Node
from build_tools.model.law import Law
from build_tools.model.nodes import Run
from build_tools.parse.coverage import runs
from build_tools.parse.loader import ParseResult, parse_bytes
from build_tools.parse.tokens import squeeze

_UNSEEN = frozenset(
    ["w:del", "w:moveFrom", "mc:Fallback", "w:pPr", "w:rPr", "w:instrText", "w:rt", "w:sectPr", "w:delText"]
)


def compare(document: Document, result: ParseResult) -> str:
    """Return where the texts differ first, with both quoted; empty when they are the same."""
    if result.law is None:
        return "the source file cannot be read: " + "; ".join(one.message for one in result.diagnostics)
    official = squeeze(docx_text(document))
    ours = squeeze(law_text(result.law))
    if official == ours:
        return ""
    at = next(
        (i for i, (a, b) in enumerate(zip(official, ours, strict=False)) if a != b),
        min(len(official), len(ours)),
    )
    there, here = official[max(0, at - 8) : at + 24], ours[max(0, at - 8) : at + 24]
    return f"the text differs from the .docx at character {at + 1:,}: “{shorten(there)}” there, “{shorten(here)}” here"


def compare_file(docx: Path, source: Path) -> str:
    """Return where the texts of two files differ first, or why they cannot be compared; empty: they are the same."""
    findings = Findings(docx.name)
    try:
        document = open_document(read_file(docx, findings), findings)
        return compare(document, parse_bytes(source.read_bytes(), source.name))
    except RejectedError as error:
        return error.finding.message
    except OSError as error:
        return f"cannot be read: {error.strerror or error}"


def law_text(law: Law) -> str:
    """Return all text of a law in the order of its file, the 目录 included."""
    found = [run for run in runs(law) if isinstance(run, Run)]
    found += [run for entry in law.contents for run in entry.inlines if isinstance(run, Run)]
    return "\n".join(run.text for run in sorted(found, key=lambda run: run.start))


def docx_text(document: Document) -> str:
    """Return the text that a reader of the ``.docx`` sees, headers and footers aside."""
    return "".join(_Walk(document).text())


class _Walk:
    """A walk through the XML of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._numbering = Numbering(document.numbering)
        self._notes: dict[str, Node] = {}

    def text(self) -> Iterator[str]:
        """Yield the pieces of text."""
        yield from self._below(self._document.body)
        for index, note in enumerate(list(self._notes.values()), 1):
            yield f"[^{index}]:"
            yield from self._below(note)

    def _below(self, parent: Node) -> Iterator[str]:
        boxes: list[Node] = []
        for node in parent.children:
            yield from self._node(node, boxes)
        for box in boxes:
            yield from self._below(box)

    def _node(self, node: Node, boxes: list[Node]) -> Iterator[str]:
        name = node.name
        if name in {"w:t", "m:t"}:
            yield "".join(char for char in node.text if char >= " " and char != "\x7f")
        elif name == "w:noBreakHyphen":
            yield "-"
        elif name == "w:sym":
            yield _symbol(node.get("w:char"))
        elif name in {"w:footnoteReference", "w:endnoteReference"}:
            yield from self._note(node)
        elif name == "w:txbxContent":
            boxes.append(node)
        elif name == "w:p":
            pieces = "".join(self._below(node))
            yield self._label(node, pieces) + pieces
        elif name not in _UNSEEN and not (name == "w:r" and switch(node.child("w:rPr") or node, "w:vanish")):
            for child in node.children:
                yield from self._node(child, boxes)

    def _note(self, node: Node) -> Iterator[str]:
        kind = node.name[2:].removesuffix("Reference")
        note = self._document.notes[kind].get(node.get("w:id"))
        if note is not None:
            key = f"{kind} {node.get('w:id')}"
            self._notes.setdefault(key, note)
            yield f"[^{list(self._notes).index(key) + 1}]"

    def _label(self, node: Node, text: str) -> str:
        """Return the number that Word shows before a paragraph."""
        properties = node.child("w:pPr") or Node("w:pPr", {})
        style = self._document.styles.get(properties.value("w:pStyle")) or self._document.styles.get("")
        own = properties.child("w:numPr")
        list_id = (own.value("w:numId") if own else "") or (style.list_id if style else "")
        level = number(own.value("w:ilvl")) if own else (style.level if style else 0)
        label = self._numbering.label(list_id, level) if text and list_id not in {"", "0"} else None
        return label.text if label and label.known else ""


def _symbol(code: str) -> str:
    try:
        value = int(code, 16)
    except ValueError:
        return MISSING
    return chr(value) if 0x20 < value < 0xD800 or 0xF900 <= value < 0x110000 else MISSING
