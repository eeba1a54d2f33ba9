"""What must hold for every citation in real files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from build_tools import kinds
from build_tools.cite.graph import link_all
from build_tools.model.citations import Edition
from build_tools.model.site import AnnexOutline, DivisionOutline, Record, UnitOutline, Version
from build_tools.versions.force import published
from tests.corpus.cited import Cited, source_of

MENDED = re.compile(r"(?<=[一-龥])[ 　]*\n\s*(?=[一-龥])")


def eids(record: Record) -> Iterator[str]:
    """All eIds that a document has."""
    yield ""
    if not record.outline:
        # A document of prose: how many 款 it has is not in the record; ``tiaowen check`` follows these links.
        yield from (f"para_{number}" for number in range(1, 100))
    if record.preamble:
        yield "preamble"
        yield from (f"preamble__para_{number + 1}" for number in range(record.preamble_paragraphs))
    yield from _eids((*record.outline, *record.annexes))


def _eids(nodes: tuple[DivisionOutline | UnitOutline | AnnexOutline, ...]) -> Iterator[str]:
    for node in nodes:
        yield node.eid
        if not isinstance(node, UnitOutline):
            yield from _eids(node.children)
            continue
        for number, items in enumerate(node.shape, 1):
            yield f"{node.eid}__para_{number}"
            yield from (f"{node.eid}__para_{number}__point_{item}" for item in items)


def is_quoted(source: str, offset: int) -> bool:
    """Whether a place stands between “ and ”."""
    return source.rfind("“", 0, offset) > source.rfind("”", 0, offset)


def day_of(version: Version) -> date | None:
    """The day from which a version held. An amended text often keeps the first commencement of its law."""
    days = [day for day in (published(version.record), version.effective.day) if day is not None]
    return max(days, default=None)


def test_citations_are_stretches_of_text(cited: Cited) -> None:
    faults = []
    for _, version in cited.documents():
        path = version.record.path
        source = source_of(path)
        for one in cited.resolved[path]:
            start, end = one.start, one.citation.end
            # Some files break a line within a word (本条例第十 / 二条), and the parser joins the halves.
            words = MENDED.sub("", source[start:end])
            if not 0 <= start < end <= len(source) or "\n" in words:
                faults.append((path, start, end))
    assert faults == []


def test_links_lead_to_places_that_are_there(cited: Cited) -> None:
    works = cited.works()
    held = {version.record.path: set(eids(version.record)) for _, version in cited.documents()}
    faults = []
    for _, version in cited.documents():
        path = version.record.path
        for one in cited.resolved[path]:
            if one.citation.place not in held[path]:
                faults.append((path, one.start, "stands in", one.citation.place))
            if one.target is None or one.target.version is None:
                continue
            there = held[works[one.target.key].versions[one.target.version].record.path]
            missing = [eid for eid in (one.target.eid, one.target.to_eid) if eid not in there]
            faults += [(path, one.start, one.target.key, eid) for eid in missing]
    assert faults == []


def test_whatever_does_not_lead_to_what_it_names_says_why(cited: Cited) -> None:
    for found in cited.resolved.values():
        for one in found:
            if one.target is None or (one.target.version is None and one.locator.article):
                assert one.reason is not None, one
            elif one.target.version is not None:
                assert one.reason is None, one


def test_links_of_a_text_do_not_overlap(cited: Cited) -> None:
    linkage = link_all(cited.resolver, cited.citations)
    faults = []
    for work in cited.site.works:
        for version, links in zip(work.versions, linkage.links[work.key], strict=True):
            end = 0
            for link in links.out:
                if link.start < end or link.end <= link.start:
                    faults.append((version.record.path, link))
                end = link.end
    assert faults == []


def test_quoted_words_of_an_amending_document_never_lead_to_it(cited: Cited) -> None:
    amending = (kinds.AMENDMENT, kinds.AMENDING_DECISION)
    faults = []
    for work, version in cited.documents():
        if kinds.kind_of(version.record.meta) not in amending:
            continue
        source = source_of(version.record.path)
        for one in cited.resolved[version.record.path]:
            if one.target is not None and one.target.key == work.key and is_quoted(source, one.start):
                faults.append((version.record.path, source[one.start : one.citation.end]))
    assert faults == []


def test_no_link_leads_to_a_text_that_was_not_there_yet(cited: Cited) -> None:
    works = cited.works()
    faults = []
    for work, version in cited.documents():
        own = day_of(version)
        for one in cited.resolved[version.record.path]:
            if one.target is None or one.target.version is None or one.citation.edition is Edition.NEW:
                continue
            other = works[one.target.key].versions[one.target.version]
            day = published(other.record)
            if one.target.key != work.key and own is not None and day is not None and day > own:
                faults.append((version.record.path, one.start, one.target.key, other.segment, own))
    assert faults == []
