"""Hand-kept tables as files: what is read, and what is said of a file that cannot be (parse/tables.py)."""

from __future__ import annotations

import os

import pytest

from build_tools.diagnostics import Severity
from build_tools.parse.tables import parse_table, read_table

FIELDS = ("was", "evidence")


def rows_of(table):
    return {
        row.title.text: {k: [w.text for w in words] for k, words in row.words.items()} for row in table.rows
    }


def test_a_row_is_a_title_and_its_words():
    table = parse_table(
        "# 简称\n中华人民共和国刑事诉讼法: 刑诉法\n甲法: [ 乙, '丙 丁' ]\n执业医师法:\n", "a.yml"
    )
    assert rows_of(table) == {
        "中华人民共和国刑事诉讼法": {"": ["刑诉法"]},
        "甲法": {"": ["乙", "丙 丁"]},
        "执业医师法": {"": []},
    }
    assert table.diagnostics == ()


def test_rows_may_have_fields():
    table = parse_table("新法:\n  was:\n    - 旧法\n    - 更旧法\n  evidence: 题注：…\n", "f.yml", FIELDS)
    assert rows_of(table) == {"新法": {"was": ["旧法", "更旧法"], "evidence": ["题注：…"]}}


def test_every_word_knows_its_place():
    text = "# 一\n甲法:\n  - 乙\n  - 《丙》\n"
    (row,) = parse_table(text, "a.yml").rows
    assert (row.title.line, row.title.column) == (2, 1)
    last = row.words[""][1]
    assert (last.line, last.column, text[last.start : last.end]) == (4, 5, "《丙》")
    found = last.finding("alias-unknown", "…")
    assert (found.path, found.line, found.column, found.start) == ("a.yml", 4, 5, last.start)


@pytest.mark.parametrize("text", ["", "\n \n", "# 只有说明\n\n# 再一句\n", "---\n# 说明\n", "#" * 5_000])
def test_a_table_may_be_empty(text):
    assert parse_table(text, "a.yml") == parse_table("", "b.yml")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("- 甲\n", "table-broken", 1),
        ("只有文字\n", "table-broken", 1),
        ("甲: [乙\n", "table-broken", 2),
        ("甲: 乙: 丙\n", "table-broken", 1),
        ("甲: *b\n", "table-broken", 1),
        ("甲: &b 乙\n丙: *b\n", "table-alias", 1),
        ("甲: " + "[" * 100_000, "table-too-complex", 1),
        ("甲: " + "x" * 300_000, "table-too-complex", 1),
        ("甲: \x00\n", "table-broken", 1),
    ],
)
def test_what_cannot_be_read_is_an_error(text, code, line):
    table = parse_table(text, "a.yml")
    assert table.rows == ()
    assert [(found.code, found.line, found.severity) for found in table.diagnostics] == [
        (code, line, Severity.ERROR)
    ]


@pytest.mark.parametrize(
    ("text", "fields", "code", "line", "rows"),
    [
        ("甲: 乙\n甲: 丙\n", (), "field-repeated", 2, {"甲": {"": ["乙"]}}),
        ("[甲]: 乙\n", (), "field-name", 1, {}),
        ("甲: {乙: 丙}\n", (), "table-form", 1, {"甲": {"": []}}),
        ("甲: [乙, [丙]]\n", (), "table-form", 1, {"甲": {"": ["乙"]}}),
        ("甲: 乙\n", FIELDS, "table-form", 1, {"甲": {}}),
        ("甲:\n  was: 乙\n  since: 2000\n", FIELDS, "table-form", 3, {"甲": {"was": ["乙"]}}),
    ],
)
def test_what_does_not_belong_there_is_left_out(text, fields, code, line, rows):
    table = parse_table(text, "a.yml", fields)
    assert [(found.code, found.line) for found in table.diagnostics] == [(code, line)]
    assert rows_of(table) == rows


def test_tags_make_no_objects():
    table = parse_table("甲: !!python/object/apply:os.mkdir [harm]\n", "a.yml")
    assert rows_of(table) == {"甲": {"": ["harm"]}}


def test_a_missing_file_is_an_empty_table(tmp_path):
    assert read_table(tmp_path / "none.yml") == parse_table("", "")


def test_files_that_cannot_be_read_say_so(tmp_path):
    (tmp_path / "folder.yml").mkdir()
    (tmp_path / "latin.yml").write_bytes(b"a: b\nc: \xe9\n")
    (tmp_path / "link.yml").symlink_to(tmp_path / "nowhere")
    codes = {path.name: [d.code for d in read_table(path).diagnostics] for path in tmp_path.iterdir()}
    assert codes == {
        "folder.yml": ["table-unreadable"],
        "latin.yml": ["table-broken"],
        "link.yml": ["table-unreadable"],
    }
    (found,) = read_table(tmp_path / "latin.yml").diagnostics
    assert found.line == 2
    assert found.path == os.fspath(tmp_path / "latin.yml")


def test_a_byte_order_mark_is_no_part_of_a_title(tmp_path):
    (tmp_path / "a.yml").write_bytes("\ufeff甲: 乙\n".encode())
    assert rows_of(read_table(tmp_path / "a.yml")) == {"甲": {"": ["乙"]}}
