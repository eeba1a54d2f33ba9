import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.numerals import LARGEST, NUMERAL, label_number, to_chinese, to_int


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一", 1),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百", 100),
        ("一百零五", 105),
        ("一百〇五", 105),
        ("一百一十五", 115),
        ("一百十五", 115),
        ("一百二十", 120),
        ("一千二百六十", 1260),
        ("一千零六", 1006),
        ("一千零六十", 1060),
        ("两千", 2000),
        ("一万零一", 10_001),
        ("九万九千九百九十九", LARGEST),
        ("二〇二〇", 2020),
        ("二○○七", 2007),
        ("零", 0),
        ("264", 264),
        ("２６４", 264),
        ("9" * 18, 10**18 - 1),
        ("九" * 18, 10**18 - 1),
    ],
)
def test_a_numeral_has_a_value(text, number):
    assert to_int(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "百",
        "千",
        "万",
        "一百五",
        "一千零六百",
        "十百",
        "一二十",
        "一百百",
        "1二",
        "十零",
        "零十",
        "一亿",
        "甲",
        "-1",
        "1.5",
        "9" * 19,
        "九" * 19,
        "一" * 5000,
    ],
)
def test_what_is_no_numeral_is_refused(text):
    with pytest.raises(ValueError, match="numeral"):
        to_int(text)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "零"),
        (10, "十"),
        (19, "十九"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1010, "一千零一十"),
        (1260, "一千二百六十"),
        (10_000, "一万"),
        (10_010, "一万零一十"),
        (20_300, "二万零三百"),
    ],
)
def test_a_number_is_written_as_a_statute_writes_it(number, text):
    assert to_chinese(number) == text


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_a_number_that_no_statute_has_is_refused(number):
    with pytest.raises(ValueError, match="range"):
        to_chinese(number)


@given(st.integers(0, LARGEST))
def test_writing_and_reading_are_inverse(number):
    assert to_int(to_chinese(number)) == number


@given(st.text(alphabet="〇零○一二两三四五六七八九十百千万0０x", max_size=6))
def test_reading_refuses_or_gives_a_number_that_can_be_written(text):
    try:
        number = to_int(text)
    except ValueError:
        return
    assert number >= 0


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("第一百二十条", (120, 0)),
        ("第一百二十条之一", (120, 1)),
        ("第十七条之十二", (17, 12)),
        ("第三章", (3, 0)),
        ("第一分编", (1, 0)),
        ("第１２条", (12, 0)),
        ("第 十五 条", (15, 0)),
        ("第31条", (31, 0)),
        ("第二款", (2, 0)),
        ("第九万九千九百九十九条之99999", (LARGEST, LARGEST)),
    ],
)
def test_a_label_has_a_number(label, number):
    assert label_number(label) == number


@pytest.mark.parametrize(
    "label",
    [
        "",
        "第条",
        "一百二十条",
        "第一百五条",
        "第一条第二款",
        "第一届",
        "本条",
        "第100000条",
        "第一〇〇〇〇〇条",
        "第一条之100000",
        f"第{'一' * 300}条",
    ],
)
def test_what_is_no_label_has_none(label):
    assert label_number(label) is None


@given(st.integers(1, LARGEST))
def test_the_pattern_finds_every_numeral_whole(number):
    import re

    assert re.fullmatch(NUMERAL, to_chinese(number))
