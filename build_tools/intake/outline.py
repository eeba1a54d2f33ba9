"""The entries of the text → lines of the source: divisions, 条, 款, 项, tables, annexes, signatures.

What a line is, the line says itself (第一章, 第一条, （一）); how it is set decides only in doubt. The text is never
changed: blanks aside, all that is written besides are Markdown marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_tools.diagnostics import Severity
from build_tools.intake.entries import (
    Entry,
    article_of,
    division_of,
    doubtful_article,
    swallowed_article,
    unnumbered,
)
from build_tools.intake.findings import Findings
from build_tools.intake.front import RULE
from build_tools.intake.markdown import inline, line, table
from build_tools.numerals import label_number, to_chinese
from build_tools.parse.labels import DAY, Style, is_annex_mark, label_of
from build_tools.parse.lines import BLANK
from build_tools.parse.tokens import squeeze

_RANKS = ("编", "分编", "章", "节")


def read_body(found: Sequence[Entry], findings: Findings) -> tuple[str, ...]:
    """Return the lines of the text whose entries are ``found``."""
    return tuple(_Body(found, findings).read())


class _Body:
    """One pass over the entries, with the article before in mind."""

    def __init__(self, found: Sequence[Entry], findings: Findings) -> None:
        self._entries = found
        self._findings = findings
        self._out: list[str] = []
        self._before = (0, 0)
        """Number of the article before; (0, 0) above the first."""
        self._inside = False
        """Whether lines belong to an article."""
        self._quoted = False
        labels = [squeeze(match[0]) for match in map(article_of, found) if match]
        self._labels = frozenset(labels)
        """Of the lines that are articles without doubt."""
        self._has_articles = len(labels) > 1
        self._levels = _levels(found)
        self._annexes = _annexes(found)
        self._comma = False
        """Whether the line before ends in a comma, and goes on."""

    def read(self) -> list[str]:
        """Return the lines."""
        for index, entry in enumerate(self._entries):
            if entry.grid is not None:
                self._out.append(table(entry.grid))
            elif index in self._annexes:
                self._annex(entry)
            elif not self._division(entry) and not self._article(entry):
                self._text(entry)
            self._follow_quotes(entry)
            self._comma = self._inside and entry.text.endswith("，")
        return self._out

    def _annex(self, entry: Entry) -> None:
        self._out += [RULE, f"### {inline(entry.spans)}"]
        self._before, self._inside, self._quoted = (0, 0), False, False

    def _division(self, entry: Entry) -> bool:
        """Write a heading; return False for what is none."""
        if self._quoted:
            return False
        at = swallowed_article(entry)
        inside = Entry(entry.number, entry.behind(at), entry.text[at:]) if at else None
        swallows = inside is not None and self._is_next(article_of(inside))
        head = entry.before(at) if swallows else entry
        match = division_of(head)
        if match is None and not unnumbered(head):
            return False
        self._inside = False
        if match is None:
            # 附则 of a law with 编 belongs to none of them.
            level = "##" if entry.word == "附则" else self._level("章")
            self._out.append(f"{level} {_spaced(inline(entry.spans))}")
            return True
        self._heading(head, match)
        if inside is not None and swallows:
            self._warn(
                "docx-heading", "an article stands in the line of a heading; it was given its own", entry
            )
            self._article(inside)
        return True

    def _heading(self, entry: Entry, match: re.Match[str]) -> None:
        label = squeeze(entry.text[: match.start("title")])
        title = _spaced(inline(entry.behind(match.start("title"))))
        self._out.append(f"{self._level(match['word'])} {label}　　{title}".rstrip(BLANK))

    def _level(self, word: str) -> str:
        """Return the ``##`` of a kind of division."""
        return "#" * self._levels.get(word, 2)

    def _article(self, entry: Entry) -> bool:
        """Write the first line of an article; return False for what is none."""
        match = article_of(entry)
        if self._quoted:
            return False
        if match is None:
            match = self._doubtful(entry)
        numbers = label_number(squeeze(match[0])) if match else None
        if match is None or numbers is None:
            return False
        number = self._before[0]
        if number and not self._is_next(match):
            message = f"the article before is 第{to_chinese(number)}条; look whether one is missing here"
            self._warn("docx-article-gap", message, entry)
        self._before, self._inside = numbers, True
        label = squeeze(match[0])
        self._out.append(f"- **{label}**　　{inline(entry.behind(match.end()))}")
        return True

    def _doubtful(self, entry: Entry) -> re.Match[str] | None:
        """Return the label of what may be an article, when it is the one that comes next, and no other line is it."""
        match = doubtful_article(entry) if self._has_articles and self._before != (0, 0) else None
        if match is None or not self._is_next(match) or squeeze(match[0]) in self._labels:
            return None
        message = "this was read as an article by its number; look whether it is one, or cites one"
        self._warn("docx-article", message, entry)
        return match

    def _is_next(self, match: re.Match[str] | None) -> bool:
        """Tell whether a label has the number that follows the article before."""
        number, further = self._before
        numbers = label_number(squeeze(match[0])) if match else None
        return numbers in {(number + 1, 0), (number, further + 1)}

    def _text(self, entry: Entry) -> None:
        """Write a line that is neither heading nor first line of an article.

        Behind a comma it goes on with the line before: 委员长，/ 副委员长若干人，/ 秘书长，/ 委员若干人。 is one 款.
        """
        if self._comma and label_of(entry.text) is None and entry.align == "":
            message = "the paragraph before ends in a comma; this one was joined to it: look whether they are one 款"
            self._warn("docx-joined", message, entry)
            self._out[-1] += inline(entry.spans)
            return
        self._out.append(self._plain(entry))

    def _plain(self, entry: Entry) -> str:
        """Return the line of a 款, 项 or 目, or of text outside of articles."""
        if not self._inside or entry.align == "right" or DAY.match(entry.word) or self._is_title_rest(entry):
            return line(entry.spans)
        label = label_of(entry.text)
        if label is not None and label.style is Style.CHINESE_PAREN:
            return f"  - {inline(entry.spans)}"
        return f"  {line(entry.spans)}"

    def _is_title_rest(self, entry: Entry) -> bool:
        return entry.align == "center" and not entry.text.endswith("。")

    def _follow_quotes(self, entry: Entry) -> None:
        opened, closed = entry.text.rfind("“"), entry.text.rfind("”")
        if opened != closed:
            self._quoted = opened > closed

    def _warn(self, code: str, message: str, entry: Entry) -> None:
        self._findings.add(code, message, severity=Severity.WARNING, paragraph=entry.number, quote=entry.text)


