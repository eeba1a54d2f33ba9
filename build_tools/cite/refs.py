"""A place in a text where 第…条 or the like begins → what is named there, level by level."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from build_tools.cite import grammar
from build_tools.cite.grammar import Member, article_label, item_labels, members
from build_tools.model.citations import Locator
from build_tools.numerals import to_chinese, to_int

_OF = re.compile(r"(?:中的|的|之|中|[\s\u3000]{1,4})(?=第|前)")
_DIVISION: Final = re.compile(r"第[^条款项目，。；：]{1,12}[编章节]")
"""May be a division; the patterns of the levels are tried only then."""
_NEXT: Final = frozenset("第（(前后但的之中 \u3000\t*")
"""What a lower level, or what is said of a sentence, begins with."""
_RELATIVE: Final = re.compile(
    r"(?:本条(?=[前上](?:述)?[一二两三四五六七八九]?款))?(?P<word>前|上)(?:述)?(?P<count>[一二两三四五六七八九]?)(?P<unit>[款条项])(?![目件例])"
    r"|(?P<that>该[条款])(?=第)"
    r"|(?<![基资版样])(?P<this>本)(?P<what>条(?!例|约|文|件|款)|款(?!项)|项(?!目)|编(?!制|号|码|辑)|分编|章(?!程)|节(?!目|约|能|日|水))"
)
DIVISIONS: Final = ("编", "分编", "章", "节")
"""From the outermost."""


@dataclass(slots=True)
class Ref:
    """What is named at one place. Ends are indexes in the passage; series are lists of their members."""

    start: int
    end: int
    relative: str = ""
    """前款, 前条, 前项, 本款 … without its count."""
    count: int = 1
    """Of 前两款."""
    division: dict[str, Member] = field(default_factory=dict)
    """By the name of the locator's field: book, part, chapter, section."""
    general: str = ""
    """总则 or 分则."""
    articles: list[Member] = field(default_factory=list)
    paragraphs: list[Member] = field(default_factory=list)
    items: list[Member] = field(default_factory=list)
    former: int = 0
    """前三项 behind a 款: its first so many 项."""
    annex: str = ""
    preamble: bool = False
    tail: bool = False
    """Nothing but 但书 or 第一句."""

    @property
    def item_labels(self) -> tuple[str, ...]:
        """The 项 named."""
        if self.former:
            return tuple(f"（{to_chinese(n)}）" for n in range(1, self.former + 1))
        return item_labels(self.items)


def read_ref(text: str, at: int) -> Ref | None:
    """Return what is named from ``at`` on, or None where nothing is.

    Levels come in order (第一编第二章第三条第四款第五项), each at most once.
    """
    ref = Ref(at, at)
    if match := _RELATIVE.match(text, at):
        _relative(ref, match)
    elif not _outer(ref, text) and text.startswith(("前", "上", "本", "该"), at):
        return None
    _inner(ref, text)
    return ref if ref.end > at else None


def _relative(ref: Ref, match: re.Match[str]) -> None:
    if match["that"]:
        ref.relative = match["that"]
    elif match["this"]:
        ref.relative = "本" + match["what"]
    else:
        ref.relative = "前" + match["unit"]
        ref.count = to_int(match["count"]) if match["count"] else 1
    ref.end = match.end()


def _outer(ref: Ref, text: str) -> bool:
    """Read annex, preamble, or 总则/分则 and divisions; tell whether there were any."""
    if match := grammar.ANNEX.match(text, ref.end):
        ref.annex, ref.end = match[1] + _number(match[2]), match.end()
        return True
    if match := grammar.PREAMBLE.match(text, ref.end):
        ref.preamble, ref.end = True, match.end()
        if match[1]:
            ref.paragraphs = [Member(match.start(), match.end(), _int(match[1]))]
        return True
    if match := grammar.GENERAL.match(text, ref.end):
        ref.general, ref.end = match[0], match.end()
    return bool(ref.general)


def _inner(ref: Ref, text: str) -> None:
    """Read divisions, articles, 款, 项, 目 and 但书."""
    if ref.relative not in ("本款", "本项", "前款", "前项", "该款"):
        if ref.relative not in ("本条", "前条", "该条"):
            if _DIVISION.match(text, ref.end):
                _divisions(ref, text)
            _take(ref, text, "articles", grammar.ARTICLES)
        if text[ref.end : ref.end + 1] in _NEXT:
            _take(ref, text, "paragraphs", grammar.PARAGRAPHS)
    if text[ref.end : ref.end + 1] not in _NEXT:
        return  # most citations end with the article
    if ref.relative not in ("本项", "前项") and not ref.preamble:
        _items(ref, text)
    if match := grammar.SUBITEMS.match(text, ref.end):
        ref.end = match.end()
    if match := grammar.TAIL.match(text, ref.end):
        ref.tail = ref.end == ref.start
        ref.end = match.end()


def _divisions(ref: Ref, text: str) -> None:
    for name, pattern in (
        ("book", grammar.BOOKS),
        ("part", grammar.PARTS),
        ("chapter", grammar.CHAPTERS),
        ("section", grammar.SECTIONS),
    ):
        match = pattern.match(text, ref.end)
        found = match and members(text, match)
        if match and found:
            # 第四章和第五章 are two citations: the first of them ends here, the rest follows as another.
            ref.division[name], ref.end = found[0], found[0].end
            if len(found) > 1:
                return


