"""How many citations real files have, and what became of them: a summary, so that a difference shows gains and losses.

``pytest tests/corpus/test_citation_numbers.py --update`` writes it anew. Read the difference before committing it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path

from build_tools import kinds
from build_tools.cite.census import count
from build_tools.cite.resolve import Resolved
from tests.corpus.cited import Cited

SUMMARY = Path(__file__).with_name("citations.summary.json")
MOST = 50
"""So many of the most-cited articles are named."""
OUTCOMES = ("found", "linked", "law-only", "text")


def summary(cited: Cited) -> dict[str, object]:
    """The census, as a whole and by kind of document, and the articles that other documents cite most."""
    by_kind: dict[str, list[Resolved]] = {}
    for _, version in cited.documents():
        name = kinds.kind_of(version.record.meta).name
        by_kind.setdefault(name, []).extend(cited.resolved[version.record.path])
    tables = {kind.name: count(by_kind[kind.name]).as_json() for kind in kinds.ALL if kind.name in by_kind}
    return {
        "files": len(cited.resolved),
        **count(one for found in cited.resolved.values() for one in found).as_json(),
        "kinds": {kind: {name: table[name] for name in OUTCOMES} for kind, table in tables.items()},
        "most cited": most_cited(cited),
    }


def most_cited(cited: Cited) -> dict[str, int]:
    """The articles that other documents cite most, and how often they do."""
    works = cited.works()
    counts: Counter[tuple[str, str, str]] = Counter()
    for work, version in cited.documents():
        for one in cited.resolved[version.record.path]:
            target = one.target
            if target and target.version is not None and target.key != work.key and one.locator.article:
                other = works[target.key]
                counts[other.title, other.versions[target.version].segment, one.locator.article] += 1
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return {" ".join(place): number for place, number in ranked[:MOST]}


def as_text(data: Mapping[str, object]) -> str:
    """JSON with a line for each row, so that a difference shows what it is about."""
    parts = []
    for name, value in data.items():
        if isinstance(value, dict):
            rows = (f"  {as_json(key)}: {as_json(row)}" for key, row in value.items())
            parts.append(f" {as_json(name)}: {{\n" + ",\n".join(rows) + "\n }")
        else:
            parts.append(f" {as_json(name)}: {as_json(value)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def test_the_numbers_are_those_of_the_summary(cited: Cited, update: bool) -> None:
    found = as_text(summary(cited))
    assert json.loads(found)["files"]
    if update:
        SUMMARY.write_text(found, encoding="utf-8", newline="\n")
    expected = SUMMARY.read_text("utf-8").splitlines()
    differences = list(unified_diff(expected, found.splitlines(), "expected", "found", n=0, lineterm=""))
    assert differences == [], "\n".join(differences)
