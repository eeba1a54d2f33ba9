"""The companion that is shipped: the text that it was made from is in it, whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.parse.companions import parse_companion

SHIPPED = "source/companions/henan-social-governance.md"


def solid(text: str) -> str:
    return "".join(text.split())


def test_the_text_of_the_summary_is_whole(corpus: Path, repository: Path) -> None:
    seed = corpus.parent / "seeds" / "henan-social-governance-summary.txt"
    if not seed.is_file():
        pytest.skip("no seeds beside the real files")
    source = seed.read_text("utf-8")
    front, core, body = source.partition("Core Points")
    written = (repository / SHIPPED).read_text("utf-8")
    companion = parse_companion(written.encode(), SHIPPED).companion
    assert companion is not None
    said = "".join(
        part.heading + "".join(("-" if piece.is_point else "") + piece.text for piece in part.pieces)
        for part in companion.parts
    )
    assert solid(said) == solid(core + body)
    head = written.partition("\n---\n")[0]
    for line in filter(None, map(str.strip, front.splitlines())):
        for words in line.split("· "):
            assert words in head
    assert [part.eid for part in companion.parts] == ["", "", *(f"chp_{n}" for n in range(1, 9))]
