"""A paragraph's runs → its lines of spans, its text boxes, and the notes that it refers to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from build_tools.diagnostics import Severity
from build_tools.intake.blocks import Face, Span
from build_tools.intake.document import Document
from build_tools.intake.findings import Findings
from build_tools.intake.pictures import Pictures
from build_tools.intake.styles import switch
from build_tools.intake.xmltree import Node

MISSING: Final = "〓"
"""Stands where a character cannot be written: what Chinese typesetting puts for a missing glyph."""

_SKIPPED = frozenset(
    [
        "w:pPr", "w:rPr", "w:instrText", "w:delText", "w:delInstrText", "w:fldData", "w:footnoteRef", "w:endnoteRef",
        "w:separator", "w:continuationSeparator", "w:annotationRef", "w:sdtPr", "w:sdtEndPr", "w:softHyphen",
        "mc:Fallback", "w:rubyPr", "w:commentReference", "w:pgNum", "w:lastRenderedPageBreak",
    ]
)  # fmt: skip
_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0x7F))


@dataclass(slots=True)
class Content:
    """What a paragraph holds."""

    lines: tuple[tuple[Span, ...], ...] = ((),)
    boxes: list[Node] = field(default_factory=list)
    """Contents of text boxes."""
    page_before: bool = False
    page_after: bool = False


class RunReader:
    """Reads the runs of one paragraph after the other, and remembers which notes were referred to."""

    def __init__(self, document: Document, pictures: Pictures, findings: Findings) -> None:
        """Read paragraphs of ``document``; images go to ``pictures``."""
        self._document = document
        self._pictures = pictures
        self._findings = findings
        self._notes: dict[tuple[str, str], tuple[str, Node]] = {}
        self._content = Content()
        self._lines: list[list[Span]] = [[]]
        self._number = 0
        self._handlers: Mapping[str, Callable[[Node, Face], None]] = {
            "w:t": self._text,
            "m:t": self._formula,
            "w:tab": lambda node, face: self._add(" ", face),
            "w:ptab": lambda node, face: self._add(" ", face),
            "w:noBreakHyphen": lambda node, face: self._add("-", face),
            "w:br": self._break,
            "w:cr": self._break,
            "w:sym": self._symbol,
            "w:r": self._run,
            "w:del": self._deleted,
            "w:moveFrom": self._deleted,
            "w:ruby": self._ruby,
            "w:footnoteReference": self._note,
            "w:endnoteReference": self._note,
            "w:txbxContent": lambda node, face: self._content.boxes.append(node),
            "a:blip": lambda node, face: self._image(node.get("r:embed")),
            "v:imagedata": lambda node, face: self._image(node.get("r:id")),
        }

    def read(self, paragraph: Node, number: int) -> Content:
        """Return the content of paragraph ``number``."""
        self._content = Content()
        self._lines = [[]]
        self._number = number
        self._walk(paragraph, Face.PLAIN)
        self._content.lines = tuple(_joined(line) for line in self._lines)
        return self._content

    def notes(self) -> Iterator[tuple[str, Node]]:
        """Yield mark and text of the notes that were referred to; a note may refer to no further one."""
        yield from list(self._notes.values())

    def _walk(self, parent: Node, face: Face) -> None:
        for node in parent.children:
            handler = self._handlers.get(node.name)
            if handler is not None:
                handler(node, face)
            elif node.name not in _SKIPPED:
                self._walk(node, face)

    def _add(self, text: str, face: Face) -> None:
        if text:
            self._lines[-1].append(Span(text, face))

    def _report(self, code: str, message: str, quote: str, severity: Severity = Severity.WARNING) -> None:
        self._findings.add(code, message, severity=severity, paragraph=self._number, quote=quote)

    def _text(self, node: Node, face: Face) -> None:
        text = node.text.translate(_CONTROL)
        if any("\ue000" <= char <= "\uf8ff" for char in text):
            message = "a character of a private font, which others do not show; write the one that is meant"
            self._report("docx-private-character", message, text)
        self._add(text.replace("\n", " ").replace("\r", " "), face)

    def _run(self, node: Node, face: Face) -> None:
        properties = node.child("w:rPr")
        if properties is not None:
            if switch(properties, "w:vanish"):
                text = "".join(child.text for child in node.find("w:t"))
                if text.strip():
                    self._report("docx-hidden", "hidden text was left out", text)
                return
            raised = properties.value("w:vertAlign")
            face = {"superscript": Face.RAISED, "subscript": Face.LOWERED}.get(raised, face)
        self._walk(node, face)

    def _break(self, node: Node, _: Face) -> None:
        if node.get("w:type") in {"page", "column"}:
            if any(span.text.strip() for line in self._lines for span in line):
                self._content.page_after = True
                self._lines.append([])
            else:
                self._content.page_before = True
            return
        self._lines.append([])

    def _symbol(self, node: Node, face: Face) -> None:
        code = node.get("w:char")
        value = (
            int(code, 16) if len(code) in (4, 5) and all(c in "0123456789abcdefABCDEF" for c in code) else 0
        )
        if 0x20 < value < 0xD800 or 0xF900 <= value < 0x110000:
            self._add(chr(value), face)
            return
        font = node.get("w:font")[:40]
        self._report(
            "docx-symbol",
            f"character {code[:8]} of the font {font} stands here; write the one that is meant",
            MISSING,
        )
        self._add(MISSING, face)

    def _formula(self, node: Node, face: Face) -> None:
        self._report("docx-formula", "a formula was written on one line; compare it", node.text)
        self._add(node.text.translate(_CONTROL), face)

    def _deleted(self, node: Node, _: Face) -> None:
        text = "".join(child.text for name in ("w:delText", "w:t") for child in node.find(name))
        message = "the document records changes; what is marked as deleted was left out"
        self._report("docx-tracked-change", message, text)

    def _ruby(self, node: Node, face: Face) -> None:
        for child in node.each("w:rubyBase"):
            self._walk(child, face)
        text = "".join(child.text for above in node.each("w:rt") for child in above.find("w:t"))
        self._report("docx-ruby", "the reading above a word was left out", text)

    def _note(self, node: Node, _: Face) -> None:
        kind = node.name.removeprefix("w:").removesuffix("Reference")
        key = (kind, node.get("w:id"))
        note = self._document.notes[kind].get(key[1])
        if note is None:
            return
        if key not in self._notes:
            mark = f"[^{len(self._notes) + 1}]"
            self._notes[key] = (mark, note)
            text = "".join(child.text for child in note.find("w:t"))
            message = f"the note {mark} was put at the end of the text; look at it"
            self._report("docx-note", message, text, Severity.INFO)
        self._add(self._notes[key][0], Face.PLAIN)

    def _image(self, relation: str) -> None:
        target = self._pictures.add(self._document, relation, self._number)
        if target:
            self._lines[-1].append(Span(target, Face.IMAGE))


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Return ``spans`` with neighbours of one face joined."""
    out: list[Span] = []
    for span in spans:
        if out and out[-1].face is span.face and span.face is not Face.IMAGE:
            out[-1] = Span(out[-1].text + span.text, span.face)
        else:
            out.append(span)
    return tuple(out)
