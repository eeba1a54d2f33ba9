"""``word/document.xml`` → paragraphs and tables in reading order, as a reader of the document sees them.

What is not stored as text and seen all the same is written out: numbers of lists, marks of footnotes. What is
stored and not seen is left out: deleted and hidden text, fields' instructions, the second form of a
drawing. Each of these is reported with the paragraph quoted, as is all that cannot be shown as text.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.diagnostics import Severity
from build_tools.intake.blocks import Block, Grid, Paragraph, Span, plain
from build_tools.intake.document import Document
from build_tools.intake.findings import Findings
from build_tools.intake.numbering import Numbering
from build_tools.intake.pictures import Pictures
from build_tools.intake.runs import Content, RunReader
from build_tools.intake.styles import PLAIN, alignment, number, switch
from build_tools.intake.xmltree import Node

MOST_CELLS = 100_000
"""So many cells may the tables of a document have together; the largest real table has 15,000."""
_MOST_COLUMNS = 100

_GONE = frozenset(["w:del", "w:moveFrom", "mc:Fallback", "w:sectPr"])


def read_blocks(document: Document, pictures: Pictures, findings: Findings) -> tuple[Block, ...]:
    """Return what the document holds, in order; the texts of footnotes follow behind.

    Raises:
        RejectedError: its tables go beyond the limits.
    """
    return tuple(_Reader(document, pictures, findings).read())


class _Reader:
    """One pass over the body."""

    def __init__(self, document: Document, pictures: Pictures, findings: Findings) -> None:
        self._document = document
        self._findings = findings
        self._numbering = Numbering(document.numbering)
        self._runs = RunReader(document, pictures, findings)
        self._count = 0
        self._cells = 0
        self._new_page = False

    def read(self) -> Iterator[Block]:
        """Yield the blocks."""
        yield from self._blocks(self._document.body)
        for mark, note in self._runs.notes():
            first, *rest = list(self._blocks(note)) or [Paragraph(self._count, ((),))]
            if isinstance(first, Paragraph):
                line, *lines = first.lines
                yield Paragraph(first.number, ((Span(f"{mark}: "), *line), *lines))
            else:
                yield from (Paragraph(first.number, ((Span(f"{mark}: "),),)), first)
            yield from rest

    def _blocks(self, parent: Node) -> Iterator[Block]:
        """Yield the paragraphs and tables below ``parent``, also those in content controls and the like."""
        for node in parent.children:
            if node.name == "w:p":
                yield from self._paragraph(node)
            elif node.name == "w:tbl":
                yield from self._table(node)
            elif node.name == "w:altChunk":
                message = (
                    "a part of the text is embedded as another file and was not read; copy it in by hand"
                )
                self._findings.add("docx-embedded", message, severity=Severity.ERROR, paragraph=self._count)
            elif node.name not in _GONE:
                yield from self._blocks(node)

    def _paragraph(self, node: Node) -> Iterator[Block]:
        """Yield a paragraph, and behind it what stands in its text boxes."""
        self._count += 1
        properties = node.child("w:pPr") or Node("w:pPr", {})
        styles = self._document.styles
        style = styles.get(properties.value("w:pStyle")) or styles.get("") or PLAIN
        content = self._runs.read(node, self._count)
        label = self._label(properties, style.list_id, style.level, content)
        lines = content.lines
        if label:
            lines = ((Span(label), *lines[0]), *lines[1:])
        new_page = (
            self._new_page or content.page_before or style.new_page or switch(properties, "w:pageBreakBefore")
        )
        blank = not any(plain(line).strip() or line for line in lines)
        self._new_page = (
            content.page_after or (new_page and blank) or properties.child("w:sectPr") is not None
        )
        align = alignment(properties) or style.align
        yield Paragraph(self._count, lines, style.name, align.replace("left", ""), new_page)
        for box in content.boxes:
            inside = list(self._blocks(box))
            text = " ".join(block.text for block in inside if isinstance(block, Paragraph))
            message = (
                "the text of a text box was put behind the paragraph that holds it; look where it belongs"
            )
            self._findings.add("docx-text-box", message, paragraph=self._count, quote=text)
            yield from inside

    def _label(self, properties: Node, list_id: str, level: int, content: Content) -> str:
        """Return the number that Word shows before a paragraph, empty when there is none."""
        own = properties.child("w:numPr")
        if own is not None:
            list_id = own.value("w:numId") or list_id
            level = number(own.value("w:ilvl"))
        if not list_id or list_id == "0" or not any(content.lines):
            return ""
        label = self._numbering.label(list_id, level)
        if label is None:
            return ""
        text = " ".join(plain(line) for line in content.lines)
        if not label.known:
            message = "Word numbers this paragraph in a form that is not known here; write its number by hand"
            self._findings.add("docx-number-unknown", message, paragraph=self._count, quote=text)
            return ""
        message = f"Word counts the number {label.text!r} of this paragraph; it was written out: compare it"
        self._findings.add("docx-number", message, paragraph=self._count, quote=text)
        return label.text

    def _table(self, node: Node) -> Iterator[Block]:
        """Yield a table."""
        first = self._count + 1
        rows = [self._row(row) for row in _rows(node)]
        width = max((len(row) for row in rows), default=0)
        if width > _MOST_COLUMNS:
            raise self._findings.reject(
                "docx-table-too-large", f"a table with {width:,} columns; this is no law text"
            )
        self._cells += width * len(rows)
        self._check_cells()
        if width:
            yield Grid(first, tuple((*row, *((),) * (width - len(row))) for row in rows))

    def _row(self, row: Node) -> tuple[tuple[Span, ...], ...]:
        """Return the cells of a row; one that spans columns is followed by empty ones."""
        cells: list[tuple[Span, ...]] = []
        before = row.child("w:trPr", "w:gridBefore")
        cells += [()] * (min(number(before.get("w:val")), _MOST_COLUMNS + 1) if before else 0)
        for cell in _below(row, "w:tc"):
            span = max(1, number((cell.child("w:tcPr") or cell).value("w:gridSpan")))
            cells += [self._cell(cell), *[()] * (min(span, _MOST_COLUMNS + 1) - 1)]
            if len(cells) > 2 * _MOST_COLUMNS:
                break
        return tuple(cells)

    def _cell(self, cell: Node) -> tuple[Span, ...]:
        """Return the text of a cell, its paragraphs and lines parted by blanks."""
        self._cells += 1
        self._check_cells()
        out: list[Span] = []
        for block in self._blocks(cell):
            if isinstance(block, Grid):
                message = "a table within a table was read as the text of the cell; look at it"
                text = " ".join(plain(spans) for row in block.rows for spans in row)
                self._findings.add("docx-table-nested", message, paragraph=block.number, quote=text)
            parts = block.lines if isinstance(block, Paragraph) else [c for row in block.rows for c in row]
            for part in parts:
                if part:
                    out += [Span(" "), *part] if out else part
        return tuple(out)

    def _check_cells(self) -> None:
        if self._cells > MOST_CELLS:
            message = f"more than {MOST_CELLS:,} table cells; this is no law text"
            raise self._findings.reject("docx-table-too-large", message)


def _rows(table: Node) -> Iterator[Node]:
    return _below(table, "w:tr")


def _below(parent: Node, name: str) -> Iterator[Node]:
    """Yield the elements of that name below ``parent``, through content controls, not through others of it."""
    for node in parent.children:
        if node.name == name:
            yield node
        elif node.name in {"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"}:
            yield from _below(node, name)
