"""``tiaowen citations``: files, inside of a library and outside, and what they cite."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from build_tools.pipeline import workers
from build_tools.pipeline.citations import Cited, cite_files
from build_tools.pipeline.sources import NoSourcesError
from tests.projects import law_text, write_laws

DAY = date(2026, 4, 1)
WAGES = law_text(
    "最低工资规定",
    "- **第一条**　为了维护劳动者的权益，制定本规定。\n\n- **第二条**　本规定适用于企业。\n\n  其他单位依照执行。\n",
    id="b1",
    date="2004-01-20",
    effective_date="2004-03-01",
    status="有效",
)
CITING = law_text(
    "工资支付办法",
    "- **第一条**　违反《最低工资规定》第二条第二款的，依照《劳动监察规定》第一条处理。\n",
    id="c1",
    date="2010-01-01",
    effective_date="2010-02-01",
    status="有效",
)


def ask(library: Path, *files: str, jobs: int = 1) -> Cited:
    return cite_files([library], files, DAY, jobs, executors=ThreadPoolExecutor)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    write_laws(tmp_path / "laws", {"b.md": WAGES, "c.md": CITING})
    return tmp_path / "laws"


def test_each_citation_is_an_answer(library):
    name = str(library / "c.md")
    found = ask(library, name)
    assert (found.diagnostics, found.left_out) == ((), 0)
    first, second = found.answers
    assert first["path"] == name
    assert first["text"] == "《最低工资规定》第二条第二款"
    assert CITING[first["start"] : first["end"]] == first["text"]
    assert first["url"] == "laws/zuidi-gongzi-guiding/2004-01-20/2.html#art_2__para_2"
    assert first["target"]["id"] == "b1"
    assert second["reason"] == "law-not-in-library"


def test_a_file_outside_of_the_library_is_one_more_document_of_it(library, tmp_path):
    text = law_text(
        "劳动监察规定", "- **第一条**　本规定第二条适用。\n\n- **第二条**　略。\n", id="d1", date="2005-01-01"
    )
    write_laws(tmp_path, {"d.md": text})
    (own, *_) = ask(library, str(tmp_path / "d.md")).answers
    assert (own["target"]["id"], own["target"]["article"]) == ("d1", "第二条")


def test_a_file_under_another_name_is_the_one_in_the_library(library, tmp_path):
    """Or its law would have two versions of one day, and one of them would have lost its id."""
    write_laws(tmp_path, {"copy.md": WAGES, "c.md": CITING})
    (tmp_path / "link.md").symlink_to(library / "c.md")
    for name in ("c.md", "link.md", "laws/../laws/c.md"):
        (first, _) = ask(library, str(tmp_path / name), str(tmp_path / "copy.md")).answers
        assert first["target"]["id"] == "b1"


def test_answers_come_in_the_order_of_the_files(library, monkeypatch):
    monkeypatch.setattr(workers, "SMALL", 0)
    names = [str(library / "c.md"), str(library / "b.md"), str(library / "c.md")]
    one, many = ask(library, *names), ask(library, *names, jobs=3)
    assert one == many
    assert [answer["path"] for answer in one.answers] == [names[0], names[0], names[2], names[2]]


def test_the_registry_says_where_a_law_stands(library):
    (library / "registry.tsv").write_text("id\tkey\tsegment\nb1\twages\t2004-01-20\n")
    assert ask(library, str(library / "c.md")).answers[0]["url"].startswith("laws/wages/2004-01-20/")
    (library / "registry.tsv").write_text("")
    assert [found.code for found in ask(library, str(library / "c.md")).diagnostics] == ["registry-header"]


def test_what_cannot_be_read_is_said(library):
    write_laws(library, {"x.md": "no front matter"})
    found = ask(library, str(library / "x.md"), str(library / "none.md"), "\0", str(library / "c.md"))
    assert len(found.answers) == 2
    assert {one.code for one in found.diagnostics} >= {"file-unreadable"}
    assert len({one.path for one in found.diagnostics}) == 3
    assert found.left_out == 1


def test_a_library_must_be_there(tmp_path):
    with pytest.raises(NoSourcesError, match="none: no such source folder.*--library"):
        ask(tmp_path / "none", "x.md")
    with pytest.raises(NoSourcesError, match="no law file.*--library"):
        ask(tmp_path, "x.md")
