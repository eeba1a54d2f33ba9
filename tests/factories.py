"""Small builders for tests: laws, records, versions, works and sites, without any file.

A node's runs start at 0 each. In a law they have places, as if it had been read from :func:`source`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any, TypeVar

from build_tools.kinds import JUDICIAL, Kind
from build_tools.model.law import Certainty, Dated, Law, Meta
from build_tools.model.links import Citing, TextLink
from build_tools.model.nodes import (
    Annex,
    Block,
    Division,
    DivisionKind,
    Image,
    Item,
    Paragraph,
    Preamble,
    PreambleKind,
    Role,
    Run,
    Subitem,
    Table,
    Text,
    Unit,
    UnitKind,
)
from build_tools.model.site import Force, Record, Site, Timeline, Turn, Version, Work
from build_tools.numerals import to_chinese
from build_tools.pages.context import Context
from build_tools.pages.shell import SLOTS, Shell, ShellKind, Shells
from build_tools.parse.records import record_of

AS_OF = date(2026, 4, 1)
_T = TypeVar("_T")


def run(text: str, *, strong: bool = False) -> Run:
    """A run of text."""
    return Run(0, text, strong)


def text(*parts: str | Run | Image, role: Role = Role.TEXT) -> Text:
    """A line; plain strings become runs."""
    return Text(tuple(run(part) if isinstance(part, str) else part for part in parts), role)


def image(target: str, alt: str = "") -> Image:
    """An image."""
    return Image(0, 0, run(alt), target)


def table(*rows: Sequence[str], header: bool = True) -> Table:
    """A table of plain cells."""
    return Table(tuple(tuple((run(cell),) if cell else () for cell in row) for row in rows), header)


def subitem(eid: str, label: str, *children: str | Block | Subitem) -> Subitem:
    """目."""
    return Subitem(eid, run(label), tuple(_block(child) for child in children))


def item(eid: str, label: str, *children: str | Block | Subitem) -> Item:
    """项."""
    return Item(eid, run(label), tuple(_block(child) for child in children))


def paragraph(eid: str, *children: str | Block | Item) -> Paragraph:
    """款."""
    return Paragraph(eid, tuple(_block(child) for child in children))


def article(
    number: int, *paragraphs: str | Paragraph | Block, further: int = 0, heading: str = "", within: str = ""
) -> Unit:
    """条: plain strings become 款. ``within`` is the annex that it stands in."""
    eid = f"{within}__art_{number}".removeprefix("__") + (f"-{further}" if further else "")
    label = f"第{to_chinese(number)}条" + (f"之{to_chinese(further)}" if further else "")
    return Unit(
        eid, UnitKind.ARTICLE, run(label), run(heading) if heading else None, _paragraphs(eid, paragraphs)
    )


def top_unit(number: int, *paragraphs: str | Paragraph | Block) -> Unit:
    """一、 or the like in a document without 条."""
    eid = f"item_{number}"
    return Unit(eid, UnitKind.ITEM, run(f"{to_chinese(number)}、"), None, _paragraphs(eid, paragraphs))


def division(eid: str, label: str, title: str, *children: Division | Unit | Block) -> Division:
    """编, 章, 节 …; the kind is read from the eId."""
    kind = DivisionKind(eid.rpartition("__")[2].partition("_")[0])
    return Division(eid, kind, run(label) if label else None, (run(title),) if title else (), children)


def chapter(number: int, title: str, *children: Division | Unit | Block) -> Division:
    """章."""
    return division(f"chp_{number}", f"第{to_chinese(number)}章", title, *children)


def preamble(*children: str | Paragraph | Block, heading: str = "") -> Preamble:
    """序言 with a heading, else 引言."""
    kind = PreambleKind.XUYAN if heading else PreambleKind.YINYAN
    head = text(heading, role=Role.HEADING) if heading else None
    return Preamble("preamble", kind, head, _paragraphs("preamble", children))


def annex(
    number: int, heading: str, *children: str | Division | Unit | Paragraph | Block, title: str = ""
) -> Annex:
    """附件."""
    eid = f"annex_{number}"
    inner: list[Division | Unit | Paragraph | Block] = []
    for child in children:
        if isinstance(child, str):
            count = sum(isinstance(each, Paragraph) for each in inner)
            inner.append(paragraph(f"{eid}__para_{count + 1}", child))
        else:
            inner.append(child)
    return Annex(eid, (run(heading),) if heading else (), (text(title),) if title else (), tuple(inner))


def law(
    title: str = "中华人民共和国国旗法",
    body: Sequence[Division | Unit | Paragraph | Block] = (),
    *,
    meta: Meta | None = None,
    front: Sequence[Block] | None = None,
    preamble: Preamble | None = None,
    back: Sequence[Block] = (),
    annexes: Sequence[Annex] = (),
    number: str = "",
    published: date | None = date(2020, 10, 17),
) -> Law:
    """A law; without ``front`` its title is printed as in the front matter."""
    if meta is None:
        meta = Meta(title=title, publication_date=published, urls=("https://flk.npc.gov.cn/detail?id=1",))
    if front is None:
        front = (text(meta.title, role=Role.TITLE),)
    effective = Dated(meta.effective_date, Certainty.KNOWN if meta.effective_date else Certainty.UNKNOWN)
    digest = hashlib.sha256(f"{meta}{published}{body}".encode()).hexdigest()
    made = Law(
        path=f"{meta.title}.md",
        digest=digest,
        meta=meta,
        body_start=0,
        number=number,
        effective=effective,
        front=tuple(front),
        contents=(),
        preamble=preamble,
        body=tuple(body),
        back=tuple(back),
        annexes=tuple(annexes),
        diagnostics=(),
    )
    return _placed(made)[0]


def source(law: Law) -> str:
    """The file from which a law might have been read: its texts, a line each."""
    return _placed(law)[1]


def text_link(
    law: Law, words: str, key: str = "guoqifa", segment: str = "2020-10-17", eid: str = "", **more: Any
) -> TextLink:
    """A link on the first such words of a law; ``more`` is ``title`` and ``force``."""
    start = source(law).index(words)
    return TextLink(start, start + len(words), key, segment, eid, **more)


def citing(
    number: int = 1,
    *,
    title: str = "最高人民法院关于适用国旗法的解释",
    key: str = "jieshi",
    segment: str = "2021-02-03",
    kind: Kind = JUDICIAL,
    force: Force = Force.IN_FORCE,
    whole: bool = False,
) -> Citing:
    """Article ``number`` of a document that cites; ``whole``: the document itself."""
    eid, label = ("", "") if whole else (f"art_{number}", f"第{to_chinese(number)}条")
    return Citing(key, segment, eid, title, label, kind.slug, force)


def version(
    of: Law | Record,
    segment: str = "",
    force: Force = Force.IN_FORCE,
    timeline: Timeline = (),
) -> Version:
    """A version of a work; its segment is its day of publication."""
    record = record_of(of) if isinstance(of, Law) else of
    return Version(
        record=record,
        segment=segment or str(record.meta.publication_date or "undated"),
        effective=record.effective,
        timeline=timeline or (Turn(None, force),),
        force=force,
    )


def work(key: str, *versions: Version, current: int | None = None) -> Work:
    """A work; the last version is the current one unless told otherwise."""
    title = versions[-1].record.meta.title
    return Work(key, title, versions, len(versions) - 1 if current is None else current)


def site(*works: Work, as_of: date = AS_OF, site_url: str = "") -> Site:
    """A site."""
    return Site(tuple(sorted(works, key=lambda each: each.key)), as_of, site_url, ())


def shells() -> Shells:
    """Shells that are as small as can be and have all slots: a main element, a title and scripts."""
    return Shells(tuple(_shell(kind) for kind in ShellKind), "body{color:#000}")


def context(*, site_url: str = "https://laws.example/", as_of: date = AS_OF) -> Context:
    """What rendering needs besides the laws."""
    return Context(site_url, as_of, shells())


def _shell(kind: ShellKind) -> Shell:
    """A shell that wraps each slot so that a test can find it."""
    wraps = {
        "title": ("<title>", "</title>"),
        "data": ("<div", ">"),
        "main": ("<main>", "</main></div>"),
    }
    names = sorted(SLOTS[kind], key=_order)
    pieces = ["<!doctype html><html lang=zh><meta charset=utf-8>"]
    for name in names:
        before, behind = wraps.get(name, (f"<!--{name}-->", ""))
        pieces[-1] += before
        pieces.append(behind)
    return Shell(kind, tuple(pieces), tuple(names))


def _order(name: str) -> tuple[int, str]:
    """Sort slots as a page has them."""
    order = ("title", "description", "canonical", "head", "data", "main", "extra_scripts")
    return (order.index(name) if name in order else len(order), name)


def _placed(law: Law) -> tuple[Law, str]:
    """The law with every run where it would stand in a file, and the text of that file."""
    lines: list[str] = []

    def place(node: Any) -> Any:
        if isinstance(node, Run):
            start = sum(map(len, lines))
            lines.append(node.text)
            return node._replace(start=start)
        if isinstance(node, Image):
            start, alt = sum(map(len, lines)), place(node.alt)
            return node._replace(start=start, end=alt.end, alt=alt)
        if isinstance(node, tuple):
            return tuple(map(place, node))
        if is_dataclass(node) and not isinstance(node, type):
            node = replace(node, **{each.name: place(getattr(node, each.name)) for each in fields(node)})
            lines.append("\n")
        return node

    parts = ("front", "preamble", "body", "back", "annexes")
    placed = replace(law, **{part: place(getattr(law, part)) for part in parts})
    return placed, "".join(lines)


def _block(child: str | _T) -> Text | _T:
    """A plain string as a line."""
    return text(child) if isinstance(child, str) else child


def _paragraphs(eid: str, children: Sequence[str | Paragraph | Block]) -> tuple[Paragraph | Block, ...]:
    """Plain strings as 款 of the unit ``eid``, numbered."""
    made: list[Paragraph | Block] = []
    for child in children:
        count = sum(isinstance(each, Paragraph) for each in made)
        made.append(paragraph(f"{eid}__para_{count + 1}", child) if isinstance(child, str) else child)
    return tuple(made)


def record(
    title: str = "某某条例",
    published: str = "",
    effective: str = "",
    status: str = "",
    *,
    id: str = "",
    path: str = "",
    slug: str = "",
    group: str = "",
    certainty: Certainty = Certainty.KNOWN,
    note_dates: Sequence[date] = (),
) -> Record:
    """A record without text; days are written as in front matter, and ``path`` is made of title and day."""
    day = date.fromisoformat(published) if published else None
    start = date.fromisoformat(effective) if effective else None
    meta = Meta(
        title=title,
        id=id,
        publication_date=day,
        effective_date=start if certainty is Certainty.KNOWN else None,
        status=status,
        group=group,
        slug=slug,
    )
    return Record(
        path=path or f"{title}.{published or 'undated'}{id and '.' + id}.md",
        digest="",
        meta=meta,
        number="",
        effective=Dated(start, certainty if start else Certainty.UNKNOWN),
        note_dates=tuple(note_dates),
        amended=(),
        preamble="",
        preamble_paragraphs=0,
        outline=(),
        annexes=(),
        diagnostics=(),
    )
