"""``tiaowen check`` and ``register`` on the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from build_tools import cli
from tests.projects import files_of, law_text, write_laws
from tests.unit.cli.commands import CITING, run


def test_check_counts_the_citations(project, capsys):
    write_laws(project / "source", {"c.md": CITING})
    run("check")
    words = capsys.readouterr().err
    assert "citations: 2 found, 1 linked, 1 text\n  law-not-in-library: 1 found, 1 text\nby form:\n" in words


def test_register_freezes_addresses_once(project, capsys):
    assert run("register") == cli.OK
    captured = capsys.readouterr()
    assert captured.out == "laws/zuidi-gongzi-guiding/2004-01-20/\tb1\n"
    assert "1 added, 1 in all" in captured.err
    registry = project / "source" / "registry.tsv"
    before = registry.read_bytes()
    assert run("register") == cli.OK
    assert registry.read_bytes() == before
    registry.write_text("not a registry")
    assert run("register") == cli.FOUND_ERRORS
    assert registry.read_text() == "not a registry"


def test_a_frozen_address_outlives_a_new_title(project):
    assert run("register") == cli.OK
    write_laws(
        project / "source", {"a.md": law_text("最低工资条例", id="b1", date="2004-01-20", status="有效")}
    )
    assert run("build") == cli.OK
    assert [path.name for path in (project / "site" / "laws").iterdir()] == ["zuidi-gongzi-guiding"]


def test_check_builds_aside_when_there_is_no_site(project, capsys):
    assert run("check") == cli.OK
    words = capsys.readouterr().err
    assert "1 address is not frozen;" in words
    assert "0 errors" in words
    assert not (project / "site").exists()
    assert not (project / "docs" / "laws").exists()


def test_check_looks_at_the_built_site(project, capsys):
    run("register")
    run("build")
    assert run("check", "--strict") == cli.OK
    page = project / "site/laws/zuidi-gongzi-guiding/2004-01-20/1.html"
    page.write_text(page.read_text("utf-8").replace("制定本条例", "制订本条例"), encoding="utf-8")
    (project / "site/laws/zuidi-gongzi-guiding/2004-01-20/2.html").unlink()
    before = files_of(project / "site")
    assert run("check") == cli.FOUND_ERRORS
    words = capsys.readouterr().err
    assert "2004-01-20/1.html: error: shows" in words
    assert "2004-01-20/2.html: error: cannot be read" in words
    assert "[link-broken]" in words
    assert files_of(project / "site") == before
    # The next build mends what the check has found.
    assert run("build") == cli.OK
    assert run("check", "--strict") == cli.OK


def test_check_says_what_is_out_of_date_and_unregistered(project, capsys):
    run("build")
    assert run("check", "--strict") == cli.FOUND_ERRORS
    assert "[address-unregistered]" in capsys.readouterr().err
    run("register")
    write_laws(
        project / "source",
        {"a.md": law_text("最低工资规定", "- **第一条**　新。\n", id="b1", date="2004-01-20")},
    )
    assert run("check") == cli.FOUND_ERRORS
    words = capsys.readouterr().err
    assert "1 law is out of date" in words
    assert "[page-text]" not in words


def test_check_misses_a_published_law(project, capsys):
    write_laws(project / "source", {"b.md": law_text("北京市河湖保护条例", id="c1", date="2026-01-01")})
    run("register")
    (project / "source" / "b.md").unlink()
    assert run("check") == cli.FOUND_ERRORS
    assert "laws/beijingshi-hehu-baohu-tiaoli/2026-01-01/ was published" in capsys.readouterr().err


def test_check_against_what_was_published(project, capsys):
    assert run("build") == cli.OK
    shutil.copytree("site", "published")
    assert run("check", "--against", "published") == cli.OK
    Path("source/a.md").unlink()
    write_laws(project / "source", {"b.md": law_text("某某规定", id="c1", date="2004-01-20", status="有效")})
    assert run("build") == cli.OK
    assert run("check", "--against", "published/ledger.txt") == cli.FOUND_ERRORS
    words = capsys.readouterr().err
    line = "laws/zuidi-gongzi-guiding/2004-01-20/: error: was published, and is gone with its 7 pages;"
    assert line in words
    rows = "laws/zuidi-gongzi-guiding/: laws/moumou-guiding/\n"
    write_laws(project / "source", {"redirects.yml": rows})
    assert run("build") == cli.OK
    assert run("check", "--against", "published/ledger.txt") == cli.OK


@pytest.mark.parametrize(("name", "words"), [("nowhere", "cannot be read"), ("mkdocs.yml", "is no ledger")])
def test_check_against_what_is_no_ledger(project, capsys, name, words):
    assert run("check", "--against", name) == cli.CANNOT
    assert words in capsys.readouterr().err


def test_check_misses_the_public_address(project, capsys):
    (project / "mkdocs.yml").write_text("site_name: 条文\n", encoding="utf-8")
    assert run("check") == cli.OK
    assert "[site-url-missing]" in capsys.readouterr().err
