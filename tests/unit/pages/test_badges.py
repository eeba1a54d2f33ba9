from datetime import date

import pytest

from build_tools.model.law import Certainty, Dated, Meta
from build_tools.model.site import Force, Timeline, Turn
from build_tools.pages import html
from build_tools.pages.badges import (
    badges,
    dated,
    source_footer,
    status_words,
    timeline_data,
    titled,
)
from build_tools.pages.content import Facts, Line
from tests import factories as make

DAY = date(2025, 12, 1)
FLIP = (Turn(None, Force.NOT_YET), Turn(DAY, Force.IN_FORCE))


def test_the_timeline_is_for_scripts() -> None:
    assert timeline_data(FLIP) == "|尚未施行;2025-12-01|有效"
    assert timeline_data((Turn(None, Force.NONE),)) == "|"


@pytest.mark.parametrize(
    ("timeline", "force", "as_of", "expected"),
    [
        (FLIP, Force.NOT_YET, date(2025, 11, 30), "尚未施行（2025-12-01 起施行）"),
        (FLIP, Force.IN_FORCE, DAY, "有效"),
        ((Turn(None, Force.NOT_YET),), Force.NOT_YET, DAY, "尚未施行"),
        (
            (Turn(None, Force.IN_FORCE), Turn(date(2026, 5, 1), Force.AMENDED)),
            Force.IN_FORCE,
            DAY,
            "有效（2026-05-01 起已修改）",
        ),
        (
            (Turn(None, Force.IN_FORCE), Turn(DAY, Force.AMENDED)),
            Force.AMENDED,
            DAY,
            "已修改（2025-12-01 起）",
        ),
        ((Turn(None, Force.REPEALED),), Force.REPEALED, DAY, "已废止"),
        ((Turn(None, Force.UNKNOWN),), Force.UNKNOWN, DAY, "未知"),
        ((Turn(None, Force.NONE),), Force.NONE, DAY, "未标注"),
    ],
)
def test_the_status_in_words(timeline: Timeline, force: Force, as_of: date, expected: str) -> None:
    version = make.version(make.law(), force=force, timeline=timeline)
    words = html.block(Line("", "", status_words(version, as_of)))
    assert expected == words.replace("</a>", "").partition(">")[2].partition(">")[2].removesuffix("</p>")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (Dated(DAY, Certainty.KNOWN), "<p><time>2025-12-01</time></p>"),
        (Dated(DAY, Certainty.INFERRED), "<p><time>2025-12-01</time><small>（推定）</small></p>"),
        (Dated(None, Certainty.UNKNOWN), "<p>未知</p>"),
    ],
)
def test_every_date_says_how_it_is_known(day: Dated, expected: str) -> None:
    assert html.block(Line("", "", dated(day))) == expected


def test_badges_of_the_regulation_before_it_commences() -> None:
    meta = Meta(
        title="河南省社会治理条例",
        author="河南省人民代表大会常务委员会",
        publication_date=date(2025, 9, 30),
        effective_date=DAY,
    )
    version = make.version(make.law(meta=meta, number="第49号"), force=Force.NOT_YET, timeline=FLIP)
    shown = html.block(Facts(badges(version, date(2025, 11, 30))))
    assert shown.startswith('<dl class=meta><div class="st is-not-yet" title=')
    assert (
        " data-t=|尚未施行;2025-12-01|有效><dt>状态</dt><dd><a href=../../../about.html#not-yet>尚未施行</a>"
        in shown
    )
    for row in (
        "<dt>施行日期</dt><dd><time>2025-12-01</time></dd>",
        "<dt>公布日期</dt><dd><time>2025-09-30</time></dd>",
        "<dt>制定机关</dt><dd>河南省人民代表大会常务委员会</dd>",
        "<dt>类别</dt><dd><a href=../../../kinds/difangxing-fagui.html>地方性法规</a></dd>",
        "<dt>文号</dt><dd>第49号</dd>",
    ):
        assert row in shown


def test_only_web_addresses_become_source_links() -> None:
    meta = Meta(title="某法", urls=("javascript:alert(1)", "https://a.example/?a=1&b=2", "HTTP://b.example/"))
    assert html.block(source_footer(meta)) == (
        '<footer class=src><p><a href="https://a.example/?a=1&amp;b=2">官方来源</a> '
        "<a href=HTTP://b.example/>官方来源 2</a> 非官方文本，以公报为准</p></footer>"
    )
    assert "官方来源：未标注 非官方文本，以公报为准" in html.block(source_footer(Meta(title="某法")))


def test_versions_are_called_by_their_year_unless_two_share_it() -> None:
    version = make.version(make.law(), "2020-12-26")
    assert titled("中华人民共和国刑法", version, ("2017", "2020")) == "中华人民共和国刑法（2020）"
    assert titled("中华人民共和国刑法", version, ("2020", "2020")) == "中华人民共和国刑法（2020-12-26）"
    assert titled("某批复", make.version(make.law(), "undated"), ("undated",)) == "某批复"
