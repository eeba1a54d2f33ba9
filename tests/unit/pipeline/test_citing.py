"""Laws that cite each other: who is rendered again when one of them changes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from build_tools.pipeline import workers
from build_tools.pipeline.build import build
from build_tools.pipeline.checking import run_check
from build_tools.pipeline.report import Report
from tests.projects import (
    changed,
    files_of,
    law_text,
    make_project,
    same_as_fresh,
    settings_of,
    stamps,
    write_laws,
)

WAGES = "zuidi-gongzi-guiding"
CITING = "gongzi-zhifu-banfa"
OTHER = "beijingshi-hehu-baohu-tiaoli"

CITING_TEXT = law_text(
    "工资支付办法",
    """\
- **第一条**　违反《最低工资规定》第二条第二款的，依照《劳动监察规定》第一条处理。

- **第二条**　违反前条规定的，责令改正。
""",
    id="c1",
    date="2010-01-01",
    effective_date="2010-02-01",
    status="有效",
)


def wages(title: str = "最低工资规定", articles: int = 3) -> str:
    """The law that is cited, with so many articles."""
    body = [
        "- **第一条**　为了维护劳动者的权益，制定本规定。\n",
        "- **第二条**　本规定适用于企业。\n\n  民办非企业单位依照执行。\n",
        "- **第三条**　本规定自2004年3月1日起施行。\n",
    ]
    fields = {"id": "b1", "date": "2004-01-20", "effective_date": "2004-03-01", "status": "有效"}
    return law_text(title, "\n".join(body[:articles]), **fields)


SUPERVISION = law_text(
    "劳动监察规定", "- **第一条**　责令改正。\n", id="d1", date="2005-01-01", effective_date="2005-01-01"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A built project: one law that cites another, and a third that does neither."""
    other = law_text(
        "北京市河湖保护条例", "- **第一条**　保护河湖。\n", id="e1", date="2009-01-01", status="有效"
    )
    laws = {"b.md": wages(), "c.md": CITING_TEXT, "e.md": other}
    make_project(tmp_path, laws)
    rebuild(tmp_path)
    return tmp_path


def rebuild(project: Path, **options: object) -> Report:
    return build(settings_of(project / "mkdocs.yml", **options))


def edited(project: Path, laws: dict[str, str | None]) -> tuple[Report, set[str]]:
    """Change files (None: remove), build, and return the report and the keys of the laws whose pages changed."""
    before = stamps(project / "site")
    for name, text in laws.items():
        if text is None:
            (project / "source" / name).unlink()
        else:
            write_laws(project / "source", {name: text})
    report = rebuild(project)
    pages = changed(before, stamps(project / "site"))
    return report, {page.split("/")[1] for page in pages if page.startswith("laws/")}


def citing_page(project: Path, number: int = 1) -> str:
    return (project / f"site/laws/{CITING}/2010-01-01/{number}.html").read_text("utf-8")


CITED = f"../../{WAGES}/2004-01-20/2.html#art_2__para_2"
SUPERVISED = "../../laodong-jiancha-guiding/2005-01-01/1.html"


def test_a_citation_is_a_link(project):
    assert f"<a href={CITED}" in citing_page(project)
    assert SUPERVISED not in citing_page(project)
    assert "<a href=1.html" in citing_page(project, 2)
    markdown = (project / f"docs/laws/{CITING}/2010-01-01/1.md").read_text("utf-8")
    assert f"](../../{WAGES}/2004-01-20/2.md#art_2__para_2" in markdown


def test_the_cited_law_says_by_whom(project):
    page = (project / f"site/laws/{WAGES}/2004-01-20/2.html").read_text("utf-8")
    assert f"../../{CITING}/2010-01-01/1.html" in page


def test_a_new_law_is_linked_to(project, tmp_path_factory):
    report, pages = edited(project, {"d.md": SUPERVISION})
    assert SUPERVISED in citing_page(project)
    assert report.works_rendered == 2
    assert pages == {CITING, "laodong-jiancha-guiding"}
    same_as_fresh(project, tmp_path_factory.mktemp("fresh"))


def test_a_law_that_goes_takes_the_links_along(project, tmp_path_factory):
    edited(project, {"b.md": None})
    assert WAGES not in citing_page(project)
    assert "《最低工资规定》第二条第二款" in citing_page(project)
    same_as_fresh(project, tmp_path_factory.mktemp("fresh"))