def _take(ref: Ref, text: str, level: str, pattern: re.Pattern[str]) -> None:
    """Read the series of one level, with 的 or 中 before it if need be."""
    at = ref.end
    if at > ref.start and (of := _OF.match(text, at)):
        at = of.end()
    if match := pattern.match(text, at):
        found = members(text, match)
        if found:
            setattr(ref, level, found)
            ref.end = found[-1].end


def _items(ref: Ref, text: str) -> None:
    _take(ref, text, "items", grammar.ITEMS)
    if not ref.items and ref.end > ref.start and (match := grammar.LOOSE_ITEMS.match(text, ref.end)):
        found = members(text, match)
        if found:
            ref.items, ref.end = found, match.end()
    if not ref.items and (ref.paragraphs or ref.relative == "本款" or ref.articles):
        match = grammar.FORMER_ITEMS.match(text, ref.end)
        if match:
            ref.former, ref.end = (to_int(match[1]) if match[1] else 1), match.end()


def _int(text: str) -> int:
    try:
        return to_int(text)
    except ValueError:
        return 0


def _number(text: str) -> str:
    """Return the number of an annex as Chinese numerals: ``（2）`` → ``二``."""
    inner = text.strip("（）() ")
    number = _int(inner) if inner else 0
    return to_chinese(number) if number else ""


def division_locator(ref: Ref) -> dict[str, str]:
    """Return the fields of a locator that name divisions; 分则 is 第二编, 总则 第一编 (as in 刑法)."""
    units = {"book": "编", "part": "分编", "chapter": "章", "section": "节"}
    fields = {}
    for name, member in ref.division.items():
        fields[name] = f"第{to_chinese(member.number)}{units[name]}"
        if member.to is not None and name in ("chapter", "section"):
            fields[f"to_{name}"] = f"第{to_chinese(member.to)}{units[name]}"
    if ref.general and "book" not in fields:
        fields["book"] = "第一编" if ref.general == "总则" else "第二编"
    return fields


class Piece(NamedTuple):
    """One citation of those in a :class:`Ref`; indexes of the passage."""

    start: int
    end: int
    split: int
    """Where the second half of a range begins, or -1."""
    locator: Locator
    marks: tuple[tuple[int, int, int], ...] = ()
    """Start, end and number of each 项 printed in a list."""


def locators(ref: Ref, base: Locator) -> list[Piece]:
    """Return each citation in ``ref``.

    Every article and every paragraph of a list is a citation of its own; 项 in a row are one. ``base`` is
    what the citation goes on from: a paragraph alone has its article from there, 项 their paragraph.
    """
    found: list[Piece] = []
    start = ref.start
    divisions = division_locator(ref)
    above = base._replace(article="", paragraph=None, items=()) if ref.relative else Locator(annex=base.annex)
    outer = above._replace(**divisions)  # type: ignore[arg-type]
    if ref.annex:
        outer = Locator(annex=ref.annex)
    if ref.preamble:
        outer = base = Locator(preamble=True)
    lower = bool(ref.paragraphs or ref.items or ref.former)
    if lower and ref.articles and ref.articles[-1].to is not None:
        lower = False  # 第九条至第十一条第二款 is a range of articles, of the last not all; it has no 第二款
    for index, one in enumerate(ref.articles):
        last = index == len(ref.articles) - 1
        place = Locator(
            annex=outer.annex,
            article=article_label(one.number, one.further),
            to_article=article_label(one.to, one.to_further) if one.to is not None else "",
        )
        if last and lower:
            base = place
            break
        found.append(Piece(start, ref.end if last else one.end, one.split, place))
        if not last:
            start = ref.articles[index + 1].start
    if lower:
        found += _lower(ref, base, start)
    elif not ref.articles:
        split = next((m.split for m in ref.division.values() if m.split >= 0), -1)
        place = outer if divisions or ref.annex or ref.preamble else base
        found.append(Piece(start, ref.end, split, place))
    return found


def _lower(ref: Ref, base: Locator, start: int) -> list[Piece]:
    """Return the citations of paragraphs and 项 below ``base``."""
    found: list[Piece] = []
    items = bool(ref.items or ref.former)
    if items and ref.paragraphs and ref.paragraphs[-1].to is not None:
        items = False  # 第二款至第四款第一项 is a range of 款
    for index, one in enumerate(ref.paragraphs):
        last = index == len(ref.paragraphs) - 1
        place = _with(base, paragraph=one.number, to_paragraph=one.to)
        if last and items:
            base = place
            break
        found.append(Piece(start, ref.end if last else one.end, one.split, place))
        if not last:
            start = ref.paragraphs[index + 1].start
    if items:
        found.append(Piece(start, ref.end, -1, _with(base, items=ref.item_labels), _marks(ref.items)))
    return found


def _marks(items: list[Member]) -> tuple[tuple[int, int, int], ...]:
    """Return start, end and number of each 项 that is printed, where there are several."""
    marks = []
    for one in items:
        if one.to is None:
            marks.append((one.start, one.end, one.number))
        else:
            marks += [(one.start, one.split - 1, one.number), (one.split, one.end, one.to)]
    return tuple(marks) if len(marks) > 1 else ()


def _with(
    base: Locator,
    *,
    paragraph: int | None = None,
    to_paragraph: int | None = None,
    items: tuple[str, ...] = (),
) -> Locator:
    """Return ``base`` with a paragraph, or with 项 in the paragraph that it has."""
    return Locator(
        annex=base.annex,
        preamble=base.preamble,
        article=base.article,
        paragraph=paragraph if paragraph is not None else base.paragraph,
        to_paragraph=to_paragraph if paragraph is not None else (None if items else base.to_paragraph),
        items=items,
    )
