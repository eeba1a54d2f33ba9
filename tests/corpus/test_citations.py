"""Citations in real files, as people read them by hand; and what must hold for every one of them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from build_tools import kinds
from build_tools.cite.graph import link_all
from build_tools.model.citations import Edition
from build_tools.model.site import AnnexOutline, DivisionOutline, Record, UnitOutline, Version
from build_tools.numerals import to_int
from build_tools.versions.force import published
from tests.corpus.cited import Cited, source_of

MISSES: Mapping[str, str] = {}
"""Records that do not come out as people read them, by id, each with the reason. It is an error when one does
not come out and is not here, and when one is here and comes out."""


# --- worked examples ------------------------------------------------------------------------------


@dataclass(slots=True)
class Score:
    """Citations read by hand against those that were found."""

    wanted: int = 0
    right: int = 0
    faults: dict[str, list[str]] = field(default_factory=dict)
    """By the record's id."""

    def fault(self, record: Mapping[str, Any], words: str) -> None:
        """Note what is wrong in a record."""
        self.faults.setdefault(record["id"], []).append(words)


def plain(label: str | None) -> str:
    """A label or title without blanks."""
    return re.sub(r"\s", "", label or "")


def annex_number(label: str | None) -> int:
    """The number of an annex: 附件2 is 附件二. 0 without one."""
    digits = re.sub(r"[^0-9零一二三四五六七八九十]", "", label or "")
    return to_int(digits) if digits else 0


def has_law(target: Mapping[str, Any], cite: Mapping[str, Any], own: str) -> bool:
    if cite["law"] is None:
        return bool(target["id"] == own)
    if cite.get("law_group"):
        return "宪法" in plain(target["title"])
    return plain(target["title"]) == plain(cite["law"])


def differences(target: Mapping[str, Any], cite: Mapping[str, Any], own: str) -> list[str]:
    """What differs between a target and a citation read by hand."""
    if not has_law(target, cite, own):
        return [f"law: {target['title']}"]
    pairs = [
        ("article", "article"),
        ("to_article", "to_article"),
        ("book", "part"),
        ("part", "subpart"),
        ("chapter", "chapter"),
        ("section", "section"),
    ]
    out = [
        f"{ours}: {target[ours]}" for ours, theirs in pairs if plain(target[ours]) != plain(cite.get(theirs))
    ]
    if annex_number(target["annex"]) != annex_number(cite.get("annex")):
        out.append(f"annex: {target['annex']}")
    # Where the text names 项 straight after 条, either reading of the 款 is right.
    if cite["paragraph"] is not None and target["paragraph"] != cite["paragraph"]:
        out.append(f"paragraph: {target['paragraph']}")
    if target["to_paragraph"] != cite.get("to_paragraph"):
        out.append(f"to_paragraph: {target['to_paragraph']}")
    if target["items"] != cite["items"]:
        out.append(f"items: {target['items']}")
    return out


def judge(
    score: Score, record: Mapping[str, Any], answers: list[dict[str, Any]], base: int, own: str
) -> None:
    """Compare a sentence that stands at ``base`` of its file with the answers for the file."""
    end = base + len(record["text"])
    links = [one for one in answers if one["target"] and one["start"] < end and base < one["end"]]
    used = []
    for cite in record["cites"]:
        start, stop = base + cite["start"], base + cite["start"] + len(cite["span"])
        over = [one for one in links if one["start"] < stop and start < one["end"]]
        used += over
        held = cite["law"] is None or bool(cite.get("law_group")) or plain(cite["law"]) in titles
        if not held or False in (cite.get("in_corpus"), cite.get("anchor_in_corpus")):
            wrong = [one for one in over if not has_law(one["target"], cite, own) or one["target"]["id"]]
            if wrong:
                score.fault(record, f"{cite['span']}: leads to {wrong[0]['url']}, and should lead nowhere")
            continue
        score.wanted += 1
        best = min((differences(one["target"], cite, own) for one in over), key=len, default=["no link"])
        if best:
            score.fault(record, f"{cite['span']}: {'; '.join(best)}")
        else:
            score.right += 1
    for one in links:
        inside = [
            span["span"]
            for span in record["neg"]
            for match in re.finditer(re.escape(span["span"]), record["text"])
            if base + match.start() <= one["start"] and one["end"] <= base + match.end()
        ]
        if inside or ("neg:nothing" in record["flags"] and not record["cites"]):
            score.fault(record, f"{one['text']}: a link")
        elif "neg:not-self" in record["flags"] and one not in used and has_own_article(one["target"], own):
            score.fault(record, f"{one['text']}: leads to the document itself")


