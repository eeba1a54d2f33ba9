"""The search index, step by step: whatever happened between two builds, it is that of a build from scratch."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from build_tools.pipeline import build as build_module
from build_tools.pipeline import indexing
from build_tools.pipeline.buckets import DamagedError
from build_tools.pipeline.build import build
from tests.projects import (
    changed,
    fake_capture,
    files_of,
    law_text,
    same_as_fresh,
    settings_of,
    stamps,
    write_laws,
)


@pytest.fixture
def project(config_file: Path) -> Path:
    """A project that has been built once."""
    build(settings_of(config_file))
    return config_file.parent


def edit(project: Path, name: str, old: str, new: str) -> None:
    path = project / "source" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def rebuild(project: Path, tmp_path_factory: pytest.TempPathFactory, **options: object) -> None:
    """Build again, and compare with a build from scratch."""
    build(settings_of(project / "mkdocs.yml", **options))
    same_as_fresh(project, tmp_path_factory.mktemp("fresh"), **options)


def forbid_renumbering(monkeypatch: pytest.MonkeyPatch) -> None:
    def renumber(*_: object) -> None:
        raise AssertionError("all lists are renumbered for an edited word")

    monkeypatch.setattr(indexing, "_renumbering", renumber)


def test_an_edited_word_touches_its_own_terms_only(project, tmp_path_factory, monkeypatch):
    before = stamps(project / "site")
    edit(project, "b.md", "社会治理坚持", "治理社会坚持")
    with monkeypatch.context() as patch:
        forbid_renumbering(patch)
        build(settings_of(project / "mkdocs.yml"))
    same_as_fresh(project, tmp_path_factory.mktemp("fresh"))
    touched = changed(before, stamps(project / "site"))
    folders = {name.split("/")[1] for name in touched if name.startswith("search/")}
    # 会治 and 理坚 went, 理社 and 会坚 came: the buckets of two characters, each under its old and its new name.
    assert len(folders - {"text", "directory.js"}) == 2 * 2


@pytest.mark.parametrize("times", [2, 3])
def test_many_edits_one_after_the_other(project, tmp_path_factory, times):
    for number in range(times):
        edit(
            project,
            "b.md",
            "为了加强" if number == 0 else f"为了第{number}次加强",
            f"为了第{number + 1}次加强",
        )
        build(settings_of(project / "mkdocs.yml"))
    same_as_fresh(project, tmp_path_factory.mktemp("fresh"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- **第二条**　社会治理坚持", "- **第二条**　本条例适用。\n\n- **第二条之一**　社会治理坚持"),
        ("## 第二章　附则", "## 第二章　法律责任\n\n## 第三章　附则"),
        ("最低工资规定", "最高工资规定"),
        ("date: '2004-01-20'", "date: '2024-01-20'"),
    ],
    ids=["an article", "a chapter", "a title", "a date"],
)
def test_entries_that_come_renumber_the_others(project, tmp_path_factory, old, new):
    edit(project, "b.md", old, new)
    rebuild(project, tmp_path_factory)


def test_laws_come_and_go(project, tmp_path_factory):
    write_laws(project / "source", {"c.md": law_text("北京市河湖保护条例", id="c1", date="2026-01-01")})
    rebuild(project, tmp_path_factory)
    (project / "source" / "b.md").unlink()
    rebuild(project, tmp_path_factory)


def test_an_alias_that_comes_is_found(project, tmp_path_factory):
    (project / "source" / "aliases.yml").write_text("最低工资规定: 工资底线规定\n", encoding="utf-8")
    rebuild(project, tmp_path_factory)
    assert any("工资底线规定" in data.decode() for data in files_of(project / "site" / "search").values())


def test_the_calendar_changes_the_order(project, tmp_path_factory):
    edit(project, "b.md", "status: '有效'", "status: '有效'\neffective_date: '2026-01-01'")
    rebuild(project, tmp_path_factory)
    rebuild(project, tmp_path_factory, as_of=date(2026, 1, 2))


def test_what_is_kept_may_be_lost_or_damaged(project, tmp_path_factory):
    (home,) = (project / ".cache" / "tiaowen" / "search").iterdir()
    buckets = sorted(path for path in home.iterdir() if path.name != "state")
    for damage in (
        lambda: buckets[0].unlink(),
        lambda: buckets[1].write_bytes(b"x"),
        lambda: (home / "state").write_bytes(b"x" * 100),
        lambda: shutil.rmtree(home),
    ):
        damage()
        edit(project, "b.md", "为了", "为了了")
        rebuild(project, tmp_path_factory)


def test_a_kept_bucket_with_other_bytes_is_told_and_made_anew(project, tmp_path_factory):
    (home,) = (project / ".cache" / "tiaowen" / "search").iterdir()
    for path in home.iterdir():
        if path.name != "state":
            path.write_bytes(bytes(path.stat().st_size))  # as after a power cut
    before = files_of(project / "site")
    edit(project, "b.md", "为了", "为了了")
    with pytest.raises(DamagedError, match="run again"):
        build(settings_of(project / "mkdocs.yml"))
    assert files_of(project / "site") == before
    rebuild(project, tmp_path_factory)


def test_a_hand_written_file_below_search_stays(project, monkeypatch):
    def capture(config_file, scratch):
        found = fake_capture(config_file, scratch)
        write_laws(found.static, {"search/notes/a.txt": "a", "search/text/b.txt": "b"})
        return found

    monkeypatch.setattr(build_module, "capture", capture)
    build(settings_of(project / "mkdocs.yml"))
    before = files_of(project / "site")
    assert "search/notes/a.txt" in before
    shutil.rmtree(project / ".cache")
    build(settings_of(project / "mkdocs.yml"))
    assert files_of(project / "site") == before


def test_a_site_beside_the_first_has_the_same_index(project):
    build(settings_of(project / "mkdocs.yml", site=project / "second"))
    assert files_of(project / "second" / "search") == files_of(project / "site" / "search")


def test_files_of_the_index_that_vanished_come_back(project):
    before = files_of(project / "site" / "search")
    (project / "site" / ".tiaowen").write_text("unknown", encoding="utf-8")
    stray = project / "site" / "search" / "00aaaaa" / "0.js"
    stray.parent.mkdir()
    stray.write_text("stray", encoding="utf-8")
    next((project / "site" / "search" / "text").rglob("*.js")).unlink()
    build(settings_of(project / "mkdocs.yml"))
    assert files_of(project / "site" / "search") == before
