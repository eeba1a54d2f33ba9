"""Lines → the zones of a file: 公告 page, 目录, main text, annexes.

The 目录 is never a source of structure (in 9 real files it differs from the text); it is set aside, and
lines in it that are no entries go back into the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.numerals import NUMERAL, to_int
from build_tools.parse.labels import (
    ANNEX_NUMBER,
    ARTICLE,
    CONTENTS,
    DAY,
    DIVISION,
    UNNUMBERED,
    is_annex_mark,
    label_of,
)
from build_tools.parse.lines import Line, Mark
from build_tools.parse.tokens import squeeze


@dataclass(frozen=True, slots=True)
class AnnexLines:
    """An annex: the lines of its marker (none where a second instrument just begins), and the rest."""

    marker: tuple[Line, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Zones:
    """The lines of a file by what they belong to, each line in one zone."""

    announcement: tuple[Line, ...]
    main: tuple[Line, ...]
    contents: tuple[Line, ...]
    annexes: tuple[AnnexLines, ...]


def split(lines: Sequence[Line], title: str) -> Zones:
    """Return the zones of ``lines``; ``title`` is the law's, without blanks."""
    announcement, rest = _announcement(lines, title)
    rest, contents = _contents(rest)
    main, annexes = _annexes(rest)
    main, more = _second_instruments(main)
    split_annexes: list[AnnexLines] = list(more)
    for annex in annexes:
        first, others = _second_instruments(annex.lines)
        split_annexes += [AnnexLines(annex.marker, first), *others]
    return Zones(announcement, main, contents, tuple(split_annexes))


_PROCLAIMS = re.compile(r".{0,30}(?:公[告吿]|公布令|令)\Z")


def _announcement(lines: Sequence[Line], title: str) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Take off the 公告 page: what stands before the first ``---``, when the real text begins behind it."""
    unruled = _unruled_page(lines)
    if unruled:
        return tuple(lines[:unruled]), tuple(lines[unruled:])
    rule = next((i for i, line in enumerate(lines) if line.mark is Mark.RULE), None)
    if rule is None or rule + 1 >= len(lines):
        return (), tuple(lines)
    page, rest = lines[:rule], lines[rule + 1 :]
    if any(_is_structure(line) for line in page) or is_annex_mark(rest[0].text, heading=True):
        return (), tuple(lines)
    first = squeeze(rest[0].text.strip("*"))
    proclaims = any(_PROCLAIMS.match(squeeze(line.text)) for line in page[:4])
    if proclaims or (len(first) >= 4 and title.startswith(first)):
        return tuple(page), tuple(rest)
    return (), tuple(lines)


_PAGE = 14
"""A 公告 page has fewer lines than this."""


def _unruled_page(lines: Sequence[Line]) -> int:
    """Return the number of lines of a 公告 page that ends in a date line and not in a ``---`` (0: none)."""
    if not any(squeeze(line.text.strip("*")) in {"公告", "公吿"} for line in lines[:3]):
        return 0
    for index, line in enumerate(lines[:_PAGE]):
        if line.mark is Mark.RULE:
            return 0
        if index > 1 and DAY.match(squeeze(line.text)):
            upcoming = lines[index + 1].mark if index + 1 < len(lines) else Mark.RULE
            return 0 if upcoming is Mark.RULE else index + 1
    return 0


def _is_structure(line: Line) -> bool:
    """Return whether a line is one that a 公告 page does not have: 目录, a division, an article."""
    text = line.text
    if CONTENTS.match(text) or (line.mark is Mark.HEADING and DIVISION.match(text)):
        return True
    return text.startswith("**第") and bool(ARTICLE.match(text[2:]))


def _contents(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Take the 目录 out of ``lines``."""
    begin = next((i for i, line in enumerate(lines) if CONTENTS.match(line.text.strip("*"))), None)
    if begin is None:
        return _list_contents(lines)
    headings = {squeeze(line.text) for line in lines[begin + 1 :] if line.mark is Mark.HEADING}
    stop = begin + 1
    while stop < len(lines) and lines[stop].mark is not Mark.RULE:
        if lines[stop].mark is Mark.HEADING or lines[stop].text.startswith("**第"):
            break
        stop += 1
    inside = lines[begin + 1 : stop]
    if stop < len(lines) and lines[stop].mark is Mark.RULE:
        entries = [line for line in inside if _is_entry(line, headings)]
    else:
        entries = _leading(inside, headings)
    taken = {line.start for line in entries}
    kept = [line for line in lines if line.start not in taken and line is not lines[begin]]
    kept, repeated = _heading_contents(kept)
    return tuple(kept), (lines[begin], *entries, *repeated)


