"""Which of the law files that are there is the document that comes, and which are other texts of its law."""

from __future__ import annotations

import pytest

from build_tools.parse.loader import parse_bytes
from build_tools.parse.records import record_of
from build_tools.pipeline.holdings import Holdings, is_same, read_holdings
from build_tools.pipeline.sources import NoSourcesError
from build_tools.pipeline.workers import Crew, Quiet
from build_tools.versions.renamed import NOT_RENAMED, Renamed
from tests.projects import law_text, write_laws


def record(title="某某条例", path="x.md", **fields):
    law = parse_bytes(law_text(title, **fields).encode(), path).law
    assert law is not None
    return record_of(law)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"id": "a"}, {"id": "a", "title": "另一条例"}, True),
        ({"id": "a"}, {"id": "b"}, False),
        # A file that was typed by hand has no id.
        ({"id": "a", "date": "2020-01-01"}, {"date": "2020-01-01"}, True),
        ({"date": "2020-01-01"}, {"date": "2020-01-01", "title": "某 某条例（失效）"}, True),
        ({"date": "2020-01-01"}, {"date": "2021-01-01"}, False),
        ({"date": "2020-01-01"}, {"date": "2020-01-01", "title": "另一条例"}, False),
    ],
)
def test_one_document(one, other, same):
    assert is_same(record(**one), record(**other)) is same


def test_other_texts_come_oldest_first():
    held = [record(path=f"{day}.md", id=day, date=f"20{day}-01-01") for day in ("25", "15", "20")]
    found = Holdings(held, NOT_RENAMED).versions(record(id="20", date="2020-01-01"))
    assert [one.path for one in found] == ["15.md", "25.md"]


def test_a_renamed_law_is_known_by_its_earlier_title():
    held = Holdings([record("旧名条例", id="a", date="2015-01-01")], Renamed({"旧名条例": "新名条例"}))
    assert [one.meta.id for one in held.versions(record("新名条例", id="b", date="2020-01-01"))] == ["a"]


def test_decisions_are_never_versions_of_each_other():
    held = Holdings([record("关于修改某条例的决定", id="a", date="2015-01-01")], NOT_RENAMED)
    assert held.versions(record("关于修改某条例的决定", id="b", date="2020-01-01")) == ()


def test_folders_are_read_whole_and_what_is_no_law_holds_nothing(tmp_path):
    write_laws(tmp_path, {"a/b.md": law_text("某某条例", id="a"), "c.md": "no front matter"})
    with Crew(1) as crew:
        held = read_holdings([tmp_path], NOT_RENAMED, crew, Quiet())
        assert held.same(record(id="a")).path == str(tmp_path / "a/b.md")
        with pytest.raises(NoSourcesError):
            read_holdings([tmp_path / "missing"], NOT_RENAMED, crew, Quiet())
