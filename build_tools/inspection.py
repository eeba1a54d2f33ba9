"""What the parser made of a file, as one JSON object: for tests, scores and curiosity (``tiaowen inspect``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from build_tools.diagnostics import Diagnostic, Severity
from build_tools.kinds import kind_of
from build_tools.model.law import Law
from build_tools.model.nodes import Division, DivisionKind, units
from build_tools.model.site import DivisionOutline, Record, UnitOutline
from build_tools.parse.loader import parse_bytes
from build_tools.parse.records import record_of
from build_tools.versions import force

_WORDS = {
    DivisionKind.BOOK: "编",
    DivisionKind.PART: "分编",
    DivisionKind.CHAPTER: "章",
    DivisionKind.SECTION: "节",
}


def inspect_file(path: str, as_of: date) -> dict[str, object]:
    """Read and parse one file.

    Args:
        path: the file; the answer names it the same way, with escapes for bytes that are no text.
        as_of: the day for ``force``, which is derived from this file alone, without its other versions.

    Returns:
        The fields that DESIGN, "Commands", lists. A file that gives no law has null in most of them, and
        an error among ``diagnostics``.
    """
    shown = path.encode("utf-8", "backslashreplace").decode()
    try:
        data = Path(path).read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        message = f"cannot be read: {getattr(error, 'strerror', None) or error}"
        return _without_law(shown, (Diagnostic(shown, 0, 0, "file-unreadable", message, Severity.ERROR),))
    result = parse_bytes(data, shown)
    if result.law is None:
        return _without_law(shown, result.diagnostics)
    return _answer(shown, result.law, record_of(result.law), result.diagnostics, as_of)


def has_error(answer: dict[str, object]) -> bool:
    """Tell whether an answer of :func:`inspect_file` has an error among its diagnostics."""
    found = answer["diagnostics"]
    return isinstance(found, list) and any(one["severity"] == Severity.ERROR.word for one in found)


def _without_law(path: str, diagnostics: Iterable[Diagnostic]) -> dict[str, object]:
    fields = ("id", "title", "number", "date", "status", "force", "kind", "divisions")
    nothing: dict[str, object] = dict.fromkeys(fields)
    found = [one.as_json() for one in diagnostics]
    return {"path": path, **nothing, "units": [], "preamble": None, "annexes": 0, "diagnostics": found}


def _answer(
    path: str, law: Law, record: Record, diagnostics: Iterable[Diagnostic], as_of: date
) -> dict[str, object]:
    meta = law.meta
    labels = {unit.eid: unit.label.text for unit in units(law.body)}
    return {
        "path": path,
        "id": meta.id,
        "title": meta.title,
        "number": law.number,
        "date": meta.date.isoformat() if meta.date else None,
        "status": meta.status,
        "force": force.at(force.timeline(record, None), as_of).value,
        "kind": kind_of(meta).name,
        "divisions": _count_divisions(law.body),
        "units": list(_units(record.outline, (), labels)),
        "preamble": record.preamble or None,
        "annexes": len(law.annexes),
        "diagnostics": [found.as_json() for found in diagnostics],
    }


def _count_divisions(nodes: Iterable[object]) -> dict[str, int]:
    counts = dict.fromkeys(_WORDS.values(), 0)
    for node in nodes:
        if isinstance(node, Division):
            if node.kind in _WORDS:
                counts[_WORDS[node.kind]] += 1
            for word, number in _count_divisions(node.children).items():
                counts[word] += number
    return counts


def _units(
    outline: Iterable[DivisionOutline | UnitOutline], path: tuple[str, ...], labels: dict[str, str]
) -> Iterator[dict[str, object]]:
    """Yield the units in document order; ``labels`` has them as printed."""
    for node in outline:
        if isinstance(node, DivisionOutline):
            yield from _units(node.children, (*path, node.label or node.title), labels)
            continue
        yield {
            "label": labels[node.eid],
            "eid": node.eid,
            "path": list(path),
            "paragraphs": node.paragraphs,
            "items": node.items,
            "subitems": node.subitems,
        }
