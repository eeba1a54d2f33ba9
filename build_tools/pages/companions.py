"""Companions on pages: below the law's own text and apart from it, with who says so, and that it is not official.

The version page has all of a companion; the page of a chapter or an article what is said of just that place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from build_tools.model.companions import Companion, Part, Piece
from build_tools.model.site import Force, Version
from build_tools.pages.badges import segment_name
from build_tools.pages.content import Block, Fold, Group, Head, Inline, Inlines, Line, Link, Mark
from build_tools.pages.text import is_web
from build_tools.parse.companions import ARTICLE_NUMBER
from build_tools.urls import INDEX, page_of

MARK: Final = "非官方摘要，以条文为准"
"""What stands above every companion."""
_DETAILS: Final = "分章、分条的摘要"
_LANGUAGES: Final = {
    "ar": "阿拉伯文",
    "bo": "藏文",
    "de": "德文",
    "en": "英文",
    "es": "西班牙文",
    "fr": "法文",
    "ja": "日文",
    "kk": "哈萨克文",
    "ko": "韩文",
    "mn": "蒙古文",
    "ru": "俄文",
    "ug": "维吾尔文",
    "zh": "中文",
}
_ENDED: Final = {
    Force.AMENDED: "已被修改",
    Force.REPEALED: "已废止",
    Force.LAPSED: "已失效",
}


def anchor(eid: str, number: int) -> str:
    """Return the id of what companion ``number`` (from 1) of a version says of a place, or of the law as a whole."""
    return f"{eid}__companion_{number}" if eid else f"companion_{number}"


def byline(companion: Companion) -> str:
    """Return who published a companion, when, and in which language: ``He Nan Ri Bao · 2025-10-16 · 英文``."""
    day = companion.date.isoformat() if companion.date else ""
    language = _LANGUAGES.get(companion.language.partition("-")[0].lower(), companion.language)
    return " · ".join(filter(None, (companion.publisher, day, language)))


def on_version(companions: Sequence[Companion], version: Version, eids: Iterable[str]) -> Iterator[Block]:
    """Yield the companions of a version for its own page, each whole. ``eids`` are the places with a page."""
    known = frozenset(eids)
    for number, companion in enumerate(companions, 1):
        content: list[Block] = [Head(2, anchor("", number), (MARK,)), _by(companion, version)]
        if companion.title not in ("", version.record.meta.title):
            content.append(_foreign(companion, (Line("ti", "", (companion.title,)),)))
        yield Group("div", "sum", (*content, *_whole(companion, number, known)))


def on_part(
    companions: Sequence[Companion], version: Version, eid: str, eids: Iterable[str]
) -> Iterator[Block]:
    """Yield what companions of a version say of the place ``eid``, for its page."""
    known = frozenset(eids) if companions else frozenset()
    for number, companion in enumerate(companions, 1):
        parts = [part for part in companion.parts if part.eid == eid]
        if parts:
            text = tuple(block for part in parts for block in _part(companion, part, 3, known))
            whole = Link("摘要全文", f"{INDEX}#{anchor('', number)}")
            head = Head(2, anchor(eid, number), (MARK,))
            yield Group("div", "sum", (head, _by(companion, version, whole), _foreign(companion, text)))


def _by(companion: Companion, version: Version, whole: Link | None = None) -> Line:
    """Return the line below the mark: who, when, where; and of which text of the law it speaks."""
    ended = _ENDED.get(version.force, "")
    about = f"针对 {segment_name(version.segment)} 的文本" + (f"，该文本{ended}" if ended else "")
    inlines: list[Inline] = [byline(companion), " · ", Mark("b", about) if ended else about]
    if is_web(companion.url):
        inlines += [" · ", Link("原文", companion.url, "external nofollow")]
    if whole:
        inlines += [" · ", whole]
    return Line("who", "", tuple(inlines))


def _foreign(companion: Companion, content: tuple[Block, ...]) -> Group:
    """Return content in the language of its companion."""
    return Group("div", "", content, companion.language)


def _whole(companion: Companion, number: int, known: frozenset[str]) -> Iterator[Block]:
    """Yield all parts in their order; those about places are folded under the heading that stands before them."""
    folded = ""
    for is_placed, group in groupby(companion.parts, lambda part: bool(part.eid)):
        parts = list(group)
        if is_placed:
            yield _folded(companion, number, parts, folded, known)
            continue
        folded = parts.pop().heading if not parts[-1].pieces else ""
        text = tuple(block for part in parts for block in _part(companion, part, 3, known))
        yield _foreign(companion, text)
    if folded and not companion.parts[-1].eid:
        yield _foreign(companion, (Head(3, "", (folded,)),))


def _folded(
    companion: Companion, number: int, parts: Sequence[Part], heading: str, known: frozenset[str]
) -> Block:
    """Return the parts about places, each with a link to its page, under a heading that opens them."""
    blocks: list[Block] = []
    seen: set[str] = set()
    for part in parts:
        eid = "" if part.eid in seen else anchor(part.eid, number)
        seen.add(part.eid)
        blocks.append(Head(4, eid, (Link(part.heading or part.eid, page_of(part.eid)),)))
        blocks += _part(companion, part._replace(heading=""), 4, known)
    text = _foreign(companion, tuple(blocks))
    fold = Fold(Head(3, "", (heading or _DETAILS,)), (text,))
    return _foreign(companion, (fold,)) if heading else fold


def _part(companion: Companion, part: Part, level: int, known: frozenset[str]) -> Iterator[Block]:
    """Yield a part: its heading, if it has one, and its pieces."""
    if part.heading:
        yield Head(level, "", (part.heading,))
    for piece in part.pieces:
        yield Line("pt" if piece.is_point else "", "", _linked(companion, piece, known))


def _linked(companion: Companion, piece: Piece, known: frozenset[str]) -> Inlines:
    """Return a piece with its bracketed numbers as links, where the companion says that they are articles."""
    if not companion.has_articles:
        return (piece.text,)
    inlines: list[Inline] = []
    end = 0
    for match in ARTICLE_NUMBER.finditer(piece.text):
        eid = f"art_{match[1]}"
        if eid in known:
            inlines += [piece.text[end : match.start()], Link(match[0], page_of(eid))]
            end = match.end()
    inlines.append(piece.text[end:])
    return tuple(part for part in inlines if part)
