"""That the entries of a law hold all of its text: what tests of small laws and of real ones share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from build_tools.model.law import Law
from build_tools.model.nodes import Division, Role, Text, Unit, units
from build_tools.pages.text import solid
from build_tools.parse.coverage import plain
from build_tools.search.entries import Entry


def faults(law: Law, entries: Sequence[Entry]) -> list[str]:
    """Return where the text of the entries is not that of the law, title apart, character by character."""
    held: dict[str, str] = {}
    labels: dict[str, str] = {}
    for entry in entries:
        about = _subject(entry.eid)
        labels[about] = entry.label
        held[about] = held.get(about, "") + _bare(entry.text)
    found = []
    for about, pattern in _printed(law):
        mine = held.pop(about, None)
        # An annex or preamble without a heading has a label that is not printed.
        label = _bare(labels.get(about, ""))
        forms = ["", label, label + "：", label + ":"]
        if mine is None or not any(re.fullmatch(pattern, form + mine) for form in forms):
            found.append(f"{law.path} {about}: {pattern[:60]!r} is {mine and mine[:60]!r}")
    return found + [f"{law.path} {about}: not in the law: {text!r}" for about, text in held.items()]


def _bare(text: str) -> str:
    """Leave out blanks, and what parts the cells of a table."""
    return solid(text).replace("|", "")


def _subject(eid: str) -> str:
    """Return the eId of the unit, division, annex or preamble that a piece belongs to; empty for the version."""
    above, _, last = eid.rpartition("__")
    return above.removesuffix("__preamble") if last.startswith("para_") else eid


def _printed(law: Law) -> Iterator[tuple[str, str]]:
    """Yield eId and text of everything that has entries, read off the tree, as a pattern: titles may be missing."""
    front = "".join([f"(?:{_text([each])})?" if _is_title(each) else _text([each]) for each in law.front])
    body, back = _text(_direct(law.body)), _text(law.back)
    yield "", front + (body + back if any(units(law.body)) else back + body)
    yield from _below(law.body)
    if law.preamble:
        heading = [law.preamble.heading] if law.preamble.heading else []
        yield law.preamble.eid, _text([*heading, *law.preamble.children])
    for annex in law.annexes:
        marker = re.escape(_bare("".join([run.text for run in annex.heading])))
        yield annex.eid, marker + _text([*annex.title, *_direct(annex.children)])
        yield from _below(annex.children)


def _is_title(block: object) -> bool:
    return isinstance(block, Text) and block.role is Role.TITLE


def _direct(children: Iterable[object]) -> list[object]:
    return [child for child in children if not isinstance(child, (Division, Unit))]


def _below(children: Iterable[object]) -> Iterator[tuple[str, str]]:
    for child in children:
        if isinstance(child, Unit):
            yield child.eid, _text([child])
        elif isinstance(child, Division):
            label = child.label.text if child.label else ""
            title = "".join([run.text for run in child.title])
            yield child.eid, re.escape(_bare(label + title)) + _text(_direct(child.children))
            yield from _below(child.children)


def _text(nodes: Iterable[object]) -> str:
    return re.escape(_bare("".join(map(plain, nodes))))
