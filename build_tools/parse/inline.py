"""The content of a line → runs and images: bold, escapes, images and presentational HTML tags.

Only marks that are named here are taken out of the text. Anything else, a ``<script>`` for one, is
text, and reaches the reader as the characters that it is.
"""

from __future__ import annotations

import re

from build_tools.model.nodes import Image, Inline, Run
from build_tools.parse.lines import BLANK

TAG = (
    r"</?(?:br|span|sup|sub|u|b|i|em|strong|center|font|div|p|details|summary)"
    r"(?:\s+(?:class|style|align|color|size|face)=(?:\"[^\"<>]{0,80}\"|'[^'<>]{0,80}'))*\s*/?>"
)
"""Tags that only change how text looks: they are marks, and what is between them stays."""

ESCAPE = r"\\[\\`*_{}\[\]()#+\-.!|<>~]"
"""A backslash and Markdown punctuation: the mark is the backslash, and what it stands before is text, no mark."""

IMAGE = r"!\[(?P<alt>[^\[\]\n]*)\]\((?P<target>[^()\s<>\"']+)(?:\s+\"[^\"\n]*\")?\)"
"""``![alt](target)``; only the alt text is text."""

_TOKEN = re.compile(rf"{IMAGE}|(?P<escape>{ESCAPE})|(?P<tag>{TAG})|(?P<bold>\*\*)", re.IGNORECASE)
_NEEDS = re.compile(r"[*\\<]|!\[")


def inlines(text: str, start: int) -> tuple[Inline, ...]:
    """Return the inlines of ``text``, which stands at offset ``start`` of the file.

    Bold marks count only in pairs; a single ``**`` is text. Blanks at the ends are left out.
    """
    if not _NEEDS.search(text):
        stripped = text.strip(BLANK)
        if not stripped:
            return ()
        return (Run(start + text.index(stripped), stripped),)
    return _scan(text, start)


def _scan(text: str, start: int) -> tuple[Inline, ...]:
    """Return the inlines of a text that may hold marks."""
    tokens = list(_TOKEN.finditer(text))
    bolds = [t for t in tokens if t.lastgroup == "bold"]
    unpaired = bolds[-1] if len(bolds) % 2 else None
    out: list[Inline] = []
    strong = False
    done = 0
    for token in tokens:
        if token is unpaired:
            continue
        _add_run(out, text, done, token.start(), start, strong)
        # An escaped character belongs to the text that follows, whatever it would begin without its backslash.
        done = token.end() - 1 if token["escape"] else token.end()
        if token["target"] is not None:
            alt = Run(start + token.start("alt"), token["alt"])
            out.append(Image(start + token.start(), start + token.end(), alt, token["target"]))
        elif token["bold"]:
            strong = not strong
    _add_run(out, text, done, len(text), start, strong)
    return _trim(out)


def _add_run(out: list[Inline], text: str, begin: int, end: int, start: int, strong: bool) -> None:
    """Append ``text[begin:end]`` as a run, unless it is empty."""
    if end > begin:
        out.append(Run(start + begin, text[begin:end], strong))


def _trim(out: list[Inline]) -> tuple[Inline, ...]:
    """Return ``out`` without blanks at both ends, and without runs that only hold blanks there."""
    while out and isinstance(out[0], Run) and not out[0].text.strip(BLANK):
        del out[0]
    while out and isinstance(out[-1], Run) and not out[-1].text.strip(BLANK):
        del out[-1]
    if out and isinstance(out[0], Run):
        kept = out[0].text.lstrip(BLANK)
        out[0] = Run(out[0].end - len(kept), kept, out[0].strong)
    if out and isinstance(out[-1], Run):
        out[-1] = out[-1]._replace(text=out[-1].text.rstrip(BLANK))
    return tuple(out)


_BAR = re.compile(r"\\.|\|")
"""A bar, or an escaped character, which may be one, and is passed over."""


def cells(text: str, start: int) -> tuple[tuple[Inline, ...], ...]:
    """Return the cells of the table row ``text`` (``| a | b |``), each as inlines."""
    out = []
    begin = 1
    for match in _BAR.finditer(text):
        if match[0] == "|" and match.start() >= begin:
            out.append(inlines(text[begin : match.start()], start + begin))
            begin = match.end()
    if text[begin:].strip(BLANK):
        # A row that ends in an escaped bar: its last cell has no closing bar of its own.
        out.append(inlines(text[begin:], start + begin))
    return tuple(out)


_SEPARATOR = re.compile(r"\|(?:\s*:?-{2,}:?\s*\|)+\Z")


def is_separator(text: str) -> bool:
    """Return whether the row ``text`` is the ``| --- | --- |`` line below a table's header."""
    return bool(_SEPARATOR.match(text))
