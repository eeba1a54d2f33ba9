"""Chinese dates in text, and the day on which a law commences.

The forms are those that occur in the National Database of Laws and Regulations: 1997年3月14日 with blanks
anywhere and full-width digits, 二〇〇七年三月十六日 with 〇 or one of its look-alikes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import date
from typing import NamedTuple

from build_tools.numerals import to_int

# Zero in a year is also written ○ (U+25CB), and typed as a Latin or Cyrillic O.
_ZEROS = str.maketrans("○OoＯОо", "〇〇〇〇〇〇")
_DATE = re.compile(
    r"(?<![0-9０-９〇零○一二三四五六七八九十])"
    r"(?P<year>[0-9０-９]{4}|[〇零○OoＯОо一二三四五六七八九]{4})\s*年"
    r"\s*(?P<month>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})\s*月"
    r"\s*(?P<day>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*日"
)
_EFFECT = r"(?:施行|生效|实施|执行|实行|试行)"
_PUBLICATION = r"(?:公布|发布|颁布|公告)"
_COMMENCES = re.compile(
    rf"(?:自|从|于)\s*(?:(?P<publication>[^，,。；;《》\s自从于]{{0,12}}?{_PUBLICATION}之\s*日)|(?P<date>{_DATE.pattern}))"
    rf"\s*(?:起|开始)?\s*(?:正式|开始)?\s*{_EFFECT}(?![的后前之中以])"
)
# Where a sentence starts anew, so that its subject is looked for behind this point.
_BREAK = re.compile(r"[。；;！？\n]")
_LABEL = re.compile(
    r"\A[\s>*（(\-—]*(?:第[〇零一二两三四五六七八九十百千0-9]+条(?:之[一二三四五六七八九十]+)?"
    r"|[一二三四五六七八九十]+[、．.]|[0-9]+[、．.])?[\s*]*"
)
# The law speaks of itself (本法, 本办法, 本《规定》), or of the amendment that made this text (该修正).
_OWN = re.compile(
    r"\A(?:本|该)(?P<name>《[^《》]{2,20}》|[^《》，,第]{1,14}?)(?:[，,]|经[^《》第]{0,40}[，,])?\s*\Z"
)
# 题注 and announcements say 通过，自… and 公布　自… without naming the law again.
_ENACTED = re.compile(
    r"(?:通过|批准|公布|发布|颁布|公告|修订|修正|修改|印发|下发|会议决定|令第[0-9〇零一二三四五六七八九十百]+号)"
    r"\s*[）)]?\s*[，,、]?\s*(?:[并且][，,]?)?\Z"
)
_OWN_AMENDMENT = re.compile(r"[，,、\s]该(?:修正|修订|修改)\s*\Z")
_LATER_CHANGE = re.compile(r"修正|修订|修改")
# Longer than any subject that _LABEL and _OWN find, or anything that _ENACTED does.
_LONGEST_SUBJECT = 400


class Found(NamedTuple):
    """A date in a text: ``text[start:end]`` writes ``day``."""

    start: int
    end: int
    day: date


def find_dates(text: str) -> tuple[Found, ...]:
    """Return the complete, possible dates in ``text``, in order; 2月30日 and 今年10月1日 are none."""
    found = []
    for match in _DATE.finditer(text):
        day = _day(match)
        if day:
            found.append(Found(match.start(), match.end(), day))
    return tuple(found)


def commencement(text: str, *, published: date | None, amended: bool = False) -> date | None:
    """Return the day from which the law that says ``text`` of itself is in force, or None.

    ``text`` is a 题注, the last article, or the closing lines of a document without articles;
    ``published`` is the day of publication, which 自公布之日起 means. ``amended`` says that the text was
    amended after it had been enacted: then 自公布之日起 is the enactment's, and says nothing about the day
    on which the amendment commenced (民事诉讼法 2023: the article says 自公布之日起施行, the amendment commenced
    four months later).

    Only a sentence about the document as a whole counts: 本法自…起施行, 公布　自…起施行, 自…起施行.
    《X》自…起施行 is about another law, 第三条自…起施行 about a part. A day before ``published`` is the
    commencement of an earlier text of the law that this one amends, and not returned; neither is a
    day that the text contradicts (two different days), nor one behind which the 题注 tells of a later
    amendment. 自通过之日起, 自公布之日起满三十日 and the like are not calculated.
    """
    days: list[date] = []
    sentences = _Sentences(text)
    for match in _COMMENCES.finditer(text):
        if not sentences.is_own(match.start()) or sentences.is_changed_later(match.end()):
            continue
        day = (None if amended else published) if match["publication"] else _day(match)
        if day is None or (published is not None and day < published):
            continue
        days.append(day)
    return days[0] if len(set(days)) == 1 else None


def _day(match: re.Match[str]) -> date | None:
    """Return the day that a match of the date pattern writes, or None when there is no such day."""
    try:
        year, month, day = (to_int(match[part].translate(_ZEROS)) for part in ("year", "month", "day"))
        return date(year, month, day)
    except ValueError:
        return None


class _Sentences:
    """The sentences of a text, found once for all that is asked about them."""

    def __init__(self, text: str) -> None:
        """Find where sentences, and mentions of a change, begin."""
        self._text = text
        self._starts = [0, *(m.end() for m in _BREAK.finditer(text))]
        self._changes = [m.start() for m in _LATER_CHANGE.finditer(text)]

    def is_own(self, start: int) -> bool:
        """Tell whether the 自…起施行 at ``start`` speaks of the document itself."""
        begin = self._starts[bisect_right(self._starts, start) - 1]
        sentence = self._text[max(begin, start - _LONGEST_SUBJECT) : start]
        if start - begin <= _LONGEST_SUBJECT:
            subject = sentence[_label_end(sentence) :]
            if not subject.strip() or _OWN.match(subject):
                return True
        return bool(_ENACTED.search(sentence) or _OWN_AMENDMENT.search(sentence))

    def is_changed_later(self, end: int) -> bool:
        """Tell whether the same 题注 (up to a full stop or line end) tells of an amendment behind ``end``."""
        change = bisect_left(self._changes, end)
        if change == len(self._changes):
            return False
        following = bisect_right(self._starts, end)
        return following == len(self._starts) or self._changes[change] < self._starts[following]


def _label_end(sentence: str) -> int:
    """Return where the text begins behind list marks, quotation marks and an article label."""
    match = _LABEL.match(sentence)
    return match.end() if match else 0
