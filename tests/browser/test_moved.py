"""A law that is gone, and texts that lost places: the old addresses lead to the new ones (Shows 3)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.diagnostics import Severity
from build_tools.pipeline.build import build
from build_tools.pipeline.checking import run_check
from tests.browser.conftest import TWICE
from tests.browser.test_status import MIDNIGHT
from tests.projects import copy_project, law_text, settings_of, write_laws
from tests.serving import SUBFOLDER, static_host

LAW = "laws/jiushi-hedao-guanli-tiaoli"
OLD = f"{LAW}/2001-05-01"
NEW = f"{TWICE}/2020-01-10"
TEXT = "- **第一条**　一。\n\n- **第二条**　二。\n\n  两款。\n"
ROWS = f"""\
{LAW}/: {TWICE}/
{OLD}/: {NEW}/
{NEW}/9.html: {NEW}/2.html
{NEW}/2.html#art_2__para_9: {NEW}/3.html#art_3__para_1
{NEW}/2.html#art_2__para_8: about.html
"""


@pytest.fixture(scope="module")
def moved(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site after a law went and its addresses were declared to have moved."""
    project = tmp_path_factory.mktemp("moved")
    copy_project(repository, project)
    shutil.copytree(Path(__file__).parent / "laws", project / "source")
    gone = {"gone.md": law_text("旧市河道管理条例", TEXT, date="2001-05-01", status="有效")}
    write_laws(project / "source", gone)
    settings = settings_of(project / "mkdocs.yml")
    build(settings)
    published = Path(shutil.copytree(settings.site, project / "published"))
    (project / "source/gone.md").unlink()
    build(settings)
    found = [
        one.path for one in run_check(settings, against=published).diagnostics if one.code == "address-gone"
    ]
    assert found == [f"{LAW}/", f"{OLD}/"]
    write_laws(project / "source", {"redirects.yml": ROWS})
    build(settings)
    left = run_check(settings, against=published).diagnostics
    assert [one for one in left if one.severity is Severity.ERROR] == []
    return settings.site


@pytest.fixture(scope="module")
def host_of_moved(moved: Path) -> Iterator[str]:
    """Address of a server for that site."""
    with static_host(moved) as address:
        yield address


@pytest.fixture(params=["http", "subfolder", "file"])
def place(request: pytest.FixtureRequest, host_of_moved: str, moved: Path) -> str:
    """Where the site is opened."""
    return {
        "http": host_of_moved,
        "subfolder": host_of_moved.rstrip("/") + SUBFOLDER,
        "file": moved.as_uri() + "/",
    }[request.param]


MOVES = [
    (f"{OLD}/2.html", f"{NEW}/2.html"),
    (f"{OLD}/2.html#art_2__para_1", f"{NEW}/2.html#art_2__para_1"),
    (f"{OLD}/index.html", f"{NEW}/index.html"),
    (f"{OLD}/full.html#art_1", f"{NEW}/full.html#art_1"),
    (f"{LAW}/2.html#art_2__para_1", f"{TWICE}/2025-11-10/2.html#art_2__para_1"),
    (f"{LAW}/index.html", f"{TWICE}/2025-11-10/index.html"),
    (f"{NEW}/9.html#art_9__para_1", f"{NEW}/2.html#art_2__para_1"),
    (f"{NEW}/2.html#art_2__para_9", f"{NEW}/3.html#art_3__para_1"),
    (f"{NEW}/2.html#art_2__para_8", "about.html"),
    (f"{NEW}/2.html#art_2__para_8__point_3", "about.html"),
    (f"{NEW}/9.html#art_9__para_8", "about.html"),
    (f"{NEW}/full.html#art_2__para_9__point_1", f"{NEW}/full.html#art_3__para_1__point_1"),
    (f"{NEW}/3.html#art_2__para_9", f"{NEW}/3.html#art_3__para_1"),
    (f"{NEW}/index.html#art_3", f"{NEW}/3.html"),
    (f"{NEW}/3.html#art_2__para_1", f"{NEW}/2.html#art_2__para_1"),
]


@pytest.mark.parametrize(("old", "new"), MOVES)
def test_an_old_address_leads_to_the_new_one(open_page, place, old, new):
    page = open_page(place + old, now=MIDNIGHT)
    page.wait_for_url(place + new)
    assert page.locator("h1").first.is_visible()


def test_without_script_too(open_page, place):
    page = open_page(f"{place}{OLD}/2.html", java_script_enabled=False)
    page.wait_for_url(f"{place}{NEW}/2.html")


def test_back_is_where_the_reader_came_from(open_page, place):
    page = open_page(f"{place}index.html")
    page.goto(f"{place}{OLD}/2.html")
    page.wait_for_url(f"{place}{NEW}/2.html")
    page.go_back()
    assert page.url == f"{place}index.html"


@pytest.mark.parametrize("anchor", ["art_2__para_7", "nothing", "__", "a%20b"])
def test_an_anchor_that_never_was_leads_nowhere(open_page, place, anchor):
    page = open_page(f"{place}{NEW}/2.html#{anchor}", now=MIDNIGHT)
    page.wait_for_timeout(200)
    assert page.url.startswith(f"{place}{NEW}/2.html")


def test_following_a_link_to_a_moved_anchor_on_the_page(open_page, place):
    page = open_page(f"{place}{NEW}/2.html", now=MIDNIGHT)
    page.evaluate("location.hash = 'art_2__para_9'")
    page.wait_for_url(f"{place}{NEW}/3.html#art_3__para_1")
