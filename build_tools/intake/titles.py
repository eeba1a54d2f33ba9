"""Where the printed title of a document stands, and the one line that its lines make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from build_tools.intake.entries import Entry
from build_tools.intake.markdown import inline
from build_tools.numerals import NUMERAL
from build_tools.parse.docnumber import find_number
from build_tools.parse.labels import ARTICLE, CONTENTS, ENDS_SENTENCE

_MOST_LINES = 8
_WITHIN = 40
_ORGAN = re.compile(r"(?:法院|检察院|委员会|会议|大会|[部局院署厅]|政府)\Z")
_NO_TITLE = re.compile(
    rf"{ARTICLE.pattern}|第{NUMERAL}(?:分编|[编章节])|[（(]|法释|[一二三四五六七八九十]+、"
)
_PROCLAIMS = frozenset(["公告", "公吿", "令"])
_ISSUE = re.compile(r"（\d{4}年(?:修正文本)?）\Z|（失效）\Z")


def bare(text: str) -> str:
    """Return ``text`` as titles are compared: letters and digits only."""
    return "".join(char for char in text if char.isalnum())


def find_title(lines: Sequence[Entry], title: str, *, whole: bool) -> range:
    """Return which entries are the printed title, an empty range where it does not stand as expected.

    ``whole``: ``title`` is not cut short. （失效） and （1982年） of a title are the database's, and not printed;
    a title that is printed with another character here and there (托管帐户, 托管账户) is found all the same.
    """
    wanted = sorted({bare(title), bare(_ISSUE.sub("", title))} - {""}, key=len)
    if not wanted:
        return range(0)
    runs = [run for begin in range(min(_WITHIN, len(lines))) for run in _runs(lines, begin)]
    exact = next((run for run, joined in runs if joined in wanted), None)
    if exact:
        return exact
    if not whole:
        return next(
            (_extended(lines, run) for run, joined in runs if joined.startswith(wanted[-1])), range(0)
        )
    return next((run for run, joined in runs if _is_near(joined, wanted[-1])), range(0))


def _runs(lines: Sequence[Entry], begin: int) -> Iterator[tuple[range, str]]:
    """Yield the runs of lines from ``begin`` on that may be a title, and what they say."""
    joined = ""
    for end in range(begin, min(begin + _MOST_LINES, len(lines))):
        text = lines[end].text
        if not text or text[-1] in ENDS_SENTENCE - {"、", "，"} or (end == begin and text[0] in "《（("):
            return
        joined += bare(text)
        yield range(begin, end + 1), joined


def _is_near(printed: str, wanted: str) -> bool:
    """Tell whether two titles differ in one character of twelve at most."""
    differing = sum(a != b for a, b in zip(printed, wanted, strict=False))
    return len(printed) == len(wanted) and differing <= len(wanted) // 12


def _extended(lines: Sequence[Entry], run: range) -> range:
    """Return a run with the lines behind it that are set as its last line is: the rest of a title cut short."""
    end = run.stop
    last = lines[end - 1]
    while end < len(lines) and _goes_on(lines[end], last):
        end += 1
    return range(run.start, end)


def _goes_on(entry: Entry, last: Entry) -> bool:
    same = (entry.style, entry.align) == (last.style, last.align) and last.is_set_apart
    return same and not _NO_TITLE.match(entry.text) and not find_number(entry.text)


def guess_title(lines: Sequence[Entry]) -> range:
    """Return which entries at the beginning read like a title: set apart, short, and no sentence."""
    count = 0
    if any(entry.word in _PROCLAIMS for entry in lines[:_MOST_LINES]):
        return range(0)
    for entry in lines[:_MOST_LINES]:
        text = entry.text
        if (
            not text
            or len(text) > 80
            or text[-1] in ENDS_SENTENCE
            or _NO_TITLE.match(text)
            or CONTENTS.match(text)
        ):
            break
        if count and not entry.is_set_apart and entry.style != lines[0].style:
            break
        if count and not lines[0].is_set_apart and lines[0].style in {"", "Normal"}:
            break
        count += 1
    return range(count)


def join_title(lines: Sequence[Entry]) -> str:
    """Return the lines of a title as one: without blanks, but for one behind the name of a body."""
    out = ""
    for entry in lines:
        text = inline(entry.spans)
        blank = out and _ORGAN.search(out) and _ORGAN.search(text) and not text.startswith("关于")
        out += f" {text}" if blank else text
    return out
