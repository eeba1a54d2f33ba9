"""Citations in real sentences, as people read them by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from build_tools.numerals import to_int
from tests.corpus.cited import Cited, source_of

MISSES: Mapping[str, str] = {}
"""Records that do not come out as people read them, by id, each with the reason. It is an error when one does
not come out and is not here, and when one is here and comes out."""


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
    score: Score,
    record: Mapping[str, Any],
    answers: list[dict[str, Any]],
    base: int,
    own: str,
    titles: Collection[str],
) -> None:
    """Compare a sentence that stands at ``base`` of its file with the answers for the file.

    Args:
        score: takes the outcome.
        record: the sentence as people read it.
        answers: what was found in the file.
        base: where the sentence begins.
        own: id of the document.
        titles: those that the library has; the records were made with a larger one.
    """
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
