"""Bundles of a small project: what is in them, that they come out the same again, and what is left elsewhere."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from pathlib import Path

import pytest

from build_tools import fsio
from build_tools.pages.capture import Captured
from build_tools.pipeline import bundling
from build_tools.pipeline.build import build
from build_tools.pipeline.bundling import Order, make_bundles
from build_tools.pipeline.settings import SettingsError
from build_tools.publish.catalogue import CatalogueError
from build_tools.publish.selecting import SelectionError, Wish
from tests.projects import fake_capture, files_of, law_text, make_project, outputs_of, settings_of, write_laws

TIAOLI = "laws/henansheng-shehui-zhili-tiaoli"
GUIDING = "laws/zuidi-gongzi-guiding"
CITING = """\
- **第一条**　根据《最低工资规定》第二条和《河南省社会治理条例》第一条，制定本办法。

- **第二条**　违反前条的，依照《最低工资规定》处理。
"""
LAWS = {
    "a/2020.md": law_text(
        "河南省社会治理条例",
        id="a1",
        date="2020-01-01",
        status="已修改",
        author="河南省人民代表大会常务委员会",
    ),
    "a/2025.md": law_text(
        "河南省社会治理条例", id="a2", date="2025-09-30", status="有效", author="河南省人民代表大会常务委员会"
    ),
    "b.md": law_text("最低工资规定", id="b1", date="2004-01-20", status="有效", author="劳动和社会保障部"),
    "c.md": law_text(
        "河南省最低工资办法", CITING, id="c1", date="2024-01-20", status="有效", author="河南省人民政府"
    ),
}
HENAN = Wish(regions=("henan",))


@pytest.fixture(autouse=True)
def captured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the shells from the test factories."""
    monkeypatch.setattr(bundling, "capture", fake_capture)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with three laws, two of them of Henan."""
    return make_project(tmp_path / "project", LAWS).parent


def make(project: Path, wish: Wish = HENAN, **options: object) -> Path:
    """Make one bundle; return its folder, unpacked."""
    settings = {key: options.pop(key) for key in ("jobs", "law_json") if key in options}
    order = Order(wish, project / "dist", **options)
    made = make_bundles(settings_of(project / "mkdocs.yml", **settings), order)
    assert made.obstacle == ""
    (bundle,) = made.bundles
    with zipfile.ZipFile(project / "dist" / bundle.file) as archive:
        archive.extractall(project / "stick")
    return project / "stick" / bundle.name


def test_what_is_in_a_bundle(project):
    files = files_of(make(project))
    names = {name for name in files if not name.startswith("site/search/")}
    versions = [
        f"{TIAOLI}/2020-01-01",
        f"{TIAOLI}/2025-09-30",
        "laws/henansheng-zuidi-gongzi-banfa/2024-01-20",
    ]
    assert {name for name in names if name.startswith("site/laws/") and name.count("/") == 4} == {
        f"site/{version}/{page}" for version in versions for page in ("index.html", "full.html", "toc.js")
    }
    assert f"site/{TIAOLI}/index.html" in names
    assert f"site/{TIAOLI}/versions.js" in names
    assert {"start.html", "README.txt", "bundle.json", "SHA256SUMS"} == {
        name for name in names if "/" not in name
    }
    for name in (
        "index.html",
        "about.html",
        "assets/site.css",
        "kinds/index.html",
        "regions/henan.html",
        "downloads.html",
    ):
        assert f"site/{name}" in names
    assert "site/search/directory.js" in files
    for name in (
        "ledger.txt",
        "sitemap.xml",
        "robots.txt",
        "calendar.ics",
        "llms.txt",
        ".tiaowen",
        "kinds/guizhang.md",
    ):
        assert f"site/{name}" not in files


def test_its_laws_and_their_texts_are_its_own_alone(project):
    files = files_of(make(project))
    assert [law["key"] for law in json.loads(files["bundle.json"])["laws"]] == [
        "henansheng-shehui-zhili-tiaoli",
        "henansheng-zuidi-gongzi-banfa",
    ]
    index = b"".join(data for name, data in files.items() if name.startswith("site/search/"))
    assert b"henansheng-zuidi-gongzi-banfa" in index
    assert b"zuidi-gongzi-guiding" not in index.replace(b"henansheng-zuidi-gongzi-banfa", b"")


def test_links_are_resolved_with_the_whole_library_and_marked_where_they_lead_out(project):
    page = (make(project) / "site/laws/henansheng-zuidi-gongzi-banfa/2024-01-20/full.html").read_text("utf-8")
    outside = re.findall(r"<a class=beyond href=(\S+) title=([^>]+)>", page)
    title = "最低工资规定（2004-01-20）尚未施行（需联网）"
    assert (f"https://laws.example/{GUIDING}/2004-01-20/2.html", title) in outside
    assert re.search(r"<a href=\.\./\.\./henansheng-shehui-zhili-tiaoli/[0-9-]+/full\.html#art_1 ", page)


def test_with_articles_the_pages_are_those_of_the_site(project):
    build(settings_of(project / "mkdocs.yml"))
    site = files_of(project / "site")
    bundle = files_of(make(project, articles=True) / "site")
    assert f"{TIAOLI}/2025-09-30/2.html" in bundle
    assert f"{TIAOLI}/2.html" in bundle
    laws = {name for name in bundle if name.startswith(TIAOLI)}
    assert laws == {name for name in site if name.startswith(TIAOLI) and not name.endswith("full.md")}
    assert f"{GUIDING}/index.html" not in bundle


def test_the_scripts_are_told(project):
    lead = (make(project) / "site/assets/js/lead.js").read_text("utf-8")
    told = json.loads(lead.removeprefix("var twReach=").partition(";\n")[0])
    assert told == {"title": "河南", "whole": True, "public": "https://laws.example/"}
    build(settings_of(project / "mkdocs.yml"))
    assert "twReach" not in (project / "site/assets/js/lead.js").read_text("utf-8")


def test_the_sums_are_right(project):
    folder = make(project)
    lines = (folder / "SHA256SUMS").read_text("ascii").splitlines()
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert len(lines) == len(files_of(folder)) - 1


@pytest.mark.parametrize("options", [{}, {"articles": True}, {"law_json": True}])
def test_the_same_laws_give_the_same_zip_whatever_the_jobs_the_place_and_the_cache(
    project, tmp_path, options
):
    digests = set()
    for jobs in (1, 1, 2):
        make(project, jobs=jobs, **options)
        digests.add(hashlib.sha256((next((project / "dist").glob("*.zip"))).read_bytes()).hexdigest())
    elsewhere = make_project(tmp_path / "a much longer name of a folder", LAWS).parent
    make(elsewhere, **options)
    digests.add(hashlib.sha256((next((elsewhere / "dist").glob("*.zip"))).read_bytes()).hexdigest())
    assert len(digests) == 1


def test_paths_are_ascii_and_short_enough_for_windows(project):
    make(project, Wish(name="a" * 40), articles=True)
    with zipfile.ZipFile(project / "dist" / f"{'a' * 40}.zip") as archive:
        names = archive.namelist()
    assert all(name.isascii() and not re.search(r'[<>:"\\|?*\x00-\x1f]', name) for name in names)
    assert max(map(len, names)) <= 150


def test_the_site_its_cache_and_the_pages_of_docs_stay_as_they_are(project):
    build(settings_of(project / "mkdocs.yml"))
    before = outputs_of(project)
    make(project)
    assert outputs_of(project) == before
    assert not (project / ".cache/tiaowen/bundle").exists()
    again = build(settings_of(project / "mkdocs.yml"))
    assert (again.works_rendered, again.removed) == (0, 0)


def test_the_catalogue_lists_what_there_is_and_the_build_shows_it(project):
    make(project)
    make(
        project, Wish(laws=("zuidi-gongzi-guiding",), name="gongzi"), base_url="https://releases.example/v1/"
    )
    rows = json.loads((project / "dist/bundles.json").read_text("utf-8"))["bundles"]
    assert [(row["name"], row["laws"], row["day"]) for row in rows] == [
        ("tiaowen-henan", 2, "2025-11-20"),
        ("gongzi", 1, "2025-11-20"),
    ]
    for row in rows:
        data = (project / "dist" / row["file"]).read_bytes()
        assert (row["bytes"], row["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    build(settings_of(project / "mkdocs.yml"))
    page = (project / "site/downloads.html").read_text("utf-8")
    assert "<a href=downloads/tiaowen-henan.zip>河南</a>" in page
    assert "<a href=https://releases.example/v1/gongzi.zip>最低工资规定</a>" in page
    assert rows[0]["sha256"] in page


def test_without_bundles_the_page_says_what_there_is_instead(project):
    build(settings_of(project / "mkdocs.yml"))
    assert "目前没有离线包" in (project / "site/downloads.html").read_text("utf-8")


def test_a_build_with_a_damaged_catalogue_changes_nothing(project):
    build(settings_of(project / "mkdocs.yml"))
    before = outputs_of(project)
    write_laws(project, {"dist/bundles.json": "[]", "source/d.md": law_text("河南省测绘办法", id="d1")})
    with pytest.raises(CatalogueError, match=r"bundles\.json"):
        build(settings_of(project / "mkdocs.yml"))
    assert outputs_of(project) == before


def test_each_makes_all(project):
    made = make_bundles(settings_of(project / "mkdocs.yml"), Order(Wish(each=True), project / "dist"))
    names = [bundle.name for bundle in made.bundles]
    assert names[0] == "tiaowen"
    assert "tiaowen-henan" in names
    assert sorted(path.stem for path in (project / "dist").glob("*.zip")) == sorted(names)
    assert set(made.seconds) > {"load", "shells", "tiaowen-henan", "total"}
    assert made.peak_memory > 1_000_000


def test_what_does_not_exist_is_refused(project):
    with pytest.raises(SelectionError, match="atlantis"):
        make(project, Wish(regions=("atlantis",)))
    assert not (project / "dist").exists()


@pytest.mark.parametrize("place", ["site/downloads", "docs/laws", ".cache/tiaowen/bundle"])
def test_a_folder_that_builds_replace_is_refused(project, place):
    order = Order(HENAN, project / place)
    with pytest.raises(SettingsError, match="which a build replaces; choose another --out"):
        make_bundles(settings_of(project / "mkdocs.yml"), order)


@pytest.mark.parametrize("name", ["说明.html", "a/b?.html", "c./d.html"])
def test_a_page_that_not_every_system_can_unpack_is_refused_at_once(project, monkeypatch, name):
    def captured(config_file: Path, scratch: Path) -> Captured:
        found = fake_capture(config_file, scratch)
        write_laws(found.static, {name: "<!doctype html>"})
        return found

    monkeypatch.setattr(bundling, "capture", captured)
    with pytest.raises(SettingsError, match=rf"{re.escape(name)}: not every system can unpack"):
        make(project)
    assert not (project / "dist").exists()


def test_a_damaged_registry_stops_it(project):
    write_laws(project / "source", {"registry.tsv": "nonsense\n"})
    made = make_bundles(settings_of(project / "mkdocs.yml"), Order(HENAN, project / "dist"))
    assert "must be mended first" in made.obstacle
    assert made.bundles == ()


def test_a_full_disk_leaves_nothing_behind(project, monkeypatch):
    make(project)
    old = files_of(project / "dist")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(fsio.os, "write", refuse)
    with pytest.raises(fsio.WriteError):
        make_bundles(settings_of(project / "mkdocs.yml"), Order(HENAN, project / "dist"))
    monkeypatch.undo()
    assert files_of(project / "dist") == old
    assert not (project / ".cache/tiaowen/bundle").exists()