def _leading(lines: Sequence[Line], headings: set[str]) -> list[Line]:
    """Return the entries at the beginning of ``lines``, up to the first line that is none."""
    out = []
    seen: set[str] = set()
    for line in lines:
        # Without a --- the text may begin with a line like the entries: its first heading comes a second time.
        word = squeeze(line.text)
        if not _is_entry(line, headings) or word in seen:
            break
        seen.add(word)
        out.append(line)
    return out


_ENTRY = 80
"""A line longer than this is no entry of a 目录."""


def _is_entry(line: Line, headings: set[str]) -> bool:
    """``- 第一章　总则`` ``- 附　则`` ``- 一、管　辖``; not ``- 2012年8月31日，第十一届全国人大常委会…。``."""
    text = line.text
    if len(text) > _ENTRY or text[-1] in "。；：" or text.startswith(">"):
        return False
    if ARTICLE.match(text):
        return False
    word = squeeze(text)
    if DIVISION.match(text) or word in UNNUMBERED or word in headings or word.startswith("附"):
        return True
    if label_of(text) is not None:
        return True
    return line.mark is Mark.BULLET and len(text) <= 40


def _list_contents(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Take out a 目录 without its heading: bullets ``- 第一章　总则`` before the text."""
    entries = []
    for line in lines:
        if line.mark is Mark.HEADING or line.text.startswith("**第"):
            break
        if line.mark is Mark.BULLET and DIVISION.match(line.text):
            entries.append(line)
    taken = {line.start for line in entries}
    kept, repeated = _heading_contents([line for line in lines if line.start not in taken])
    return tuple(kept), (*entries, *repeated)


def _heading_contents(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Take out a 目录 that is set as headings: ``## 第一章`` … one below the other, each again later."""
    heads = [i for i, line in enumerate(lines) if line.mark is Mark.HEADING]
    run: list[int] = []
    for at in heads:
        if run and at != run[-1] + 1:
            break
        run.append(at)
    names = [squeeze(lines[i].text) for i in run]
    later = {squeeze(lines[i].text) for i in heads[len(run) :]}
    # The last heading of the run may be the first real one: 第五章 附则 / 第一章 总则 / 第一条.
    count = len(run)
    while count and (names[count - 1] not in later or names[count - 1] in names[: count - 1]):
        count -= 1
    if count < 2 or not all(name in later or name in names[count:] for name in names[:count]):
        return list(lines), []
    taken = {lines[i].start for i in run[:count]}
    return (
        [line for line in lines if line.start not in taken],
        [line for line in lines if line.start in taken],
    )


def _annexes(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[AnnexLines, ...]]:
    """Split off the annexes, each with its marker lines."""
    marks = _annex_marks(lines)
    if not marks:
        return tuple(lines), ()
    out = []
    for position, (begin, stop) in enumerate(marks):
        end = marks[position + 1][0] if position + 1 < len(marks) else len(lines)
        marker = tuple(line for line in lines[begin:stop] if line.mark is not Mark.RULE)
        out.append(AnnexLines(marker, tuple(lines[stop:end])))
    return tuple(lines[: marks[0][0]]), tuple(out)


def _annex_marks(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return begin and end of the marker of every annex."""
    last_article = max((i for i, line in enumerate(lines) if line.text.startswith("**第")), default=-1)
    found: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        adjacent = bool(found) and index == found[-1][1]
        if adjacent and _repeats(lines[found[-1][0]], line):
            found[-1] = (found[-1][0], index + 1)
        elif _is_mark(lines, index, last_article):
            found.append((index, index + 1))
    return _without_lists(lines, found)


_BARE = re.compile(rf"附件?{NUMERAL}?[：:]?\Z")
_BEFORE_FIRST = 8
"""So many lines may stand between the marker of an annex and its 第一条: title, 题注, chapter."""


def _is_mark(lines: Sequence[Line], index: int, last_article: int) -> bool:
    """Return whether a line begins an annex; a plain one does behind the last article, or above a 第一条."""
    line = lines[index]
    if line.text.lstrip("*")[:1] != "附" or "![" in line.text:
        return False
    if line.mark is Mark.HEADING:
        return is_annex_mark(squeeze(line.text), heading=True)
    if line.mark in (Mark.ROW, Mark.BULLET, Mark.QUOTE) or index == 0:
        return False
    if index <= last_article:
        # Behind it another instrument may begin: `附件2` / title / `第一条`.
        following = lines[index + 1 : index + 1 + _BEFORE_FIRST]
        begins = any(other.text.startswith("**第一条**") for other in following)
        return begins and bool(_BARE.match(squeeze(line.text.strip("*"))))
    return is_annex_mark(squeeze(line.text.strip("*")), heading=False)


def _repeats(first: Line, second: Line) -> bool:
    """``### 附件：矿产资源分类细目`` and right below it ``附件`` mark the same annex."""
    if not is_annex_mark(squeeze(second.text), heading=False):
        return False
    values = (_number(first), _number(second))
    return 0 in values or values[0] == values[1]


def _number(line: Line) -> int:
    """Return the number of an annex marker, 0 where it has none."""
    match = ANNEX_NUMBER.match(squeeze(line.text.strip("*")))
    try:
        return to_int(match["number"]) if match else 0
    except ValueError:
        return 0


_LISTED = 12
"""A list of annexes has no more lines than this."""


def _without_lists(lines: Sequence[Line], found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Drop the markers that only list annexes.

    * ``### 附件：1.国务院决定修改的行政法规`` / ``2. …`` above ``附件1`` (国务院的修改和废止决定);
    * ``附件：1.据以执行的生效法律文书`` in a form that is itself 附件1, numbered as its neighbours are;
    * ``附件：关于…审理报告五份（略）`` at the end of a letter that is the annex.
    """
    kept: list[tuple[int, int]] = []
    numbered = False
    for position, (begin, stop) in enumerate(found):
        number = _number(lines[begin])
        last = position + 1 == len(found)
        end = len(lines) if last else found[position + 1][0]
        content = [line for line in lines[stop:end] if line.mark is not Mark.RULE]
        is_list = len(content) <= _LISTED and all(_is_list_line(line) for line in content)
        if not number and (numbered or (is_list and not (last and not kept))):
            continue
        numbered = numbered or bool(number)
        kept.append((begin, stop))
    return kept


def _is_list_line(line: Line) -> bool:
    """Return whether a line may stand in a list of annexes: numbered, or the rest of such a line."""
    return line.mark is Mark.PLAIN and (label_of(line.text) is not None or line.text[-1] not in "。；：")


def _second_instruments(lines: Sequence[Line]) -> tuple[tuple[Line, ...], list[AnnexLines]]:
    """Split where the articles begin again at 1: another instrument in the same file, without a marker."""
    starts = []
    seen = 0
    for index, line in enumerate(lines):
        match = ARTICLE.match(line.text[2:]) if line.text.startswith("**第") else None
        if match:
            if match["number"] == "一" and not match["further"] and seen > 1:
                starts.append(_instrument_begin(lines, index))
                seen = 0
            seen += 1
    if not starts:
        return tuple(lines), []
    edges = [*starts, len(lines)]
    rest = [AnnexLines((), tuple(lines[a:b])) for a, b in zip(edges, edges[1:], strict=False)]
    return tuple(lines[: starts[0]]), rest


def _instrument_begin(lines: Sequence[Line], article: int) -> int:
    """Return where the instrument begins whose 第一条 is at ``article``: headings, 题注 and title before it."""
    begin = article
    while begin > 0:
        line = lines[begin - 1]
        title = len(line.text) <= 60 and line.text[-1] not in "。；：”" and line.mark is not Mark.BULLET
        if line.mark not in (Mark.HEADING, Mark.QUOTE, Mark.RULE) and not title:
            break
        begin -= 1
    return begin
