"""Options and mkdocs.yml together, and outputs that a build must not replace."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from build_tools.pipeline.settings import Request, SettingsError, read_settings
from build_tools.pipeline.tree import MARKER
from tests.projects import make_project, settings_of


@pytest.fixture
def project(tmp_path: Path) -> Path:
    make_project(tmp_path / "project", {"a.md": "---\ntitle: 甲\n---\n"})
    return tmp_path / "project"


def test_defaults_come_from_mkdocs_yml(project):
    settings = settings_of(project / "mkdocs.yml")
    assert settings.sources == (project / "source",)
    assert settings.site == project / "site"
    assert settings.laws == project / "docs" / "laws"
    assert settings.registry == project / "source" / "registry.tsv"
    assert settings.cache == project / ".cache" / "tiaowen"
    assert (settings.site_name, settings.site_url) == ("条文", "https://laws.example/")


def test_tags_in_mkdocs_yml_are_not_run(project):
    (project / "mkdocs.yml").write_text(
        "site_url: !ENV [SITE_URL, 'https://a.example']\n"
        "site_dir: public\n"
        "docs_dir: pages\n"
        "markdown_extensions:\n"
        "  - pymdownx.emoji:\n"
        "      emoji_index: !!python/name:os.system\n"
        "      x: !!python/object/apply:os.mkdir [harm]\n"
        "plugins:\n  - search\n  - tiaowen:\n      source: laws\n"
    )
    settings = settings_of(project / "mkdocs.yml")
    assert settings.site == project / "public"
    assert settings.laws == project / "pages" / "laws"
    assert settings.sources == (project / "laws",)
    assert not Path("harm").exists()


@pytest.mark.parametrize(
    ("variable", "address"),
    [(None, "https://a.example/"), ("https://b.example/laws", "https://b.example/laws/")],
)
def test_the_public_address_may_come_from_the_environment(project, monkeypatch, variable, address):
    (project / "mkdocs.yml").write_text("site_url: !ENV [SITE_URL, 'https://a.example']\n")
    monkeypatch.delenv("SITE_URL", raising=False)
    if variable:
        monkeypatch.setenv("SITE_URL", variable)
    assert settings_of(project / "mkdocs.yml").site_url == address


@pytest.mark.parametrize(
    "plugins",
    ["site_dir: site", "plugins: []", "plugins:\n  tiaowen:\n    source: source", "plugins: [tiaowen]"],
)
def test_the_source_folder_by_default(project, plugins):
    (project / "mkdocs.yml").write_text(plugins)
    settings = settings_of(project / "mkdocs.yml")
    assert settings.sources == (project / "source",)
    assert settings.site_url == ""


@pytest.mark.parametrize(
    "address",
    [
        "https://条文.example/",
        "https://a.example/b c",
        "https://a.example/?q=",
        "a.example",
        "'https://a.example '",
    ],
)
def test_a_public_address_that_no_page_can_stand_behind_is_refused(project, address):
    (project / "mkdocs.yml").write_text(f"site_url: {address}", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"site_url .*: must be an address of http\(s\) in ASCII"):
        settings_of(project / "mkdocs.yml")


def test_a_public_address_gets_its_slash(project):
    (project / "mkdocs.yml").write_text("site_url: https://laws.example/zh")
    assert settings_of(project / "mkdocs.yml").site_url == "https://laws.example/zh/"


@pytest.mark.parametrize(
    ("options", "laws"),
    [
        ({}, "docs/laws"),
        ({"sources": ("source",)}, "docs/laws"),
        ({"sources": ("other",)}, None),
        ({"sources": ("source", "other")}, None),
        ({"sources": ("other",), "docs": "pages"}, "pages/laws"),
        ({"docs": "pages"}, "pages/laws"),
    ],
)
def test_who_may_write_docs_laws(project, monkeypatch, options, laws):
    monkeypatch.chdir(project)
    paths = {
        name: tuple(map(Path, value)) if isinstance(value, tuple) else Path(value)
        for name, value in options.items()
    }
    found = settings_of(Path("mkdocs.yml"), **paths).laws
    assert found == (laws and Path(laws))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "no such file; run this in the folder that holds mkdocs.yml"),
        ("a: [", "cannot be read"),
        ("- a\n- b\n", "must hold settings"),
        ("a: \xff", "cannot be read"),
    ],
)
def test_a_config_file_that_cannot_be_used(tmp_path, content, words):
    path = tmp_path / "mkdocs.yml"
    if content is not None:
        path.write_bytes(content.encode("latin-1"))
    with pytest.raises(SettingsError, match=words):
        settings_of(path)


def refused(project: Path, **options: object) -> str:
    with pytest.raises(SettingsError) as caught:
        settings_of(project / "mkdocs.yml", **options)
    return str(caught.value)


@pytest.mark.parametrize(
    "site",
    [
        ".",
        "..",
        "/",
        "~",
        "source",
        "source/local",
        "docs/laws",
        "docs",
        "docs/site",
        "overrides/x",
        "build_tools/x",
        "tests",
        ".cache",
        ".cache/tiaowen/x",
        ".git/x",
    ],
)
def test_sites_that_would_do_harm(project, monkeypatch, tmp_path, site):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    path = Path(os.path.normpath(project / Path(site).expanduser()))
    assert "choose another --site" in refused(project, site=path)


def test_folders_of_others_are_not_replaced(project):
    (project / "site").mkdir()
    settings_of(project / "mkdocs.yml")
    (project / "site" / "index.html").write_text("mine")
    (project / "docs" / "laws").mkdir()
    (project / "docs" / "laws" / "notes.md").write_text("mine")
    words = refused(project)
    assert f"{project / 'site'}: holds files that no build of ours wrote" in words
    assert f"{project / 'docs' / 'laws'}: holds files that no build of ours wrote" in words
    (project / "site" / MARKER).write_text("")
    (project / "docs" / "laws" / MARKER).write_text("")
    settings_of(project / "mkdocs.yml")


def test_a_file_where_the_site_belongs(project):
    (project / "site").write_text("")
    assert "a file stands where the folder belongs" in refused(project)


def test_a_file_above_the_site_is_named(project):
    (project / "x").write_text("")
    words = refused(project, site=project / "x" / "y" / "z")
    assert f"{project / 'x'}: a file stands where the folder belongs" in words
    assert settings_of(project / "mkdocs.yml", site=project / "new" / "y").site == project / "new" / "y"


def test_a_folder_that_may_not_be_looked_into(project, monkeypatch):
    (project / "out").mkdir()

    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    words = refused(project, site=project / "out")
    assert "out: cannot be looked into: Permission denied; change the rights" in words


def test_mkdocs_own_folder_is_not_judged(project):
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text("by MkDocs")
    request = Request(as_of=date(2025, 11, 20), jobs=1, config_file=project / "mkdocs.yml", in_place=True)
    assert read_settings(request).site == project / "site"
