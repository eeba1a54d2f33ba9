"""Laws that were renamed: which titles are names of one law (versions/renamed.py), and what families make of it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from build_tools.diagnostics import Severity
from build_tools.model.site import Force
from build_tools.parse.tables import read_table
from build_tools.registry import Entry, Registry, merge
from build_tools.versions.families import build_site, entries, unregistered
from build_tools.versions.renamed import EVIDENCE, PACKAGED, WAS, read_families
from tests.factories import record
from tests.unit.versions.sites import TODAY, addresses, codes

NOW = "最高人民法院关于审理物业服务纠纷案件适用法律若干问题的解释"
BEFORE = "最高人民法院关于审理物业服务纠纷案件具体应用法律若干问题的解释"
PACKAGE = read_families(Path("none.yml")).renamed

OLD = record(BEFORE, "2009-05-15", "2009-10-01", "已修改", id="a", path="2009.md")
NEW = record(NOW, "2020-12-29", "2021-01-01", "有效", id="b", path="2020.md")


def site_of(*records, registry=None, renamed=PACKAGE):
    return build_site(records, registry or Registry(), TODAY, "", renamed=renamed)


@pytest.fixture
def table(tmp_path):
    """Reads a table of the source folder."""

    def read(text):
        path = tmp_path / "families.yml"
        path.write_text(text, encoding="utf-8")
        return read_families(path)

    return read


def test_files_of_a_renamed_law_are_versions_under_its_new_title():
    (work,) = site_of(NEW, OLD).works
    assert work.title == NOW
    assert work.key.startswith("zuigao-renmin-fayuan-guanyu-shenli-wuye-fuwu-")
    assert [(v.segment, v.force) for v in work.versions] == [
        ("2009-05-15", Force.AMENDED),
        ("2020-12-29", Force.IN_FORCE),
    ]
    assert work.current == 1


def test_the_earlier_title_alone_stays_the_title():
    (work,) = site_of(OLD).works
    assert work.title == BEFORE


def test_a_law_that_replaces_another_is_no_version_of_it():
    site = site_of(
        record("中华人民共和国环境噪声污染防治法", "2018-12-29", path="a"),
        record("中华人民共和国噪声污染防治法", "2021-12-24", path="b"),
        record("人民检察院刑事诉讼规则（试行）", "2012-11-22", path="c"),
        record("人民检察院刑事诉讼规则", "2019-12-30", path="d"),
        record("婚姻登记管理条例", "1994-02-01", path="e"),
        record("婚姻登记条例", "2003-08-08", path="f"),
    )
    assert len(site.works) == 6


def test_a_misprinted_title_does_not_name_the_law():
    (work,) = site_of(
        record("上海市历史文化风貌区和优秀历史建筑保护条例", effective="2003-01-01", path="a"),
        record("上海市历史文化风貌区和优秀历史筑保护条例", "2019-09-26", path="b"),
    ).works
    assert work.title == "上海市历史文化风貌区和优秀历史建筑保护条例"
    assert [version.record.path for version in work.versions] == ["a", "b"]


def test_the_order_of_the_files_does_not_matter():
    records = [OLD, NEW, record("甲条例", "2001-01-01", path="x")]
    first = site_of(*records)
    for seed in range(5):
        random.Random(seed).shuffle(records)
        assert site_of(*records) == first


def test_the_years_of_the_constitution_are_still_editions():
    records = [
        record("中华人民共和国宪法（1982年）", "1982-12-04", path="a"),
        record("中华人民共和国宪法（2018年修正文本）", "2018-03-11", path="b"),
    ]
    (work,) = site_of(*records).works
    assert work.title == "中华人民共和国宪法"


def test_a_published_law_keeps_its_key_when_it_is_renamed():
    before = site_of(OLD)
    registry, _ = merge(Registry(), entries(before, Registry()))
    after = site_of(OLD, NEW, registry=registry)
    (work,) = after.works
    assert work.key == before.works[0].key
    assert work.title == NOW
    registry, conflicts = merge(registry, entries(after, registry))
    assert conflicts == ()
    assert [entry.segment for entry in registry.entries] == ["2009-05-15", "2020-12-29"]
    assert unregistered(after, registry) == ()


def test_two_published_keys_stay_apart_and_that_is_said():
    registry = Registry((Entry("a", "one", "2009-05-15"), Entry("b", "two", "2020-12-29")))
    site = site_of(OLD, NEW, registry=registry)
    assert addresses(site) == {"2009.md": "one/2009-05-15", "2020.md": "two/2020-12-29"}
    assert [(d.path, d.code, d.severity) for d in site.diagnostics] == [
        ("2009.md", "family-apart", Severity.INFO),
        ("2020.md", "family-apart", Severity.INFO),
    ]
    assert "two" in site.diagnostics[0].message


def test_single_acts_are_never_drawn_into_a_family(table):
    tables = table("某办法:\n  was: 关于某事的决定\n  evidence: 无\n")
    site = site_of(
        record("某办法", "2020-01-01", path="a"),
        record("关于某事的决定", "2010-01-01", path="b"),
        renamed=tables.renamed,
    )
    assert len(site.works) == 2
    assert [(d.code, d.line) for d in tables.diagnostics] == [("family-single", 2)]


def test_the_source_folder_adds_laws_that_were_renamed(table):
    tables = table("新条例:\n  was: [旧条例, 更旧的条例]\n  evidence: 题注：…\n")
    assert tables.diagnostics == ()
    (work,) = site_of(
        record("更旧的条例", "1990-01-01", path="a"),
        record("旧条例", "2000-01-01", path="b"),
        record("新条例", "2010-01-01", path="c"),
        renamed=tables.renamed,
    ).works
    assert [version.record.path for version in work.versions] == ["a", "b", "c"]
    assert tables.check(["旧条例（失效）"]) == ()


def test_a_law_may_be_renamed_again(table):
    tables = table(f"最新的解释:\n  was: {NOW}\n  evidence: 题注：…\n")
    assert tables.diagnostics == ()
    (work,) = site_of(OLD, NEW, record("最新的解释", "2026-01-01"), renamed=tables.renamed).works
    assert work.title == "最新的解释"
    assert tables.renamed.former[BEFORE] == "最新的解释"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("甲条例:\n  was: 乙条例\n", "family-evidence", 1),
        ("甲条例:\n  evidence: 题注\n", "family-empty", 1),
        ("甲条例:\n  was: 甲条例\n  evidence: 题注\n", "family-ambiguous", 2),
        ("甲条例:\n  was: 甲条例（失效）\n  evidence: 题注\n", "family-ambiguous", 2),
        ("关于甲的批复:\n  was: 乙解释\n  evidence: 题注\n", "family-single", 1),
        (
            "甲条例:\n  was: 乙条例\n  evidence: 一\n乙条例:\n  was: 甲条例\n  evidence: 二\n",
            "family-ambiguous",
            5,
        ),
        (
            "甲条例:\n  was: 乙条例\n  evidence: 一\n丙条例:\n  was: 乙条例\n  evidence: 二\n",
            "family-ambiguous",
            5,
        ),
        ("甲条例: 乙条例\n", "table-form", 1),
    ],
)
def test_wrong_rows_are_named_with_their_line(table, text, code, line):
    found = {(one.code, one.line): one.severity for one in table(text).diagnostics}
    assert found[code, line] is Severity.WARNING


def test_a_ring_of_titles_does_not_hang(table):
    rows = "".join(
        f"{a}条例:\n  was: {b}条例\n  evidence: 题注\n" for a, b in ("甲乙", "乙丙", "丙丁", "丁甲")
    )
    tables = table(rows)
    assert [(one.code, one.line) for one in tables.diagnostics] == [("family-ambiguous", 11)]
    assert [tables.renamed.former[f"{title}条例"] for title in "乙丙丁"] == ["甲条例"] * 3


def test_a_row_about_nothing_in_the_library_is_named(table):
    tables = table("# 本市\n甲条例:\n  was: 乙条例\n  evidence: 题注\n")
    (found,) = tables.check(["丙条例"])
    assert (found.code, found.line, found.severity) == ("family-unknown", 2, Severity.WARNING)
    assert read_families(Path("none.yml")).check([]) == ()


def test_the_packages_table_is_in_order_and_gives_evidence():
    assert read_families(Path("none.yml")).diagnostics == ()
    for row in read_table(PACKAGED, (WAS, EVIDENCE)).rows:
        assert row.words[WAS]
        assert "“" in row.words[EVIDENCE][0].text, row.title.text


def test_findings_of_a_site_without_renamed_laws_are_as_before():
    assert codes(site_of(record("甲条例", "2020-01-01"))) == []
