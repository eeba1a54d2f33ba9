from datetime import date
from pathlib import Path

import pytest

from build_tools.model.companions import Companion, Part, Piece
from build_tools.model.law import Law, Meta
from build_tools.model.nodes import Role
from build_tools.parse.loader import parse_bytes
from build_tools.search.entries import Entry, entries
from build_tools.search.layout import block_sizes, layout_of
from build_tools.search.lines import LONGEST
from tests import factories as make
from tests.unit.search.complete import faults
from tests.unit.search.laws import THEFT, penal_law, reply

HERE = Path(__file__).parents[2]


def of(law: Law, eid: str) -> Entry:
    return next(entry for entry in entries(law) if entry.eid == eid)


def test_the_order_is_version_divisions_units() -> None:
    found = [(entry.block, entry.eid, entry.label) for entry in entries(penal_law())]
    assert found == [
        ("h0", "", ""),
        ("h0", "chp_1", "第一章"),
        ("h0", "chp_2", "第二章"),
        ("a0", "art_1", "第一条"),
        ("a0", "art_2", "第二条"),
        ("a0", "art_3", "第三条"),
    ]


def test_an_article_has_its_lines_and_the_titles_above_it() -> None:
    assert of(penal_law(), "art_2") == Entry(
        "a0",
        "art_2",
        "第二条",
        "第二章 侵犯财产罪",
        f"{THEFT}\n携带凶器抢夺的，依照本法定罪。",
        "",
        leads=True,
    )
    assert not of(penal_law(), "art_3").leads
    assert (
        of(penal_law(), "art_3").text
        == "有下列情形之一的，从重处罚：\n\t（一）累犯；\n\t（二）教唆不满十八周岁的人犯罪的。"
    )


def test_a_title_without_padding_is_the_head_of_its_division() -> None:
    assert of(penal_law(), "chp_1") == Entry("h0", "chp_1", "第一章", "", "总则", "总则")


def test_nested_titles_are_a_path() -> None:
    inner = make.division(
        "book_2__chp_5", "第五章", "国家所有权", make.article(246, "国有财产属于国家所有。")
    )
    law = make.law(body=(make.division("book_2", "第二编", "物 权", inner),))
    assert of(law, "art_246").path == "第二编 物权 › 第五章 国家所有权"
    assert of(law, "book_2__chp_5").path == "第二编 物权"


def test_the_version_has_what_stands_around_the_text_but_not_its_title() -> None:
    assert of(penal_law(), "").text == "（1979年7月1日第五届全国人民代表大会第二次会议通过）"


@pytest.mark.parametrize(
    ("printed", "title", "is_kept"),
    [
        ("上海市建筑师负责制 若干规定", "上海市建筑师负责制若干规定", False),
        ("最高人民法院 最高人民检察院关于盗窃的解释", "最高人民法院、最高人民检察院关于盗窃的解释", False),
        ("关于执行＜刑法＞的规定", "关于执行《刑法》的规定", False),
        ("某某条例", "某某条例（失效）", False),
        ("最高人民法院公告", "关于盗窃的解释", True),
    ],
)
def test_a_title_that_says_more_is_kept(printed: str, title: str, is_kept: bool) -> None:
    law = make.law(meta=Meta(title=title), front=(make.text(printed, role=Role.TITLE),))
    assert [entry.text for entry in entries(law)] == [printed if is_kept else ""]


def test_the_title_of_the_work_is_known_too() -> None:
    law = make.law(meta=Meta(title="宪法（1982年）"), front=(make.text("宪法", role=Role.TITLE),))
    assert entries(law, "宪法")[0].text == ""
    assert entries(law)[0].text == "宪法"


def test_there_is_always_an_entry_of_the_version() -> None:
    assert entries(make.law(body=(make.article(1, "本法适用于国旗。"),)))[0] == Entry(
        "h0", "", "", "", "", ""
    )


