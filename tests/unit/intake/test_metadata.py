from datetime import date

import pytest

from build_tools.intake.metadata import Fields, find_author, front_matter, propose_status, published_on
from build_tools.intake.names import FileName, id_of, read_name

ID = "ff80818199e72aa4019a0499b95062df"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (f"某法_20240102_{ID}.docx", FileName("某法", date(2024, 1, 2), ID)),
        (f"某法_20240102_{ID} (1).docx", FileName("某法", date(2024, 1, 2), ID)),
        (f"某批复_1988_{ID}.docx", FileName("某批复", None, ID)),
        (f"某解释》第一条第_{ID}.docx", FileName("某解释》第一条第", None, ID, is_whole=False)),
        ("某法.docx", FileName("某法")),
        (f"某法_20241302_{ID}.docx", FileName("某法_20241302", None, ID, is_whole=False)),
    ],
)
def test_file_names(name, expected):
    assert read_name(name) == expected


@pytest.mark.parametrize(
    ("title", "note", "author"),
    [
        ("某法", "（2018年12月29日第十三届全国人民代表大会常务委员会第七次会议通过）", "全国人民代表大会常务委员会"),
        ("某法", "（1989年4月4日第七届全国人民代表大会第二次会议通过　根据2014年11月1日第十二届全国人民代表大会常务委员会…修正）", "全国人民代表大会"),
        ("宪法", "（一九八二年十二月四日第五届全国人民代表大会第五次会议通过）", "全国人民代表大会"),
        ("户口登记条例", "（1958年1月9日全国人民代表大会常务委员会第九十一次会议通过）", "全国人民代表大会常务委员会"),
        ("某条例", "（2025年9月29日河南省第十四届人民代表大会常务委员会第二十次会议通过）", "河南省人民代表大会常务委员会"),
        ("某条例", "（1997年7月7日中华人民共和国国务院令第224号发布）", "国务院"),
        ("最高人民法院、最高人民检察院关于某事的解释", "", "最高人民法院、最高人民检察院"),
        ("最高人民法院经济审判庭关于某事的复函", "", "最高人民法院"),
        ("人民检察院办理某事的规定", "（2001年9月10日最高人民检察院第九届检察委员会第九十六次会议讨论通过）", "最高人民检察院"),
        ("某条例", "", ""),
    ],
)  # fmt: skip
def test_issuing_bodies(title, note, author):
    assert find_author(title, note, ()) == author


@pytest.mark.parametrize(
    ("note", "announcement", "day"),
    [
        ("（2002年9月18日国务院第63次常务会议通过　2002年10月1日国务院令第364号公布　自2002年12月1日起施行）", "", date(2002, 10, 1)),
        ("（2017年7月19日检察委员会第六十七次会议通过）", "公告\n2017年7月26日", date(2017, 7, 26)),
        ("（1990年6月28日通过）", "", date(1990, 6, 28)),
        ("", "", None),
    ],
)  # fmt: skip
def test_days_of_publication(note, announcement, day):
    assert published_on(note, announcement) == day


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        (Fields(title="某法", effective_date=date(2026, 1, 2)), "尚未生效"),
        (Fields(title="某法", effective_date=date(2026, 1, 1)), "有效"),
        (Fields(title="某法（失效）"), "未知"),
        (Fields(title="关于修改《某法》的决定"), "未知"),
    ],
)
def test_proposed_status(fields, status):
    assert propose_status(fields, date(2026, 1, 1)) == status


def test_values_are_quoted_where_yaml_needs_it():
    assert "title: 'a: b'\n" in front_matter(Fields(title="a: b"))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"https://flk.npc.gov.cn/detail?id={ID}", ID),
        (f"https://flk.npc.gov.cn/detail2.html?id={ID}&x=1", ID),
        ("https://flk.npc.gov.cn/detail?id=../x", ""),
        ("https://example.org/", ""),
        ("http://[", ""),
    ],
)
def test_ids_in_addresses(url, expected):
    assert id_of(url) == expected
