"""The entries before the text → lines of the source: 公告 page, title, 题注, 文号, addressee, 目录."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.diagnostics import Severity
from build_tools.intake.entries import Entry, article_of, division_of
from build_tools.intake.findings import Findings
from build_tools.intake.markdown import inline, line
from build_tools.intake.titles import join_title
from build_tools.parse.docnumber import find_number
from build_tools.parse.labels import CONTENTS, DIVISION, UNNUMBERED
from build_tools.parse.lines import BLANK

RULE = "---"
_OPEN = re.compile(r"[（(【〔]")
_SAYS_WHEN = re.compile(
    r"\d{4}\s*年|[一二][〇零○一二三四五六七八九]{3}\s*年|(?:通过|批准|公布|发布|颁布|修正|修订|施行)[）)]?\Z|(?:主席令|国务院令|公告)"
)
_DATED_NUMBER = re.compile(
    r"(?P<day>\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)[\s\u3000]{2,}(?P<number>\S+)\Z"
)
_MOST_NOTE_LINES = 12
_ENTRY = 80


@dataclass(frozen=True, slots=True)
class FrontLines:
    """Lines of the source up to the text; ``end`` is the index of the first entry behind them."""

    lines: tuple[str, ...]
    end: int


def read_front(found: Sequence[Entry], title: range, findings: Findings) -> FrontLines:
    """Write the front of a document whose title is the entries of ``title`` (empty: it has none)."""
    out = [line(entry.spans) for entry in found[: title.start]]
    if out:
        out.append(RULE)
        message = "pages before the title were kept as an announcement (公告); look whether they are"
        first = found[0]
        findings.add(
            "docx-announcement", message, severity=Severity.INFO, paragraph=first.number, quote=first.text
        )
    if title:
        out.append(f"**{join_title(found[title.start : title.stop])}**")
    at = title.stop
    while at < len(found):
        lines, after = _front_line(found, at)
        if not lines:
            break
        out += lines
        at = after
    contents, at = _contents(found, at, findings)
    return FrontLines((*out, *contents), at)


def _front_line(found: Sequence[Entry], at: int) -> tuple[list[str], int]:
    """Return the lines for the 题注, 文号 or date line at ``at``, and the index behind it; none where the text begins."""
    entry = found[at]
    text = entry.text
    dated = _DATED_NUMBER.match(text)
    if dated:
        return [f"> {dated['day']}　{dated['number']}"], at + 1
    number = find_number(text) if not _OPEN.match(text) else None
    if number and number[1] - number[0] >= len(text.strip(BLANK)):
        return [f"**{inline(entry.spans)}**"], at + 1
    if _OPEN.match(text):
        end = _note_end(found, at)
        whole = "".join(one.text for one in found[at:end])
        if end > at and _SAYS_WHEN.search(whole):
            return [f"> {inline(one.spans)}" for one in found[at:end]], end
    return [], at


def _note_end(found: Sequence[Entry], at: int) -> int:
    """Return the index behind the line that closes the bracket which the line at ``at`` opens (``at``: none does)."""
    depth = 0
    for index in range(at, min(at + _MOST_NOTE_LINES, len(found))):
        text = found[index].text
        depth += sum(text.count(char) for char in "（(") - sum(text.count(char) for char in "）)")
        if depth <= 0:
            return index + 1 if text[-1:] in {"）", ")"} else at
    return at


def _contents(found: Sequence[Entry], at: int, findings: Findings) -> tuple[list[str], int]:
    """Return the lines of a 目录 that begins at ``at``, and the index behind it."""
    if at >= len(found) or not CONTENTS.match(found[at].text):
        return [], at
    end, certain = _contents_end(found, at + 1)
    if not certain:
        last = found[end - 1]
        message = "the 目录 was taken to end with this line; look whether it does"
        findings.add("docx-contents", message, paragraph=last.number, quote=last.text)
    kinds = [_rank(entry) for entry in found[at + 1 : end]]
    ranks = sorted({kind for kind in kinds if kind})
    lines = []
    for entry, kind in zip(found[at + 1 : end], kinds, strict=True):
        indent = "  " * ranks.index(kind) if kind and entry.word not in UNNUMBERED else ""
        lines.append(f"{indent}- {inline(entry.spans)}")
    block = ["\n".join(lines)] if lines else []
    return ["## 目　　录", *block, RULE], end


def _contents_end(found: Sequence[Entry], begin: int) -> tuple[int, bool]:
    """Return the index behind the last entry of a 目录, and whether its first entry comes again there."""
    first = found[begin].word if begin < len(found) else ""
    for index in range(begin, len(found)):
        entry = found[index]
        if index > begin and entry.word == first and first:
            return index, True
        if article_of(entry) or len(entry.text) > _ENTRY or entry.grid or entry.text[-1:] in {"。", "；"}:
            break
    end = begin
    seen: set[str] = set()
    while end < len(found) and _is_entry(found[end]) and found[end].word not in seen:
        seen.add(found[end].word)
        end += 1
    return end, False


def _is_entry(entry: Entry) -> bool:
    return bool(division_of(entry)) or entry.word in UNNUMBERED


def _rank(entry: Entry) -> int:
    """Return 1 for 编, 2 for 分编, 3 for 章, 4 for 节, 0 for another entry."""
    match = DIVISION.match(entry.text)
    return ("编", "分编", "章", "节").index(match["word"]) + 1 if match else 0
