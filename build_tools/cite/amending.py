"""Amending documents: which document a line changes, what is quoted, and what is old and what new wording.

In a decision that amends, 第…条 never means the decision itself (grammar of citations, “Amendment zone”):
operative words and quoted text both speak of the amended document, which may change from item to item:
``一、将《A》第十条…修改为：“…”`` makes A the amended document until another one is named so.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from build_tools.cite.leads import LEGAL_TITLE, TITLE
from build_tools.cite.passages import Passage, Sort
from build_tools.model.citations import Edition, Lead, Locator, Name
from build_tools.model.law import Meta

_AMENDING: Final = re.compile(r"修改|修正|废止|修订|调整|补充规定")
_AMENDMENT: Final = re.compile(r"修正案(?:（[^（）]*）)?\Z")
_CHANGE: Final = re.compile(
    r"修改为|修改成|改为|改成|删去|删除|增加|增补|作为第|调整为|修正为|合并|移至|替换为|作(?:出|了)?(?:如下|以下)(?:补充|修改|修正)"
)
"""What operative words are made of; the other verbs of the grammar (将, 对) stand with one of these."""
_CHANGE_HERE: Final = re.compile(
    r"修改为[：:“]|改为第|调整为[：:“]|修正为[：:“]|增加[一二两三四][条款项]|作为第.{1,9}[条款项][：:，]"
)
"""The same, narrower, for documents that are no amending ones: 合并 and 增加 are everyday words there."""
_NEW_VERB: Final = re.compile(r"改为|作为|调整为|合并为|移至|修正为|替换为|增加(?!一|两|二|三|四|五|规定)")
_OPENER: Final = re.compile(
    r"(?:\A|[。；：，、]|将|把|对|在|修改|删去|删除|废止|决定)\s*(?:\d+[.．、]\s*)?(?:最高人民法院|最高人民检察院|国务院|[、和])*\Z"
)
_SETTER: Final = re.compile(
    r"(?:[（(][^（）()]*[）)])*\s*(?:\Z|中?(?:的)?(?:部分(?:条文|条款|内容|行政法规)|有关(?:规定|条款))?(?:作|中?第|序言|附件|[的中]|[，：:])|作)"
)
_BEHIND: Final = re.compile(
    r"(?:修改为|改为|修正为|调整为|替换为|表述为|作为第[^：“]{1,20}|增加[^：“]{0,20}|修改为[^：“]{0,10})[：:，]?\s*\Z"
)
LABEL: Final = re.compile(
    r"第[^条章节编]{1,12}(?:条(?:之[一二三四五六七八九十]+)?|分?编|章|节)(?=[\s\u3000]|[（(【]|\Z)"
)
"""At the start of quoted text: the label of a new article or division."""
_WHOLE: Final = re.compile(r"(?:该|本)条(?:分别)?修改为[：:]?\s*\Z")
_ENTRY: Final = re.compile(r"(?:\d+[.．、]\s*)?《[^》]+》第[^，。：“]+条[^，。：“]*[；;。]?")
_DELETED: Final = re.compile(r"删[去除](?:第[^条款项“]{1,9}条[、和及至]?)+(?=[。；，]|\Z)")
"""Whole articles go, and those behind them move up without a word."""
_SPLIT: Final = re.compile(r"分为[一二三四五六七八九十两]+[编章节条]")
"""第二章分为六节：第一节“…”，包括第七条至第九条；… describes the new text."""
_ADDED: Final = re.compile(r"增加[一二三四五六七八九十两]+[编章节][^。；]{0,60}包括\Z")
"""增加一章，作为第一章“总则”，包括第一条至第七条 speaks of the new text, too."""
_LINE: Final = 1_000
_NEAR: Final = 200
_OPEN, _CLOSE = "“", "”"

Span = tuple[int, int]


@dataclass(slots=True)
class Zone:
    """What is known about one passage."""

    quotes: list[Span] = field(default_factory=list)
    """Index spans of quoted text, without the quotation marks."""
    amends: bool = False
    """The document amends: nothing in here means the document itself, but for 本决定."""
    operative: bool = False
    """The passage has operative words."""

    def quote_at(self, index: int) -> Span | None:
        """Return the quoted stretch in which ``index`` lies, if it does."""
        number = bisect_right(self.quotes, (index, sys.maxsize))
        return self.quotes[number - 1] if number and index < self.quotes[number - 1][1] else None


class Quotes:
    """Where quoted text begins and ends; quoted articles go over many lines, each opened anew."""

    def __init__(self) -> None:
        """Begin outside of a quotation."""
        self._open = False
        self._unit: object = None

    def spans(self, passage: Passage) -> list[Span]:
        """Return the quoted stretches of a passage; they do not reach from one unit into the next."""
        text, unit = passage.text, passage.place.unit
        if unit is not self._unit or passage.sort is not Sort.TEXT:
            self._open, self._unit = False, unit
        if not self._open and _OPEN not in text:
            return []
        stripped = text.lstrip()
        inside = self._open and not stripped.startswith(_OPEN)
        start, depth, found = 0, int(inside), []
        for index, char in enumerate(text):
            if char == _OPEN:
                if depth == 0:
                    start = index + 1
                depth += 1
            elif char == _CLOSE and depth:
                depth -= 1
                if depth == 0:
                    found.append((start, index))
        if depth:
            found.append((start, len(text)))
        self._open = depth > 0
        return found


class Amended:
    """Keeps track of the amended document through an amending one."""

    def __init__(self, meta: Meta) -> None:
        """Begin with what the title says: 关于修改《X》的决定 amends X, X修正案（八） amends X."""
        title = re.sub(r"\s", "", meta.title)
        self.active = bool(_AMENDING.search(title)) and (
            meta.group in ("修正案", "修改、废止的决定")
            or bool(re.search(r"(?:决定|修正案.*|办法|通知|公告.*)\Z", title))
        )
        self.leaves_gaps = "刑法修正案" in title
        """Articles that it deletes leave a gap: in 刑法 none gets the number of another."""
        self.name: Name | None = None
        self.known: Callable[[Name], Name] = lambda name: name
        """What an alias of the document stands for; the reader, who learns them, sets it."""
        self.old = ""
        """The article that the line speaks of, by its old label."""
        self.new = ""
        """Its new label, where it gets one."""
        self.paragraph = 1
        """Which 款 of it the quoted line is."""
        self._next = 1
        self._unit: object = None
        self._inserting = False
        self._shifted = False
        if self.active:
            self.name = _of_title(title)

    @property
    def article(self) -> str:
        """The article whose new wording is quoted, as a label."""
        return self.new or self.old

    @property
    def is_certain(self) -> bool:
        """Whether the new number of that article is known: it is printed, or no article before it was deleted."""
        return bool(self.article) and (bool(self.new) or not self._shifted)

    def zone(self, passage: Passage, quotes: list[Span]) -> Zone:
        """Return what is known about a passage, and take in the document that it begins to amend."""
        zone = Zone(quotes, self.active)
        outside = _without(passage.text, quotes)
        zone.operative = bool((_CHANGE if self.active else _CHANGE_HERE).search(outside))
        if self.active:
            self._insert(passage, zone)
            before = self.name
            self._set(passage.text, quotes)
            self._shifted = (self._shifted and self.name == before) or bool(_DELETED.search(outside))
        return zone

    def _insert(self, passage: Passage, zone: Zone) -> None:
        """New text may come without quotation marks: 增加一节…内容如下：. It ends with the next operative line."""
        unit = passage.place.unit
        if self._inserting and not zone.operative and unit is self._unit:
            if not zone.quotes:
                zone.quotes.append((0, len(passage.text)))
        else:
            self._inserting = zone.operative and passage.text.rstrip().endswith(("如下：", "如下:"))

    def begin(self, passage: Passage, zone: Zone) -> int:
        """At the start of a line: a unit, an article or a 款 begins. Return where its citations can begin.

        ``“第三条 …`` in quotes begins a new article, ``“（三）…`` a 项; every other quoted line is a 款.
        """
        if passage.place.unit is not self._unit:
            self._unit = passage.place.unit
            self.old = self.new = ""
        quote = zone.quotes[0] if zone.quotes else None
        if quote is None or passage.text[: quote[0]].strip(" \u3000“"):
            return 0
        match = LABEL.match(passage.text, quote[0])
        if match and "条" not in match[0]:
            return match.end()
        if match:
            self.old, self.new, self.paragraph, self._next = "", match[0], 1, 2
            return match.end()
        if passage.text[quote[0] : quote[0] + 1] not in ("（", "("):
            self.paragraph = self._next
            self._next += 1
        return 0

    def note(self, locator: Locator, edition: Edition, *, names_article: bool) -> None:
        """Take in what operative words name: the old article, its new label, the 款 that is to come."""
        if names_article and edition is Edition.NEW:
            self.new = locator.article
        elif names_article:
            self.old, self.new = locator.article, ""
        self.paragraph = self._next = locator.paragraph or 1

    def end(self, passage: Passage, zone: Zone) -> None:
        """At the end of an operative line: when it has quoted the first 款 already, the next line is the second."""
        if zone.operative and zone.quotes and zone.quotes[-1][1] >= len(passage.text.rstrip()) - 1:
            start = zone.quotes[-1][0]
            self.settle(passage.text, zone.quotes[-1])
            if start > 0 and self.edition(passage.text, start, zone.quotes[-1]) is Edition.NEW:
                self._next = self.paragraph + 1

    def settle(self, text: str, quote: Span) -> None:
        """增加一款作为第二款，将该条修改为：“…” quotes the whole article, from its first 款 on."""
        if _WHOLE.search(_just_before(text, quote[0] - 1)):
            self.paragraph = 1

    def lists(self, text: str) -> bool:
        """Tell whether a line is nothing but an entry of a list of what is amended: 66. 《工会法》第五十一条."""
        return self.active and _ENTRY.fullmatch(text.strip()) is not None

    def _set(self, text: str, quotes: list[Span]) -> None:
        """Take in a document named where amended documents are named."""
        zone = Zone(quotes)
        for match in TITLE.finditer(text):
            if zone.quote_at(match.start()) is not None:
                continue
            if (
                LEGAL_TITLE.search(match[0][1:-1])
                and _OPENER.search(_just_before(text, match.start()))
                and _SETTER.match(text, match.end())
            ):
                issuer = re.search(
                    r"(?:最高人民法院|最高人民检察院|国务院|、|和)*\Z", _just_before(text, match.start())
                )
                self.name = self.known(Name(Lead.TITLE, match[0][1:-1], -1, issuer[0] if issuer else ""))
            return

    def edition(self, text: str, at: int, quote: Span | None) -> Edition:
        """Return whether what is named at ``at`` is old or new wording."""
        if quote is not None:
            before = _just_before(text, quote[0] - 1)
            if not before.strip() or _BEHIND.search(before):
                return Edition.NEW
            return Edition.OLD if _CHANGE.search(text, quote[1]) else Edition.NEW
        if _SPLIT.search(text, max(0, at - _LINE), at) or _ADDED.search(text, max(0, at - _LINE), at):
            return Edition.NEW
        before = _just_before(text, at)
        verb = max((m.end() for m in _NEW_VERB.finditer(before)), default=-1)
        if verb >= 0 and not re.search(r"[，。；：“”]|中的", before[verb:]):
            return Edition.NEW
        return Edition.OLD


def _of_title(title: str) -> Name | None:
    """Return the one document that a title says is amended, if it says one."""
    if match := _AMENDMENT.search(title):
        named = title[: match.start()]
        return Name(Lead.NAME, named, -1) if named and "附件" not in named else None
    if re.search(r"等|部分|若干件|一批|\d+部|十\S?[部件]", TITLE.sub("", title)):
        return None
    found = TITLE.findall(title)
    return Name(Lead.TITLE, found[0][1:-1], -1) if len(found) == 1 else None


def _without(text: str, quotes: list[Span]) -> str:
    """Return a text with what is quoted blotted out."""
    parts, at = [], 0
    for start, end in quotes:
        parts += [text[at:start], "＿" * (end - start)]
        at = end
    return "".join(parts) + text[at:]


def _just_before(text: str, at: int) -> str:
    """Return the words before ``at`` that can have to do with what stands there."""
    return text[max(0, at - _NEAR) : max(0, at)]
