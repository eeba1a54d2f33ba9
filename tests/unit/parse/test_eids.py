"""The anchors of a law in one short text: what is written is what is read."""

from __future__ import annotations

import pytest

from build_tools.parse.eids import compact, expand, pages, unit_pages
from build_tools.parse.loader import parse_bytes
from tests import factories as make

DUTY = "公民应当尊重和爱护国旗。"


def rows(eid: str, *counts: int) -> list[object]:
    """款 with so many 项 each."""
    return [
        make.paragraph(
            f"{eid}__para_{number}",
            *(make.item(f"{eid}__para_{number}__point_{n}", "（一）", DUTY) for n in range(1, count + 1)),
        )
        for number, count in enumerate(counts, 1)
    ]


DEEP = make.paragraph(
    "art_3__para_1",
    make.item("art_3__para_1__point_1", "（一）"),
    make.item(
        "art_3__para_1__point_2",
        "（二）",
        make.subitem("art_3__para_1__point_2__indent_1", "1．"),
        make.subitem(
            "art_3__para_1__point_2__indent_2",
            "2．",
            make.subitem("art_3__para_1__point_2__indent_2__indent_1", "（1）"),
        ),
    ),
    make.item("art_3__para_1__point_2_2", "（二）"),
    make.item("art_3__para_1__point_5", "（五）"),
    make.item("art_3__para_1__point_6", "（六）"),
)

LAWS = [
    ([make.article(1, DUTY), make.article(2, DUTY, DUTY)], "1 2:2"),
    ([make.article(1, *rows("art_1", 0, 3, 0, 0))], "1:1(3)2"),
    ([make.article(120, DUTY), make.article(120, DUTY, further=1)], "120 120-1"),
    ([make.article(1)], "1:"),
    ([make.article(3, DEEP)], "3:(1(1(1))[2_2]1[5]2)"),
    ([make.chapter(1, "总则", make.article(1, DUTY)), make.division("hcontainer_1", "", "附则")], "c1 1 x1"),
    (
        [
            make.division(
                "book_2",
                "第二编",
                "物权",
                make.division("book_2__chp_4", "第四章", "一般规定", make.article(9, DUTY)),
            )
        ],
        "b2 b2-c4 9",
    ),
    ([make.top_unit(1, DUTY), make.top_unit(2, DUTY, DUTY)], "i-1 i-2:2"),
    ([make.paragraph("para_1", DUTY), make.paragraph("para_2", DUTY)], "index:2"),
]


@pytest.mark.parametrize(("body", "written"), LAWS)
def test_what_a_law_is_written_as(body, written):
    law = make.law(body=body)
    assert compact(law) == written
    assert list(expand(written)) == list(eids_of(law))


def eids_of(law):
    """All eIds of a law, by looking at every node."""
    pending = [*reversed([*([law.preamble] if law.preamble else []), *law.body, *law.annexes])]
    while pending:
        node = pending.pop()
        if hasattr(node, "eid"):
            yield node.eid
        pending += reversed(getattr(node, "children", ()))


def test_preamble_and_annexes():
    law = make.law(
        body=[make.article(1, DUTY)],
        preamble=make.preamble("序。", "言。", heading="序言"),
        annexes=[
            make.annex(1, "附件一：", make.article(1, DUTY, within="annex_1")),
            make.annex(2, "附件二：", "一句。", "两句。"),
        ],
    )
    assert compact(law) == "preamble:2 1 annex-1: +1 annex-2:2"
    assert list(expand(compact(law))) == list(eids_of(law))


def test_prose_before_the_units_of_an_annex_is_a_preamble_without_an_anchor():
    annex = make.annex(
        1,
        "附件",
        make.paragraph("annex_1__preamble__para_1", "为了规范，制定本办法。"),
        make.article(1, DUTY, within="annex_1"),
    )
    law = make.law(body=[make.article(1, DUTY)], annexes=[annex])
    assert compact(law) == "1 annex-1: +preamble +1"
    assert list(expand(compact(law))) == list(eids_of(law))


def test_the_pages_of_a_version():
    anchors = "preamble:2 c1 1 120-1:(3) c1-s1 12_2 i-3 index:2 annex-1: +c1 +7"
    assert list(pages(anchors)) == [
        "preamble.html",
        "c1.html",
        "1.html",
        "120-1.html",
        "c1-s1.html",
        "12_2.html",
        "i-3.html",
        "annex-1.html",
    ]
    assert list(unit_pages(anchors)) == ["1.html", "120-1.html", "12_2.html", "i-3.html"]


def test_a_file_that_was_read():
    text = "---\ntitle: 条例\n---\n\n**条例**\n\n第一条　下列行为：\n\n（一）甲；\n\n（二）乙。\n\n另有规定的除外。\n\n第二条　施行。\n"
    law = parse_bytes(text.encode(), "a.md").law
    assert law is not None
    assert expand(compact(law)) == tuple(eids_of(law))


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "A1",
        "1:(",
        "1:)",
        "1:(1",
        "1:1)",
        "1:1)(1",
        "1:[x]1",
        "1:-1",
        "c1:2",
        "+1",
        "1 +2",
        "about",
    ]
    + ["1:" + "(" * 30 + ")" * 30],
)
def test_nonsense_is_refused(text):
    with pytest.raises(ValueError, match="is no "):
        expand(text)
