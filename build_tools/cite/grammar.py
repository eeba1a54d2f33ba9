"""The words of citations: 第…条 and the like, alone, in lists and in ranges (grammar of citations, forms 3–13).

Beside every pattern stands a sentence of real legislation that it is there for; the tests read them from
:data:`SENTENCES` and check that the pattern finds its words in it.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from build_tools.numerals import LARGEST, NUMERAL, to_chinese, to_int

SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "article": ("依照刑法第一百三十三条之一规定定罪处罚", "第一百三十三条之一"),
    "articles": ("依照本条例第十五、十六条的规定处罚", "第十五、十六条"),
    "paragraph": ("定罪量刑标准依照本条第三、四款的规定执行", "第三、四款"),
    "item": ("违反本条例第十七条第（一）、（二）、（六）项所列行为", "第（一）、（二）、（六）项"),
    "items": ("有本法第二百零七条第一项至第五项规定情形之一的", "第一项至第五项"),
    "loose-items": ("比照铁路法第十七条第一款（二）项的规定", "（二）项"),
    "former-items": ("民法典第一千零七十九条第三款前三项规定及军人有其他重大过错", "前三项"),
    "subitem": ("500吨以下部分适用本项第1目的规定", "第1目"),
    "book": ("违反本法第二编第一分编第二章等规定", "第二编"),
    "part": ("违反本法第二编第一分编第二章等规定", "第一分编"),
    "division": ("还可以适用海事诉讼特别程序法第三章第一节的规定", "第三章"),
    "section": ("参照本法第二章第二节、第三节、第五节的规定", "第二节、第三节、第五节"),
    "general": ("触犯刑法分则第九章第三百九十八条至第四百一十九条规定的", "分则"),
    "preamble": ("宪法序言第七自然段", "序言第七自然段"),
    "proviso": ("存在民法典第六百八十七条第二款但书规定情形的", "但书"),
    "annex": ("香港基本法附件二关于立法会产生办法和表决程序的现行规定不作修改", "附件二"),
}
"""What a pattern is for: a sentence, and what it finds there."""

N: Final = NUMERAL
_BRACKETED = rf"[（(]\s?{N}\s?[）)]"
_ANY = rf"(?:{_BRACKETED}|{N})"
SEPARATOR: Final = r"(?:、|，|和|以及|或者|或|及其|及|与|并|至|到|—|－|-|～|~)"
_RANGE = r"(?:至|到|—|－|-|～|~)"


def _series(
    unit: str, further: str = "", *, count: bool = False, separator: str = SEPARATOR
) -> re.Pattern[str]:
    """Return the pattern of one or several numbers with one kind of unit; the first has 第, the last the unit.

    A member may lack 第 (第（一）、（二）项) or the unit (第二、三条).
    """
    counted = "(?:[两二三四五六七八九](?=[款项条]))?" if count else ""
    member = rf"{_ANY}\s?(?:{unit}{further})?"
    return re.compile(
        rf"第\s?(?:{member}{separator}第?\s?)*?{_ANY}\s?{counted}{unit}{further}"
        rf"(?:{separator}第?\s?(?:{member}{separator}第?\s?)*?{_ANY}\s?{counted}{unit}{further})*"
    )


ARTICLES: Final = _series(r"条(?!例|约|件|款)", rf"(?:\s?之{N})?")
PARAGRAPHS: Final = _series("款(?!项)", count=True)
_ITEM_SEPARATOR = rf"(?:{SEPARATOR}|(?<=[）)])(?=[（(]))"
"""Between brackets it may be missing: 第（三）（四）（五）项."""
ITEMS: Final = _series("项(?!目)", count=True, separator=_ITEM_SEPARATOR)
LOOSE_ITEMS: Final = re.compile(
    rf"(?:{_BRACKETED}(?:{_ITEM_SEPARATOR}第?)?)*?{_BRACKETED}"
    r"(?:(?:[两二三四五六七八九](?=项))?项(?!目)|(?=[规所的，。；中情]|[、和及或](?![（(])|\Z))"
)
"""（三）项 without 第, or （三） alone: only right behind an article or a paragraph."""
SUBITEMS: Final = _series("目(?![录标]|的(?!规定))")
FORMER_ITEMS: Final = re.compile(r"前([一二两三四五六七八九]?)项")
BOOKS: Final = _series("编(?!制|码|号|辑|办)")
PARTS: Final = _series("分编")
CHAPTERS: Final = _series("章(?!程)")
SECTIONS: Final = _series("节(?!目|点|能|约|水|日)")
GENERAL: Final = re.compile("总则|分则")
PREAMBLE: Final = re.compile(rf"序言(?:第({N})自然段)?")
TAIL: Final = re.compile(rf"(?:但书|第{N}句|第{N}自然段|前段|后段|前半句|后半句)(?:内容)?")
"""What is said of a sentence inside a 款: it belongs to the citation and leads to the 款."""
ANNEX: Final = re.compile(rf"(附件|附表|附录)(?!一[并起律同式])\s?((?:{_BRACKETED}|{N})?)(?![录件表加带设])")
"""Not where it is a common noun: 作为附件一并报送."""
JOIN: Final = re.compile(
    r"(?:、|，|和|以及|或者|或|及其|及|与|并|，以及|、以及|，或者|，和){1}(?:依照|按照|根据|违反|依据|符合|在)?"
)
"""What may stand between a citation and one that goes on with its law and article."""

_MEMBER = re.compile(
    rf"第?\s?[（(]?\s?({N})\s?[）)]?\s?(?:[两二三四五六七八九](?=[款项条]))?(条|款|项|目|编|分编|章|节)?(?:\s?之({N}))?"
)
_BETWEEN = re.compile(SEPARATOR)


class Member(NamedTuple):
    """One number of a series, or the two ends of a range."""

    start: int
    end: int
    number: int
    further: int = 0
    to: int | None = None
    to_further: int = 0
    split: int = -1
    """Where the second half of a range begins."""
    short: bool = False
    """The unit is said once for several (第二、三条)."""


def members(text: str, match: re.Match[str]) -> list[Member] | None:
    """Return the members of a matched series in order, a range as one; None when a number is none.

    Two neighbouring numbers that share a unit (第二、三条) are a range, as are numbers with 至.
    """
    found: list[Member] = []
    at, range_next = match.start(), False
    while at < match.end():
        one = _MEMBER.match(text, at, match.end())
        if one is None or one.end() == at:
            return None
        try:
            number, further = to_int(one[1]), to_int(one[3]) if one[3] else 0
        except ValueError:
            return None
        if not 0 < number <= LARGEST:
            return None
        if range_next:
            last = found.pop()
            if (last.number, last.further) >= (number, further):
                return None
            found.append(last._replace(end=one.end(), to=number, to_further=further, split=at, short=False))
        else:
            found.append(Member(one.start(), one.end(), number, further, short=one[2] is None))
        at = one.end()
        gap = _BETWEEN.match(text, at, match.end())
        if gap is None and text[at : at + 1] not in ("（", "("):
            break
        range_next = gap is not None and re.match(_RANGE, gap[0]) is not None
        at = gap.end() if gap else at
    return _joined(found)


def _joined(found: list[Member]) -> list[Member]:
    """Return members with 第二、三条 as one, where just two neighbours share the unit."""
    if len(found) == 2 and found[0].short and found[0].to is None and found[1].to is None:
        first, second = found
        if second.number == first.number + 1 and not first.further and not second.further:
            return [first._replace(end=second.end, to=second.number, split=second.start, short=False)]
    return found


def article_label(number: int, further: int = 0) -> str:
    """Return the label of an article as a statute prints it: (120, 1) → ``第一百二十条之一``."""
    return f"第{to_chinese(number)}条" + (f"之{to_chinese(further)}" if further else "")


def item_labels(found: list[Member]) -> tuple[str, ...]:
    """Return the labels of 项, ranges spelt out: ``（一）``, ``（二）``."""
    labels = []
    for one in found:
        last = one.number if one.to is None else min(one.to, one.number + 99)
        labels += [f"（{to_chinese(n)}）" for n in range(one.number, last + 1)]
    return tuple(labels)
