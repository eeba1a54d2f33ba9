"""What the lines of a law begin with: 第三章, 第一百二十条之一, （一）, 1．, 附件一.

Every pattern stands beside lines of real laws that it was made for; the tests run them.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from build_tools.model.nodes import DivisionKind
from build_tools.numerals import NUMERAL, to_int

GAP = r"[\s\u3000\xa0]*"

DIVISION = re.compile(rf"第{GAP}(?P<number>{NUMERAL}){GAP}(?P<word>分编|编|章|节)(?P<title>.*)\Z", re.DOTALL)
"""``第一章　　总  则`` ``第五章“上海文化”品牌建设`` ``第一分编　　通  则``"""

DIVISION_WORDS = {
    "编": DivisionKind.BOOK,
    "分编": DivisionKind.PART,
    "章": DivisionKind.CHAPTER,
    "节": DivisionKind.SECTION,
}

ARTICLE = re.compile(
    rf"第{GAP}(?P<number>{NUMERAL}){GAP}条(?:{GAP}之{GAP}(?P<further>[一二三四五六七八九十]+))?"
)
"""``第一条`` ``第一百二十条之一`` ``第十五 条``"""

CONTINUES = re.compile(
    r"[\s\u3000]*(?:第[\s\u3000]*[一二三四五六七八九十百\d]+[款项条]|(?:之规定|之所|之外|的?规定|规定的|所列|所称|以及|和第|或者第|或第|及第|至第)|[、和至])"
)
"""What follows 第…条 when it is a citation and no label.

``第二款规定的…`` ``以及本规定第十四条之规定`` ``、第八条``
"""

AMENDS = re.compile(
    r"[\s\u3000]*(?:第[一二三四五六七八九十百]+[款项])?(?:中的|修改为|改为|增加|删去|作为|的?“|，将|调整)"
)
"""What follows 第…条 when it speaks of an article of another law: ``第六十二条修改为：“盗窃铁路线路上行车设施…``"""

UNNUMBERED = frozenset({"总则", "附则", "分则", "罚则", "总纲", "序言", "前言", "通则"})
"""Headings that stand without a number: ``## 附  则`` ``## 序  言``"""

CONTENTS = re.compile(rf"目{GAP}[录次]\Z")
"""``## 目　　录``"""

ENDS_SENTENCE = frozenset("。；：！？，、…;:,")
"""A heading ends in none of these."""


class Style(Enum):
    """How an enumeration is numbered."""

    CHINESE_PAREN = "（一）"
    CHINESE = "一、"
    ARABIC = "1."
    ARABIC_PAREN = "（1）"
    CIRCLED = "①"
    STEM = "（甲）"


class Label(NamedTuple):
    """A label at the beginning of a line: ``length`` characters that say ``number`` in ``style``."""

    style: Style
    number: int
    length: int


STEMS = "甲乙丙丁戊己庚辛壬癸"
"""The heavenly stems, which number items in older laws."""

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_FULL_STOPS = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
_PARENTHESISED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_IDEOGRAPHS = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"

_LABEL = re.compile(
    r"""
      [（(]{1,2}[\s\u3000]*(?P<paren>[一二三四五六七八九十百零〇]+)[\s\u3000]*[）)]   # （一）利用职权实施的违法行为；
    | (?P<chinese>[一二三四五六七八九十百零〇]+)[\s\u3000]*、                          # 一、复员、转业和退伍的军人
    | (?P<arabic>[0-9０-９]{1,3})[\s\u3000]*(?:[．、]|\.(?!\d))                         # 1．属于阶段性关闭矿井的
    | [（(][\s\u3000]*(?P<aparen>[0-9０-９]{1,3})[\s\u3000]*[）)]                       # （1）人民法院民事判决
    | (?P<circled>[①-⑳]) | (?P<stop>[⒈-⒛]、?) | (?P<ring>[⑴-⒇]) | (?P<ideo>[㈠-㈩])  # ⒈
    | [（(](?P<stem>[甲乙丙丁戊己庚辛壬癸])[）)]                                         # （甲）
    """,
    re.VERBOSE,
)
_FIRST = frozenset("（(一二三四五六七八九十百0123456789０１２３４５６７８９") | frozenset(
    _CIRCLED + _FULL_STOPS + _PARENTHESISED + _IDEOGRAPHS
)


def label_of(text: str) -> Label | None:
    """Return the enumeration label that ``text`` begins with, or None.

    ``（一）…`` ``一、…`` ``1．…`` ``（1）…`` ``⒈…`` ``①…`` ``（甲）…``
    """
    if not text or text[0] not in _FIRST:
        return None
    match = _LABEL.match(text)
    if not match:
        return None
    group, value = match.lastgroup, match.group(match.lastgroup or 0)
    length = match.end()
    try:
        return _label(group or "", value, length)
    except ValueError:
        return None


def _label(group: str, value: str, length: int) -> Label:
    """Return the label for what a named group of the pattern found."""
    if group == "paren":
        return Label(Style.CHINESE_PAREN, to_int(value), length)
    if group == "ideo":
        return Label(Style.CHINESE_PAREN, _IDEOGRAPHS.index(value) + 1, length)
    if group == "chinese":
        return Label(Style.CHINESE, to_int(value), length)
    if group == "arabic":
        return Label(Style.ARABIC, int(value), length)
    if group == "stop":
        return Label(Style.ARABIC, _FULL_STOPS.index(value[0]) + 1, length)
    if group == "aparen":
        return Label(Style.ARABIC_PAREN, int(value), length)
    if group == "ring":
        return Label(Style.ARABIC_PAREN, _PARENTHESISED.index(value) + 1, length)
    if group == "circled":
        return Label(Style.CIRCLED, _CIRCLED.index(value) + 1, length)
    return Label(Style.STEM, STEMS.index(value) + 1, length)


ANNEX_MARK = re.compile(rf"附{GAP}(?:件|表|录|图|：|:|[一二三四五六七八九十]|[0-9０-９]|[（(]|\Z)")
"""``附：`` ``附件一：`` ``附表二`` ``附录`` ``附图消防救援衔标志式样`` ``附`` ``附一：``"""

NO_ANNEX = re.compile(r"附(?:件的|件中|件所|表所|表中|表的|图的|图所|图中|录的|录所|则)")
"""``附件的内容…`` speaks of an annex and begins none."""

ANNEX_NUMBER = re.compile(rf"附{GAP}[件表录图]?{GAP}[（(]?(?P<number>{NUMERAL})")


def is_annex_mark(text: str, *, heading: bool) -> bool:
    """Return whether a line begins an annex.

    A heading does when it begins with 附件 and the like. A plain line must be short and must not read as a
    sentence: ``附带民事诉讼的当事人…`` and ``附表所列…，…。`` are text.
    """
    if not text.startswith("附") or not ANNEX_MARK.match(text) or NO_ANNEX.match(text):
        return False
    return heading or (len(text) <= 40 and not any(c in "。；，" for c in text))


DAY = re.compile(
    r"[（(]?(?:\d{2,4}|[一二][〇零○一二三四五六七八九]{3})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日[）)]?\Z"
)
"""A line that is nothing but a date, blanks taken out: ``2015年1月30日`` ``二〇〇九年十二月三日``."""
