"""文号: the official number of a document, e.g. 法释〔2020〕22号 or 中华人民共和国国务院令第714号.

Where it stands in the files of the National Database of Laws and Regulations:

* judicial interpretations: a line of its own, ``**法释〔2020〕22号**`` (source-format.md, A5);
* letters and replies: behind the date in a quote line, ``> 1996年1月8日　法函〔1996〕9号``;
* administrative and supervisory regulations: in the 题注, ``2019年4月3日中华人民共和国国务院令第714号公布``.

A 题注 may name several orders. The number is then the last one under which the whole text was
promulgated: 药品管理法实施条例 (``…令第360号公布　根据…《…决定》第一次修订　…令第828号第四次修订``) is cited
with 第828号 from then on. An order that only amends is named through its decision (根据…《…》修订),
and does not count.
"""

from __future__ import annotations

import re

from build_tools.numerals import NUMERAL

_WORD = r"[\u3400-\u9fff]"
_OPEN, _CLOSE = r"[〔\[［【（(〈]", r"[〕\]］】）)〉]"
_YEAR = rf"{_OPEN}\s*(?:[0-9０-９]{{2,4}}|[〇零○一二三四五六七八九]{{4}}|[一二三四五六七八九十]{{1,3}}届)\s*{_CLOSE}"
_SERIAL = rf"第?\s*{NUMERAL}\s*号"
# 法（办）发, 高检会（研）字: a department may stand in brackets inside the name of the series.
_SERIES = rf"{_WORD}{{1,16}}(?:{_OPEN}{_WORD}{{1,4}}{_CLOSE}{_WORD}{{0,6}})?"
_ORGAN = r"[\u3400-\u9fff、]{2,40}?"
_ORDER = rf"(?:令|公告)\s*(?:{_YEAR}\s*)?第\s*{NUMERAL}\s*号"
_NUMBER = (
    rf"(?:{_SERIES}\s*{_YEAR}\s*{_SERIAL}"
    rf"|{_YEAR}\s*{_SERIES}\s*第\s*{NUMERAL}\s*号"
    rf"|{_WORD}{{1,12}}字\s*第\s*{NUMERAL}\s*号"
    rf"|{_YEAR}\s*第\s*{NUMERAL}\s*号"
    rf"|{_ORGAN}{_ORDER})"
)
_DAY = r"[0-9０-９〇零○一二三四五六七八九十\s]{2,}年[0-9０-９一二三四五六七八九十\s]+月[0-9０-９一二三四五六七八九十\s]+日"
_OWN_LINE = re.compile(rf"[\s>*（(]*(?:{_DAY}\s*)?(?P<number>{_NUMBER})[\s*）)]*\Z")
_NOTE_LINE = re.compile(r"[\s>*]*[（(]")
_IN_NOTE = re.compile(rf"(?<=[日\s（(，,])(?P<number>(?:(?!日){_WORD}|、){{2,40}}?{_ORDER})")
_BY_DECISION = re.compile(r"根据(?!.*(?:公布|发布|修订|修正|通过))")


def find_number(line: str) -> tuple[int, int] | None:
    """Return the span of the 文号 in ``line``, or None.

    ``line`` is a line of the front of a document, with or without its Markdown marks. It must be a
    文号 (a date may stand before it), or a 题注, that is, begin with a bracket.
    """
    match = _OWN_LINE.match(line)
    if match:
        return match.span("number")
    return number_in_note(line) if _NOTE_LINE.match(line) else None


def number_in_note(note: str) -> tuple[int, int] | None:
    """Return the span of the order under which the text was last promulgated, in a 题注, or None.

    ``note`` may be any line of a 题注, or all of it. An order that stands behind 根据, as the source of
    an amendment, is not returned.
    """
    found = None
    for match in _IN_NOTE.finditer(note):
        if not _BY_DECISION.search(note[: match.start()]):
            found = match.span("number")
    return found
