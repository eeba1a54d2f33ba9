"""Which files are versions of one law, and under which address (versions/families.py)."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.diagnostics import Severity
from build_tools.model.site import Force
from build_tools.parse.loader import parse_bytes
from build_tools.parse.records import record_of
from build_tools.registry import Registry, merge
from build_tools.urls import is_safe_key, is_safe_segment
from build_tools.versions.families import build_site, entries, unregistered
from tests.factories import record
from tests.unit.versions.sites import DECISION, TODAY, addresses, site_of


def test_files_of_one_title_are_versions_of_one_law_oldest_first():
    site = site_of(
        record("中华人民共和国食品安全法", "2021-04-29", "2021-04-29", "有效", id="c"),
        record("中华人民共和国食品安全法", "2009-02-28", "2009-06-01", "已修改", id="a"),
        record("中华人民共和国 食品安全法", "2015-04-24", "2015-10-01", "已修改", id="b"),
    )
    (work,) = site.works
    assert work.key == "shipin-anquanfa"
    assert work.title == "中华人民共和国食品安全法"
    assert [v.segment for v in work.versions] == ["2009-02-28", "2015-04-24", "2021-04-29"]
    assert [v.force for v in work.versions] == [Force.AMENDED, Force.AMENDED, Force.IN_FORCE]
    assert work.current == 2
    assert site.diagnostics == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("选举办法（失效）", "选举办法"),
        ("若干规定(试行)", "若干规定（试行）"),
        ("中华人民共和国宪法（1982年）", "中华人民共和国宪法（2018年修正文本）"),
        ("最高人民法院、最高人民检察院关于办理案件的规定", "最高人民法院 最高人民检察院关于办理案件的规定"),
    ],
)
def test_titles_that_differ_in_form_only_are_one(one, other):
    assert len(site_of(record(one, "2010-01-01"), record(other, "2020-01-01")).works) == 1


def test_decisions_of_one_title_are_never_versions():
    site = site_of(
        record(DECISION, "2022-03-29", "2022-05-01", "未知", id="a"),
        record(DECISION, "2024-03-10", "2024-05-01", "未知", id="b"),
        record(DECISION, "2024-03-10", "2024-05-01", "未知", id="c"),
    )
    assert len(site.works) == 3
    assert all(len(work.versions) == 1 and work.versions[0].force is Force.UNKNOWN for work in site.works)
    assert len({work.key for work in site.works}) == 3
    assert all(is_safe_key(work.key) for work in site.works)
    assert site.diagnostics == ()


def test_a_single_decision_needs_no_hash():
    assert (
        addresses(site_of(record("关于国徽的决议", "1990-06-28", path="x")))["x"]
        == "guanyu-guohui-de-jueyi/1990-06-28"
    )


def test_duplicates_of_one_date_stand_side_by_side():
    site = site_of(
        record("不动产登记暂行条例", "2019-03-24", status="已修改", id="a"),
        record("不动产登记暂行条例", "2024-03-10", "2024-05-01", "有效", id="b", path="b.md"),
        record("不动产登记暂行条例", "2024-03-10", "2024-05-01", "有效", id="c", path="c.md"),
    )
    (work,) = site.works
    assert [v.segment for v in work.versions] == ["2019-03-24", "2024-03-10", "2024-03-10-2"]
    assert [v.force for v in work.versions] == [Force.AMENDED, Force.IN_FORCE, Force.IN_FORCE]
    assert [(d.path, d.code, d.severity) for d in site.diagnostics] == [
        ("c.md", "version-repeated", Severity.INFO)
    ]
    assert "b.md" in site.diagnostics[0].message


def test_the_segment_is_publication_else_the_note_else_undated():
    site = site_of(
        record("甲条例", "2020-01-02", path="a"),
        record("乙条例", note_dates=[date(1990, 1, 1), date(1999, 9, 9)], path="b"),
        record("丙条例", effective="2001-01-01", path="c"),
        record("丁条例", path="d"),
        record("丁条例", path="e"),
    )
    segments = {path: address.partition("/")[2] for path, address in addresses(site).items()}
    assert segments == {
        "a": "2020-01-02",
        "b": "1999-09-09",
        "c": "undated",
        "d": "undated",
        "e": "undated-2",
    }


def overtaken(as_of):
    return site_of(
        record("某条例", "2010-01-01", "2010-03-01", "有效", path="2010.md"),
        record("某条例", "2015-01-01", "2030-01-01", "有效", path="2015.md"),
        record("某条例", "2020-01-01", "2021-01-01", "有效", path="2020.md"),
        as_of=as_of,
    )


@pytest.mark.parametrize(
    ("as_of", "forces", "current"),
    [
        (date(2020, 12, 31), [Force.IN_FORCE, Force.NOT_YET, Force.NOT_YET], 0),
        (date(2021, 1, 1), [Force.AMENDED, Force.AMENDED, Force.IN_FORCE], 2),
        (date(2025, 1, 1), [Force.AMENDED, Force.AMENDED, Force.IN_FORCE], 2),
        (date(2030, 1, 1), [Force.AMENDED, Force.AMENDED, Force.IN_FORCE], 2),
    ],
)
def test_a_version_ends_with_the_first_later_one_to_commence(as_of, forces, current):
    (work,) = overtaken(as_of).works
    assert [version.force for version in work.versions] == forces
    assert work.current == current
    assert work.versions[0].timeline[-1].day == date(2021, 1, 1)


def test_the_version_that_took_over_is_named():
    found = {one.path: one for one in overtaken(date(2025, 1, 1)).diagnostics}
    assert set(found) == {"2010.md", "2015.md"}
    for one in found.values():
        assert one.code == "status-superseded"
        assert "2020.md is the newer text since 2021-01-01" in one.message


def test_a_version_of_the_same_date_does_not_end_another():
    site = site_of(
        record("某条例", "2020-01-01", "2020-05-01", "有效", id="a"),
        record("某条例", "2020-01-01", "2020-06-01", "有效", id="b"),
    )
    assert [version.force for version in site.works[0].versions] == [Force.IN_FORCE, Force.IN_FORCE]


def test_one_that_is_overtaken_before_it_commences_is_not_the_next_to_commence():
    (work,) = overtaken(date(2009, 1, 1)).works
    assert work.current == 0
    site = site_of(
        record("某条例", "2015-01-01", "2030-01-01", "有效"),
        record("某条例", "2020-01-01", "2027-01-01", "有效"),
    )
    assert site.works[0].current == 1


def test_a_text_that_nobody_knows_the_commencement_of_takes_over_only_where_there_is_no_other():
    waiting = record("某条例", "2015-01-01", status="尚未生效", path="2015.md")
    old = record("某条例", "2010-01-01", status="已修改", path="2010.md")
    (work,) = site_of(old, waiting).works
    assert [version.force for version in work.versions] == [Force.IN_FORCE, Force.NOT_YET]
    (work,) = site_of(old, waiting, record("某条例", "2020-01-01", status="有效")).works
    assert [version.force for version in work.versions] == [Force.AMENDED, Force.AMENDED, Force.IN_FORCE]
    assert work.versions[0].timeline[-1].day == date(2020, 1, 1)


@pytest.mark.parametrize(
    ("as_of", "current"),
    [(date(2026, 4, 30), 0), (date(2026, 5, 1), 1)],
)
def test_the_current_version_is_the_one_in_force(as_of, current):
    site = site_of(
        record("中华人民共和国海商法", "1992-11-07", "1993-07-01", "已修改"),
        record("中华人民共和国海商法", "2025-10-28", "2026-05-01", "有效"),
        as_of=as_of,
    )
    assert site.works[0].current == current
    assert site.works[0].versions[current].force is Force.IN_FORCE


def test_without_one_in_force_the_next_to_commence_is_current():
    site = site_of(
        record("生态环境法典", "2026-03-12", "2026-08-15", "尚未生效"),
        record("生态环境法典", "2026-03-20", "2026-09-15", "尚未生效"),
    )
    assert site.works[0].current == 0


def test_without_one_in_force_or_to_come_the_last_is_current():
    site = site_of(
        record("某办法", "1990-01-01", status="已废止"), record("某办法", "1995-01-01", status="已废止")
    )
    assert site.works[0].current == 1


def test_titles_that_sound_alike_get_a_hash_each_and_a_warning():
    site = site_of(
        record("中华人民共和国检察官法", "2019-04-23", path="a"),
        record("中华人民共和国监察官法", "2021-08-20", path="b"),
    )
    keys = [work.key for work in site.works]
    assert all(key.startswith("jianchaguanfa-") for key in keys)
    assert len(set(keys)) == 2
    assert [(d.path, d.code, d.severity) for d in site.diagnostics] == [
        ("a", "key-conflict", Severity.WARNING),
        ("b", "key-conflict", Severity.WARNING),
    ]


def test_a_slug_is_the_key_and_gives_way_to_a_title():
    assert (
        site_of(record("中华人民共和国刑法", "1997-03-14", slug="criminal-law")).works[0].key
        == "criminal-law"
    )
    site = site_of(
        record("中华人民共和国刑法", "1997-03-14", path="a"),
        record("某条例", "2020-01-01", slug="xingfa", path="b"),
    )
    assert addresses(site)["a"] == "xingfa/1997-03-14"
    assert addresses(site)["b"].startswith("xingfa-")
    assert [(d.path, d.code, d.severity) for d in site.diagnostics] == [("b", "key-conflict", Severity.ERROR)]


def test_two_laws_with_one_slug_are_both_reported_and_both_published():
    site = site_of(
        record("甲条例", "2020-01-01", slug="x", path="a"), record("乙条例", "2020-01-01", slug="x", path="b")
    )
    assert len({work.key for work in site.works}) == 2
    assert [(d.path, d.severity) for d in site.diagnostics] == [("a", Severity.ERROR), ("b", Severity.ERROR)]


def parsed(path, *fields):
    source = "\n".join(["---", *fields, "---", "", "- **第一条**　　为了规范管理，制定本条例。"])
    return record_of(parse_bytes(source.encode(), path).law)


@pytest.mark.parametrize(
    ("other", "code", "line"),
    [
        (["title: 某条例", "publication_date: 2015-01-01", "status: 有效"], "status-superseded", 4),
        (["title: 某条例", "id: b", "date: 2020-01-01"], "version-repeated", 4),
        (["title: 乙条例", "id: a", "date: 2015-01-01"], "id-repeated", 3),
        (["title: 某条例", "date: 2020-01-01"], "identity-shared", 2),
        (["title: 乙条例", "date: 2015-01-01", "slug: mou-tiaoli"], "key-conflict", 4),
        (["date: 2015-01-01", "title: 谋条例"], "key-conflict", 3),
        (["title: 某办法（失效）", "status: 有效"], "status-lapsed", 3),
        (["title: 某办法", "effective_date: 2030-01-01", "status: 有效"], "status-early", 4),
    ],
)
def test_a_finding_stands_at_the_field_that_it_is_about(other, code, line):
    first = ["title: 某条例", "date: 2020-01-01", "status: 有效"]
    if code != "identity-shared":
        first.append("id: a")
    site = site_of(parsed("a.md", *first), parsed("b.md", *other))
    (found,) = (one for one in site.diagnostics if (one.path, one.code) == ("b.md", code))
    assert (found.line, found.column) == (line, len(other[line - 2].partition(": ")[0]) + 3)
    assert found.end > found.start


def test_an_address_that_is_not_frozen_is_said_at_the_id():
    site = site_of(parsed("a.md", "title: 某条例", "id: a", "date: 2020-01-01"))
    (found,) = unregistered(site, Registry())
    assert (found.line, found.column, found.severity) == (3, 5, Severity.INFO)


def test_a_key_maker_may_remember():
    asked = []

    def remembered(title):
        asked.append(title)
        return "key"

    site = build_site([record("某条例", "2020-01-01")], Registry(), TODAY, "", remembered)
    assert (asked, site.works[0].key) == (["某条例"], "key")


_RECORDS = st.lists(
    st.builds(
        record,
        st.sampled_from(["甲条例", "甲 条例", "假条例", "乙法（失效）", "乙法", DECISION, "关于某事的批复"]),
        st.sampled_from(["", "2001-01-01", "2010-05-05", "2027-01-01"]),
        st.sampled_from(["", "2001-02-01", "2027-03-01"]),
        st.sampled_from(["有效", "已修改", "已废止", "未知", ""]),
        id=st.sampled_from(["", "1", "2", "3"]),
        slug=st.sampled_from(["", "", "jia-tiaoli", "x"]),
        path=st.uuids().map(str),
    ),
    max_size=10,
    unique_by=lambda each: each.path,
)


@given(_RECORDS, st.randoms())
def test_every_file_has_one_safe_address_whatever_the_order(records, source: random.Random):
    site = site_of(*records)
    found = addresses(site)
    assert set(found) == {each.path for each in records}
    assert len(set(found.values())) == len(records)
    for work in site.works:
        assert is_safe_key(work.key)
        assert all(is_safe_segment(version.segment) for version in work.versions)
        assert 0 <= work.current < len(work.versions)
    shuffled = list(records)
    source.shuffle(shuffled)
    assert site_of(*shuffled) == site


@given(_RECORDS, _RECORDS)
def test_what_was_registered_does_not_move_when_files_are_added(before, after):
    ids = {each.meta.id for each in before}
    before = [
        each
        for n, each in enumerate(before)
        if each.meta.id and each.meta.id not in {b.meta.id for b in before[:n]}
    ]
    first = site_of(*before)
    registry, faults = merge(Registry(), entries(first, Registry()))
    assert faults == ()
    added = [each for each in after if each.meta.id not in ids]
    found = addresses(site_of(*before, *added, registry=registry))
    assert {path: found[path] for path in addresses(first)} == addresses(first)
