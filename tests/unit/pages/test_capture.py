"""MkDocs' part of the site: the repository's own templates and pages."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from build_tools.pages.capture import CaptureError, capture, inputs_fingerprint
from build_tools.pages.shell import SLOTS, ShellKind
from tests.projects import copy_project

LARGEST_LAW_SHELL = 2_150
"""Bytes; an article page may have 4,900 (median) with its text and what it carries for programs."""


@pytest.fixture(scope="module")
def project(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what MkDocs reads."""
    return copy_project(repository, tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def captured(project, tmp_path_factory):
    return capture(project / "mkdocs.yml", tmp_path_factory.mktemp("scratch"))


def test_a_law_page_adds_little(captured):
    assert captured.shells[ShellKind.LAW].size <= LARGEST_LAW_SHELL


def test_static_files_are_pages_and_assets_but_no_shells(captured):
    files = {
        path.relative_to(captured.static).as_posix() for path in captured.static.rglob("*") if path.is_file()
    }
    assert {"404.html", "about.html", "assets/css/law.css", "assets/js/lead.js"} <= files
    assert not {name for name in files if name.startswith(("shell", "laws", "index.html", "sitemap"))}
    assert not {name for name in files if name.endswith(".map") or "lunr" in name}


class Addresses(HTMLParser):
    """Collects what a page loads or links to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the addresses of a tag; the canonical one of a hand-written page is absolute and not loaded."""
        if ("rel", "canonical") in attrs:
            return
        self.found += [(tag, value) for name, value in attrs if name in ("href", "src") and value]


def addresses(html: str) -> list[tuple[str, str]]:
    parser = Addresses()
    parser.feed(html)
    return parser.found


@pytest.mark.parametrize("kind", ShellKind)
def test_a_shell_links_by_file_and_relative(captured, kind):
    depth = {ShellKind.LAW: 3, ShellKind.HUB: 1}.get(kind, 0)
    html = captured.shells[kind].stamp(dict.fromkeys(SLOTS[kind], ""))
    for _, address in addresses(html):
        if address.startswith("#"):
            continue
        assert not re.match(r"(?:[a-z]+:)?//|/", address), address
        assert re.search(r"\.(?:html|css|js|svg|xml)$", address), address
        assert address.count("../") in (
            (depth,) if not address.endswith(("toc.js", "versions.js")) else (0, 1)
        )


def test_what_a_shell_loads_is_there(captured):
    for kind in (ShellKind.HUB0, ShellKind.HOME):
        html = captured.shells[kind].stamp(dict.fromkeys(SLOTS[kind], ""))
        for tag, address in addresses(html):
            if tag in ("link", "script"):
                assert (captured.static / address).is_file(), address


def test_nothing_is_loaded_from_elsewhere(captured):
    for page in captured.static.rglob("*.html"):
        for tag, address in addresses(page.read_text("utf-8")):
            assert tag == "a" or not re.match(r"(?:[a-z]+:)?//", address), f"{page.name}: {address}"
    for sheet in (captured.static / "assets" / "css").iterdir():
        assert "url(" not in sheet.read_text("utf-8")
        assert "@import" not in sheet.read_text("utf-8")


def test_lost_page_depends_on_nothing(captured):
    html = (captured.static / "404.html").read_text("utf-8")
    assert [address for tag, address in addresses(html) if tag != "a"] == []
    assert all(address.startswith("/") for _, address in addresses(html))


def test_every_page_has_one_search_box(captured):
    pages = [shell.stamp(dict.fromkeys(SLOTS[shell.kind], "")) for shell in captured.shells.shells]
    pages += [page.read_text("utf-8") for page in captured.static.rglob("*.html")]
    assert [len(re.findall(r"<form\b[^>]*\brole=.?search", page)) for page in pages] == [1] * len(pages)


@pytest.mark.parametrize("site_url", ["https://laws.example/a&amp;b/", ""])
def test_the_description_for_browsers_needs_the_public_address(project, tmp_path, site_url):
    root = tmp_path / "project"
    shutil.copytree(project, root)
    config = (root / "mkdocs.yml").read_text("utf-8")
    address = site_url.replace("&amp;", "&")
    (root / "mkdocs.yml").write_text(re.sub(r"(?m)^site_url:.*", f"site_url: {address}", config), "utf-8")
    captured = capture(root / "mkdocs.yml", tmp_path / "scratch")
    description = captured.static / "opensearch.xml"
    home = "".join(captured.shells[ShellKind.HOME].pieces)
    assert description.is_file() is bool(site_url)
    assert ("opensearch.xml" in home) is bool(site_url)
    if site_url:
        assert f'template="{site_url}search.html?q={{searchTerms}}"' in description.read_text("utf-8")


def test_mkdocs_runs_again_only_when_something_changed(project, tmp_path):
    config = project / "mkdocs.yml"
    first = capture(config, tmp_path)
    page = first.static / "about.html"
    page.write_text("kept", "utf-8")
    assert capture(config, tmp_path) == first
    assert page.read_text("utf-8") == "kept"
    before = inputs_fingerprint(config)
    (project / "docs" / "laws").mkdir()
    (project / "docs" / "laws" / "264.md").write_text("# 第二百六十四条", "utf-8")
    assert inputs_fingerprint(config) == before
    about = project / "docs" / "about.md"
    about.write_text(about.read_text("utf-8") + "\n新的一行。\n", "utf-8")
    assert inputs_fingerprint(config) != before
    assert "新的一行" in (capture(config, tmp_path).static / "about.html").read_text("utf-8")


def test_two_runs_give_the_same_bytes(project, tmp_path):
    one, two = (capture(project / "mkdocs.yml", tmp_path / name) for name in ("one", "two"))
    assert one.shells == two.shells
    for path in one.static.rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (two.static / path.relative_to(one.static)).read_bytes()


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("mkdocs.yml", "plugins:\n  - tiaowen", "plugins: []", "must list 'tiaowen'"),
        ("mkdocs.yml", "name: material", "name: nothing", "nothing"),
        ("docs/index.md", "每一条", "[每一条](nowhere.md)", r"nowhere\.md"),
        ("overrides/shell.html", "<!--@@ main @@-->", "", "must hold each of"),
        ("overrides/shell.html", "{% block scripts %}", "{% block %}", "shell|block|token"),
    ],
    ids=["no plugin", "no such theme", "dead link", "no sentinel", "template syntax"],
)
def test_what_is_wrong_is_said(project, tmp_path, name, old, new, message):
    root = tmp_path / "broken"
    shutil.copytree(project, root)
    text = (root / name).read_text("utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new), "utf-8")
    with pytest.raises(CaptureError, match=message):
        capture(root / "mkdocs.yml", tmp_path / "scratch")


def test_without_a_configuration_there_is_nothing_to_do(tmp_path):
    with pytest.raises(CaptureError, match=r"mkdocs\.yml: no such file"):
        capture(tmp_path / "mkdocs.yml", tmp_path / "scratch")


def test_an_environment_variable_that_mkdocs_yml_names_counts_as_input(project, monkeypatch):
    config = project / "mkdocs.yml"
    monkeypatch.setenv("SITE_URL", "https://a.example/")
    monkeypatch.setenv("OTHER", "1")
    before = inputs_fingerprint(config)
    monkeypatch.setenv("OTHER", "2")
    assert inputs_fingerprint(config) == before
    monkeypatch.setenv("SITE_URL", "https://b.example/")
    assert inputs_fingerprint(config) != before
