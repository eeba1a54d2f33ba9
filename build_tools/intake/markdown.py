"""Spans and tables → Markdown as the source files have it; what reads like a mark and is text is escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_tools.intake.blocks import Face, Grid, Span
from build_tools.parse.inline import TAG
from build_tools.parse.lines import BLANK

_MARK = re.compile(r"[\\*`]|(?<=!)\[")
_TAG = re.compile(rf"<(?={TAG.removeprefix('<')})", re.IGNORECASE)
_START = re.compile(r"[#>]|[-+](?=[ \t])|[-_]{3,}\Z|\|(?=.*\|\Z)")
_BLANKS = re.compile(r"[ \t\xa0]{2,}|[\t\xa0]")


def inline(spans: Sequence[Span]) -> str:
    """Return the content of a line, without blanks at both ends; its beginning may still read like a mark."""
    return "".join(_span(span) for span in spans).strip(BLANK)


def line(spans: Sequence[Span]) -> str:
    """Return a line of plain text: like :func:`inline`, and its beginning is no mark of Markdown."""
    text = inline(spans)
    return "\\" + text if _START.match(text) else text


def table(grid: Grid) -> str:
    """Return a table, below an empty header as tables of official texts have it."""
    width = len(grid.rows[0])
    rows = [[inline(cell).replace("|", "\\|") for cell in row] for row in grid.rows]
    head = [[""] * width, ["---"] * width]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (*head, *rows))


def _span(span: Span) -> str:
    if span.face is Face.IMAGE:
        return f"![]({span.text})"
    text = _escaped(_BLANKS.sub(" ", span.text))
    return text if span.face is Face.PLAIN else f"<{span.face.value}>{text}</{span.face.value}>"


def _escaped(text: str) -> str:
    """Return ``text`` with a backslash before what the parser would take for a mark."""
    return _TAG.sub(r"\\<", _MARK.sub(r"\\\g<0>", text))