def test_lines_tell_paragraphs_items_and_further_lines() -> None:
    deep = make.item(
        "i1",
        "（一）",
        "经营者：",
        make.subitem("s1", "1．", "生产的；", make.subitem("s2", "（1）", "批量的；")),
        make.text("前项所称经营者，包括个人。"),
    )
    grid = make.table(("姓名", "年龄"), ("张三", ""), ("", "30"))
    article = make.article(
        1,
        make.paragraph("art_1__para_1", make.text("下列："), deep),
        make.paragraph("art_1__para_2", "见下表：", grid),
    )
    assert of(make.law(body=(article,)), "art_1").text.split("\n") == [
        "下列：",
        "\t（一）经营者：",
        "\t\t1．生产的；",
        "\t\t（1）批量的；",
        " 前项所称经营者，包括个人。",
        "见下表：",
        " 姓名 | 年龄",
        " 张三",
        " 30",
    ]


def test_a_paragraph_may_begin_with_an_item() -> None:
    paragraph = make.paragraph("art_1__para_1", make.item("art_1__para_1__point_1", "（一）", "累犯；"))
    assert (
        of(make.law(body=(make.article(1, paragraph, "第二款。"),)), "art_1").text
        == "\n\t（一）累犯；\n第二款。"
    )


def test_a_line_that_is_no_paragraph_begins_with_a_blank() -> None:
    lost = make.article(1, make.text("第二节 处罚", role=Role.HEADING), "处罚款。")
    assert of(make.law(body=(lost,)), "art_1").text == " 第二节 处罚\n处罚款。"


def test_an_article_with_a_heading_of_its_own_begins_with_it() -> None:
    law = make.law(body=(make.article(264, "盗窃公私财物的，处罚金。", heading="【盗窃罪】"),))
    found = of(law, "art_264")
    assert (found.text, found.head) == ("【盗窃罪】盗窃公私财物的，处罚金。", "【盗窃罪】")


def test_units_go_to_blocks_by_their_number() -> None:
    numbers = [1, 9, 10, 19, 120]
    units = [make.article(n, "略。") for n in numbers] + [make.article(120, "略。", further=1)]
    law = make.law(body=units)
    assert [entry.block for entry in entries(law)[1:]] == ["a0", "a0", "a1", "a1", "a12", "a12"]
    assert layout_of(entries(law)) == "h1 a=2,2,-10,2"


def test_numbers_out_of_order_do_not_mix_blocks() -> None:
    law = make.law(body=[make.article(n, "略。") for n in (11, 2, 12, 1)])
    assert [entry.label for entry in entries(law)[1:]] == ["第二条", "第一条", "第十一条", "第十二条"]
    assert layout_of(entries(law)) == "h1 a=2,2"


def test_prose_is_cut_at_paragraphs() -> None:
    text = "这是一段很长的序言。" * 30
    law = make.law(preamble=make.preamble(text, text, text, heading="序言"))
    found = [entry for entry in entries(law) if entry.label == "序言"]
    assert [entry.eid for entry in found] == ["preamble__para_1", "preamble__para_3"]
    assert found[0].text == f"{text}\n{text}"
    assert all(len(entry.text) <= LONGEST for entry in found)


def test_a_long_paragraph_is_cut_at_its_lines() -> None:
    items = [make.item(f"p{n}", f"（{n}）", "其他情形。" * 60) for n in range(1, 5)]
    law = make.law(body=(make.paragraph("para_1", "下列：", *items),))
    found = entries(law)[1:]
    assert [(entry.eid, entry.text[:4]) for entry in found] == [
        ("para_1", "下列：\n"),
        ("para_1", "\t（3）"),
    ]


def test_a_document_without_units_is_prose() -> None:
    found = [(entry.block, entry.eid, entry.text) for entry in entries(reply())]
    assert found == [
        ("h0", "", "〔81〕法研字第23号\n山东省高级人民法院：\n1981年8月4日"),
        ("h0", "para_1", "你院请示报告收悉。\n人民陪审员因故不能参加宣判时，可以由审判员开庭宣判。"),
    ]


