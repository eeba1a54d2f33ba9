"""A plain `mkdocs build` of docs/laws gives the main content of the stamped pages (DESIGN, decision 10)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.model.law import Law
from build_tools.model.site import Work
from build_tools.pages.law import render_work
from build_tools.parse.loader import parse_bytes
from tests import factories as make
from tests.golden import samples
from tests.golden.links import everywhere
from tests.golden.same_content import main_content

CONFIG = """
site_name: test
use_directory_urls: false
theme: {name: null, custom_dir: theme}
markdown_extensions: [attr_list, tables]
"""


def seed_work(source: Path) -> tuple[Work, list[Law]]:
    """The regulation that the repository ships."""
    path = next(source.rglob("henansheng-shehui-zhili-tiaoli*.md"))
    law = parse_bytes(path.read_bytes(), path.name).law
    assert law is not None
    return make.work("henan", make.version(law)), [law]


def works(source: Path) -> Iterator[tuple[Work, list[Law]]]:
    """All laws of this test."""
    yield seed_work(source)
    yield samples.flag_work()
    for key, law in (("eyi", samples.hostile_law()), ("pifu", samples.prose_law())):
        yield make.work(key, make.version(law)), [law]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, seed_source: Path) -> tuple[Path, dict[str, bytes]]:
    """The folder that MkDocs built, and the files of the site that we made."""
    folder = tmp_path_factory.mktemp("mkdocs")
    (folder / "theme").mkdir()
    (folder / "theme" / "main.html").write_text("<main>{{ page.content }}</main>")
    (folder / "mkdocs.yml").write_text(CONFIG)
    site: dict[str, bytes] = {}
    every = list(works(seed_source))
    links = everywhere(every)
    for work, laws in every:
        for output in render_work(work, laws, make.context(), links[work.key]):
            if output.root == "site":
                site[output.path] = output.data
                continue
            path = folder / "docs" / output.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(output.data)
    for name in ("index.md", "about.md"):
        (folder / "docs" / name).write_text("# x\n")
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "mkdocs", "build", "-q"],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return folder / "site", site


def test_every_markdown_page_is_the_stamped_page(built: tuple[Path, dict[str, bytes]]) -> None:
    folder, site = built
    pages = sorted((folder / "laws").rglob("*.html"))
    assert len(pages) > 100
    for path in pages:
        name = path.relative_to(folder).as_posix()
        assert main_content(path.read_text("utf-8")) == main_content(site[name].decode()), name


def test_every_page_of_a_version_has_a_markdown_page(built: tuple[Path, dict[str, bytes]]) -> None:
    folder, site = built
    versioned = {name for name in site if name.count("/") == 3 and name.endswith(".html")}
    without = {name for name in versioned if not (folder / name).exists()}
    assert {name.rpartition("/")[2] for name in without} == {"full.html"}


def test_nothing_hostile_became_markup(built: tuple[Path, dict[str, bytes]]) -> None:
    _, site = built
    for name, data in site.items():
        if name.startswith("laws/eyi/") and name.endswith(".html"):
            text = data.decode()
            events = main_content(text)
            assert not [event for event in events if event[0] in ("handler", "src")], name
            assert not [value for kind, value in events if kind == "href" and value.startswith("javascript")]
            assert "<script>alert" not in text
