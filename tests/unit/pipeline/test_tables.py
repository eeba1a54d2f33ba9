"""The tables of names in a build: what the source folder says is heard, and what is wrong there is said."""

from __future__ import annotations

import tomllib
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from build_tools.diagnostics import Severity
from build_tools.pipeline import cache
from build_tools.pipeline.build import build
from build_tools.pipeline.citations import cite_files
from build_tools.pipeline.register import register
from build_tools.pipeline.tables import read_tables
from tests.projects import files_of, law_text, make_project, settings_of, write_laws

RENAMED = "河南省治理办法:\n  was: 河南省治理暂行办法\n  evidence: 题注：…\n"
CITING = law_text(
    "工资支付办法",
    "- **第一条**　依照最低薪酬条例第二条和《最低工资办法》第三条办理。\n",
    id="c1",
    date="2010-01-01",
    effective_date="2010-02-01",
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    laws = {
        "old.md": law_text("河南省治理暂行办法", id="a1", date="2010-01-01", status="已修改"),
        "new.md": law_text("河南省治理办法", id="a2", date="2020-01-01", status="有效"),
        "wages.md": law_text("最低工资规定", id="b1", date="2004-01-20", effective_date="2004-03-01"),
        "citing.md": CITING,
    }
    make_project(tmp_path, laws)
    return tmp_path


def test_a_renamed_law_has_one_folder(project):
    write_laws(project, {"source/families.yml": RENAMED})
    report = build(settings_of(project / "mkdocs.yml"))
    assert (report.works, report.versions) == (3, 4)
    site = files_of(project / "site")
    assert "laws/henansheng-zhili-banfa/2010-01-01/index.html" in site
    assert "laws/henansheng-zhili-banfa/2020-01-01/index.html" in site


def test_a_table_that_comes_later_moves_no_published_page(project):
    settings = settings_of(project / "mkdocs.yml")
    register(settings)
    before = settings.registry.read_text("utf-8")
    write_laws(project, {"source/families.yml": RENAMED})
    assert register(settings).added == ()
    assert settings.registry.read_text("utf-8") == before
    found = [one.path for one in build(settings).diagnostics if one.code == "family-apart"]
    assert [Path(path).name for path in found] == ["new.md", "old.md"]


def test_a_changed_table_is_heard_in_the_next_build(project):
    settings = settings_of(project / "mkdocs.yml")
    assert build(settings).works == 4
    write_laws(project, {"source/families.yml": RENAMED})
    assert build(settings).works == 3


def test_findings_of_the_tables_are_findings_of_the_build(project):
    text = "# 简称\n没有的条例: 无名法\n最低工资规定: 规定\n"
    write_laws(project, {"source/aliases.yml": text, "source/families.yml": "- 甲\n"})
    report = build(settings_of(project / "mkdocs.yml"))
    source = project / "source"
    found = {(one.path, one.line, one.code, one.severity) for one in report.diagnostics}
    assert found >= {
        (str(source / "aliases.yml"), 2, "alias-unknown", Severity.WARNING),
        (str(source / "aliases.yml"), 3, "alias-generic", Severity.WARNING),
        (str(source / "families.yml"), 1, "table-broken", Severity.ERROR),
    }


def test_names_of_the_library_are_resolved(project):
    source = project / "source"
    write_laws(source, {"aliases.yml": "最低工资规定: [最低薪酬条例, 最低工资办法]\n"})
    cited = cite_files(
        [source], [str(source / "citing.md")], date(2026, 4, 1), 1, executors=ThreadPoolExecutor
    )
    assert cited.diagnostics == ()
    assert [(one["target"]["title"], one["target"]["article"]) for one in cited.answers] == [
        ("最低工资规定", "第二条"),
        ("最低工资规定", "第三条"),
    ]


def test_without_tables_of_its_own_a_library_has_those_of_the_package(tmp_path):
    tables = read_tables(tmp_path)
    assert tables.diagnostics == ()
    assert tables.renamed.former
    assert tables.aliases.packaged.rows


def test_a_changed_table_of_the_package_is_a_change_of_the_code(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "__file__", str(tmp_path / "pipeline" / "cache.py"))
    write_laws(tmp_path, {"pipeline/cache.py": "x", "cite/data/aliases.yml": "甲法: 乙\n"})
    before = cache.code_fingerprint()
    write_laws(tmp_path, {"cite/data/aliases.yml": "甲法: 丙\n"})
    assert cache.code_fingerprint() != before


def test_the_tables_are_in_the_package_that_is_installed(repository):
    settings = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    package = repository / "build_tools"
    packed = {path for pattern in settings["package-data"]["build_tools"] for path in package.glob(pattern)}
    kinds = (package.rglob(f"*.{kind}") for kind in ("yml", "txt", "json"))
    assert packed == {*chain.from_iterable(kinds), package / "search" / "node.js"}
    assert len(packed) == 7
