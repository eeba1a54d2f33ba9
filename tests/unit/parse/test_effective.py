from datetime import date

import pytest

from build_tools.model.law import Certainty, Dated, Meta
from build_tools.parse.effective import effective, is_amended

UNKNOWN = Dated(None, Certainty.UNKNOWN)


def inferred(year, month, day):
    return Dated(date(year, month, day), Certainty.INFERRED)


def test_the_front_matter_comes_first():
    meta = Meta(title="x", effective_date=date(2025, 12, 1), publication_date=date(2025, 9, 30))
    assert effective(meta, "", "本条例自2026年1月1日起施行。") == Dated(date(2025, 12, 1), Certainty.KNOWN)


@pytest.mark.parametrize(
    ("published", "note", "closing", "expected"),
    [
        (
            date(2003, 8, 8),
            "（2003年8月8日中华人民共和国国务院令第387号公布　自2003年10月1日起施行）",
            "第二十二条　　本条例自2003年10月1日起施行。",
            inferred(2003, 10, 1),
        ),
        (
            date(2019, 4, 26),
            "（2019年4月26日国务院令第716号公布　自公布之日起施行）",
            "",
            inferred(2019, 4, 26),
        ),
        (date(1990, 1, 1), "", "第八条　　本解释自发布之日起施行。", inferred(1990, 1, 1)),
        # Without publication in the front matter the last date of the 题注 is taken for it.
        (
            None,
            "（1995年6月8日 北京市第十届人民代表大会常务委员会第十七次会议通过）",
            "本办法自1995年8月1日起施行。",
            inferred(1995, 8, 1),
        ),
        # The last article of an amended text speaks of the enactment.
        (
            date(2023, 9, 1),
            "（1991年4月9日第七届全国人民代表大会第四次会议通过　根据2023年9月1日《关于修改〈民事诉讼法〉的决定》第五次修正）",
            "本法自公布之日起施行。",
            UNKNOWN,
        ),
        (
            date(2016, 6, 19),
            "（1997年1月3日国务院令第209号发布　根据2016年6月19日《国务院关于修改〈条例〉的决定》第二次修订）",
            "本条例自1997年3月1日起施行。",
            UNKNOWN,
        ),
        # A text that was revised as a whole has a last article of its own.
        (
            date(2018, 10, 26),
            "（1993年2月22日第七届全国人民代表大会常务委员会第三十次会议通过　2018年10月26日第十三届全国人民代表大会常务委员会第六次会议修订）",
            "本法自公布之日起施行。",
            inferred(2018, 10, 26),
        ),
        (date(2020, 1, 1), "", "特此批复。", UNKNOWN),
    ],
)
def test_without_one_the_text_is_asked(published, note, closing, expected):
    assert effective(Meta(title="x", publication_date=published), note, closing) == expected


@pytest.mark.parametrize(
    ("note", "amended"),
    [
        ("（1990年6月28日通过　根据2020年10月17日《关于修改〈国旗法〉的决定》第二次修正）", True),
        ("（2019年9月27日《关于修改〈北京市公园条例〉的决定》修正）", True),
        (
            "（2011年7月26日国务院令第601号公布　根据2019年3月2日《关于修改部分行政法规的决定》第一次修订）",
            True,
        ),
        (
            "（2011年7月26日国务院令第601号公布　根据2019年3月2日《关于修改部分行政法规的决定》第一次修订　"
            "2024年9月27日国务院令第791号第二次修订）",
            False,
        ),
        ("（1990年6月28日通过　2018年10月26日修订）", False),
        ("（1990年6月28日第七届全国人民代表大会常务委员会第十四次会议通过）", False),
        ("", False),
    ],
)
def test_a_note_tells_of_amendments(note, amended):
    assert is_amended(note) is amended
