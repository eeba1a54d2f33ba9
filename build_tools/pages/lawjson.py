"""``law.json``: the model of a version as it is, for programs; and the JSON Schema that describes it.

Everything of the text is in there, in reading order, with eIds, kinds and labels; what is left out are the offsets into
the source file. ``data/law.schema.json`` says what each field is, and docs/contributing/law-json.md how the
text is put together again. A change that a reader of these files would notice counts :data:`FORMAT` up.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from build_tools.kinds import kind_of, region_of
from build_tools.model.companions import Companion
from build_tools.model.law import Law, Meta
from build_tools.model.nodes import (
    Annex,
    Division,
    Image,
    Inline,
    Item,
    Paragraph,
    Preamble,
    Role,
    Subitem,
    Table,
    Text,
    Unit,
)
from build_tools.model.site import Timeline, Version, Work
from build_tools.pages.context import Context, Output
from build_tools.pages.text import is_web
from build_tools.urls import INDEX, LAW_SCHEMA, TO_ROOT, version_dir

FORMAT = 1
"""Version of the format."""
Json = dict[str, object]

_SCHEMA = Path(__file__).with_name("data") / LAW_SCHEMA


def law_json(
    work: Work, version: Version, law: Law, context: Context, companions: Sequence[Companion] = ()
) -> str:
    """Return the file of a version, whose text is ``law``; companions stand in a field of their own."""
    folder = version_dir(work.key, version.segment)
    data: Json = {
        "$schema": TO_ROOT + LAW_SCHEMA,
        "format": FORMAT,
        "key": work.key,
        "segment": version.segment,
        "url": context.site_url + folder + INDEX if context.site_url else None,
        "title": work.title,
        "meta": _meta(law.meta),
        "number": law.number,
        "effective": {"day": _day(version.effective.day), "certainty": version.effective.certainty.value},
        "force": version.force.value,
        "timeline": _timeline(version.timeline),
        "front": _nodes(law.front),
        "contents": _nodes(law.contents),
        "preamble": _node(law.preamble) if law.preamble else None,
        "body": _nodes(law.body),
        "back": _nodes(law.back),
        "annexes": _nodes(law.annexes),
        "companions": [_companion(each) for each in companions],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def schema_files(context: Context) -> Iterator[Output]:
    """Yield ``law.schema.json`` where the versions have a ``law.json``."""
    if context.law_json:
        yield Output("site", LAW_SCHEMA, schema().encode())


@cache
def schema() -> str:
    """Return the JSON Schema (2020-12) of ``law.json``."""
    return _SCHEMA.read_text(encoding="utf-8")


def _meta(meta: Meta) -> Json:
    """Return the front matter as it was read, with what it means for kind and region."""
    region = region_of(meta)
    return {
        "title": meta.title,
        "id": meta.id,
        "linkTitle": meta.link_title,
        "file": meta.file,
        "author": meta.author,
        "date": _day(meta.date),
        "publicationDate": _day(meta.publication_date),
        "effectiveDate": _day(meta.effective_date),
        "status": meta.status,
        "group": meta.group,
        "kind": kind_of(meta).name,
        "region": region.name if region else None,
        "categories": list(meta.categories),
        "tags": list(meta.tags),
        "keywords": list(meta.keywords),
        "urls": [url for url in meta.urls if is_web(url)],
        "extra": {name: json.loads(value) for name, value in meta.extra},
    }


def _companion(companion: Companion) -> Json:
    """Return a companion. Its fields have other names than those of the text, for it is none."""
    return {
        "official": False,
        "name": companion.title,
        "language": companion.language,
        "publisher": companion.publisher,
        "date": _day(companion.date),
        "url": companion.url if is_web(companion.url) else "",
        "articles": companion.has_articles,
        "parts": [
            {
                "about": part.eid or None,
                "headline": part.heading,
                "pieces": [{"point": piece.is_point, "words": piece.text} for piece in part.pieces],
            }
            for part in companion.parts
        ],
    }


def _timeline(timeline: Timeline) -> list[Json]:
    """Return the turns of a version."""
    return [{"from": _day(turn.day), "force": turn.force.value} for turn in timeline]


def _nodes(nodes: Iterable[object]) -> list[Json]:
    """Return nodes in their order."""
    return [_node(node) for node in nodes]


def _node(node: object) -> Json:
    """Return a node with what is below it.

    Raises:
        TypeError: it is no node of a law (a programmer's fault).
    """
    if isinstance(node, Text):
        role = {} if node.role is Role.TEXT else {"role": node.role.value}
        return {"type": "text", **role, "inlines": _inlines(node.inlines)}
    if isinstance(node, Table):
        rows = [[_inlines(cell) for cell in row] for row in node.rows]
        return {"type": "table", "header": node.has_header, "rows": rows}
    if isinstance(node, Annex):
        own: Json = {"heading": _inlines(node.heading), "title": _nodes(node.title)}
        return {"type": "annex", "eId": node.eid, **own, "children": _nodes(node.children)}
    if isinstance(node, (Paragraph, Item, Subitem, Unit, Division, Preamble)):
        name = type(node).__name__.lower()
        return {"type": name, "eId": node.eid, **_own(node), "children": _nodes(node.children)}
    raise TypeError(f"no node of a law: {node!r}")


def _own(node: Paragraph | Item | Subitem | Unit | Division | Preamble) -> Json:
    """Return what a node has besides its eId and what is below it."""
    if isinstance(node, Division):
        label = node.label.text if node.label else None
        return {"kind": node.kind.value, "label": label, "title": _inlines(node.title)}
    if isinstance(node, Unit):
        heading = node.heading.text if node.heading else None
        return {"kind": node.kind.value, "label": node.label.text, "heading": heading}
    if isinstance(node, Preamble):
        return {"kind": node.kind.value, "heading": _node(node.heading) if node.heading else None}
    return {} if isinstance(node, Paragraph) else {"label": node.label.text}


def _inlines(inlines: Iterable[Inline]) -> list[object]:
    """Return a line: a string for text, an object for what is set in bold and for images."""
    return [_inline(one) for one in inlines]


def _inline(one: Inline) -> object:
    """Return a piece of a line."""
    if isinstance(one, Image):
        return {"image": one.target, "alt": one.alt.text}
    return {"strong": one.text} if one.strong else one.text


def _day(day: date | None) -> str | None:
    """Return a day in ISO form, or None."""
    return day.isoformat() if day else None