def test_an_annex_has_blocks_of_its_own() -> None:
    inner = make.chapter(1, "总则", make.article(1, "企业所得税按年计算。", within="annex_1"))
    law = make.law(
        body=(make.article(1, "附件为本法的组成部分。"),),
        annexes=(
            make.annex(1, "附件一：", "说明。", inner, title="香港特别行政区行政长官的产生办法"),
            make.annex(2, "附件二"),
        ),
    )
    assert [(e.block, e.eid, e.label, e.path) for e in entries(law)[2:]] == [
        ("x1-h0", "annex_1", "附件一", ""),
        ("x1-h0", "chp_1", "第一章", "附件一 香港特别行政区行政长官的产生办法"),
        ("x1-a0", "annex_1__art_1", "第一条", "附件一 香港特别行政区行政长官的产生办法 › 第一章 总则"),
        ("x2-h0", "annex_2", "附件二", ""),
    ]
    assert entries(law)[2].text == "香港特别行政区行政长官的产生办法\n说明。"
    assert layout_of(entries(law)) == "h1 a1 x1-h2 x1-a1 x2-h1"


def test_controls_do_not_reach_the_index() -> None:
    law = make.law(body=(make.article(1, "前\u2028后\ufffe中"),))
    assert of(law, "art_1").text == "前 后\ufffd中"


@pytest.mark.parametrize("law", [penal_law(), reply()], ids=["units", "prose"])
def test_all_text_is_in_the_entries(law: Law) -> None:
    assert faults(law, entries(law)) == []


def test_a_lost_line_would_be_noticed() -> None:
    found = entries(penal_law())
    assert faults(penal_law(), found[:-1]) != []
    assert faults(penal_law(), (*found[:-1], found[-1]._replace(text="有下列情形之一的"))) != []


@pytest.mark.parametrize(
    "path",
    sorted(
        [
            *HERE.parent.joinpath("source", "local").rglob("*.md"),
            *HERE.joinpath("browser", "laws").glob("*.md"),
        ]
    ),
    ids=lambda path: path.stem,
)
def test_all_text_of_real_laws_is_in_the_entries(path: Path) -> None:
    law = parse_bytes(path.read_bytes(), path.name).law
    assert law is not None
    found = entries(law, law.meta.title)
    assert faults(law, found) == []
    blocks = [entry.block for entry in found]
    assert block_sizes(layout_of(found)) == [(block, blocks.count(block)) for block in dict.fromkeys(blocks)]


def test_dates_do_not_matter() -> None:
    assert entries(penal_law(date(2020, 12, 26))) == entries(penal_law(date(1997, 3, 14)))


def test_what_companions_say_comes_last_in_blocks_of_its_own():
    law = penal_law()
    point = Piece("Grassroots governance comes first [2]", True, 5)
    parts = (
        Part("", "Core Points", 1, (point,)),
        Part("", "Chapter Summaries", 2, ()),
        Part("art_1", "Article 1", 3, (point,)),
    )
    companion = Companion("c.md", "d", "a1", "", "en", "x", None, "", has_articles=False, parts=parts)
    found, plain = entries(law, "", [companion, companion]), entries(law)
    assert found[: len(plain)] == plain
    aside = found[len(plain) :]
    assert [(entry.block, entry.eid, entry.label) for entry in aside] == [
        ("k-h0", "companion_1", "非官方摘要"),
        ("k-h0", "art_1__companion_1", "非官方摘要"),
        ("k-h0", "companion_2", "非官方摘要"),
        ("k-h0", "art_1__companion_2", "非官方摘要"),
    ]
    assert aside[0].text == "Core Points\nGrassroots governance comes first [2]"
    assert aside[1].path.endswith("第一条")
    assert layout_of(found) == f"{layout_of(plain)} k-h4"
