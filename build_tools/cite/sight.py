"""What is in sight when a citation is read: the passage, what stands to the left, and facts about the law."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from build_tools.cite.amending import Amended, Span, Zone
from build_tools.cite.grammar import JOIN
from build_tools.cite.leads import titles_in
from build_tools.cite.passages import Passage, Place
from build_tools.cite.refs import Ref
from build_tools.model.citations import Edition, Lead, Locator, Name, Reason
from build_tools.model.law import Law
from build_tools.model.nodes import UnitKind, units

SENTENCE_END: Final = re.compile(r"[。！？]")
REACH: Final = 600
"""How far a sentence is looked through, so that a line of millions of characters takes no quadratic time."""
ITSELF: Final = Name(Lead.SELF)
_QUOTES: Final = re.compile(r"(?:的)?(?:明确)?(?:规定|中)?[的]?[：:，,]?\s*\Z")
"""Between a citation and its words: 《X》第五十条“…”, 《X》第五十条规定：“…”."""


class Origin(NamedTuple):
    """Where a citation starts from: the document, and what it need not say itself."""

    name: Name
    base: Locator = Locator()
    local: bool = False
    """It speaks of the very article in which it stands."""
    edition: Edition = Edition.USUAL
    doubt: Reason | None = None

    def within(self, ref: Ref) -> Origin:
        """Return what ``ref`` starts from when it goes on with the document, and the article, of this one."""
        base = self.base._replace(to_article="", to_paragraph=None, items=())
        if ref.articles or ref.division or ref.annex:
            base = Locator()
        elif ref.paragraphs:
            base = base._replace(paragraph=None)
        elif self.base.to_paragraph is not None:
            base = base._replace(to_paragraph=self.base.to_paragraph)
        # The name is printed further left, and is no part of this citation.
        return self._replace(name=self.name._replace(start=-1), base=base)


def sentence_start(text: str, at: int) -> int:
    """Return where the sentence around ``at`` begins; at most :data:`REACH` before it."""
    floor = max(0, at - REACH)
    return max(floor, *(text.rfind(mark, floor, at) + 1 for mark in "。！？"))


def doubtful(reason: Reason) -> Origin:
    """Return the origin of a citation whose document or article is not certain."""
    return Origin(ITSELF, doubt=reason)


class Left(NamedTuple):
    """The citation to the left, and where it ends in the passage."""

    origin: Origin
    """Its document; ``base`` is all that it names."""
    end: int

    @property
    def locator(self) -> Locator:
        """What it names."""
        return self.origin.base


@dataclass(slots=True)
class Sight:
    """State of reading, passage after passage."""

    amended: Amended
    articles: frozenset[str]
    """The texts that have 条: eIds of annexes, and the empty one for the main text."""
    has_annexes: bool
    own_title: str
    default: Name | None
    """What bare article numbers mean in a document without 条, where its title says so."""
    passage: Passage = field(default_factory=lambda: Passage("", (), Place()))
    zone: Zone = field(default_factory=Zone)
    left: Left | None = None
    within: Locator = Locator()
    """The divisions named last in the passage."""
    named: list[Name] = field(default_factory=list)
    """The documents named so far in the unit, for 该法."""
    lead_in: tuple[object, int, Left | None] = (None, 0, None)
    """Unit, paragraph, and last citation of the words before a list."""
    _quoted: tuple[Span, Left] | None = None

    def enter(self, passage: Passage, zone: Zone) -> None:
        """Go on to a passage."""
        if passage.place.page != self.passage.place.page:
            self.named.clear()
        self.passage, self.zone, self.left, self._quoted = passage, zone, None, None
        self.within = Locator()

    def leave(self) -> None:
        """Remember what the words before a list name."""
        place = self.passage.place
        if place.item is None:
            self.lead_in = (place.unit, place.paragraph, self.left)

    def sentence(self, at: int) -> str:
        """Return the sentence up to ``at``."""
        return self.passage.text[sentence_start(self.passage.text, at) : at]

    def left_in_sentence(self, at: int) -> Left | None:
        """Return the citation to the left of ``at`` if it stands in the same sentence."""
        left = self.left
        if left is None or SENTENCE_END.search(self.passage.text, left.end, at):
            return None
        return left

    def adjoining(self, ref: Ref) -> Left | None:
        """Return the citation to the left when only 、 or 和 stands between."""
        if self.left is None:
            return None
        between = self.passage.text[self.left.end : ref.start]
        if self.zone.operative and between == "，" and not ref.articles:
            # 将第十条改为第十三条，第一款修改为： speaks of the old article again.
            return None
        return self.left if JOIN.fullmatch(between) else None

    def introduced(self, quote: Span) -> Left | None:
        """Return the citation whose words a quotation gives, where one stands right before it."""
        if self._quoted is not None and self._quoted[0] == quote:
            return self._quoted[1]
        left = self.left
        if left is None or left.end > quote[0] or left.origin.name.lead is Lead.SELF:
            return None
        if not _QUOTES.fullmatch(self.passage.text, left.end, max(left.end, quote[0] - 1)):
            return None
        self._quoted = (quote, left)
        return left


def sight_of(law: Law, amended: Amended) -> Sight:
    """Return the sight at the start of a law."""
    texts = [("", law.body), *((annex.eid, annex.children) for annex in law.annexes)]
    articles = frozenset(
        eid for eid, nodes in texts if any(unit.kind is UnitKind.ARTICLE for unit in units(nodes))
    )
    title = re.sub(r"\s|（[^（）]*）\Z", "", law.meta.title)
    default = None if "" in articles else _law_of_crimes(title)
    return Sight(amended, articles, bool(law.annexes), title, default)


def _law_of_crimes(title: str) -> Name | None:
    """Return the law whose articles a list of crimes gives by their numbers alone.

    最高人民检察院关于适用刑法分则规定的犯罪的罪名的意见: 故意杀人罪（第232条).
    """
    if "罪名" not in title:
        return None
    spans = titles_in(title)
    if len(spans) == 1:
        return Name(Lead.TITLE, title[spans[0][0] + 1 : spans[0][1] - 1], -1)
    return Name(Lead.NAME, "刑法", -1) if not spans and "刑法" in title else None
