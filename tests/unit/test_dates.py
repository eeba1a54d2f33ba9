import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.dates import commencement, find_dates
from build_tools.numerals import to_chinese

PUBLISHED = date(2020, 5, 28)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("1997年3月14日第八届全国人民代表大会第五次会议修订", [date(1997, 3, 14)]),
        ("（二〇〇七年三月十六日第十届全国人民代表大会第五次会议通过）", [date(2007, 3, 16)]),
        ("一九八五年四月十日", [date(1985, 4, 10)]),
        ("二○○○年十月三十一日", [date(2000, 10, 31)]),
        ("二OO五年十二月二十日", [date(2005, 12, 20)]),
        ("1979 年 7 月 1 日", [date(1979, 7, 1)]),
        ("2018年\n9月30\n日", [date(2018, 9, 30)]),
        ("２０２１年１月１日", [date(2021, 1, 1)]),
        ("自2009年10月1日至2010年2月28日", [date(2009, 10, 1), date(2010, 2, 28)]),
        ("2020年2月29日", [date(2020, 2, 29)]),
        ("2021年2月29日、2021年13月1日、2021年4月31日、0000年1月1日", []),
        ("今年10月1日", []),
        ("2020年5月", []),
        ("×××年×月×日", []),
        ("12020年5月1日", []),
        ("2020年8月l日", []),
    ],
)
def test_dates_are_found(text, days):
    assert [found.day for found in find_dates(text)] == days


def test_a_date_knows_its_place():
    text = "已于2021年9月20日公布"
    (found,) = find_dates(text)
    assert text[found.start : found.end] == "2021年9月20日"


@given(st.dates(date(1840, 1, 1), date(2199, 12, 31)))
def test_both_ways_of_writing_a_date_are_read(day):
    digits = "".join("〇一二三四五六七八九"[int(c)] for c in str(day.year))
    chinese = f"{digits}年{to_chinese(day.month)}月{to_chinese(day.day)}日"
    arabic = f"{day.year}年{day.month}月{day.day}日"
    assert [found.day for found in find_dates(f"（{chinese}通过　{arabic}公布）")] == [day, day]


@given(st.text(alphabet="二〇一0２年月日 十3", max_size=20))
def test_whatever_the_text_the_spans_are_in_order(text):
    ends = 0
    for found in find_dates(text):
        assert ends <= found.start < found.end <= len(text)
        ends = found.end


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "第一千二百六十条　　本法自2021年1月1日起施行。《中华人民共和国婚姻法》同时废止。",
            date(2021, 1, 1),
        ),
        ("- **第二十五条**　　本条例自2020年10月1日起施行。", date(2020, 10, 1)),
        ("本规定自二〇二〇年七月一日起施行。", date(2020, 7, 1)),
        ("本办法自 2020 年 7 月 1 日 起 施行", date(2020, 7, 1)),
        ("本解释自2020年7月1日施行。", date(2020, 7, 1)),
        ("本规定于2020年7月1日起生效。", date(2020, 7, 1)),
        ("十二、本决定自公布之日起施行。", PUBLISHED),
        ("本条例自发布之日起生效。", PUBLISHED),
        ("第三十四条 本办法自颁布之日起施行。", PUBLISHED),
        ("本规定由最高人民检察院负责解释，自发布之日起施行。", PUBLISHED),
        ("本《守则》自2020年7月1日起实施。", date(2020, 7, 1)),
        ("本条例自2020年9月1日起施行，2001年河南省人民政府发布的《办法》同时废止。", date(2020, 9, 1)),
        ("本规定经上海市人民代表大会常务委员会修订，自2020年9月1日起施行。", date(2020, 9, 1)),
        (
            "（2020年5月1日国务院第91次常务会议通过　2020年5月28日中华人民共和国国务院令第727号公布　自2020年8月1日起施行）",
            date(2020, 8, 1),
        ),
        ("（2020年5月8日最高人民法院审判委员会第1801次会议通过，自2020年6月1日起施行）", date(2020, 6, 1)),
        ("（2021年7月20日国家监察委员会全体会议决定，自2021年9月20日起施行）", date(2021, 9, 20)),
        (
            "（根据2020年8月18日《关于修改〈规定〉的决定》修正，该修正自2020年8月20日起施行）",
            date(2020, 8, 20),
        ),
        ("现予公告，自2020年7月1日起施行。", date(2020, 7, 1)),
        (
            "《最高人民法院关于审理案件的规定》已于2020年5月8日通过，现予公布，自2020年7月1日起施行。",
            date(2020, 7, 1),
        ),
    ],
)
def test_the_commencement_of_the_law_itself_is_found(text, day):
    assert commencement(text, published=PUBLISHED) == day


@pytest.mark.parametrize(
    "text",
    [
        "《中华人民共和国澳门特别行政区基本法》自2020年12月20日起实施。",
        "2020年6月1日起施行的《办法》同时废止。",
        "自2020年6月1日起施行的《河南省水利工程管理条例》同时废止。",
        "本补充安排第一条、第四条自2020年11月27日起施行，第二条、第三条另行公布。",
        "第二十四条修改为：“前款规定自2020年7月1日起施行。”",
        "但是，事业单位最迟应当自2020年7月1日起施行，企业最迟应当自2020年8月1日起施行。",
        "《X》自本办法施行之日起即行废止。",
        "规章应当自公布之日起30日后施行。",
        "本法自公布之日起满三个月施行。",
        "本规则自通过之日起施行。",
        "合同自成立时生效。审计决定自送达之日起生效。",
        "本法自1986年10月1日起施行。",
        "（2020年5月28日公布　自2020年7月1日起施行　2021年3月1日修订）",
        "本条例自2020年7月1日起施行。本条例自2020年8月1日起施行。",
        "本暂行规则自  年月 日起生效。",
        "本办法自2020年8月l日起施行。",
        "",
    ],
)
def test_what_is_not_said_of_the_law_is_not_taken(text):
    assert commencement(text, published=PUBLISHED) is None


def test_publication_counts_only_when_it_is_known():
    assert commencement("本法自公布之日起施行。", published=None) is None
    assert commencement("本法自1986年10月1日起施行。", published=None) == date(1986, 10, 1)


def test_an_amended_text_keeps_the_last_article_of_its_enactment():
    # 民事诉讼法, as amended on 1 September 2023 with effect from 1 January 2024.
    article = "第三百零六条　　本法自公布之日起施行，《中华人民共和国民事诉讼法（试行）》同时废止。"
    assert commencement(article, published=date(2023, 9, 1), amended=True) is None
    assert commencement("本法自2024年1月1日起施行。", published=date(2023, 9, 1), amended=True) == date(
        2024, 1, 1
    )


def test_only_the_sentence_itself_is_looked_at():
    assert commencement(
        "《X》修改如下。本法自2020年7月1日起施行。本法修改后公布。", published=PUBLISHED
    ) == date(2020, 7, 1)
    far = "《X》" + "　" * 1000
    assert commencement(f"{far}自2020年7月1日起施行", published=PUBLISHED) is None
    assert commencement(f"{far}公布　自2020年7月1日起施行", published=PUBLISHED) == date(2020, 7, 1)


@pytest.mark.parametrize(
    "sentence",
    ["本法自公布之日起施行。", "本法自公布之日起施行，", "修改，自2020年7月1日起施行", "自        "],
)
def test_a_sentence_that_stands_twenty_thousand_times_takes_no_time(sentence):
    started = time.perf_counter()
    commencement(sentence * 20_000, published=PUBLISHED)
    assert time.perf_counter() - started < 5
