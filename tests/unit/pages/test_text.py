import pytest

from build_tools.pages.text import clean, percent, solid, squeeze


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("第一条　　为了完善社会治理体系", "第一条　　为了完善社会治理体系"),
        ("一行\n二行\r\n三行\t四", "一行 二行 三行 四"),
        ("\x00零\x07铃\x1b逃", "\ufffd零\ufffd铃\ufffd逃"),
        ("非字符\uffff\U0001fffe\ufdd0", "非字符\ufffd\ufffd\ufffd"),
        ("零宽\u200b、表意\U00020000照录", "零宽\u200b、表意\U00020000照录"),
    ],
)
def test_clean_keeps_what_html_can_hold(given: str, expected: str) -> None:
    assert clean(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("总  则", "总则"),
        ("总　　则", "总则"),
        ("\xa0附 则 ", "附则"),
        (
            "最高人民法院 最高人民检察院关于办理贪污案件的解释",
            "最高人民法院最高人民检察院关于办理贪污案件的解释",
        ),
        ("WTO  Agreement 的适用", "WTO Agreement的适用"),
        ("第一百二十条之一", "第一百二十条之一"),
        ("", ""),
    ],
)
def test_squeeze_takes_the_padding_out_of_titles(given: str, expected: str) -> None:
    assert squeeze(given) == expected


def test_solid_has_no_blanks() -> None:
    assert solid("第一条　　为了\n完善 \x1f社会") == "第一条为了完善社会"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("https://flk.npc.gov.cn/detail?id=1&a=2#x", "https://flk.npc.gov.cn/detail?id=1&a=2#x"),
        ("https://a.example/法 (1)*[x]", "https://a.example/%E6%B3%95%20%281%29%2A%5Bx%5D"),
        ("https://a.example/%E6%B3%95", "https://a.example/%E6%B3%95"),
        ("https://a.example/\"onclick='<>", "https://a.example/%22onclick=%27%3C%3E"),
    ],
)
def test_percent_leaves_nothing_that_reads_as_markup(given: str, expected: str) -> None:
    assert percent(given) == expected
