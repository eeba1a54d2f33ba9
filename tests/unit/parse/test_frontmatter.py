import json
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.diagnostics import Severity, place
from build_tools.model.law import Meta
from build_tools.parse.frontmatter import read

SEED = """---
id: ff80818199e72aa4019a0499b95062df
title: 河南省社会治理条例
LinkTitle: 河南省社会治理条例（2025）
file: 河南省社会治理条例_20250930_ff80818199e72aa4019a0499b95062df.docx
author: 河南省人民代表大会常务委员会
date: '2025-09-30'
publication_date: '2025-09-30'
effective_date: '2025-12-01'
status: 有效
urls:
  - https://flk.npc.gov.cn/detail?id=ff80818199e72aa4019a0499b95062df
---
"""


def front(*lines, title="title: 某条例"):
    return "\n".join(["---", *([title] if title else []), *lines, "---", "正文"])


def only(source):
    """The single finding in ``source``."""
    (found,) = read(source, "law.md").diagnostics
    return found


def test_every_field_of_the_seed_is_read():
    head = read(SEED + "正文", "seed.md")
    assert head.diagnostics == ()
    assert SEED[head.body_start :] == ""
    assert head.meta == Meta(
        title="河南省社会治理条例",
        id="ff80818199e72aa4019a0499b95062df",
        link_title="河南省社会治理条例（2025）",
        file="河南省社会治理条例_20250930_ff80818199e72aa4019a0499b95062df.docx",
        author="河南省人民代表大会常务委员会",
        date=date(2025, 9, 30),
        publication_date=date(2025, 9, 30),
        effective_date=date(2025, 12, 1),
        status="有效",
        urls=("https://flk.npc.gov.cn/detail?id=ff80818199e72aa4019a0499b95062df",),
    )


def test_only_the_title_is_needed():
    assert read(front(), "x").meta == Meta(title="某条例")


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("'2020-05-28'", date(2020, 5, 28)),
        ("2020-05-28", date(2020, 5, 28)),
        ('"2020-5-8"', date(2020, 5, 8)),
        ("2020-05-28 00:00:00", date(2020, 5, 28)),
        ("''", None),
        ("", None),
        ("null", None),
        ("~", None),
        ("'  '", None),
    ],
)
def test_dates_are_read_in_every_form_that_occurs(value, day):
    head = read(front(f"publication_date: {value}"), "x")
    assert head.meta.publication_date == day
    assert head.diagnostics == ()


@pytest.mark.parametrize(
    ("line", "code", "value"),
    [
        ("date: 2020-02-30", "date-impossible", None),
        ("date: '2020-13-01'", "date-impossible", None),
        ("date: 0001-01-01", "date-impossible", None),
        ("date: 2020年5月28日", "date-form", date(2020, 5, 28)),
        ("date: 昨天", "date-form", None),
        ("date: 2020", "date-form", None),
        ("date: [2020-05-28]", "date-form", None),
        ("date: {a: 1}", "date-form", None),
    ],
)
def test_a_date_that_is_none_is_reported_where_it_stands(line, code, value):
    head = read(front(line), "law.md")
    (found,) = head.diagnostics
    assert (found.path, found.line, found.column, found.code) == ("law.md", 3, 7, code)
    assert head.meta.date == value


@pytest.mark.parametrize(
    ("published", "effective", "codes"),
    [
        ("publication_date: 2020-03-01", "2019-01-01", ["date-order"]),
        ("date: 2020-03-01", "2020-01-29", ["date-order"]),
        ("publication_date: 2020-03-01", "2020-01-30", []),
        ("publication_date: 2020-03-01", "2020-03-01", []),
        ("publication_date: 2020-03-01", "2020-06-01", []),
        ("publication_date: ''", "2019-01-01", []),
    ],
)
def test_a_law_that_commences_long_before_its_publication_is_reported(published, effective, codes):
    head = read(front(published, f"effective_date: '{effective}'"), "law.md")
    assert [found.code for found in head.diagnostics] == codes
    assert all((found.line, found.column) == (4, 17) for found in head.diagnostics)
    assert head.meta.effective_date == date.fromisoformat(effective)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_front_matter_remembers_where_its_fields_stand(mark, end):
    source = mark + SEED.replace("\n", end)
    head = read(source, "seed.md")
    assert [found[0] for found in head.meta.places] == [
        "id",
        "title",
        "date",
        "publication_date",
        "effective_date",
        "status",
    ]
    for name, line, column, start, stop in head.meta.places:
        assert source[start:stop].strip("'") == str(getattr(head.meta, name))
        assert (line, column) == place(source, start)


