"""The 目录 as a witness: where it differs from the text, somebody should look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from build_tools.diagnostics import Severity
from build_tools.model.nodes import Division, DivisionKind, Text
from build_tools.parse.labels import CONTENTS, DIVISION
from build_tools.parse.notes import Notes
from build_tools.parse.tokens import squeeze


def compare(contents: Sequence[Text], children: Iterable[object], notes: Notes) -> None:
    """Note each numbered entry of ``contents`` that has no heading in the text, and the reverse.

    The 目录 of a law may leave out the 节 or name only the 编: headings are compared only within the kinds
    that it lists.
    """
    entries = [(text, _entry(text.plain)) for text in contents if not CONTENTS.match(text.plain)]
    listed = [(text, entry) for text, entry in entries if entry]
    if not listed:
        return
    kinds = {entry[0] for _, entry in listed}
    printed = [(d, _heading(d)) for d in _divisions(children)]
    names = {heading for _, heading in printed}
    expected = {entry for _, entry in listed}
    for text, entry in listed:
        if entry not in names:
            notes.add(
                Severity.WARNING,
                "contents-differ",
                text.start,
                text.end,
                f"the 目录 lists {text.plain!r}, and no heading of the text reads so; compare with the official text",
            )
    for division, heading in printed:
        if heading[0] in kinds and heading not in expected and division.label:
            notes.add(
                Severity.INFO,
                "contents-incomplete",
                division.label.start,
                division.label.end,
                "this heading is not in the 目录",
            )


def _entry(plain: str) -> tuple[str, str] | None:
    """Return kind and squeezed text of an entry such as 第一章　总　则, or None for another."""
    match = DIVISION.match(plain.strip())
    return (match["word"], squeeze(plain)) if match else None


_WORDS = {
    DivisionKind.BOOK: "编",
    DivisionKind.PART: "分编",
    DivisionKind.CHAPTER: "章",
    DivisionKind.SECTION: "节",
    DivisionKind.HEADING: "",
}


def _heading(division: Division) -> tuple[str, str]:
    label = division.label.text if division.label else ""
    return _WORDS[division.kind], squeeze(label + "".join(run.text for run in division.title))


def _divisions(children: Iterable[object]) -> Iterator[Division]:
    for child in children:
        if isinstance(child, Division):
            yield child
            yield from _divisions(child.children)
