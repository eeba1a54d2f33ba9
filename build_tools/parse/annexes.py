"""The lines of an annex → its title and text."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.model.nodes import Annex, Block, Division, Paragraph, Preamble, Role, Run, Text
from build_tools.parse.inline import inlines
from build_tools.parse.labels import ARTICLE, DIVISION, ENDS_SENTENCE, label_of
from build_tools.parse.lines import Line, Mark
from build_tools.parse.notes import Notes
from build_tools.parse.tokens import squeeze
from build_tools.parse.tree import build, read_tokens
from build_tools.parse.zones import AnnexLines

_TITLE_LINES = 4
_TITLE_LENGTH = 60


def build_annex(zone: AnnexLines, number: int, notes: Notes) -> Annex:
    """Return annex ``number`` of a document; its ids begin with ``annex_N``."""
    eid = f"annex_{number}"
    heading = tuple(
        run for line in zone.marker for run in inlines(line.text, line.start) if isinstance(run, Run)
    )
    lines = [line for line in zone.lines if line.mark is not Mark.RULE]
    count = _title_lines(lines)
    title = tuple(
        Text(inlines(line.text, line.start), Role.TITLE)
        for line in lines[:count]
        if inlines(line.text, line.start)
    )
    if not zone.marker:
        at = lines[0]
        notes.warn(
            "second-instrument",
            at,
            "the articles begin again at 第一条: a second instrument in one file, shown as an annex."
            " Put a heading ### 附件 before it, or a file of its own",
        )
    tree = build(read_tokens(lines[count:], notes, quoting=bool(zone.marker)), eid)
    lead = _lead(tree.preamble)
    return Annex(eid, heading, title, (*lead, *tree.children))


def _lead(preamble: Preamble | None) -> tuple[Division | Paragraph | Block, ...]:
    """Return what stands before the first unit of an annex: its 题注 and prose, with a heading such as 序言."""
    if preamble is None:
        return ()
    heading = (preamble.heading,) if preamble.heading else ()
    return (*heading, *preamble.children)


def _title_lines(lines: Sequence[Line]) -> int:
    """Return how many lines at the beginning are the annex's own title."""
    count = 0
    while count < min(_TITLE_LINES, len(lines)) and _is_title(lines[count]):
        count += 1
    return count if count < len(lines) else 0


def _is_title(line: Line) -> bool:
    text = line.text
    return (
        line.mark is Mark.PLAIN
        and len(text) <= _TITLE_LENGTH
        and text[-1] not in ENDS_SENTENCE
        and "![" not in text
        and not text.startswith(("（", "(", "“"))
        and label_of(text) is None
        and not text[0].isdigit()
        and not ARTICLE.match(text)
        and not DIVISION.match(squeeze(text))
    )