def test_a_finding_knows_its_span():
    source = front("status: 好")
    found = only(source)
    assert source[found.start : found.end] == "好"
    assert (found.line, found.column) == place(source, found.start)
    assert found.code == "status-unknown"
    assert "尚未生效" in found.message


@pytest.mark.parametrize("status", ["有效", "已修改", "已废止", "尚未生效", "生效", "未知", "''"])
def test_known_states_pass(status):
    assert read(front(f"status: {status}"), "x").diagnostics == ()


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "ftp://x.example/a",
        "http://",
        "https://x.example/ y",
        'https://x.example/"onclick=x',
        "https://x.example/<script>",
        "某处",
    ],
)
def test_an_address_that_is_not_http_is_left_out(url):
    head = read(front("urls:", "  - https://flk.npc.gov.cn/x", f"  - {json.dumps(url)}"), "x")
    assert head.meta.urls == ("https://flk.npc.gov.cn/x",)
    assert [(found.line, found.code) for found in head.diagnostics] == [(5, "url-unsafe")]


@pytest.mark.parametrize(
    "slug", ["../x", "a/b", "CON", "con", "nul", "Xingfa", "刑法", "a b", ".", "-a", "x" * 99]
)
def test_a_slug_that_is_no_folder_name_is_left_out(slug):
    head = read(front(f"slug: {json.dumps(slug)}"), "x")
    assert head.meta.slug == ""
    assert [(found.code, found.severity) for found in head.diagnostics] == [("slug-unsafe", Severity.ERROR)]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a/b", "a\\b", ".x", "a\tb", "a b", "a:b", "编号", "x" * 200]
)
def test_an_id_with_path_characters_is_left_out(name):
    head = read(front(f"id: {json.dumps(name)}"), "x")
    assert head.meta.id == ""
    assert [(found.code, found.severity) for found in head.diagnostics] == [("id-unsafe", Severity.ERROR)]


@pytest.mark.parametrize("name", ["2c909fdd678bf17901678bf5aba10073", "127", "1e10", "0x1f"])
def test_an_id_that_looks_like_a_number_stays_as_it_is_written(name):
    assert read(front(f"id: {name}"), "x").meta.id == name


@pytest.mark.parametrize(
    "line", ["author: [国务院]", "author: {a: b}", "group: [法律]", "tags: [[a]]", "keywords: [{a: b}]"]
)
def test_wrong_types_are_reported(line):
    found = only(front(line))
    assert (found.line, found.code, found.severity) == (3, "field-type", Severity.WARNING)


def test_a_single_text_is_a_list_of_one():
    assert read(front("tags: 条例", "categories:", "- 法律", "- ", "- 刑法"), "x").meta == Meta(
        title="某条例", tags=("条例",), categories=("法律", "刑法")
    )


def test_unknown_fields_are_kept():
    head = read(front("years: [2020年]", "more: 无", "cascade: {type: docs, n: 1}", "empty:"), "x")
    assert head.diagnostics == ()
    assert head.meta.extra == (
        ("years", '["2020年"]'),
        ("more", '"无"'),
        ("cascade", '{"type": "docs", "n": "1"}'),
    )


def test_a_repeated_field_is_reported_and_the_first_counts():
    head = read(front("author: 甲", "author: 乙"), "x")
    assert head.meta.author == "甲"
    assert [(found.line, found.code) for found in head.diagnostics] == [(4, "field-repeated")]


def test_markup_in_a_title_stays_data():
    assert (
        read(front(title="title: <script>alert(1)</script>"), "x").meta.title == "<script>alert(1)</script>"
    )


