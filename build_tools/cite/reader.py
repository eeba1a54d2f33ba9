"""Reads one passage after the other: citations, with what they inherit from their left and from their place."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, NamedTuple

from build_tools.cite.amending import Amended, Zone
from build_tools.cite.grammar import JOIN, LOOSE_ITEMS
from build_tools.cite.leads import LEGAL_TITLE, Aliases, Led, lead_before, title_name, titles_in
from build_tools.cite.passages import Passage, Place, Sort
from build_tools.cite.refs import Ref, locators, read_ref
from build_tools.cite.relative import nearest_items, number_of, relative_base, relative_eids
from build_tools.model.citations import Citation, Edition, Lead, Locator, Name, Reason
from build_tools.model.law import Law
from build_tools.model.nodes import UnitKind, units

_START: Final = re.compile(
    r"《|第\s?(?:[（(]\s?)?[〇零○一二两三四五六七八九十百千0-9０-９]|[前上](?:述)?[一二两三四五六七八九]?[款条项]"
    r"|本(?:[条款项编章节]|分编)|该[条款](?=第)|附件|附表|附录|序言|总则|分则"
)
_SENTENCE_END: Final = re.compile(r"[。！？]")
_QUOTES: Final = re.compile(r"(?:的)?(?:明确)?(?:规定|中)?[的]?[：:，,]?\s*\Z")
_LAW_WORD: Final = re.compile(
    r"(?:《[^》]+》|刑法|宪法|民法典|民法通则|基本法|诉讼法|[一-龥]{2,}(?:法|条例|公约|协定))(?![律院规定人官制治警医庭学令条])"
)
_MADE_UNDER: Final = re.compile(
    r"制定本|作如下(?:解释|规定)|(?:作出|特作|现作|作)(?:如下|以下)|制订本|特制定"
)
_NAMED_LAW: Final = re.compile(r"(?:《([^》]+)》|([一-龥]+法(?:典)?))(?:条文|条款|条目|条文号)?\Z")
SELF_NAME: Final = Name(Lead.SELF)


class _Last(NamedTuple):
    """The citation to the left."""

    name: Name
    locator: Locator
    end: int
    local: bool
    """It speaks of the article in which it stands."""
    edition: Edition
    scope: str
    doubt: Reason | None


class Reader:
    """Collects the citations of one law in :attr:`found`."""

    def __init__(self, law: Law, amended: Amended) -> None:
        """Begin at the start of ``law``."""
        self.found: list[Citation] = []
        self._amended = amended
        self._aliases = Aliases()
        self._scopes = _with_articles(law)
        self._has_annexes = bool(law.annexes)
        self._default = None if "" in self._scopes else _only_title(law.meta.title)
        self._lead_in: tuple[tuple[object, int], _Last | None] = ((None, 0), None)
        self._passage: Passage = Passage("", (), Place())
        self._zone = Zone()
        self._last: _Last | None = None
        self._named: list[Name] = []
        self._quoted: tuple[tuple[int, int], _Last] | None = None

    def read(self, passage: Passage, zone: Zone) -> None:
        """Find the citations of one passage."""
        if passage.place.page != self._passage.place.page:
            self._named.clear()
        self._passage, self._zone, self._last, self._quoted = passage, zone, None, None
        self._first = len(self.found)
        text = passage.text
        spans = titles_in(text)
        titles = {end: start for start, end in spans}
        starts = {start: end for start, end in spans}
        self._aliases.learn(text, titles, 0)
        at = self._amended.begin(passage, zone) if zone.amends else 0
        while match := _START.search(text, at):
            at = match.start()
            if text[at] == "《":
                at = self._title(at, starts.get(at, at + 1))
                continue
            inside = next((end for start, end in spans if start < at < end), None)
            if inside is not None:
                at = inside
                continue
            at = self._ref(at, titles)
        if zone.amends:
            self._amended.end(passage, zone)
        if passage.place.item is None:
            self._lead_in = ((passage.place.unit, passage.place.paragraph), self._last)

    # --- titles ---------------------------------------------------------------------------------

    def _title(self, start: int, end: int) -> int:
        """Take a title that no 第…条 follows; return where to go on."""
        text = self._passage.text
        if end <= start + 2 or not LEGAL_TITLE.search(text[start + 1 : end - 1].rstrip()):
            return max(end, start + 1)
        name = self._aliases.known(title_name(text, start, end, ""))
        at = end
        if text[at : at + 1] in ("（", "("):
            close = text.find("）" if text[at] == "（" else ")", at)
            at = close + 1 if close >= 0 else at
        if self._followed(at) or self._followed(end):
            # 第…条 follows: the citation begins with the title, and is taken there.
            return end
        self._named.append(name)
        self._add(name, Locator(), start, end, form="18 title", basis=self._is_basis(end))
        return end

    def _followed(self, at: int) -> bool:
        """Tell whether a place inside the document is named right at ``at``."""
        text = self._passage.text
        skip = re.compile(r"(?:中的|中|的)?(?=第|序言|附件|总则|分则)").match(text, at)
        if skip is None:
            return False
        ref = read_ref(text, skip.end())
        return (
            ref is not None
            and not ref.relative
            and bool(ref.articles or ref.division or ref.annex or ref.preamble or ref.paragraphs or ref.items)
        )

    def _is_basis(self, end: int) -> bool:
        """Tell whether the sentence says that this document was made under what is named."""
        text, place = self._passage.text, self._passage.place
        if place.unit is not None and place.previous:
            return False
        start = max((m.end() for m in _SENTENCE_END.finditer(text, 0, end)), default=0)
        stop = _SENTENCE_END.search(text, end)
        sentence = text[start : stop.start() if stop else len(text)]
        made = _MADE_UNDER.search(sentence)
        return bool(made) and bool(
            re.search(
                r"根据|依据|依照|按照|为(?:了)?(?:贯彻)?(?:实施|执行|正确)",
                sentence[: made.start()] if made else "",
            )
        )

    # --- places ---------------------------------------------------------------------------------

    def _ref(self, at: int, titles: dict[int, int]) -> int:
        """Take what is named at ``at``, with its name if it has one; return where to go on."""
        text = self._passage.text
        ref = read_ref(text, at)
        if ref is None:
            return at + 1
        led = self._lead(ref, titles)
        if led is None and not ref.relative:
            if ref.tail or ref.general or (ref.preamble and not ref.paragraphs):
                return max(ref.end, at + 1)
            if ref.annex and not self._is_annex_reference(ref):
                return ref.end
            if self._is_false(ref):
                return max(ref.end, at + 1)
        self._take(ref, led)
        return max(ref.end, at + 1)

    def _lead(self, ref: Ref, titles: dict[int, int]) -> Led | None:
        if ref.relative:
            return None
        led = lead_before(self._passage.text, ref.start, titles)
        if led is None:
            return None
        if self._last is not None and led.start < self._last.end:
            if led.name.lead is not Lead.NAME:
                return None
            cut = self._last.end - led.start
            words = led.name.text[cut:]
            if len(words) < 2:
                return None
            led = Led(replace(led.name, text=words, start=self._last.end), self._last.end)
        known = self._aliases.known(led.name)
        return Led(known, known.start)

    def _is_annex_reference(self, ref: Ref) -> bool:
        """Tell whether 附件 without a name is a reference: it has a number, or 本…所附 before it."""
        return bool(ref.annex[2:]) and not self._passage.text[: ref.start].endswith(("增设", "普查"))

    def _is_false(self, ref: Ref) -> bool:
        """Tell whether 第… without a name is no citation: a division or 项 that nothing precedes."""
        text = self._passage.text
        if ref.articles:
            return False
        if ref.division:
            return (
                bool(re.match(r"[^，。；：、的规所和至或]", text[ref.end : ref.end + 1])) and ref.start == 0
            )
        return False

    def _take(self, ref: Ref, led: Led | None) -> None:
        """Add the citations of ``ref``; what they inherit comes from the name, the left, or the place."""
        name, base, local, edition, doubt = self._origin(ref, led)
        scope = self._scope(name)
        start = led.start if led else ref.start
        adjacent = self._adjacent(ref)
        form = self._form(ref, led)
        pieces = locators(ref, base)
        for index, (begin, end, split, locator) in enumerate(pieces):
            eid, to_eid = "", ""
            if local and name.lead is Lead.SELF and not doubt:
                eid, to_eid = relative_eids(locator, self._passage.place)
            self._add(
                name if index == 0 else replace(name, start=-1),
                self._inherit_divisions(locator, ref),
                start if index == 0 else begin,
                end,
                form=form if index == 0 else "4 list",
                split=split,
                scope=scope,
                edition=edition,
                doubt=doubt,
                eid=eid,
                to_eid=to_eid,
                basis=bool(led) and name.lead is not Lead.SELF and self._is_basis(end),
            )
            self._last = _Last(name, locator, end, local, edition, scope, doubt)
        if self._zone.amends and self._zone.operative and self._zone.quote_at(ref.start) is None:
            names = bool(ref.articles)
            if locator.article and (names or ref.start == start or not adjacent):
                self._amended.note(locator, edition, names_article=names)

    def _inherit_divisions(self, locator: Locator, ref: Ref) -> Locator:
        """Return a locator of divisions with the upper ones of the citation to its left (第四章和第五章)."""
        last = self._last
        if last is None or not ref.division or ref.general or not self._adjacent(ref):
            return locator
        above: dict[str, str] = {}
        for level in ("book", "part", "chapter", "section"):
            if level in ref.division:
                break
            above[level] = getattr(locator, level) or getattr(last.locator, level)
        return replace(locator, **above)  # type: ignore[arg-type]

    def _adjacent(self, ref: Ref) -> bool:
        """Tell whether only 、 or 和 stands between the citation to the left and ``ref``."""
        return self._last is not None and bool(JOIN.fullmatch(self._passage.text, self._last.end, ref.start))

    def _origin(self, ref: Ref, led: Led | None) -> tuple[Name, Locator, bool, Edition, Reason | None]:
        """Return document, starting point, whether that is the place itself, edition, and what is doubtful."""
        quote = self._zone.quote_at(ref.start)
        if self._zone.amends and self._amending_scope(ref, led, quote):
            return self._of_amended(ref, led, quote)
        if led is not None:
            return self._of_name(led, quote)
        if ref.relative in ("该条", "该款"):
            return self._of_that(ref)
        if ref.relative:
            return self._of_place(ref, quote)
        return self._of_left(ref, quote)

    def _of_name(
        self, led: Led, quote: tuple[int, int] | None
    ) -> tuple[Name, Locator, bool, Edition, Reason | None]:
        name = led.name
        if name.lead is Lead.THAT:
            noun = name.text.removeprefix("该").removeprefix("上述")
            last = next((n for n in reversed(self._named) if n.text.endswith(noun)), None)
            if last is None:
                return name, Locator(), False, Edition.USUAL, Reason.CONTEXT
            return replace(last, start=name.start, alias=True), Locator(), False, Edition.USUAL, None
        if name.lead is Lead.SELF:
            if quote is not None:
                introduced = self._introduced(quote)
                if introduced is not None:
                    return (
                        replace(introduced.name, start=name.start, alias=True),
                        Locator(),
                        False,
                        Edition.USUAL,
                        None,
                    )
                return name, Locator(), False, Edition.USUAL, Reason.QUOTED
            return name, Locator(), False, Edition.USUAL, None
        self._named.append(name)
        return name, Locator(), False, Edition.USUAL, None

    def _of_that(self, ref: Ref) -> tuple[Name, Locator, bool, Edition, Reason | None]:
        """该条第二款: of the article named last in the passage."""
        last = self._last
        if (
            last is None
            or not last.locator.article
            or (ref.relative == "该款" and last.locator.paragraph is None)
        ):
            return SELF_NAME, Locator(), False, Edition.USUAL, Reason.CONTEXT
        paragraph = last.locator.paragraph if ref.relative == "该款" else None
        base = replace(last.locator, to_article="", paragraph=paragraph, to_paragraph=None, items=())
        return last.name, base, last.local, last.edition, last.doubt

    def _of_place(
        self, ref: Ref, quote: tuple[int, int] | None
    ) -> tuple[Name, Locator, bool, Edition, Reason | None]:
        if quote is not None:
            introduced = self._introduced(quote)
            if introduced is not None and ref.relative == "前款" and ref.count == 1:
                paragraph = introduced.locator.paragraph
                if paragraph is not None and paragraph > 1:
                    base = Locator(article=introduced.locator.article, paragraph=paragraph - 1)
                    return introduced.name, base, False, introduced.edition, None
            return SELF_NAME, Locator(), False, Edition.USUAL, Reason.QUOTED
        base, doubt = relative_base(ref, self._passage.place)
        return SELF_NAME, base, True, Edition.USUAL, doubt

    def _of_left(
        self, ref: Ref, quote: tuple[int, int] | None
    ) -> tuple[Name, Locator, bool, Edition, Reason | None]:
        """Return what a bare number inherits: from an adjoining citation, from the sentence, from the place."""
        last = self._last
        if last is not None and self._adjacent(ref):
            base = Locator() if ref.articles or ref.division else last.locator
            if ref.paragraphs:
                base = replace(base, paragraph=None, to_paragraph=None, items=())
            return last.name, base, last.local, last.edition, last.doubt
        if quote is not None:
            introduced = self._introduced(quote)
            if introduced is None:
                return SELF_NAME, Locator(), False, Edition.USUAL, Reason.QUOTED
            base = Locator() if ref.articles or ref.division else introduced.locator
            return introduced.name, base, False, introduced.edition, introduced.doubt
        if self._passage.sort is Sort.CELL:
            named = _NAMED_LAW.search(self._passage.heading.strip())
            if named and ref.articles:
                text = named[1] or named[2]
                return Name(Lead.NAME, text, -1), Locator(), False, Edition.USUAL, None
        if self._zone.operative or self._passage.sort is Sort.NOTE:
            return SELF_NAME, Locator(), False, Edition.USUAL, Reason.AMENDMENT
        if ref.articles or ref.division or ref.annex:
            return self._bare_article(ref)
        return self._bare_part(ref)

    def _sentence(self, at: int) -> str:
        """Return the sentence up to ``at``."""
        text = self._passage.text
        start = max((m.end() for m in _SENTENCE_END.finditer(text, 0, at)), default=0)
        return text[start:at]

    def _bare_article(self, ref: Ref) -> tuple[Name, Locator, bool, Edition, Reason | None]:
        """第…条 without a name is the document itself, unless another law is named before it in the sentence."""
        sentence = self._sentence(ref.start)
        if ref.annex and not self._has_annexes:
            last = self._last
            if last is not None and last.name.lead is not Lead.SELF and last.end >= ref.start - len(sentence):
                return last.name, Locator(), False, last.edition, last.doubt
        if ref.articles and self._passage.place.scope not in self._scopes:
            # No 第…条 of its own to speak of: the law in the title, or nobody knows which.
            if self._default is not None and not self._passage.place.scope:
                return self._default, Locator(), False, Edition.USUAL, None
            return SELF_NAME, Locator(), False, Edition.USUAL, Reason.CONTEXT
        for word in _LAW_WORD.finditer(sentence):
            if not word[0].endswith(("本法", "本条例")):
                return SELF_NAME, Locator(), False, Edition.USUAL, Reason.CONTEXT
        last = self._last
        if last is not None and last.name.lead is not Lead.SELF and len(sentence) > ref.start - last.end:
            return SELF_NAME, Locator(), False, Edition.USUAL, Reason.CONTEXT
        return SELF_NAME, Locator(), False, Edition.USUAL, None

    def _bare_part(self, ref: Ref) -> tuple[Name, Locator, bool, Edition, Reason | None]:
        """第…款 or 第…项 alone: of the article named last in the sentence, else of the article itself."""
        last, place = self._last, self._passage.place
        if last is None and place.item is not None:
            return self._of_lead_in(ref)
        if re.search(r"第[一二三四五六七八九十百千]+\Z", self._passage.text[: ref.start]):
            return SELF_NAME, Locator(), False, Edition.USUAL, Reason.CONTEXT
        same = last is not None and not _SENTENCE_END.search(self._passage.text, last.end, ref.start)
        here = relative_base(Ref(ref.start, ref.start, relative="本条"), place)
        if last is None or not same or last.local:
            if ref.paragraphs:
                away = last is not None and not last.local
                return SELF_NAME, here[0], True, Edition.USUAL, Reason.CONTEXT if away else here[1]
            base, doubt = nearest_items(ref, place)
            if last is not None and same and last.locator.items:
                base = replace(last.locator, items=())
                doubt = None
            elif doubt and last is not None and last.locator.article:
                return last.name, replace(last.locator, items=()), last.local, last.edition, last.doubt
            return SELF_NAME, base, True, Edition.USUAL, doubt
        if not ref.paragraphs and last.locator.items:
            return last.name, replace(last.locator, items=()), last.local, last.edition, last.doubt
        return SELF_NAME, Locator(), False, Edition.USUAL, Reason.CONTEXT

    def _of_lead_in(self, ref: Ref) -> tuple[Name, Locator, bool, Edition, Reason | None]:
        """第…项 in a 项: of the article that the words before the list name, else of the list itself.

        违反本条例第二十七条规定，…按照下列规定予以处罚：（一）违反第一项规定的, speaks of article 27.
        """
        place = self._passage.place
        (unit, paragraph), last = self._lead_in
        if unit is place.unit and paragraph == place.paragraph and last is not None and last.locator.article:
            base = replace(last.locator, items=())
            if ref.paragraphs:
                base = replace(base, paragraph=None, to_paragraph=None)
            return last.name, base, last.local, last.edition, last.doubt
        if ref.paragraphs:
            here, doubt = relative_base(Ref(ref.start, ref.start, relative="本条"), place)
            return SELF_NAME, here, True, Edition.USUAL, doubt
        before = [number_of(item) for item in place.items[: _index(place)]]
        if all(one.number in before for one in ref.items):
            return SELF_NAME, nearest_items(ref, place)[0], True, Edition.USUAL, None
        return SELF_NAME, Locator(), False, Edition.USUAL, Reason.CONTEXT

    # --- quotations in other documents ----------------------------------------------------------

    def _introduced(self, quote: tuple[int, int]) -> _Last | None:
        """Return the citation whose words a quotation gives: 《X》第五十条“…”, 《X》第五十条规定：“…”."""
        if self._quoted is not None and self._quoted[0] == quote:
            return self._quoted[1]
        last, text = self._last, self._passage.text
        if last is None or last.end > quote[0] or last.name.lead is Lead.SELF:
            return None
        if not _QUOTES.fullmatch(text, last.end, max(last.end, quote[0] - 1)):
            return None
        self._quoted = (quote, last)
        return last

    # --- amending documents ---------------------------------------------------------------------

    def _amending_scope(self, ref: Ref, led: Led | None, quote: tuple[int, int] | None) -> bool:
        """Tell whether what is named belongs to an amended document rather than to this one or another."""
        if led is not None and led.name.lead is Lead.SELF:
            return quote is not None
        if led is not None and quote is not None:
            return False
        if led is not None:
            return self._zone.operative
        return quote is not None or self._zone.operative or not self._adjacent(ref)

    def _of_amended(
        self, ref: Ref, led: Led | None, quote: tuple[int, int] | None
    ) -> tuple[Name, Locator, bool, Edition, Reason | None]:
        amended, text = self._amended, self._passage.text
        edition = amended.edition(text, ref.start, quote)
        last = self._last
        if led is not None and led.name.lead is not Lead.SELF:
            amended.name = led.name
            return led.name, Locator(), False, edition, None
        name = amended.name
        if quote is not None and last is not None and self._adjacent(ref):
            base = Locator() if ref.articles or ref.division else last.locator
            return last.name, base, False, last.edition, last.doubt
        if name is None:
            return SELF_NAME, Locator(), False, edition, Reason.AMENDMENT
        name = replace(name, lead=name.lead, start=led.name.start if led else -1, alias=led is not None)
        if ref.relative:
            return self._relative_amended(ref, name, edition, quote)
        if ref.articles or ref.division or ref.annex or ref.preamble:
            return name, Locator(), False, edition, None
        if last is not None and self._adjacent(ref):
            base = replace(last.locator, to_paragraph=None, items=())
            return (
                last.name,
                replace(base, paragraph=None) if ref.paragraphs else base,
                False,
                last.edition,
                last.doubt,
            )
        return self._part_amended(ref, name, edition, quote)

    def _part_amended(
        self, ref: Ref, name: Name, edition: Edition, quote: tuple[int, int] | None
    ) -> tuple[Name, Locator, bool, Edition, Reason | None]:
        """第…款 or 第…项 alone in an amending document: of the article that the line speaks of."""
        del ref
        if edition is Edition.NEW:
            label = self._amended.article
        else:
            label = self._amended.old
        if not label:
            return name, Locator(), False, edition, Reason.AMENDMENT
        return name, Locator(article=label), False, edition, None

    def _relative_amended(
        self, ref: Ref, name: Name, edition: Edition, quote: tuple[int, int] | None
    ) -> tuple[Name, Locator, bool, Edition, Reason | None]:
        """前款 and 本条 in quoted text: of the article whose wording is quoted."""
        amended = self._amended
        if ref.articles and ref.relative in ("本编", "本分编", "本章", "本节"):
            return name, Locator(), False, edition, None
        if quote is None or not amended.article or edition is Edition.OLD:
            return name, Locator(), False, edition, Reason.AMENDMENT
        if ref.relative == "本条":
            return name, Locator(article=amended.article), False, edition, None
        first = amended.paragraph - ref.count
        if ref.relative == "前款" and first > 0:
            last = amended.paragraph - 1 if ref.count > 1 else None
            base = Locator(article=amended.article, paragraph=first, to_paragraph=last)
            return name, base, False, edition, None
        return name, Locator(), False, edition, Reason.AMENDMENT

    # --- output ---------------------------------------------------------------------------------

    def _scope(self, name: Name) -> str:
        """Return the annex that a citation of the document itself means, if it stands in one."""
        place = self._passage.place
        return place.scope if name.lead is Lead.SELF and place.scope else ""

    def _form(self, ref: Ref, led: Led | None) -> str:
        """Return the form of a citation, as the grammar numbers them."""
        if ref.relative:
            return (
                "11 division"
                if ref.relative[1:] in ("编", "分编", "章", "节") and not ref.articles
                else ("7 relative" if ref.relative.startswith("前") else "8 this")
            )
        if ref.annex:
            return "12 annex"
        if led is None:
            if ref.articles:
                return "10 bare article"
            return "11 division" if ref.division else "9 bare part"
        if ref.division and not ref.articles:
            return "11 division"
        return {
            Lead.SELF: "1 self",
            Lead.TITLE: "2 title+article",
            Lead.NAME: "3 name",
            Lead.THAT: "17 that",
        }.get(led.name.lead, "3 name")

    def _add(
        self,
        name: Name,
        locator: Locator,
        start: int,
        end: int,
        *,
        form: str,
        split: int = -1,
        scope: str = "",
        edition: Edition = Edition.USUAL,
        doubt: Reason | None = None,
        eid: str = "",
        to_eid: str = "",
        basis: bool = False,
    ) -> None:
        """Note a citation; indexes of the passage become offsets in the file."""
        passage = self._passage
        if name.start >= 0:
            name = replace(name, start=passage.offset(name.start))
        self.found.append(
            Citation(
                start=passage.offset(start),
                end=passage.end(end),
                name=name,
                locator=locator,
                form=form,
                place=passage.place.page,
                scope=scope,
                edition=edition,
                split=passage.offset(split) if split >= 0 else -1,
                basis=basis,
                eid=eid,
                to_eid=to_eid,
                doubt=doubt,
            )
        )


def _with_articles(law: Law) -> frozenset[str]:
    """Return the texts of a law that have 条: the eIds of annexes, and the empty one for the main text."""
    texts = [("", law.body), *((annex.eid, annex.children) for annex in law.annexes)]
    return frozenset(
        eid for eid, nodes in texts if any(unit.kind is UnitKind.ARTICLE for unit in units(nodes))
    )


def _only_title(title: str) -> Name | None:
    """Return the only law that a title names in 《》, as the one that bare article numbers mean.

    最高人民法院关于执行《中华人民共和国刑法》确定罪名的规定 lists 故意杀人罪（第232条).
    """
    spans = titles_in(title)
    if len(spans) != 1 or "罪名" not in title:
        return None
    return Name(Lead.TITLE, title[spans[0][0] + 1 : spans[0][1] - 1], -1)


def _index(place: Place) -> int:
    """Return which of the 项 of its 款 a place is in."""
    return next((at for at, item in enumerate(place.items) if item is place.item), 0)
