"""Data for the scripts of the law pages, as classic scripts: ``file://`` refuses to fetch data.

A script pushes ``[kind, data]`` on the queue ``tw``, whichever of data and reader is loaded first.
Addresses are not in there: the reader derives them from the eIds by the rule of ``urls.page_of``.
"""

from __future__ import annotations

import json

from build_tools.model.law import Law
from build_tools.model.nodes import Division, Unit
from build_tools.model.site import Version, Work
from build_tools.pages.badges import timeline_data
from build_tools.pages.copying import copy_facts
from build_tools.pages.guide import annex_label, preamble_name
from build_tools.pages.lawtext import unit_name
from build_tools.pages.text import squeeze
from build_tools.urls import relative, version_dir

VERSIONS_SCRIPT = "versions.js"
TOC_SCRIPT = "toc.js"


def versions_script(work: Work) -> str:
    """Return ``laws/<key>/versions.js``: key, title, and segment, timeline and day of every version."""
    versions = [
        [version.segment, timeline_data(version.timeline), str(version.record.meta.publication_date or "")]
        for version in work.versions
    ]
    return _script("versions", {"key": work.key, "title": work.title, "v": versions})


def toc_script(work: Work, version: Version, law: Law) -> str:
    """Return ``laws/<key>/<segment>/toc.js``: the tree of divisions and units, and what citations need.

    A division is ``[eid, label, title, children]``, a unit ``[eid, label]``, preamble and annex
    ``[eid, label, title]``. Where anchors have moved, ``moved`` says whereto: ``{eid: address}``, the address
    relative to the folder of the version.
    """
    nodes: list[object] = []
    if law.preamble:
        nodes.append([law.preamble.eid, preamble_name(law.preamble), ""])
    nodes.extend(_nodes(law.body))
    for annex in law.annexes:
        nodes.append([annex.eid, annex_label(annex), squeeze("".join([text.plain for text in annex.title]))])
    moved = {eid: relative(version_dir(work.key, version.segment), new) for eid, new in version.moved}
    return (
        _script("toc", nodes)
        + _script("law", copy_facts(work, version, law))
        + (_script("moved", moved) if moved else "")
    )


def _nodes(children: tuple[object, ...]) -> list[object]:
    """Return the divisions and units among the children, with what is in them."""
    nodes: list[object] = []
    for child in children:
        if isinstance(child, Unit):
            nodes.append([child.eid, unit_name(child)])
        elif isinstance(child, Division):
            label = squeeze(child.label.text) if child.label else ""
            title = squeeze("".join([run.text for run in child.title]))
            nodes.append([child.eid, label, title, _nodes(child.children)])
    return nodes


def _script(kind: str, data: object) -> str:
    """Return the statement that queues the data."""
    payload = json.dumps([kind, data], ensure_ascii=False, separators=(",", ":"))
    return f"(self.tw=self.tw||[]).push({payload});\n"
