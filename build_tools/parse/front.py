"""What stands before the text proper: title, 题注, 文号, addressee."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.diagnostics import Severity
from build_tools.model.nodes import Block, Role, Text
from build_tools.numerals import NUMERAL
from build_tools.parse.docnumber import find_number
from build_tools.parse.inline import inlines
from build_tools.parse.labels import ARTICLE, ENDS_SENTENCE, UNNUMBERED, label_of
from build_tools.parse.lines import Line, Mark
from build_tools.parse.notes import Notes
from build_tools.parse.tokens import squeeze

_DATE = re.compile(r"(?:\d{4}|[一二][〇零○一二三四五六七八九]{3})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月")
_NOTE = re.compile(r"[（(【〔]")
_ORDER = re.compile(r"[（(][^。；，]{0,30}(?:主席令|国务院令|公告|令)")
"""``（中华人民共和国主席令`` / ``第四十五号）``"""
_NOTE_ENDS = re.compile(r"[^。；，：]{0,40}(?:通过|批准|公布|发布|颁布|修正|修订|施行)[）)]?\Z")
"""``第二次会议通过``: the second line of a 题注 without brackets (宪法修正案 1999)."""

_ADDRESSEE = re.compile(r"[^。；！？]{2,200}[：:]\Z")
_ADDRESSED = re.compile(
    r"(?:法院|检察院|委员会|政府|[厅局部处室署行社]|分院|军区|总队|公司|同志|大学|办公室)(?:[（(][^（）()]{1,20}[）)])?[：:]\Z"
)
_RESIDUE = re.compile(r"(?:\d{6}|(?:机密|秘密|绝密|内部).{0,8}|特急|急件|加急)\Z")
"""``000001`` ``机密★1年`` ``特急``: what a scanner saw on the cover sheet."""

_TITLE_LINE = 60
"""A line longer than this is no part of a title set over several lines."""
_STRUCTURE = re.compile(rf"{ARTICLE.pattern}|第{NUMERAL}(?:分编|[编章节])")
"""A line that begins so is no title."""

_TITLE_LINES = 6
"""A title that differs from the front matter's stands within the first lines."""


@dataclass(frozen=True, slots=True)
class Front:
    """The blocks before the text, and the lines that are left."""

    blocks: tuple[Block, ...]
    rest: tuple[Line, ...]


def read(lines: Sequence[Line], title: str, notes: Notes) -> Front:
    """Split ``lines`` into the front blocks and the rest; ``title`` is the front matter's."""
    return _Reader(lines, squeeze(title), notes).read()


class _Reader:
    """Reads lines as long as they are front lines."""

    def __init__(self, lines: Sequence[Line], title: str, notes: Notes) -> None:
        self.lines = lines
        self.title = title
        self.notes = notes
        self.consumed = 0
        self.complete = False
        self.blocks: list[Text] = []
        self.note_open = False

    def read(self) -> Front:
        """Return the front."""
        index = 0
        while index < len(self.lines):
            line = self.lines[index]
            if line.mark is not Mark.RULE:
                role = self._role(index, line)
                if role is None:
                    break
                content = inlines(line.text, line.start)
                if content:
                    self.blocks.append(Text(content, role))
            index += 1
        self._compare_title()
        return Front(tuple(self.blocks), tuple(self.lines[index:]))

    def _role(self, index: int, line: Line) -> Role | None:
        """Return what the line is, or None when the text begins."""
        text = line.text
        if line.mark in (Mark.ROW, Mark.BULLET) or (line.mark is Mark.HEADING and line.level > 1):
            return None
        if self.note_open:
            self.note_open = _is_open(text, opened=True)
            return Role.NOTE
        number = find_number(text.strip("*"))
        if number and number[1] - number[0] >= len(text.strip("*")) - 2:
            return Role.NUMBER
        if self.blocks and self.blocks[-1].role is Role.NOTE and _NOTE_ENDS.match(text):
            return Role.NOTE
        if line.mark is Mark.QUOTE or self._is_note(text):
            self.note_open = line.mark is not Mark.QUOTE and _is_open(text, opened=False)
            return Role.NOTE
        if self._is_title(index, line):
            return Role.TITLE
        if _RESIDUE.match(text):
            self.notes.warn(
                "scan-residue", line, "this reads as a scanned cover sheet; take it out of the file"
            )
            return Role.TEXT
        if self._is_addressee(index, text):
            return Role.ADDRESSEE
        return None

    def _is_note(self, text: str) -> bool:
        """``（1989年12月26日第七届全国人民代表大会…通过）``, also over several lines; ``1991年8月21日``."""
        if _NOTE.match(text) and (_DATE.search(text[:80]) or _ORDER.match(text)):
            return True
        return len(text) <= 40 and bool(_DATE.match(text)) and text[-1] not in ENDS_SENTENCE

    def _is_title(self, index: int, line: Line) -> bool:
        text = squeeze(line.text.strip("*"))
        if not text:
            return False
        if self.title.startswith(text, self.consumed) or text == self.title:
            self.consumed += len(text)
            if self.consumed >= len(self.title):
                self.complete, self.consumed = True, 0
            return True
        if text in UNNUMBERED or text[0] in "（(" or "![" in text or _STRUCTURE.match(text):
            return False
        if line.mark is Mark.HEADING or (line.text.startswith("**") and line.text.endswith("**")):
            return True
        if len(text) >= 4 and text in self.title:
            return True
        noted = any(b.role in (Role.NOTE, Role.NUMBER) for b in self.blocks)
        if self.complete or noted or label_of(line.text):
            return False
        short = len(text) <= _TITLE_LINE and text[-1] not in ENDS_SENTENCE
        return short and index < _TITLE_LINES and index + 1 < len(self.lines)

    def _is_addressee(self, index: int, text: str) -> bool:
        """``各省、自治区、直辖市高级人民法院，解放军军事法院：`` and not ``…答复如下：``."""
        return (
            bool(_ADDRESSEE.match(text))
            and bool(_ADDRESSED.search(text))
            and label_of(text) is None
            and index + 1 < len(self.lines)
            and not any(b.role is Role.ADDRESSEE for b in self.blocks)
        )

    def _compare_title(self) -> None:
        printed = [b for b in self.blocks if b.role is Role.TITLE]
        joined = _bare("".join(b.plain for b in printed))
        title = _bare(self.title)
        if printed and title and title not in joined and joined not in title:
            self.notes.add(
                Severity.INFO,
                "title-differs",
                printed[0].start,
                printed[-1].end,
                "the title in the text differs from the one in the front matter; compare with the official text",
            )


def _bare(text: str) -> str:
    """Return ``text`` without blanks and punctuation: 最高人民法院、最高人民检察院 is printed with a blank, too."""
    return "".join(char for char in text if char.isalnum())


def _is_open(text: str, *, opened: bool) -> bool:
    """Return whether a bracket is still open behind ``text``; ``opened``: one was open before it."""
    depth = int(opened)
    for char in text:
        depth += char in "（("
        depth -= char in "）)"
    return depth > 0