def has_own_article(target: Mapping[str, Any], own: str) -> bool:
    return target["id"] == own and target["article"] is not None


@pytest.fixture(scope="session")
def score(corpus: Path, cited: Cited) -> Score:
    """The score of the examples that lie beside the corpus."""
    examples = corpus.parent / "reference" / "examples" / "citations.jsonl"
    if not examples.is_file():
        pytest.skip("no hand-made records beside the corpus")
    found = Score()
    titles = {plain(version.record.meta.title) for _, version in cited.documents()}
    for line in examples.read_text("utf-8").splitlines():
        record = json.loads(line)
        path = corpus / record["doc"]
        source = source_of(str(path))
        own = next(v.record.meta.id for _, v in cited.documents() if Path(v.record.path) == path)
        judge(found, record, cited.answers(path), source.index(record["text"]), own, titles)
    return found


def test_citations_are_as_people_read_them(score: Score) -> None:
    print(f"\n{score.right} of {score.wanted} citations are right")
    surprises = {name: words for name, words in score.faults.items() if name not in MISSES}
    assert surprises == {}
    assert set(MISSES) - set(score.faults) == set(), "these come out right now: take them off the table"


# --- what must hold for every citation ------------------------------------------------------------


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
            if not 0 <= start < end <= len(source) or "\n" in source[start:end]:
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


def test_whatever_is_no_link_says_why(cited: Cited) -> None:
    for found in cited.resolved.values():
        for one in found:
            whole = one.target is not None and one.target.version is not None
            assert whole or one.reason is not None or one.target is not None
            assert not (whole and one.reason is not None), one


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


# --- what became of them, in numbers --------------------------------------------------------------

SUMMARY = Path(__file__).with_name("citations.summary.json")
MOST = 50


def row_of(counts: Counter[str]) -> dict[str, int]:
    return {name: counts[name] for name in ("linked", "law-only", "text") if counts[name]}


def summary(cited: Cited) -> dict[str, object]:
    """The census by kind of document, and the articles that other documents cite most."""
    linkage = link_all(cited.resolver, cited.citations)
    works = cited.works()
    by_kind: dict[str, Counter[str]] = {}
    most: Counter[tuple[str, int, str]] = Counter()
    for work, version in cited.documents():
        counts = by_kind.setdefault(kinds.kind_of(version.record.meta).name, Counter())
        for one in cited.resolved[version.record.path]:
            target = one.target
            if target is None:
                counts["text"] += 1
                continue
            counts["law-only" if target.version is None else "linked"] += 1
            if target.version is not None and target.key != work.key and one.locator.article:
                most[target.key, target.version, one.locator.article] += 1
    ranked = sorted(most.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]
    census = linkage.census.as_json()
    return {
        "files": len(cited.resolved),
        **census,
        "kinds": {kind.name: row_of(by_kind[kind.name]) for kind in kinds.ALL if kind.name in by_kind},
        "most cited": {
            f"{works[key].title} {works[key].versions[number].segment} {label}": count
            for (key, number, label), count in ranked
        },
    }


def test_the_numbers_are_those_of_the_summary(cited: Cited, update: bool) -> None:
    """``pytest tests/corpus/test_citations.py --update`` writes it anew: read the difference."""
    found = json.dumps(summary(cited), ensure_ascii=False, indent=1) + "\n"
    if update:
        SUMMARY.write_text(found, encoding="utf-8", newline="\n")
    assert found.splitlines() == SUMMARY.read_text("utf-8").splitlines()
