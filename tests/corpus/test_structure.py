"""The structure of real files, as people counted it by hand; and that no real file loses a character."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from build_tools.inspection import inspect_file
from build_tools.parse.coverage import gaps
from build_tools.parse.loader import parse_bytes

LEVELS = ("paragraphs", "items", "subitems")


def differences(record: dict[str, object], answer: dict[str, object]) -> list[str]:
    """What differs between a record made by hand and what the parser says of the same file."""
    units: list[dict[str, object]] = answer["units"]  # type: ignore[assignment]
    if record["type"] == "article":
        found = next((u for u in units if u["label"] == record["article"]), None)
        if found is None:
            return ["no such article"]
        return [f"{k}: {found[k]}, not {record[k]}" for k in LEVELS if found[k] != record[k]]
    out = []
    labels = [u["label"] for u in units]
    count = record.get("articles") or record.get("numbered") or record.get("top_items") or 0
    if len(labels) != count:
        out.append(f"units: {len(labels)}, not {count}")
    if count and (labels[0], labels[-1]) != (record["first"], record["last"]):
        out.append(f"from {labels[0]} to {labels[-1]}")
    for word, number in record["divisions"].items():  # type: ignore[attr-defined]
        if answer["divisions"][word] != number:  # type: ignore[index]
            out.append(f"{word}: {answer['divisions'][word]}, not {number}")  # type: ignore[index]
    out += [
        f"{name}: {answer[name]}, not {record[key]}"
        for name, key in (("preamble", "preamble_kind"), ("annexes", "annexes"))
        if answer[name] != record[key]
    ]
    return out


def test_structure_is_as_people_counted_it(corpus: Path) -> None:
    examples = corpus.parent / "reference" / "examples" / "structure.jsonl"
    if not examples.is_file():
        pytest.skip("no hand-made records beside the corpus")
    faults = []
    checked = 0
    for line in examples.read_text("utf-8").splitlines():
        record = json.loads(line)
        path = next((p for p in (corpus / record["doc"], corpus.parent / record["doc"]) if p.is_file()), None)
        if path is None:
            continue
        checked += 1
        found = differences(record, inspect_file(str(path), date(2026, 1, 1)))
        faults += [f"{record['doc']} {record.get('article', '')}: {'; '.join(found)}"] if found else []
    assert checked
    assert faults == []


def test_no_real_file_loses_a_character(corpus: Path) -> None:
    faults = []
    for path in sorted(corpus.rglob("*.md"))[::7]:
        result = parse_bytes(path.read_bytes(), str(path.relative_to(corpus)))
        if result.law is not None:
            faults += [finding.format() for finding in gaps(result.law, result.source)]
    assert faults == []
