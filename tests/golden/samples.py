"""Laws for whole-page tests: real sentences, every kind of node, and text that attacks both forms."""

from __future__ import annotations

from datetime import date

from build_tools.model.law import Law, Meta
from build_tools.model.nodes import Role
from build_tools.model.site import Force, Turn, Work
from tests import factories as make

HOSTILE = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[点这里](javascript:alert(1))",
    "![图](https://evil.example/x.png)",
    "文字 {: onclick=alert(1) #art_1 }",
    "{: #art_9 }",
    "{{< figure src=x >}} {{% notice %}} {% include %}",
    "*强调* **加粗** _下划线_ __双__ ~~删除~~ ==标记== ^^插入^^",
    "第一条*、第二条*和snake_case_name",
    "1. 第一",
    "12) 第十二",
    "１. 全角数字",
    "- 列表",
    "+ 列表",
    "* 列表",
    "# 标题",
    "###### 标题 ######",
    "=====",
    "-----",
    "***",
    "> 引用",
    "    四个空格的缩进",
    "\t制表符",
    "`代码` ``双`` ```三```",
    "~~~",
    "```",
    "a | b | c",
    "| --- | --- |",
    "反斜杠 \\ \\* \\\\ 结尾\\",
    "&lt;b&gt; &amp; &nbsp; &#42; &copy; & AT&T &unknown;",
    "行尾两个空格  ",
    "https://example.com/?a=1&b=2 <https://example.com> a@b.example",
    "[^1] [1]: x",
    "[1]: https://evil.example",
    "*[HTML]: 缩写",
    "!!! note",
    "??? 问",
    ": 定义",
    "$x$ \\(x\\) :smile: :material-home:",
    '--8<-- "/etc/passwd"',
    "[TOC]",
    "<!-- 注释 -->",
    "</article></main><h1>",
    "零宽\u200b空格\u200b # 号",
    "全角　　空格　",
    "\ufeff字节顺序",
    "控制\x00字符\x07与\x1f和\x85以及\u2028行",
    "非字符\uffff",
    "klzzwxh:0001 \x02wzxhzdk:0\x03",
    "“引号” 'single' \"double\"",
    "(c) (tm) -- --- ... 1/2",
    "http://a.b/_c_d_",
    "\\[ x \\]",
    "<",
    ">",
    "&",
    "!",
    "!!",
    "a!",
)


def hostile_law() -> Law:
    """A law in which every place that holds text holds something hostile."""
    lines = [make.paragraph(f"art_1__para_{number}", line) for number, line in enumerate(HOSTILE, 1)]
    items = [
        make.item(
            f"art_2__para_1__point_{number}",
            "1.",
            line,
            line,
            make.subitem(f"art_2__para_1__point_{number}__indent_1", "- ", line, make.table([line, "x"])),
        )
        for number, line in enumerate(HOSTILE, 1)
    ]
    cells = [[line, line, "尾"] for line in HOSTILE]
    return make.law(
        meta=Meta(
            title="<b>恶意</b>*标题*_1_",
            author="<i onmouseover=alert(1)>机关</i>",
            file="a|b`c`.docx",
            publication_date=date(2024, 1, 1),
            urls=("https://flk.example/?a=1&b=<x>\"'()[]*_ |", "javascript:alert(1)"),
        ),
        number="法释〔2024〕<1>号",
        front=(
            make.text(make.run("# 1. <b>恶意</b>", strong=True), role=Role.TITLE),
            make.text("*标题* {: #x }", role=Role.TITLE),
            *(make.text(line, role=Role.NOTE) for line in HOSTILE),
        ),
        preamble=make.preamble(*HOSTILE, heading="# 序 言"),
        body=(
            make.chapter(
                1,
                "1. <总>  *则* {: onclick=x }",
                make.text("- 章下的文字"),
                make.article(1, *lines, heading="【# _盗窃_】"),
                make.article(2, make.paragraph("art_2__para_1", *items)),
            ),
            make.division("hcontainer_1", "", "- 附  则", make.article(3, make.table(*cells, header=False))),
        ),
        back=tuple(make.text(line, role=Role.SIGNATURE) for line in HOSTILE),
        annexes=(
            make.annex(1, "# 附件：|", *HOSTILE, title="1. 表 | 格"),
            make.annex(2, "", make.table(*cells)),
            make.annex(3, "", make.text(make.image("../images/x.png", "<图>"), "后")),
        ),
    )