def _levels(found: Sequence[Entry]) -> dict[str, int]:
    """Return the number of # for each kind of division, from those that the text has."""
    words = {match["word"] for match in map(division_of, found) if match}
    if "分编" in words:
        return {word: level for level, word in enumerate(_RANKS, 2)}
    present = [word for word in _RANKS if word in words and word != "节"] or ["章"]
    return {word: level for level, word in enumerate([*present, "节"], 2)}


_BEFORE_FIRST = 8
"""So many lines may stand between the mark of an annex and its 第一条: title, 题注, chapter."""


def _annexes(found: Sequence[Entry]) -> frozenset[int]:
    """Return which entries begin an annex.

    A short line 附件… does behind the last article, on a page of its own, above a 第一条, and where no article
    stands before it (a reply that quotes articles below 附：).
    """
    labels = {index: match for index, entry in enumerate(found) if (match := article_of(entry))}
    first, last = min(labels, default=len(found)), max(labels, default=-1)
    begins = {index for index, match in labels.items() if squeeze(match[0]) == "第一条"}
    out = []
    for index, entry in enumerate(found):
        # 附： behind the last article is one, however long its line.
        closes = -1 < last < index and entry.word[:2] in {"附：", "附:"}
        if index and entry.grid is None and is_annex_mark(entry.word, heading=closes):
            above = any(at in begins for at in range(index + 1, index + 1 + _BEFORE_FIRST))
            if index > last or index < first or above or entry.new_page:
                out.append(index)
    return frozenset(out)


_INNER = re.compile(r"(?<=[\u4e00-\u9fff])[\s\u3000]+(?=[\u4e00-\u9fff])")


def _spaced(title: str) -> str:
    """Return a heading's title with its padding as source files have it: 总　　则 → 总  则."""
    return _INNER.sub("  ", title) if len(squeeze(title)) == 2 else title
