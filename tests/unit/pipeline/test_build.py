"""Builds of a small project: what is written, what is left alone, what is refused."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from build_tools import fsio
from build_tools.diagnostics import Severity
from build_tools.pages.capture import Captured
from build_tools.pipeline import build as build_module
from build_tools.pipeline import workers
from build_tools.pipeline.build import build, build_into
from build_tools.pipeline.checking import run_check
from build_tools.pipeline.register import register
from build_tools.pipeline.settings import SettingsError
from build_tools.pipeline.sources import NoSourcesError
from build_tools.pipeline.tree import MARKER
from tests import factories
from tests.projects import (
    changed,
    fake_capture,
    files_of,
    law_text,
    leftovers,
    outputs_of,
    same_as_fresh,
    settings_of,
    stamps,
    write_laws,
)

KEY = "henansheng-shehui-zhili-tiaoli"


def test_a_clean_build_writes_everything(config_file):
    project = config_file.parent
    report = build(settings_of(config_file))
    assert report.built
    assert (report.files, report.works, report.versions, report.works_rendered) == (3, 2, 3, 2)
    site, laws = files_of(project / "site"), files_of(project / "docs" / "laws")
    for name in (
        "index.html",
        "about.html",
        "assets/site.css",
        "kinds/index.html",
        f"laws/{KEY}/index.html",
        f"laws/{KEY}/3.html",
        f"laws/{KEY}/versions.js",
        f"laws/{KEY}/2020-01-01/index.html",
        f"laws/{KEY}/2025-09-30/2.html",
        f"laws/{KEY}/2025-09-30/c1.html",
        f"laws/{KEY}/2025-09-30/full.html",
        "laws/zuidi-gongzi-guiding/2004-01-20/1.html",
    ):
        assert name in site, name
    assert f"{KEY}/2025-09-30/2.md" in laws
    assert f"{KEY}/2025-09-30/full.md" not in laws
    assert report.written == len(site) + len(laws) - 2  # the two markers
    assert report.tally.files("article") == 9
    assert leftovers(project) == []


def test_nothing_is_done_twice(config_file):
    project = config_file.parent
    build(settings_of(config_file))
    before = {name: stamps(project / name) for name in ("site", "docs", ".cache/tiaowen/parse")}
    report = build(settings_of(config_file))
    assert (report.files_read, report.works_rendered, report.written, report.removed) == (0, 0, 0, 0)
    assert {name: stamps(project / name) for name in before} == before
    assert report.tally.files("article") == 9


def test_an_edited_law_touches_its_own_pages_only(config_file):
    project = config_file.parent
    build(settings_of(config_file))
    before = stamps(project / "site")
    path = project / "source" / "b.md"
    path.write_text(path.read_text("utf-8").replace("加强社会治理", "保障劳动者合法权益"), encoding="utf-8")
    report = build(settings_of(config_file))
    assert report.works_rendered == 1
    touched = changed(before, stamps(project / "site"))
    assert {name for name in touched if not name.startswith("search/")} == {
        MARKER,
        "laws/zuidi-gongzi-guiding/2004-01-20/1.html",
        "laws/zuidi-gongzi-guiding/2004-01-20/c1.html",
        "laws/zuidi-gongzi-guiding/2004-01-20/full.html",
        "laws/zuidi-gongzi-guiding/2004-01-20/full.md",
    }
    assert len([name for name in touched if name.startswith("search/text/")]) == 1
    page = project / "site/laws/zuidi-gongzi-guiding/2004-01-20/1.html"
    assert "保障劳动者合法权益" in page.read_text("utf-8")
    assert leftovers(project) == []


@pytest.mark.parametrize(
    "edit",
    [
        {"c.md": law_text("北京市河湖保护条例", id="c1", date="2026-01-01")},
        {"b.md": None},
        {"a/2020.md": None},
        {"b.md": None, "moved/b.md": law_text("最低工资规定", id="b1", date="2004-01-20", status="有效")},
        {"b.md": law_text("最低工资规定（失效）", id="b1", date="2004-01-20")},
        {"a/2025.md": law_text("河南省社会治理条例", "第一条　只有一条。\n", id="a2", date="2025-09-30")},
        {"a/2025.md": law_text("河南省平安建设条例", id="a2", date="2025-09-30")},
        {"b.md": "no front matter"},
    ],
    ids=["add", "remove", "remove a version", "move", "retitle", "shorten", "split a family", "break"],
)
def test_steps_lead_where_a_fresh_build_leads(config_file, tmp_path_factory, edit):
    project = config_file.parent
    build(settings_of(config_file))
    for name, text in edit.items():
        if text is None:
            (project / "source" / name).unlink()
        else:
            write_laws(project / "source", {name: text})
    build(settings_of(config_file))
    same_as_fresh(project, tmp_path_factory.mktemp("fresh"))
    assert leftovers(project) == []


def test_the_day_of_the_build_is_all_that_time_changes(config_file, tmp_path_factory):
    project = config_file.parent
    build(settings_of(config_file))
    report = build(settings_of(config_file, as_of=date(2025, 11, 29)))
    assert report.works_rendered == 0
    report = build(settings_of(config_file, as_of=date(2025, 12, 1)))
    assert report.works_rendered > 0
    same_as_fresh(project, tmp_path_factory.mktemp("fresh"), as_of=date(2025, 12, 1))


@pytest.mark.parametrize("jobs", [1, 3])
def test_any_number_of_workers_gives_the_same_bytes(config_file, tmp_path_factory, monkeypatch, jobs):
    monkeypatch.setattr(workers, "SMALL", 0)
    project = config_file.parent
    build(settings_of(config_file, jobs=jobs), executors=ThreadPoolExecutor)
    same_as_fresh(project, tmp_path_factory.mktemp("fresh"))


def test_a_damaged_cache_costs_time_and_nothing_else(config_file):
    project = config_file.parent
    build(settings_of(config_file))
    before = outputs_of(project)
    for path in (project / ".cache").rglob("*"):
        if path.is_file() and path.name != "lock":
            path.write_bytes(b"\x80damaged" + path.read_bytes()[8:])
    if (journal := project / ".cache/tiaowen/journal.json").exists():
        journal.unlink()
    report = build(settings_of(config_file))
    assert outputs_of(project) == before
    assert report.files_parsed == 3
    assert build(settings_of(config_file)).files_read == 0


def test_a_lost_cache_rewrites_no_page(config_file):
    project = config_file.parent
    build(settings_of(config_file))
    before = stamps(project / "site")
    shutil.rmtree(project / ".cache")
    (project / "site/laws/ghost").mkdir()
    (project / "site/laws/ghost/1.html").write_text("")
    (project / "site/kinds/ghost.html").write_text("")
    report = build(settings_of(config_file))
    assert changed(before, stamps(project / "site")) == set()
    assert (report.written, report.removed) == (0, 2)
    assert build(settings_of(config_file)).works_rendered == 0


def test_a_site_that_was_thrown_away_comes_back(config_file):
    project = config_file.parent
    build(settings_of(config_file))
    before = outputs_of(project)
    shutil.rmtree(project / "site")
    assert build(settings_of(config_file)).files_read == 0
    assert outputs_of(project) == before


def test_errors_are_all_reported_and_the_others_are_built(config_file):
    project = config_file.parent
    write_laws(
        project / "source", {"x.md": "no front matter", "y.md": "---\ndate: 2020-01-01\n---\n\n第一条　…\n"}
    )
    (project / "source" / "z.md").write_bytes(b"---\ntitle: \xff\n---\n")
    report = build(settings_of(config_file))
    assert report.failed
    assert {Path(found.path).name for found in report.diagnostics if found.severity == 3} == {
        "x.md",
        "y.md",
        "z.md",
    }
    assert report.works == 2
    assert (project / f"site/laws/{KEY}/2025-09-30/1.html").exists()


def test_strict_builds_nothing_with_errors(config_file):
    project = config_file.parent
    write_laws(project / "source", {"x.md": "no front matter"})
    report = build(settings_of(config_file, strict=True))
    assert not report.built
    assert report.failed
    assert not (project / "site").exists()
    assert not (project / "docs/laws").exists()
    (project / "source" / "x.md").unlink()
    assert build(settings_of(config_file, strict=True)).built


def test_a_template_with_gaps_can_be_looked_at_and_not_published(config_file):
    project = config_file.parent
    write_laws(project / "source", {"x.md": law_text("某条例", "- **第一条**　　〔待录入〕\n", id="x1")})
    report = build(settings_of(config_file))
    assert (report.built, report.failed) == (True, False)
    assert "x.md:8:12: warning: 〔待录入〕 is a gap" in "".join(one.format() for one in report.diagnostics)
    assert build(settings_of(config_file, strict=True)).obstacle == "--strict forbids errors"


def test_no_source_no_build(config_file):
    project = config_file.parent
    shutil.rmtree(project / "source")
    with pytest.raises(NoSourcesError, match="source: no such source folder"):
        build(settings_of(config_file))
    (project / "source").mkdir()
    (project / "source" / "README.md").write_text("not a law")
    with pytest.raises(NoSourcesError, match="no law file"):
        build(settings_of(config_file))
    assert not (project / "site").exists()


def test_two_builds_at_once(config_file):
    settings = settings_of(config_file)
    with fsio.lock(settings.cache / "lock"), pytest.raises(fsio.LockedError):
        build(settings)


def test_another_source_leaves_the_projects_markdown_alone(config_file, tmp_path):
    project = config_file.parent
    build(settings_of(config_file))
    before = files_of(project / "docs")
    write_laws(tmp_path / "other", {"c.md": law_text("北京市河湖保护条例", id="c1", date="2026-01-01")})
    other = settings_of(config_file, sources=(tmp_path / "other",), site=tmp_path / "public")
    assert other.laws is None
    build(other)
    assert files_of(project / "docs") == before
    assert list((tmp_path / "public/laws").iterdir()) == [
        tmp_path / "public/laws/beijingshi-hehu-baohu-tiaoli"
    ]


def test_images_are_copied_and_missing_ones_named(config_file):
    project = config_file.parent
    text = law_text(
        "中华人民共和国国旗法",
        "- **第一条**　国旗：\n\n  ![国旗](../images/flag.png)\n\n![](../images/none.png)\n",
    )
    write_laws(project / "source", {"laws/flag.md": text})
    (project / "source" / "images").mkdir()
    (project / "source/images/flag.png").write_bytes(b"\x89PNG one")
    report = build(settings_of(config_file))
    missing = [found for found in report.diagnostics if found.code == "image-missing"]
    assert [(Path(found.path).name, found.line) for found in missing] == [("flag.md", 11)]
    (image,) = (project / "site/laws").glob("*/undated/image-*.png")
    assert image.name in (image.parent / "1.html").read_text("utf-8")
    (project / "source/images/flag.png").write_bytes(b"\x89PNG two!")
    build(settings_of(config_file))
    (other,) = image.parent.glob("image-*.png")
    assert other.name != image.name
    assert other.read_bytes() == b"\x89PNG two!"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_an_output_that_may_not_be_written(config_file):
    project = config_file.parent
    project.chmod(0o555)
    try:
        with pytest.raises(fsio.WriteError, match="cannot be written"):
            build(settings_of(config_file))
    finally:
        project.chmod(0o755)


def test_an_output_below_a_file(config_file, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(SettingsError, match="a file stands where the folder belongs"):
        build(settings_of(config_file, site=tmp_path / "file" / "site"))
    assert not (config_file.parent / "docs" / "laws").exists()
    assert leftovers(config_file.parent) == []


@pytest.mark.parametrize(
    ("damage", "code", "line"),
    [
        (b"", "registry-header", 1),
        (b"b1\tzuidi-gongzi-guiding\t2004-01-20\n", "registry-header", 1),
        (b"id\tkey\tsegment\n<<<<<<< HEAD\n", "registry-line", 2),
        (b"\xff\xfe", "registry-broken", 1),
        ("folder", "registry-broken", 0),
        ("link", "registry-broken", 0),
    ],
)
def test_without_its_registry_nothing_is_built(config_file, damage, code, line):
    """A registry that cannot be trusted would move published pages."""
    project = config_file.parent
    build(settings_of(config_file))
    before = outputs_of(project)
    path = project / "source" / "registry.tsv"
    if isinstance(damage, bytes):
        path.write_bytes(damage)
    elif damage == "folder":
        path.mkdir()
    else:
        path.symlink_to("nowhere")
    (project / "source" / "b.md").unlink()
    report = build(settings_of(config_file))
    assert (report.built, report.failed) == (False, True)
    assert "registry.tsv must be mended first" in report.obstacle
    assert (code, line) in {(found.code, found.line) for found in report.diagnostics}
    assert outputs_of(project) == before
    with pytest.raises(SettingsError, match=r"registry\.tsv"):
        build_into(settings_of(config_file), factories.shells())
    faults = {found.code for found in run_check(settings_of(config_file)).diagnostics}
    assert code in faults
    assert "site-outdated" not in faults


def test_published_pages_that_go_are_counted(config_file):
    project = config_file.parent
    build(settings_of(config_file))
    register(settings_of(config_file))
    (project / "source" / "b.md").unlink()
    strict = build(settings_of(config_file, strict=True))
    assert (strict.built, strict.obstacle) == (False, "--strict forbids errors")
    report = build(settings_of(config_file))
    (gone,) = [found for found in report.diagnostics if found.code == "address-gone"]
    assert gone.severity is Severity.WARNING
    assert "laws/zuidi-gongzi-guiding/2004-01-20/ was published" in gone.message
    assert list(report.unpublished) == ["zuidi-gongzi-guiding"]
    assert 10 < report.unpublished["zuidi-gongzi-guiding"] <= report.removed
    assert build(settings_of(config_file)).unpublished == {}


def test_what_was_never_registered_may_go(config_file):
    build(settings_of(config_file))
    (config_file.parent / "source" / "b.md").unlink()
    report = build(settings_of(config_file))
    assert report.removed
    assert report.unpublished == {}


def test_an_interrupted_build_that_was_completed_is_named(config_file, monkeypatch):
    def fail(*_: object) -> None:
        raise fsio.WriteError("site", "no")

    with monkeypatch.context() as patch:
        patch.setattr(fsio, "move_folder", fail)
        with pytest.raises(fsio.WriteError):
            build(settings_of(config_file))
    assert build(settings_of(config_file)).completed
    assert not build(settings_of(config_file)).completed


@pytest.mark.parametrize("name", ["robots.txt", "downloads.html", "kinds/falv.html"])
def test_a_hand_written_file_in_the_place_of_one_of_ours_is_said_to_be(
    config_file, tmp_path, monkeypatch, name
):
    project = config_file.parent
    build(settings_of(config_file))
    before = outputs_of(project)
    same = before[f"site/{name}"]

    def captured(config: Path, scratch: Path) -> Captured:
        found = fake_capture(config, scratch)
        (found.static / name).parent.mkdir(parents=True, exist_ok=True)
        (found.static / name).write_bytes(same)
        return found

    monkeypatch.setattr(build_module, "capture", captured)
    with pytest.raises(fsio.WriteError, match=rf"{name}: a file of docs/ has the address of one"):
        build(settings_of(config_file))
    assert outputs_of(project) == before
    write_laws(tmp_path / "mkdocs", {name: "x"})
    with pytest.raises(fsio.WriteError, match=rf"{name}: a file of docs/ has the address of one"):
        build_into(settings_of(config_file, site=tmp_path / "mkdocs", in_place=True), factories.shells())
