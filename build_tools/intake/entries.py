"""Blocks → entries: one for each line of the document that says something, and what it looks like by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_tools.intake.blocks import Block, Grid, Paragraph, Span, cut, plain
from build_tools.parse.labels import AMENDS, ARTICLE, CONTINUES, DIVISION, ENDS_SENTENCE, UNNUMBERED
from build_tools.parse.lines import BLANK
from build_tools.parse.tokens import squeeze

_HEADING_LENGTH = 60
_HEADING_STYLE = re.compile(r"heading \d|标题 ?\d?|法 标题", re.IGNORECASE)
_BEHIND_LABEL = frozenset(BLANK + "【")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the document, or a table."""

    number: int
    """Number of the paragraph, from 1."""
    spans: tuple[Span, ...] = ()
    text: str = ""
    """Without images and without blanks at both ends; empty for a table, and for an image alone."""
    style: str = ""
    align: str = ""
    new_page: bool = False
    grid: Grid | None = None

    @property
    def word(self) -> str:
        """The text without any blanks."""
        return squeeze(self.text)

    @property
    def is_set_apart(self) -> bool:
        """Whether the line is set as a heading: centred, or in a style of headings."""
        return self.align == "center" or bool(_HEADING_STYLE.match(self.style))

    def behind(self, count: int) -> tuple[Span, ...]:
        """Return what follows the first ``count`` characters of ``text``."""
        lead = len(plain(self.spans)) - len(plain(self.spans).lstrip(BLANK))
        return cut(self.spans, lead + count)

    def before(self, count: int) -> Entry:
        """Return the entry with the first ``count`` characters of its text only."""
        text = self.text[:count].rstrip(BLANK)
        return Entry(self.number, (Span(text),), text, self.style, self.align, self.new_page)


def entries(blocks: Sequence[Block]) -> Iterator[Entry]:
    """Yield the entries of ``blocks``; a blank paragraph gives none, a new page goes to the next entry."""
    new_page = False
    for block in blocks:
        if isinstance(block, Grid):
            yield Entry(block.number, new_page=new_page, grid=block)
            new_page = False
            continue
        new_page = new_page or block.new_page
        for entry in _lines(block, new_page):
            yield entry
            new_page = False


def _lines(paragraph: Paragraph, new_page: bool) -> Iterator[Entry]:
    for spans in paragraph.lines:
        text = plain(spans).strip(BLANK)
        if text or len(spans) > sum(1 for span in spans if not span.text.strip(BLANK)):
            yield Entry(paragraph.number, spans, text, paragraph.style, paragraph.align, new_page)
            new_page = False


def division_of(entry: Entry) -> re.Match[str] | None:
    """Return the match of ``第一章　总则``, or None: it must be short, set apart or with a blank, and no sentence."""
    text = entry.text
    match = DIVISION.match(text)
    if match is None or len(text) > _HEADING_LENGTH:
        return None
    # A long title may be broken behind 、: 第三节　市人民代表大会常务委员会审议、/ 表决地方性法规案程序.
    if text[-1] in ENDS_SENTENCE and not (text[-1] == "、" and entry.is_set_apart):
        return None
    title = match["title"]
    if any(char in "。；！？" for char in title) or (
        title and title[0] not in BLANK and not entry.is_set_apart
    ):
        return None
    return match


def swallowed_article(entry: Entry) -> int:
    """Return where, in the line of a heading, an article begins that belongs on a line of its own; 0: nowhere.

    环境保护法: 第五章　　信息公开和公众参与第五十三条 公民、法人和其他组织依法享有…
    """
    heading = DIVISION.match(entry.text)
    if heading is None:
        return 0
    labels = ARTICLE.finditer(entry.text, heading.start("title") + 1)
    return next((m.start() for m in labels if entry.text[m.end() : m.end() + 1] in _BEHIND_LABEL), 0)


def unnumbered(entry: Entry) -> bool:
    """Tell whether the entry is a heading without a number: ``附　则`` ``序　言``."""
    return entry.word in UNNUMBERED and (entry.is_set_apart or len(entry.text) > len(entry.word))


def article_of(entry: Entry) -> re.Match[str] | None:
    """Return the match of an article label with a blank behind it that does not read on as a citation."""
    match = ARTICLE.match(entry.text)
    if match is None or entry.text[match.end() : match.end() + 1] not in _BEHIND_LABEL:
        return None
    return match if entry.text[match.end() :].strip(BLANK) and not _reads_on(entry, match) else None


def doubtful_article(entry: Entry) -> re.Match[str] | None:
    """Return the match of a label of what may be an article, if its number is the next one.

    Without a blank behind it (人民陪审员: 第三条人民陪审员确定后), or with one before what reads on like a citation
    (立法法: 第八十六条　　规定本行政区域特别重大事项的地方性法规，应当由人民代表大会通过。).
    """
    match = ARTICLE.match(entry.text)
    if match is None or not entry.text[match.end() :].strip(BLANK):
        return None
    if entry.text[match.end()] in _BEHIND_LABEL:
        return match
    return None if _reads_on(entry, match) or AMENDS.match(entry.text, match.end()) else match


def _reads_on(entry: Entry, match: re.Match[str]) -> bool:
    return bool(CONTINUES.match(entry.text, match.end()))
