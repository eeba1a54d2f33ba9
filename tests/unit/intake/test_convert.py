import pytest

from build_tools.parse.loader import parse_bytes
from tests.unit.intake.docx import NAME, body, centred, codes, docx, law, paragraph, take

NOTE = "（2023年12月30日某省第十四届人民代表大会常务委员会第二次会议通过）"


def test_a_regulation():
    parts = [centred("某某条例"), paragraph(NOTE), centred("目　　录")]
    parts += [paragraph("第一章　总　　则"), paragraph("第二章　附　　则")]
    parts += [
        centred("第一章　总　　则"),
        paragraph("第一条　为了甲，制定本条例。"),
        paragraph("有下列情形的："),
    ]
    parts += [paragraph("（一）甲；"), paragraph("1．乙；"), paragraph("（二）丙。")]
    parts += [centred("第二章　附　　则"), paragraph("第二条　本条例自2024年3月1日起施行。")]
    result = take(docx("".join(parts)))
    assert (
        result.source
        == """\
---
id: ff80818199e72aa4019a0499b95062df
title: 某某条例
LinkTitle: 某某条例（2024）
file: 某某条例_20240102_ff80818199e72aa4019a0499b95062df.docx
author: 某省人民代表大会常务委员会
date: '2024-01-02'
publication_date: '2024-01-02'
effective_date: '2024-03-01'
status: 有效
urls:
  - https://flk.npc.gov.cn/detail?id=ff80818199e72aa4019a0499b95062df
---

**某某条例**

> （2023年12月30日某省第十四届人民代表大会常务委员会第二次会议通过）

## 目　　录

- 第一章　总　　则
- 第二章　附　　则

---

## 第一章　　总  则

- **第一条**　　为了甲，制定本条例。

  有下列情形的：

  - （一）甲；

  1．乙；

  - （二）丙。

## 第二章　　附  则

- **第二条**　　本条例自2024年3月1日起施行。
"""
    )
    assert result.name == "moumou-tiaoli.2024-01-02.md"
    assert not parse_bytes(result.source.encode(), "x.md").diagnostics


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # 兵役法: a paragraph that begins with a citation is no article.
        (["第一条　甲。", "第四十五条　　第二款规定的乙。", "第二条　丙。"], ["- **第一条**　　甲。", "  第四十五条　　第二款规定的乙。", "- **第二条**　　丙。"]),
        # 人民陪审员: an article without a blank behind its label.
        (["第一条　甲。", "第二条　乙。", "第三条人民陪审员确定后。"], ["- **第一条**　　甲。", "- **第二条**　　乙。", "- **第三条**　　人民陪审员确定后。"]),
        # 刑事诉讼法解释 art. 592: what begins with 和 need not be a citation.
        (["第一条　甲。", "第二条　　和解协议书如下。", "第三条　丙。", "第五条　　和第六条。"], ["- **第一条**　　甲。", "- **第二条**　　和解协议书如下。", "- **第三条**　　丙。", "  第五条　　和第六条。"]),
        # 立法法 art. 86: the one that comes next, whatever it reads like.
        (["第一条　甲。", "第二条　乙。", "第三条　　规定丙的条例，由丁通过。", "第四条　戊。"], ["- **第一条**　　甲。", "- **第二条**　　乙。", "- **第三条**　　规定丙的条例，由丁通过。", "- **第四条**　　戊。"]),
        (["第一条　甲。", "第二条　　规定的乙。", "第二条　丙。"], ["- **第一条**　　甲。", "  第二条　　规定的乙。", "- **第二条**　　丙。"]),
        # 环境保护法 art. 53 stands in the line of a heading.
        (["第一条　甲。", "第二章　　信息公开第二条 公民、法人和其他组织依法享有获取环境信息、参与和监督环境保护的权利。", "第三条　丙。"], ["- **第一条**　　甲。", "## 第二章　　信息公开", "- **第二条**　　公民、法人和其他组织依法享有获取环境信息、参与和监督环境保护的权利。", "- **第三条**　　丙。"]),
        # 宪法 art. 65: lines that end in a comma are one 款.
        (["第一条　由下列人员组成：", "委员长，", "副委员长若干人，", "委员若干人。"], ["- **第一条**　　由下列人员组成：", "  委员长，副委员长若干人，委员若干人。"]),
        # 修改决定: quoted articles are none.
        (["一、增加一条：“第十七条　甲。", "“第十八条　乙。”", "本决定自公布之日起施行。"], ["一、增加一条：“第十七条　甲。", "“第十八条　乙。”", "本决定自公布之日起施行。"]),
        (["第一条　甲。", "附：", "乙表"], ["- **第一条**　　甲。", "---", "### 附：", "乙表"]),
        # 关税法: a long line behind the last article.
        (["第一条　甲。", f"附：税则（注：{'乙' * 40}）"], ["- **第一条**　　甲。", "---", f"### 附：税则（注：{'乙' * 40}）"]),
        # 批复: articles quoted below 附 belong to the annex.
        (["此复。", "附：条例有关条款", "第十八条　甲。"], ["此复。", "---", "### 附：条例有关条款", "- **第十八条**　　甲。"]),
        (["第一条　甲。", "附件的内容，由乙规定。"], ["- **第一条**　　甲。", "  附件的内容，由乙规定。"]),
    ],
)  # fmt: skip
def test_lines(lines, expected):
    result = take(law(*lines))
    assert body(result)[1:] == expected
    assert "intake-text" not in codes(result)