def test_a_title_over_several_lines_is_one_line():
    assert (
        read(front(title="title: |\n  最高人民法院\n  关于某事的规定"), "x").meta.title
        == "最高人民法院 关于某事的规定"
    )


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ("", "front-matter-missing", 1),
        ("# 标题\n正文", "front-matter-missing", 1),
        ("title: x\n---\n", "front-matter-missing", 1),
        ("---\ntitle: x\n正文", "front-matter-unterminated", 1),
        ("---", "front-matter-unterminated", 1),
        ("---\n---\n正文", "front-matter-broken", 2),
        ("---\n- a\n- b\n---\n", "front-matter-broken", 2),
        ("---\n只有文字\n---\n", "front-matter-broken", 2),
        ("---\ntitle: 甲: 乙\n---\n", "front-matter-broken", 2),
        ("---\ntitle: x\nauthor: 'y\n---\n", "front-matter-broken", 4),
        ("---\ntitle: x\n\tauthor: y\n---\n", "front-matter-broken", 3),
        ("---\ntitle: \ud800\n---\n", "front-matter-broken", 2),
        ('---\ntitle: "\\ud800"\n---\n', "front-matter-broken", 2),
        ("---\ntitle: a\x00b\n---\n", "front-matter-broken", 2),
        ("---\nauthor: 国务院\n---\n", "title-missing", 2),
        ("---\ntitle: ''\n---\n", "title-missing", 2),
        ("---\nauthor: &a 国务院\ntitle: *a\n---\n", "front-matter-alias", 2),
        ("---\ntitle: x\na: &a [*a]\n---\n", "front-matter-alias", 3),
        ("---\ntitle: " + "[" * 100_000 + "\n---\n", "front-matter-too-complex", 2),
        ("---\n" + "- " * 100_000 + "\n---\n", "front-matter-too-complex", 2),
        ("---\n" + "? " * 100_000 + "\n---\n", "front-matter-too-complex", 2),
        ("---\ntitle: " + "x" * 300_000 + "\n---\n", "front-matter-too-complex", 2),
    ],
)
def test_a_file_without_readable_front_matter_is_one_error(source, code, line):
    head = read(source, "x")
    assert head.meta is None
    assert [(found.code, found.line, found.severity) for found in head.diagnostics] == [
        (code, line, Severity.ERROR)
    ]


def test_aliases_do_not_multiply():
    levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    started = time.perf_counter()
    head = read(front("a0: &a0 x", *levels), "x")
    assert time.perf_counter() - started < 1
    assert head.meta is None
    assert [found.code for found in head.diagnostics] == ["front-matter-alias"]


def test_tags_make_no_objects():
    head = read(front('title: !!python/object/apply:os.system ["exit"]', title=""), "x")
    assert head.meta is None
    assert {found.code for found in head.diagnostics} == {"field-type", "title-missing"}


def test_all_findings_come_at_once_in_order():
    lines = ["id: ../x", "date: 2020-02-30", "status: 好", "urls: javascript:x", "slug: con", "author: [a]"]
    head = read(front(*lines), "x")
    assert [found.line for found in head.diagnostics] == [3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_do_not_matter(end, mark):
    source = mark + end.join(["---", "title: 某条例", "date: 2020-02-30", "---", "正文"])
    head = read(source, "x")
    assert head.meta == Meta(title="某条例")
    assert [(found.line, found.column) for found in head.diagnostics] == [(3, 7)]
    assert source[head.body_start :].strip() == "正文"


def test_a_file_may_end_with_its_front_matter():
    source = "---\ntitle: 某条例\n---"
    assert read(source, "x").body_start == len(source)


@given(st.text(alphabet="-:[]{}&*!|>'\"#%@?, \n\ttitledate甲2020\ud800", max_size=80))
def test_whatever_the_text_it_never_raises_and_places_are_right(text):
    for source in (text, f"---\n{text}\n---\n", f"---\ntitle: x\n{text}\n---\n"):
        head = read(source, "x")
        assert 0 <= head.body_start <= len(source)
        assert head.meta is not None or any(found.severity is Severity.ERROR for found in head.diagnostics)
        for found in head.diagnostics:
            assert 0 <= found.start <= found.end <= len(source)
            assert (found.line, found.column) == place(source, found.start)