def test_an_article_that_goes_takes_its_links_along(project, tmp_path_factory):
    report, pages = edited(project, {"b.md": wages(articles=1)})
    assert CITED not in citing_page(project)
    assert report.works_rendered == 2
    assert pages == {CITING, WAGES}
    same_as_fresh(project, tmp_path_factory.mktemp("fresh"))


def test_a_law_under_a_new_title_is_not_the_one_that_was_cited(project, tmp_path_factory):
    report, pages = edited(project, {"b.md": wages("最低工资条例")})
    assert CITED not in citing_page(project)
    assert report.works_rendered == 2
    assert CITING in pages
    same_as_fresh(project, tmp_path_factory.mktemp("fresh"))


def test_what_is_cited_no_more_does_not_say_so_any_more(project, tmp_path_factory):
    report, pages = edited(project, {"c.md": CITING_TEXT.replace("《最低工资规定》第二条第二款", "规定")})
    assert report.works_rendered == 2
    assert pages == {CITING, WAGES}
    assert CITING not in (project / f"site/laws/{WAGES}/2004-01-20/2.html").read_text("utf-8")
    same_as_fresh(project, tmp_path_factory.mktemp("fresh"))


def test_a_cited_law_whose_words_change_is_rendered_alone(project, tmp_path_factory):
    report, pages = edited(project, {"b.md": wages().replace("适用于企业", "适用于各类企业")})
    assert report.works_rendered == 1
    assert pages == {WAGES}
    same_as_fresh(project, tmp_path_factory.mktemp("fresh"))


def test_a_law_that_cites_nothing_is_rendered_alone(project):
    other = law_text("北京市河湖保护条例", "- **第一条**　保护一切河湖。\n", id="e1", date="2009-01-01")
    report, pages = edited(project, {"e.md": other})
    assert report.works_rendered == 1
    assert pages == {OTHER}


def test_a_touched_file_changes_nothing(project):
    report, pages = edited(project, {"b.md": wages(), "c.md": CITING_TEXT})
    assert (report.files_read, report.works_rendered, pages) == (2, 0, set())


def test_a_cited_law_that_ends_is_marked_where_it_is_cited(project, tmp_path_factory):
    text = wages().replace("'有效'", "'已废止'")
    report, _ = edited(project, {"b.md": text})
    assert report.works_rendered == 2
    same_as_fresh(project, tmp_path_factory.mktemp("fresh"))


@pytest.mark.parametrize("jobs", [1, 3])
def test_any_number_of_workers_gives_the_same_links(project, tmp_path_factory, monkeypatch, jobs):
    monkeypatch.setattr(workers, "SMALL", 0)
    fresh = tmp_path_factory.mktemp("workers")
    laws = {path: data.decode() for path, data in files_of(project / "source").items()}
    build(settings_of(make_project(fresh, laws), jobs=jobs), executors=ThreadPoolExecutor)
    ours, theirs = files_of(project / "site"), files_of(fresh / "site")
    assert {name for name in ours if ours[name] != theirs[name]} <= {".tiaowen"}
    assert CITED in citing_page(fresh)


def test_the_citations_are_counted(project):
    census = rebuild(project).as_json()["citations"]
    assert census["found"] == 3
    assert census["linked"] == 2
    assert census["reasons"] == {"law-not-in-library": {"text": 1}}
    checked = run_check(settings_of(project / "mkdocs.yml"))
    assert checked.census.as_json() == census


def test_a_law_to_come_is_marked_until_its_day(tmp_path, tmp_path_factory):
    coming = law_text(
        "劳动监察规定", "- **第一条**　责令改正。\n", id="d1", date="2025-10-01", effective_date="2025-12-01"
    )
    citing = law_text(
        "监察通知", "- **第一条**　依照《劳动监察规定》第一条处理。\n", id="f1", date="2025-12-01"
    )
    make_project(tmp_path, {"d.md": coming, "f.md": citing})
    rebuild(tmp_path, as_of=date(2025, 11, 30))
    rebuild(tmp_path, as_of=date(2025, 12, 1))
    same_as_fresh(tmp_path, tmp_path_factory.mktemp("fresh"), as_of=date(2025, 12, 1))