def test_what_is_unsure_quotes_the_paragraph():
    result = take(law("第一条　甲。", "第二条　乙。", "第四条　丁。"))
    found = next(one for one in result.diagnostics if one.code == "docx-article-gap")
    assert (found.line, found.message) == (
        4,
        "the article before is 第二条; look whether one is missing here: “第四条 丁。”",
    )


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["最高人民法院", "关于某事的批复"], "最高人民法院关于某事的批复"),
        (["最高人民法院", "最高人民检察院", "关于某事的批复"], "最高人民法院 最高人民检察院关于某事的批复"),
        (["最高人民法院    公安部", "关于某事的批复"], "最高人民法院 公安部关于某事的批复"),
    ],
)
def test_a_title_over_several_lines_is_one(lines, expected):
    name = f"{''.join(expected.split())}_20240102_{'a' * 32}.docx"
    result = take(docx("".join(centred(line) for line in lines) + paragraph("甲：")), name)
    assert body(result)[0] == f"**{expected}**"
    assert f"title: {''.join(expected.split())}" in result.source


def test_a_page_before_the_title_is_an_announcement():
    text = (
        centred("中华人民共和国最高人民法院")
        + centred("公    告")
        + paragraph("现予公布。")
        + paragraph("2024年1月2日")
    )
    result = take(docx(text + centred("某某条例") + paragraph("第一条　甲。")))
    assert body(result)[:6] == [
        "中华人民共和国最高人民法院",
        "公 告",
        "现予公布。",
        "2024年1月2日",
        "---",
        "**某某条例**",
    ]


@pytest.mark.parametrize(
    ("name", "wishes", "line"),
    [
        ("某某条例.docx", {}, "title: 某某条例"),
        ("某某条例.docx", {"id": "abc"}, "id: abc"),
        ("某某条例.docx", {"url": "https://flk.npc.gov.cn/detail?id=abc"}, "id: abc"),
        ("某某条例.docx", {"url": "https://example.org/x"}, "  - https://example.org/x"),
        (NAME, {"id": "abc"}, "id: abc"),
    ],
)
def test_options_and_file_names(name, wishes, line):
    assert line in take(law("第一条　甲。"), name, **wishes).source.split("\n")


def test_an_unsafe_id_is_left_out():
    result = take(law("第一条　甲。"), "某某条例.docx", id="../x")
    assert "id:" not in result.source.split("\n---\n", 1)[0]
    assert "intake-id" in codes(result)


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        # 刑法: 附则 stands beside the 编.
        (
            ["第一编　总则", "第一章　任务", "附　则"],
            ["## 第一编　　总则", "### 第一章　　任务", "## 附  则"],
        ),
        (
            ["第一章　总则", "第一节　审议、", "表决程序"],
            ["## 第一章　　总则", "### 第一节　　审议、", "表决程序"],
        ),
    ],
)
def test_headings(headings, expected):
    lines = "".join(centred(heading) for heading in headings)
    result = take(docx(centred("某某条例") + lines + paragraph("第一条　甲。")))
    assert body(result)[1:-1] == expected
    assert "intake-text" not in codes(result)
