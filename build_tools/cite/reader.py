"""Reads one passage after the other and notes the citations in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from build_tools.cite.amending import LABEL, Amended, Zone
from build_tools.cite.grammar import article_label
from build_tools.cite.leads import LEGAL_TITLE, Aliases, Led, lead_before, title_name, titles_in
from build_tools.cite.origins import origin_of
from build_tools.cite.origins_amended import amended_origin, is_of_amended
from build_tools.cite.passages import Passage, Sort
from build_tools.cite.refs import DIVISIONS, Piece, Ref, locators, read_ref
from build_tools.cite.relative import relative_eids
from build_tools.cite.sight import ITSELF, REACH, SENTENCE_END, Left, Origin, Sight, sentence_start, sight_of
from build_tools.model.citations import Citation, Edition, Lead, Locator, Name
from build_tools.model.law import Law
from build_tools.numerals import label_number

_START: Final = re.compile(
    r"《|第\s?(?:[（(]\s?)?[〇零○一二两三四五六七八九十百千0-9０-９]|[前上](?:述)?[一二两三四五六七八九]?[款条项]"
    r"|本(?:[条款项编章节]|分编)|该[条款](?=第)|附件|附表|附录|序言|总则|分则"
)
"""What a citation, apart from its name, begins with."""
_BEHIND_TITLE: Final = re.compile(r"(?:中的|中|的)?(?=第|序言|附件|总则|分则)")
_MADE: Final = re.compile(r"制定本|制订本|特制定|作如下(?:解释|规定)|(?:作出|特作|现作|作)(?:如下|以下)")
_UNDER: Final = re.compile(r"根据|依据|依照|按照|为(?:了)?(?:贯彻)?(?:实施|执行|正确)")
_NAMING: Final = re.compile(r"简?称(?:为|：)?(?:《[^》]{1,80}》(?:、|和|及|与)){0,8}\Z")
_REPEALED: Final = re.compile(
    r"(?:[（(][^（）()]*[）)])?(?:[和、及]?《[^》]{1,80}》){0,8}[^。；]{0,12}(?:同时|即行|予以|自行)(?:废止|失效)"
)
_SHIFTS: Final = re.compile(
    r"(?:予以)?删[去除](?=[。；，]|\Z)|合并(?:为一条)?，|[之以]?[后前]增加[一二两三四五六七八九十]+[条章节](?=[：:])"
)
"""Behind an article or a division: others get its number, or it gets another one."""
_NUMBERED: Final = re.compile(r"(?<!“)第[^，。；“”章节款]{1,9}条")
_REPUBLISHED: Final = re.compile(r"根据本|[^。；]{0,40}重新公布")
_REPLACES: Final = re.compile(r"[^第。；“]{0,20}“[^”]{1,60}”[^第。；]{0,60}(?:修改|改)为")
"""《X》中的“甲”修改为“乙”, without an article."""
_LONGEST_TITLE: Final = 200
_BARE_TITLE: Final = re.compile(
    r"((?:最高人民法院|最高人民检察院|国务院|全国人(?:民代表)?大(?:会)?)[^。；]*关于[^。；]*的"
    r"(?:批复|答复|复函|函|通知|解释|规定|意见|解答|公告|决定|纪要)(?:（[一二三四五六七八九十试行]+）)?)"
    r"\s*(?:（[^）]*）)?"
)
"""A cell with the title of a document without 《》, as lists of repealed ones have it."""
_LEVELS: Final = ("book", "part", "chapter", "section")
_FORMS: Final = {Lead.SELF: "1 self", Lead.TITLE: "2 title", Lead.NAME: "3 name", Lead.THAT: "17 that"}


class Reader:
    """Collects the citations of one law in :attr:`found`."""

    def __init__(self, law: Law, amended: Amended) -> None:
        """Begin at the start of ``law``."""
        self.found: list[Citation] = []
        self._aliases = Aliases()
        amended.known = self._aliases.known
        self._sight = sight_of(law, amended)
        self._titles: list[tuple[int, int]] = []
        self._ends: dict[int, int] = {}

    def read(self, passage: Passage, zone: Zone) -> None:
        """Find the citations of one passage."""
        sight, text = self._sight, passage.text
        sight.enter(passage, zone)
        self._titles = titles_in(text)
        self._ends = {end: start for start, end in self._titles}
        self._aliases.learn(text, self._ends)
        at = sight.amended.begin(passage, zone) if zone.amends else 0
        if passage.sort is Sort.CELL:
            at = max(at, self._bare_title())
        while match := _START.search(text, at):
            at = match.start()
            start, end = self._title_at(at)
            if start < at < end:
                at = end
            elif text[at] == "《":
                at = self._title(at, end if start == at else at + 1)
            else:
                at = self._ref(at)
        if zone.amends:
            sight.amended.end(passage, zone)
        sight.leave()

    def _title_at(self, at: int) -> tuple[int, int]:
        """Return the last 《…》 that begins at ``at`` or before it; an empty span where there is none."""
        number = bisect_right(self._titles, (at, len(self._sight.passage.text) + 1))
        return self._titles[number - 1] if number else (-1, -1)

    # --- titles ---------------------------------------------------------------------------------

    def _title(self, start: int, end: int) -> int:
        """Take a title that no 第…条 follows; return where to go on."""
        text = self._sight.passage.text
        if end > start + 2 and text.endswith(("所附", "所附的"), 0, start):
            # 本法所附《应税污染物和当量值表》
            self._add(Piece(start, end, -1, Locator(annex=text[start:end])), Origin(ITSELF), "12 annex")
            return end
        if end <= start + 2 or not LEGAL_TITLE.search(text[start + 1 : end - 1].rstrip()):
            return max(end, start + 1)
        if _NAMING.search(text, max(0, start - 40), start):
            return end  # （以下简称《决定》）: gives a name, and cites nothing
        behind = _behind_bracket(text, end)
        if self._is_followed(end) or self._is_followed(behind):
            return end  # the citation begins with the title, and is taken with what follows
        name = self._aliases.known(title_name(text, start, end, text[end + 1 : max(end + 1, behind - 1)]))
        self._sight.named.append(name)
        # Words that are replaced throughout may stand in any article.
        replaces = self._sight.zone.operative and _REPLACES.match(text, end) is not None
        origin = Origin(name, edition=self._edition(name, end))
        self._add(Piece(start, end, -1, Locator()), origin, "18 title", article_label(1) if replaces else "")
        return end

    def _bare_title(self) -> int:
        """Take a cell that holds nothing but a title: what it cites is as old as itself. Return where to go on."""
        text = self._sight.passage.text
        match = _BARE_TITLE.fullmatch(text.strip()) if len(text) < _LONGEST_TITLE else None
        if match is None:
            return 0
        start = text.index(match[1])
        piece = Piece(start, start + len(match[1]), -1, Locator())
        self._add(piece, Origin(Name(Lead.TITLE, match[1], start)), "18 title")
        return len(text)

    def _edition(self, name: Name, end: int) -> Edition:
        """Return the edition of a document named as a whole: 对《X》作如下修改 speaks of what X was.

        《X》根据本决定作相应修改，重新公布 speaks of what it has become.
        """
        amended = self._sight.amended
        if amended.active and _REPUBLISHED.match(self._sight.passage.text, end):
            return Edition.NEW
        is_amended = self._sight.zone.amends and amended.name is not None and amended.name.text == name.text
        return Edition.OLD if is_amended else Edition.USUAL

    def _is_followed(self, at: int) -> bool:
        """Tell whether a place inside the document is named right at ``at``."""
        text = self._sight.passage.text
        skip = _BEHIND_TITLE.match(text, at)
        ref = read_ref(text, skip.end()) if skip else None
        if ref is None or ref.relative:
            return False
        return bool(ref.articles or ref.division or ref.annex or ref.preamble or ref.paragraphs or ref.items)

    # --- places inside a document ---------------------------------------------------------------

    def _ref(self, at: int) -> int:
        """Take what is named at ``at``, with its name if it has one; return where to go on."""
        ref = read_ref(self._sight.passage.text, at)
        if ref is None:
            return at + 1
        if ref.relative == "本条" and not (ref.paragraphs or ref.items):
            return ref.end  # the reader is there
        led = None if ref.relative else self._lead(ref)
        if led is not None or ref.relative or not self._is_nothing(ref):
            self._take(ref, led)
        return max(ref.end, at + 1)

    def _lead(self, ref: Ref) -> Led | None:
        """Return the name before ``ref``; a bare one does not reach into the citation to the left."""
        left = self._sight.left
        led = lead_before(self._sight.passage.text, ref.start, self._ends)
        if led is None:
            return None
        if left is not None and led.start < left.end:
            words = led.name.text[left.end - led.start :]
            if led.name.lead is not Lead.NAME or len(words) < 2:
                return None
            led = Led(led.name._replace(text=words, start=left.end), left.end)
        known = self._aliases.known(led.name)
        return Led(known, known.start)

    def _is_nothing(self, ref: Ref) -> bool:
        """Tell whether words without a name are no citation: 总则, 但书, 附表 as a common noun, a lost heading."""
        text, zone = self._sight.passage.text, self._sight.zone
        quote = zone.quote_at(ref.start) if zone.amends else None
        if quote is not None and quote[0] == ref.start and LABEL.match(text, ref.start):
            return True  # “第四条 …: the label of a new article
        if ref.articles:
            return False
        if ref.annex:
            return not ref.annex[2:]
        if ref.division and (text.endswith("法例", 0, ref.start) or text.startswith("《", ref.end)):
            return True  # 香港法例第13章《…条例》: the number of an ordinance
        if ref.division:
            return ref.start == 0 and bool(
                re.match(r"[^，。；：、的规所和至或]", text[ref.end : ref.end + 1])
            )
        return ref.tail or bool(ref.general) or (ref.preamble and not ref.paragraphs)

    def _take(self, ref: Ref, led: Led | None) -> None:
        """Add the citations of ``ref``."""
        sight = self._sight
        of_amended = is_of_amended(ref, led, sight)
        origin = (amended_origin if of_amended else origin_of)(ref, led, sight)
        operative = of_amended and sight.zone.operative and sight.zone.quote_at(ref.start) is None
        moves = _moved_from(ref, led, origin.edition, sight) if operative else ""
        adjoining = sight.adjoining(ref) is not None
        form = _form(ref, led)
        for number, piece in enumerate(locators(ref, origin.base)):
            locator = self._with_upper_divisions(piece.locator, ref)
            start = led.start if led and number == 0 else piece.start
            # The name is printed once; the other members of a list only share it.
            name = origin.name if number == 0 else origin.name._replace(start=-1)
            this = origin._replace(name=name, base=locator)
            self._add(piece._replace(start=start, locator=locator), this, "4 list" if number else form, moves)
            sight.left = Left(this, piece.end)
            sight.within = locator if ref.division or ref.relative[1:] in DIVISIONS else sight.within
        if operative:
            named = sight.left.locator if sight.left else Locator()
            if named.article and (ref.articles or not adjoining):
                sight.amended.note(named, origin.edition, names_article=bool(ref.articles))

    def _with_upper_divisions(self, locator: Locator, ref: Ref) -> Locator:
        """Return a locator of divisions with the upper ones of the citation to its left (第四章和第五章)."""
        sight = self._sight
        if not ref.division or ref.general or (sight.adjoining(ref) is None and not sight.zone.amends):
            return locator
        above: dict[str, str] = {}
        for level in _LEVELS:
            if level in ref.division:
                break
            above[level] = getattr(locator, level) or getattr(sight.within, level)
        return locator._replace(**above)  # type: ignore[arg-type]

    # --- output ---------------------------------------------------------------------------------

    def _add(self, piece: Piece, origin: Origin, form: str, moves: str = "") -> None:
        """Note a citation; indexes of the passage become offsets in the file."""
        passage, name = self._sight.passage, origin.name
        is_own = name.lead is Lead.SELF
        eids = ("", "")
        if origin.local and is_own and not origin.doubt:
            eids = relative_eids(piece.locator, passage.place)
        if name.start >= 0:
            name = name._replace(start=passage.offset(name.start))
        self.found.append(
            Citation(
                start=passage.offset(piece.start),
                end=passage.end(piece.end),
                name=name,
                locator=piece.locator,
                form=form,
                place=passage.place.page,
                scope=passage.place.scope if is_own else "",
                edition=origin.edition,
                split=passage.offset(piece.split) if piece.split >= 0 else -1,
                marks=tuple((passage.offset(a), passage.end(b), number) for a, b, number in piece.marks),
                basis=not is_own and self._is_basis(piece.end),
                repeals=piece.locator == Locator() and _REPEALED.match(passage.text, piece.end) is not None,
                eid=eids[0],
                to_eid=eids[1],
                moves=moves,
                doubt=origin.doubt,
            )
        )

    def _is_basis(self, end: int) -> bool:
        """Tell whether the sentence says that this document was made under what is named.

        根据《…法》，制定本条例: in the first article, or before it.
        """
        text, place = self._sight.passage.text, self._sight.passage.place
        if place.unit is not None and place.previous:
            return False
        stop = SENTENCE_END.search(text, end, end + REACH)
        made = _MADE.search(text, end, stop.start() if stop else end + REACH)
        return made is not None and _UNDER.search(text, sentence_start(text, end), end) is not None


def _behind_bracket(text: str, at: int) -> int:
    """Return the index behind a bracket that opens at ``at``, or ``at``."""
    if text[at : at + 1] not in ("（", "("):
        return at
    close = text.find("）" if text[at] == "（" else ")", at)
    return close + 1 if close >= 0 else at


def _moved_from(ref: Ref, led: Led | None, edition: Edition, sight: Sight) -> str:
    """Return the lowest article number that operative words move; 第一百二十条之一 moves none.

    A new number moves the old one. Where whole articles or divisions come or go, those behind them move, and
    often nothing more is said of it than 对条文顺序作相应调整.
    """
    is_new, text = edition is Edition.NEW, sight.passage.text
    if ref.paragraphs or ref.items or not (is_new or _shifts(ref, led, sight)):
        return ""
    if not ref.articles:
        # 增加一章，作为第六章，包括第三十七条至第四十五条 says itself which numbers are new.
        is_told = is_new and ("增加" not in text[: ref.start] or _NUMBERED.search(text, ref.end))
        return article_label(1) if ref.division and not is_told else ""
    named = min((one.number, one.further) for one in ref.articles)
    old = label_number(sight.amended.old) if is_new else None
    return "" if named[1] else article_label(*min(named, old or named))


def _shifts(ref: Ref, led: Led | None, sight: Sight) -> bool:
    """Tell whether what is named goes as a whole, or something comes beside it, so that numbers move."""
    text, start = sight.passage.text, led.start if led else ref.start
    if sight.amended.leaves_gaps:
        return False
    goes = text.endswith(("删去", "删除"), 0, start) and text[ref.end : ref.end + 1] in "。；，"
    return goes or _SHIFTS.match(text, ref.end) is not None


def _form(ref: Ref, led: Led | None) -> str:
    """Return the form of a citation, as the grammar of citations numbers them."""
    if ref.annex:
        return "12 annex"
    if not ref.articles and (ref.division or ref.relative[1:] in DIVISIONS):
        return "11 division"
    if ref.relative:
        return {"前": "7 relative", "本": "8 this", "该": "17 that"}[ref.relative[0]]
    if led is None:
        return "10 bare article" if ref.articles else "9 bare part"
    return _FORMS[led.name.lead]
