"""Short names of laws: what they mean in a library, and what is said of wrong ones (cite/tables.py)."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.cite.names import Names
from build_tools.cite.tables import PACKAGED, read_aliases
from build_tools.diagnostics import Severity
from build_tools.model.citations import Lead, Name
from build_tools.model.site import Work
from build_tools.parse.tables import read_table
from build_tools.slugs import normal_title
from tests import factories as make

STATE = "中华人民共和国"
HONG_KONG = "中华人民共和国香港特别行政区基本法"
OFFICERS = "中华人民共和国现役军官法"
OFFICERS_BEFORE = "中国人民解放军现役军官服役条例"


def site_of(*titles):
    works = [
        make.work(f"k{number}", make.version(make.record(title, "2020-01-01")))
        for number, title in enumerate(titles)
    ]
    return make.site(*works)


def names_of(*titles, own: Path = Path("none.yml"), former=None):
    """Return what names mean in a library of laws with ``titles``, and the codes of the findings."""
    return read_aliases(own).names(site_of(*titles), former or {})


@pytest.fixture
def table(tmp_path):
    """Writes a table of the source folder."""

    def write(text):
        path = tmp_path / "aliases.yml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def codes(found):
    return [(one.code, one.line) for one in found]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("税收征管法", "中华人民共和国税收征收管理法"),
        ("中华人民共和国税收征管法", "中华人民共和国税收征收管理法"),
        ("商检法", "中华人民共和国进出口商品检验法"),
        ("保密法", "中华人民共和国保守国家秘密法"),
        ("选举法", "中华人民共和国全国人民代表大会和地方各级人民代表大会选举法"),
        ("香港基本法", HONG_KONG),
        ("政务处分法", "中华人民共和国公职人员政务处分法"),
    ],
)
def test_common_short_names_are_known(name, title):
    names, found = names_of(title, "中华人民共和国刑法")
    assert names[name] == title
    assert found == ()


def test_a_short_name_means_the_work_whatever_its_files_are_called(table):
    version = make.version(make.record("中华人民共和国宪法（1982年）", "1982-12-04"))
    site = make.site(Work("xianfa", "中华人民共和国宪法", (version,), 0))
    for title in ("中华人民共和国宪法", "中华人民共和国宪法（1982年）"):
        names, found = read_aliases(table(f"{title}: 八二宪法\n")).names(site, {})
        assert names["八二宪法"] == "中华人民共和国宪法"
        assert found == ()


def test_a_name_of_an_absent_law_is_known_as_such():
    names, found = names_of("中华人民共和国刑法")
    assert names["税收征管法"] == names["税收征收管理法"] == "中华人民共和国税收征收管理法"
    assert found == ()


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("依照执业医师法", "中华人民共和国医师法"),
        ("违反海洋环境保护法", "中华人民共和国环境保护法"),
        ("根据农村土地承包经营纠纷调解仲裁法", "中华人民共和国仲裁法"),
        ("依据调解仲裁法", "中华人民共和国仲裁法"),
        ("依照行政监察法", "中华人民共和国监察法"),
        ("按照经济合同法", "中华人民共和国合同法"),
        ("依照外商投资企业和外国企业所得税法", "中华人民共和国企业所得税法"),
        ("根据香港国家安全法", "中华人民共和国国家安全法"),
    ],
)
def test_the_end_of_another_laws_name_is_not_the_law(words, title):
    site = site_of(title)
    names, _ = read_aliases(Path("none.yml")).names(site, {})
    assert Names(site, names).find(Name(Lead.NAME, words, 0)).work is None
    short = title.removeprefix(STATE)
    assert Names(site, names).find(Name(Lead.NAME, f"依照{short}", 0)).work == 0


@pytest.mark.parametrize("name", ["基本法", "驻军法", "国安法", "调解仲裁法"])
def test_a_name_that_several_laws_share_stands_for_none(name):
    names, found = names_of(HONG_KONG, "中华人民共和国澳门特别行政区基本法", "中华人民共和国国家安全法")
    assert names[name] == ""
    assert found == ()


def test_a_title_in_the_library_comes_before_a_short_name_of_the_package():
    names, found = names_of("保密法", "中华人民共和国保守国家秘密法")
    assert "保密法" not in names
    assert found == ()


def test_the_library_adds_names_of_its_own(table):
    own = table("河南省社会治理条例: [社会治理条例（河南）, 《省治理条例》]\n")
    names, found = names_of("河南省社会治理条例", own=own)
    assert found == ()
    assert {name for name, title in names.items() if title == "河南省社会治理条例"} == {
        "社会治理条例（河南）",
        "省治理条例",
    }


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("河南省没有的条例: 没有条例\n", "alias-unknown"),
        ("河南省社会治理条例: 条例\n", "alias-generic"),
        ("河南省社会治理条例: 本条例\n", "alias-generic"),
        ("河南省社会治理条例: 实施办法\n", "alias-generic"),
        ("河南省社会治理条例: 治\n", "alias-generic"),
        ("河南省社会治理条例: 刑法\n", "alias-taken"),
        ("河南省社会治理条例: 中华人民共和国刑法\n", "alias-taken"),
        ("河南省社会治理条例: 代表工作条例\n", "alias-ending"),
        ("河南省社会治理条例: 商检法\n", "alias-ambiguous"),
        ("河南省社会治理条例: {简称: 条例}\n", "table-form"),
    ],
)
def test_wrong_rows_are_named_with_their_line(table, row, code):
    own = table("# 本省\n" + row)
    tables = read_aliases(own)
    site = site_of("河南省社会治理条例", "中华人民共和国刑法", "上海市人大代表工作条例")
    names, found = tables.names(site, {})
    assert codes((*tables.diagnostics, *found)) == [(code, 2)]
    assert "河南省社会治理条例" not in names.values()
    (one,) = (*tables.diagnostics, *found)
    assert one.path == str(own)
    assert one.severity is Severity.WARNING


def test_a_name_in_two_rows_stands_for_neither_law(table):
    own = table("甲省消防条例: 消防规定一\n乙省消防条例: 消防规定一\n")
    names, found = names_of("甲省消防条例", "乙省消防条例", own=own)
    assert names["消防规定一"] == ""
    assert codes(found) == [("alias-ambiguous", 2)]
    assert "甲省消防条例" in found[0].message


def test_saying_what_the_package_says_is_no_fault(table):
    own = table("中华人民共和国刑事诉讼法: [刑诉法, 刑事诉讼法]\n")
    names, found = names_of("中华人民共和国刑事诉讼法", own=own)
    assert names["刑诉法"] == "中华人民共和国刑事诉讼法"
    assert found == ()


def test_earlier_titles_are_names_too():
    former = {OFFICERS_BEFORE: OFFICERS}
    names, _ = names_of(OFFICERS, former=former)
    assert names[OFFICERS_BEFORE] == OFFICERS
    names, _ = names_of(OFFICERS_BEFORE, former=former)
    assert names[OFFICERS] == names["现役军官法"] == OFFICERS_BEFORE
    names, _ = names_of("中华人民共和国刑法", former=former)
    assert names[OFFICERS_BEFORE] == OFFICERS


def packaged():
    return {
        normal_title(row.title.text): [normal_title(word.text) for word in row.words[""]]
        for row in read_table(PACKAGED).rows
    }


def test_the_packages_table_is_in_order():
    table = read_table(PACKAGED)
    assert table.diagnostics == ()
    rows = packaged()
    titles = {*rows, *(title.removeprefix(STATE) for title in rows)}
    for title, names in rows.items():
        assert title.startswith(STATE), title
        assert len(names) == len(set(names))
        for name in names:
            assert name not in titles
            assert 3 <= len(name) < len(title)
            assert "《" not in name


def test_only_names_that_are_meant_to_stand_for_several_laws_do():
    holders: dict[str, int] = {}
    for names in packaged().values():
        for name in names:
            holders[name] = holders.get(name, 0) + 1
    assert {name for name, count in holders.items() if count > 1} == {
        "基本法",
        "驻军法",
        "国安法",
        "调解仲裁法",
    }


def test_no_short_name_is_the_end_of_another_laws_title():
    rows = packaged()
    for title, names in rows.items():
        for name in names:
            assert [t for t, its in rows.items() if t.endswith(name) and name not in its] == [], title
