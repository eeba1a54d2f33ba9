"""Which document a citation speaks of, as the words around it say: 本法, 《…》, 刑法, 该公约."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from build_tools.model.citations import Lead, Name

NOUNS: Final = (
    "法典|法|典|条例|规定|办法|细则|规则|通则|决定|决议|解释|意见|批复|复函|答复|通知|通告|公告|公约|协定|协议|条约|"
    "议定书|章程|修正案|纲要|规程|准则|安排|规范|标准|宣言|声明|规划|方案|命令|令|函|纪要|守则|说明|制度|草案|备忘录"
)
"""What the title of a legal document ends in."""
SELF: Final = re.compile(
    rf"本(?:实施|暂行|试行|补充|若干|组织|议事|管理|指导|工作|会议|司法|处罚|附件|附录)*(?:{NOUNS})\Z"
)
THAT: Final = re.compile(rf"该(?:{NOUNS})\Z")
TITLE: Final = re.compile(r"《(?:[^《》]|《[^《》]*》)*》")
LEGAL_TITLE: Final = re.compile(
    rf"(?:{NOUNS})(?:（[^（）]*）|\([^()]*\)|[一二三四五六七八九十]|之[一二三四五六七八九十])*\Z"
)
"""The end of the title of a legal document; other things in 《》 are certificates, forms and books."""

_BARE = re.compile(rf"(?:{NOUNS})(?:（[^（）]{{1,9}}）|\([^()]{{1,9}}\))?\Z")
_NO_NAME = re.compile(
    r"(?:依法|合法|违法|非法|执法|(?<!公)司法|守法|方法|立法|不法|枉法|做法|看法|想法|说法|手法|设法|无法|语法|书法"
    r"|(?:[款条项]|有关|下列|上述|法律|法规|国家|另有|其他|依照|按照|的)规定|(?:有关|的)(?:决定|解释|意见|办法|通知|批复))\Z"
)
"""Words that end like a name and are none."""
_WORD = re.compile(r"[^，。；：、！？“”‘’《》\s]{1,40}\Z")
_FILLER = re.compile(r"(?:中的|之中|当中|中|的)\Z")
_LONGEST_BEFORE: Final = 40


class Led(NamedTuple):
    """A name and where it begins in the passage."""

    name: Name
    start: int
    """Index in the passage; of a bare name the farthest left at which it may begin."""


def titles_in(text: str) -> list[tuple[int, int]]:
    """Return the spans of 《…》, outermost brackets only, in order."""
    return [match.span() for match in TITLE.finditer(text)] if "《" in text else []


def is_no_name(text: str, end: int) -> bool:
    """Tell whether the words that end at ``end`` only sound like the name of a law: 依法, 有关规定."""
    return _NO_NAME.search(text, max(0, end - 6), end) is not None


def lead_before(text: str, at: int, titles: dict[int, int]) -> Led | None:
    """Return the name that ends right before ``at``, or None when no name stands there.

    Args:
        text: the passage.
        at: index at which 第…条 or the like begins.
        titles: end → start of every 《…》 of the passage.
    """
    end, hint = at, ""
    if filler := _FILLER.search(text, 0, end):
        end = filler.start()
    if end and text[end - 1] in "）)":
        bracket = _opening(text, end - 1)
        if bracket is None:
            return None
        behind = text[:bracket].rstrip()
        if behind.endswith("》"):
            hint, end = text[bracket + 1 : end - 1], len(behind)
        elif not _BARE.search(text, max(0, bracket - 12), end):
            return _bare(text, len(behind), text[bracket + 1 : end - 1])
    if end in titles:
        return _titled(text, titles[end], end, hint)
    if filler and text[end - 1 : end] == "》":
        return None
    return _bare(text, end, hint)


def _titled(text: str, start: int, end: int, hint: str) -> Led:
    """Return the name in 《》; 本《规定》 is the document itself."""
    if text[start - 1 : start] == "本" and re.fullmatch(NOUNS, text[start + 1 : end - 1]):
        return Led(Name(Lead.SELF, text[start - 1 : end], start - 1), start - 1)
    return Led(title_name(text, start, end, hint), start)


def title_name(text: str, start: int, end: int, hint: str) -> Name:
    """Return the name that a title in 《》 at ``start`` … ``end`` is; ``start`` of the name is an index."""
    before = re.search(r"[^，。；：！？“”‘’《》（）()\s]*\Z", text[max(0, start - _LONGEST_BEFORE) : start])
    return Name(Lead.TITLE, text[start + 1 : end - 1], start, before[0] if before else "", hint)


def _bare(text: str, end: int, hint: str) -> Led | None:
    """Return the name without 《》 that ends at ``end``, if the words there can be one."""
    left = max(0, end - _LONGEST_BEFORE)
    if match := SELF.search(text, left, end):
        return Led(Name(Lead.SELF, match[0], match.start()), match.start())
    if match := THAT.search(text, left, end):
        return Led(Name(Lead.THAT, match[0], match.start()), match.start())
    if not _BARE.search(text, left, end):
        return None
    if is_no_name(text, end):
        return None
    match = _WORD.search(text, left, end)
    if match is None:
        return None
    return Led(Name(Lead.NAME, match[0], match.start(), "", hint), match.start())


def _opening(text: str, close: int) -> int | None:
    """Return the index of the bracket that the one at ``close`` closes."""
    depth = 0
    for index in range(close, max(-1, close - 120), -1):
        if text[index] in "）)":
            depth += 1
        elif text[index] in "（(":
            depth -= 1
            if depth == 0:
                return index
    return None


_MOST_BRACKETS: Final = 3
"""Between a title and its alias: 《…》（法释〔2001〕3号）（以下简称…）."""
_ALIAS = re.compile(r"（\s?(?:以下|下)?(?:简称|称)(?:为)?[：:]?\s?([“《‘]?)([^）”》’，。；]{1,24})")

_ALIASES = re.compile(
    r"（\s?(?:以下|下)?分别(?:简)?称(?:为)?((?:、|，|及|和|与|《(?:[^《》]|《[^《》]*》)*》)+)）"
)


class Aliases:
    """Names that a document gives for itself: 《…》（以下简称…）. They hold in it from there on, before all others."""

    def __init__(self) -> None:
        """Begin without any."""
        self._names: dict[tuple[bool, str], Name] = {}

    def learn(self, text: str, titles: dict[int, int]) -> None:
        """Take in the aliases that a passage declares.

        Args:
            text: the passage.
            titles: end → start of every 《…》 in it.
        """
        if "简称" not in text and "下称" not in text:
            return
        self._learn_lists(text, titles)
        for match in _ALIAS.finditer(text):
            end = match.start()
            for _ in range(_MOST_BRACKETS):
                opening = _opening(text, end - 1) if end and text[end - 1] in "）)" else None
                end = end if opening is None else opening
            name = None
            if end in titles:
                name = title_name(text, titles[end], end, "")
            elif _BARE.search(text, max(0, end - _LONGEST_BEFORE), end):
                led = _bare(text, end, "")
                name = led.name if led and led.name.lead is Lead.NAME else None
            if name is not None:
                self._names[match[1] == "《", match[2].strip()] = name

    def _learn_lists(self, text: str, titles: dict[int, int]) -> None:
        """Take in 《A》、《B》（以下分别简称《a》、《b》): as many aliases as titles right before, in order."""
        for match in _ALIASES.finditer(text):
            short = [one[1:-1] for one in TITLE.findall(match[1])]
            full = sorted(end for end in titles if end <= match.start())[-len(short) :]
            if short and len(full) == len(short):
                for alias, end in zip(short, full, strict=True):
                    self._names[True, alias] = title_name(text, titles[end], end, "")

    def known(self, name: Name) -> Name:
        """Return the name that an alias stands for, at the place of the alias; other names as they are."""
        if not self._names:
            return name
        if name.lead is Lead.TITLE:
            meant = self._names.get((True, name.text)) or self._names.get((False, name.text))
            return _at(meant, name.start) if meant else name
        if name.lead is Lead.NAME:
            for start in range(len(name.text)):
                meant = self._names.get((False, name.text[start:]))
                rest = name.text[:start]
                if meant and (not rest or len(name.text) - start > 2 or rest[-1] in _BEFORE_NAME):
                    return _at(meant, name.start + start)
        return name


_BEFORE_NAME = "依照据按违反适用和与或及由在对除以是有的为将就从向自至于合施成定即因用"


def _at(meant: Name, start: int) -> Name:
    return Name(meant.lead, meant.text, start, meant.before, meant.hint, alias=True)
