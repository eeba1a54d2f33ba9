"""Amendments: which articles they certainly left as they were, text and number."""

from __future__ import annotations

import pytest

from build_tools.cite.graph import link_all
from tests.unit.cite.texts import articles, library, source_of

LAW = "中华人民共和国水法"
OLD = source_of(articles("甲。", "乙。", "丙。", "丁。", "戊。"), LAW, publication_date="2002-08-29", id="1")
NEW = source_of(
    "（2002年8月29日通过　根据2009年8月27日《决定》第一次修正　根据2016年7月2日《决定》第二次修正）\n\n"
    + articles("新甲。", "新乙。", "新丙。", "新丁。", "新戊。"),
    LAW,
    publication_date="2016-07-02",
    id="2",
)
CITING = source_of(
    articles("依照水法第一条和第五条处理。"), "某某取水办法", publication_date="2012-01-01", id="3"
)
BEFORE, UNKNOWN = "shuifa/2002-08-29#", "shuifa/"


@pytest.mark.parametrize(
    ("change", "first", "fifth"),
    [
        # 第一条 stands before the change, 第五条 behind it. Nobody says that 第五条 has another number now.
        ("三、删去第三条。", "art_1", ""),
        ("三、删除第三条、第四条。", "art_1", ""),
        ("三、第三条删去。", "art_1", ""),
        ("三、第三条、第四条合并为一条，修改为：“新。”", "art_1", ""),
        ("三、在第三条后增加一条：“第四条　新。”", "art_1", ""),
        ("三、增加一条，作为第三条：“新。”", "art_1", ""),
        ("三、将第四条改为第三条。", "art_1", ""),
        # which articles are in the division is not said
        ("三、第三条修改为：“新。”\n\n四、删去第二章。", "", ""),
        ("三、第三条修改为：“新。”\n\n四、增加一章，作为第二章：\n\n“第二章　新章\n\n“第四条　新。”", "", ""),
        ("三、增加一章，作为第二章，包括第三条至第四条。", "art_1", ""),
        # no number moves
        ("三、第三条修改为：“新。”", "art_1", "art_5"),
        ("三、删去第三条第二款。", "art_1", "art_5"),
        ("三、删去第三条中的“甲”。", "art_1", "art_5"),
        ("三、第三条后增加一条，作为第三条之一：“新。”", "art_1", "art_5"),
        ("三、第二章章名修改为“新章”，第三条修改为：“新。”", "art_1", "art_5"),
    ],
)
def test_what_an_amending_document_leaves_alone(change, first, fifth):
    decision = source_of(change, f"关于修改《{LAW}》的决定", publication_date="2009-08-27", id="4")
    made = library({"old.md": OLD, "new.md": NEW, "decision.md": decision, "citing.md": CITING})
    assert [to for _, to in made.links("citing.md")] == [
        BEFORE + eid if eid else UNKNOWN for eid in (first, fifth)
    ]


def test_an_article_deleted_from_the_criminal_law_leaves_a_gap():
    def of_crimes(text: str) -> str:
        return text.replace("水法", "刑法")

    amendment = source_of(
        "三、删去刑法第三条。", "中华人民共和国刑法修正案（七）", publication_date="2009-08-27"
    )
    made = library(
        {
            "old.md": of_crimes(OLD),
            "new.md": of_crimes(NEW),
            "a.md": amendment,
            "citing.md": of_crimes(CITING),
        }
    )
    assert [to for _, to in made.links("citing.md")] == ["xingfa/2002-08-29#art_1", "xingfa/2002-08-29#art_5"]


def test_a_new_law_of_the_same_title_has_numbers_of_its_own():
    replacing = source_of(
        "（2016年7月2日通过）\n\n" + articles("另甲。", "另乙。"), LAW, publication_date="2016-07-02", id="2"
    )
    made = library({"old.md": OLD, "new.md": replacing, "citing.md": CITING})
    of_old, of_new = link_all(made.resolver, made.citations).links["shuifa"]
    assert [one.title for one in of_old.cited["art_1"]] == ["某某取水办法"]
    assert "art_1" not in of_new.cited