def flag_law() -> Law:
    """A law with every kind of node, in real words."""
    one, two = "art_1__para_1", "art_2__para_1"
    return make.law(
        "中华人民共和国国旗法",
        front=(
            make.text("中华人民共和国主席令", role=Role.ANNOUNCEMENT),
            make.text("中华人民共和国", role=Role.TITLE),
            make.text("国旗法", role=Role.TITLE),
            make.text("（1990年6月28日第七届全国人民代表大会常务委员会第十四次会议通过）", role=Role.NOTE),
            make.text("主席令第28号", role=Role.NUMBER),
            make.text("各省、自治区、直辖市人民政府：", role=Role.ADDRESSEE),
        ),
        number="主席令第28号",
        preamble=make.preamble(
            "为了维护国旗的尊严，规范国旗的使用，制定本法。", "国旗是国家的象征。", heading="序  言"
        ),
        body=(
            make.division(
                "book_1",
                "第一编",
                "总　　则",
                make.text("本编适用于全国。"),
                make.division(
                    "book_1__chp_1",
                    "第一章",
                    "一般规定",
                    make.division(
                        "book_1__chp_1__sec_1",
                        "第一节",
                        "升  挂",
                        make.article(
                            1,
                            make.paragraph(
                                one,
                                "下列场所或者机构所在地，应当每日升挂国旗：",
                                make.item(
                                    f"{one}__point_1",
                                    "（一）",
                                    "北京天安门广场、新华门；",
                                    "前项所列另有规定的除外。",
                                ),
                                make.item(
                                    f"{one}__point_2",
                                    "（二）",
                                    "中国共产党中央委员会：",
                                    make.subitem(f"{one}__point_2__indent_1", "1．", "中央机关；"),
                                    make.subitem(
                                        f"{one}__point_2__indent_2",
                                        "2．",
                                        "地方机关：",
                                        make.subitem(
                                            f"{one}__point_2__indent_2__indent_1", "（1）", "省级；"
                                        ),
                                    ),
                                ),
                            ),
                            "前款规定以外的，由国务院规定。",
                            heading="【每日升挂】",
                        ),
                        make.article(1, "国旗的通用尺度为五种。", further=1),
                    ),
                    make.division(
                        "book_1__chp_1__sec_2",
                        "第二节",
                        "尺度",
                        make.article(
                            2,
                            make.paragraph(
                                two,
                                make.item(f"{two}__point_1", "（一）", "没有引导语的项。"),
                                make.table(["长", "高"], ["288", "192"]),
                            ),
                        ),
                    ),
                ),
            ),
            make.division(
                "book_2",
                "第二编",
                "附则",
                make.article(3, make.text("法律责任", role=Role.HEADING), "本法自公布之日起施行。"),
            ),
        ),
        back=(make.text("国务院", role=Role.SIGNATURE), make.text("1990年6月28日", role=Role.SIGNATURE)),
        annexes=(
            make.annex(
                1,
                "附件一：",
                "国旗制法说明",
                make.division(
                    "annex_1__chp_1", "第一章", "附章", make.article(1, "附件中的条文。", within="annex_1")
                ),
                make.text("见", make.image("../images/g.jpg", "国旗图案"), "。"),
                title="国旗制法",
            ),
        ),
        published=date(1990, 6, 28),
    )


def prose_law() -> Law:
    """A reply without any unit: the version page is all there is."""
    return make.law(
        "最高人民法院关于人民法院受理申请执行案件的批复",
        body=(
            make.paragraph("para_1", "你院请示收悉。经研究，答复如下："),
            make.paragraph("para_2", "人民法院应当受理。"),
        ),
        back=(make.text("此复", role=Role.SIGNATURE),),
        published=None,
    )


def flag_work() -> tuple[Work, list[Law]]:
    """Three versions of a law: the middle one is in force, article 1之1 is gone, article 4 is new."""
    old, now = (
        flag_law(),
        make.law(
            "中华人民共和国国旗法",
            body=(
                make.article(1, "国旗是五星红旗。"),
                make.article(2, "国旗应当早晨升起。"),
                make.article(4, "本法自2009年8月27日起施行。"),
            ),
            published=date(2009, 8, 27),
        ),
    )
    new = make.law(
        "中华人民共和国国旗法", body=(make.article(1, "国旗是国家的标志。"),), published=date(2026, 3, 1)
    )
    change = date(2026, 10, 1)
    work = make.work(
        "guoqifa",
        make.version(
            old,
            force=Force.AMENDED,
            timeline=(Turn(None, Force.IN_FORCE), Turn(date(2009, 8, 27), Force.AMENDED)),
        ),
        make.version(now, timeline=(Turn(None, Force.IN_FORCE), Turn(change, Force.AMENDED))),
        make.version(
            new, force=Force.NOT_YET, timeline=(Turn(None, Force.NOT_YET), Turn(change, Force.IN_FORCE))
        ),
        current=1,
    )
    return work, [old, now, new]
