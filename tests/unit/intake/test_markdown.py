"""Whatever a document says, its source file says the same to the parser."""

from hypothesis import example, given
from hypothesis import strategies as st

from build_tools.intake.blocks import Span
from build_tools.intake.markdown import inline, line
from build_tools.model.nodes import Run
from build_tools.parse.inline import cells, inlines
from build_tools.parse.tokens import squeeze

PIECES = st.sampled_from([*"\\*_`<>[]()!#|~-+. ", "**", "<b>", "</sup>", "![", "](x)", "甲", "b"])
TEXTS = st.lists(PIECES, max_size=12).map("".join)


def said(found):
    assert all(isinstance(one, Run) for one in found)
    return squeeze("".join(one.text for one in found))


@given(TEXTS)
@example("\\")
@example("\\*")
@example("\\\\**<b>")
@example('<b class="\\*">')
@example("!![甲](乙)")
def test_text_that_reads_like_marks_stays_text(text):
    for written in (inline([Span(text)]), line([Span(text)])):
        assert said(inlines(written, 0)) == squeeze(text)


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_cells_stay_apart(texts):
    row = "| " + " | ".join(inline([Span(text)]).replace("|", "\\|") for text in texts) + " |"
    assert [said(cell) for cell in cells(row, 0)] == [squeeze(text) for text in texts]
