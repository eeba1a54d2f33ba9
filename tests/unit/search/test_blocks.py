import json

from hypothesis import given
from hypothesis import strategies as st

from build_tools.search.blocks import SHORT, TABLE, block_files, first_number, swap
from build_tools.search.entries import Entry, entries
from tests import factories as make
from tests.unit.search.laws import THEFT, library, penal_law
from tests.unit.search.reading import data_of


@given(st.text())
def test_swapping_twice_changes_nothing(text: str) -> None:
    assert swap(swap(text)) == text
    assert len(swap(text)) == len(text)


def test_common_characters_become_short() -> None:
    assert swap("的") in SHORT
    assert len(swap(THEFT).encode()) < 0.6 * len(THEFT.encode())


def test_the_table_trades_different_characters_for_different_ones() -> None:
    common = TABLE.read_text("utf-8").strip()
    short = SHORT + "".join(chr(0x80 + n) for n in range(len(common) - len(SHORT)))
    assert len(set(common)) == len(common)
    assert not set(common) & set(short)
    assert max(short) < "\u0800", "two bytes"
    assert not set(SHORT) & set('"\\0123456789 ')


def test_a_block_has_its_version_and_its_entries() -> None:
    site, found = library()
    work = next(work for work in site.works if work.key == "xingfa")
    version = work.versions[1]
    files = dict(block_files(work, version, "ab12", found["xingfa", "2020-12-26"]))
    assert list(files) == ["text/ab12/h0.js", "text/ab12/a0.js"]
    head, *items = data_of(files, "text/ab12/a0")
    key, segment, title, turns, kind = head
    assert (key, segment, swap(title)) == ("xingfa", "2020-12-26", "中华人民共和国刑法（2020）")
    assert turns == "1,2021-03-010", "尚未施行 at first, 有效 from 2021-03-01 on"
    assert kind == "1"
    shown = [
        item if isinstance(item, int) else swap(item if isinstance(item, str) else item[0]) for item in items
    ]
    assert shown == [
        "第一章 总则",
        "为了惩罚犯罪，保护人民，制定本法。",
        "第二章 侵犯财产罪",
        f"{THEFT}\n携带凶器抢夺的，依照本法定罪。",
        "有下列情形之一的，从重处罚：\n\t（一）累犯；\n\t（二）教唆不满十八周岁的人犯罪的。",
    ]
    prose = data_of(files, "text/ab12/h0")[1:]
    assert [(eid, swap(label), swap(text)) for eid, label, text in prose] == [
        ("", "", "（1979年7月1日第五届全国人民代表大会第二次会议通过）"),
        ("chp_1", "第一章", "总则"),
        ("chp_2", "第二章", "侵犯财产罪"),
    ]


def items_of(*found: Entry) -> list[object]:
    version = make.version(penal_law())
    ((_, text),) = block_files(make.work("xingfa", version), version, "ab12", found)
    items = json.loads(text[text.index(",") + 1 : -2])[1:]
    return [
        item if isinstance(item, int) else [*map(swap, item)] if len(item) == 3 else swap(item)
        for item in items
    ]


def test_numbers_stand_only_where_they_do_not_count_on() -> None:
    unit = lambda n, label: Entry("a3", f"art_{n}", label, "", "略", "")  # noqa: E731
    assert items_of(unit("30", "第三十条"), unit("31", "第三十一条"), unit("33", "第三十三条")) == [
        "略", "略", 33, "略",
    ]  # fmt: skip
    assert items_of(unit("31", "第三十一条")) == [31, "略"]
    assert items_of(unit("30", "第30条"), unit("30-1", "第三十条之一"))[0] == [swap("art_30"), "第30条", "略"]


def test_a_path_that_ends_is_said() -> None:
    under = Entry("a0", "art_1", "第一条", "第一章 总则", "略", "", leads=True)
    free = Entry("a0", "art_2", "第二条", "", "略", "")
    version = make.version(penal_law())
    ((_, text),) = block_files(make.work("xingfa", version), version, "ab12", (under, free))
    assert json.loads(text[text.index(",") + 1 : -2])[1:] == [
        [swap("第一章 总则")],
        swap("略"),
        [""],
        swap("略"),
    ]


def test_a_block_that_begins_within_a_chapter_says_so() -> None:
    version = make.version(penal_law())
    later = Entry("a1", "art_10", "第十条", "第一章 总则", "略", "")
    ((_, text),) = block_files(make.work("xingfa", version), version, "ab12", (later,))
    assert json.loads(text[text.index(",") + 1 : -2])[1:] == [[swap("第一章 总则"), 0], swap("略")]


def test_who_reads_a_block_knows_which_units_come_first_under_their_path() -> None:
    path = "附件 第一章"
    found = [
        Entry("x1-a0", "annex_1__art_1", "第一条", path, "略", "", leads=True),
        Entry("x1-a0", "annex_1__art_2", "第二条", f"{path} › 第一节", "略", "", leads=True),
        Entry("x1-a0", "annex_1__art_3", "第三条", path, "略", ""),
        Entry("x1-i1", "annex_1__item_10", "十、", path, "略", ""),
    ]
    version = make.version(penal_law())
    files = block_files(make.work("xingfa", version), version, "ab12", found)
    items = [item for _, text in files for item in json.loads(text[text.index(",") + 1 : -2])[1:]]
    assert [len(item) < 2 for item in items if len(item) < 3] == [each.leads for each in found]


def test_the_title_has_no_year_where_there_is_one_version() -> None:
    version = make.version(penal_law())
    files = dict(block_files(make.work("xingfa", version), version, "ab12", entries(penal_law())))
    assert swap(data_of(files, "text/ab12/h0")[0][2]) == "中华人民共和国刑法"


def test_first_numbers() -> None:
    assert [first_number(block) for block in ("a0", "a3", "a12", "h3", "i3", "x1-a3")] == [
        1,
        30,
        120,
        0,
        0,
        0,
    ]
