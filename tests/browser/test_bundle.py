"""Offline bundles, unzipped and opened from disk: of a region, and of twenty laws that somebody chose."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

from build_tools.pipeline.bundling import Order, make_bundles
from build_tools.pipeline.settings import Request, read_settings
from build_tools.publish.selecting import Wish
from tests.browser.conftest import BUILT_ON, SEED_VERSION, TWICE
from tests.browser.test_copy import READ, chosen, copied
from tests.browser.test_preview import hover, lines
from tests.browser.test_reading import PHONE
from tests.browser.test_search_box import OPTION, active, search
from tests.browser.test_status import LAST_SECOND, MIDNIGHT
from tests.projects import copy_project, law_text, write_laws

PUBLIC = "https://tiaowen.example/"
FULL = f"{SEED_VERSION}/full.html"
CHOSEN = [f"测试条例第{number}号" for number in range(1, 20)]
SAND = "laws/hedao-caisha-banfa/2025-11-01"
SAND_TEXT = """\
- **第一条**　根据《河南省社会治理条例》第十二条和《示例市河道管理条例》第三条第一项，制定本办法。

- **第二条**　河道采砂应当符合规划。

  违反前款规定的，依照《示例市河道管理条例》处理。

- **第三条**　本办法自2025年12月10日起施行。
"""
STICK = "我的 U 盘 (1)#%"
"""A folder as readers have it."""
INSIDE = "article a:text-is('《河南省社会治理条例》第十二条')"
"""The link in :data:`SAND_TEXT` that stays within the region."""


class Sticks(NamedTuple):
    """Bundles as they lie on a stick: folders with ``start.html``."""

    region: Path
    chosen: Path
    articles: Path


@pytest.fixture(scope="session")
def sticks(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Sticks:
    """Henan (two laws); twenty laws, of which one has two versions; Henan with all its pages."""
    project = copy_project(repository, tmp_path_factory.mktemp("bundles"))
    shutil.copytree(repository / "source", project / "source")
    shutil.copytree(Path(__file__).parent / "laws", project / "source" / "examples")
    one = "- **第一条**　为了测试离线包，制定本条例。\n"
    laws = {f"{title}.md": law_text(title, one, date="2024-01-01", status="有效") for title in CHOSEN}
    laws["sand.md"] = law_text(
        "河南省河道采砂管理办法",
        SAND_TEXT,
        author="河南省人民政府",
        date="2025-11-01",
        status="有效",
        slug="hedao-caisha-banfa",
    )
    write_laws(project / "source", laws)
    twenty = Wish(laws=(*CHOSEN, f"{TWICE}/"), name="ershi")
    region = Wish(regions=("henan",))
    return Sticks(_made(project, region), _made(project, twenty), _made(project, region, articles=True))


def _made(project: Path, wish: Wish, *, articles: bool = False) -> Path:
    settings = read_settings(Request(as_of=BUILT_ON, jobs=1, config_file=project / "mkdocs.yml"))
    (bundle,) = make_bundles(settings, Order(wish, project / "dist", articles)).bundles
    with zipfile.ZipFile(project / "dist" / bundle.file) as archive:
        archive.extractall(project / STICK)
    return project / STICK / bundle.name


def site(stick: Path) -> str:
    return (stick / "site").as_uri() + "/"


@pytest.fixture
def open_offline(open_page):
    """Open a page of a stick; nothing may be asked of anybody."""
    asked: list[str] = []

    def open_(address: str, **options: object):
        page = open_page("about:blank", **options)
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        return page

    yield open_
    assert [url for url in asked if not url.startswith(("file:", "data:", "about:"))] == []


@pytest.mark.parametrize("script", [True, False])
def test_the_one_file_at_the_top_leads_home(open_offline, sticks, script):
    page = open_offline((sticks.region / "start.html").as_uri(), java_script_enabled=script)
    page.wait_for_url(f"{site(sticks.region)}index.html")
    said = page.inner_text(".bundle")
    assert said.startswith("离线包：河南，内容截至 2025-11-20。")
    assert "新的见 tiaowen.example/downloads.html" in said
    assert "2 部法规" in page.inner_text(".counts")


def test_search_leads_to_the_place_in_the_whole_text(open_offline, sticks):
    page = open_offline(f"{site(sticks.region)}index.html")
    search(page, "灵活就业人员")
    assert "河南省社会治理条例 第十二条" in active(page)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site(sticks.region)}{FULL}#art_12*")
    assert page.locator(":target").is_visible()
    assert page.inner_text("#toc [aria-current]") == "第十二条"


@pytest.mark.parametrize("start", ["index.html", "kinds/index.html", FULL, "about.html"])
def test_a_citation_in_the_box_leads_there_from_every_page(open_offline, sticks, start):
    page = open_offline(f"{site(sticks.region)}{start}")
    page.click("[role=search] input")
    page.keyboard.type("河南省社会治理条例第九条")
    page.wait_for_selector(f"{OPTION}[href$='#art_9']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site(sticks.region)}{FULL}#art_9")


def test_what_the_bundle_lacks_is_offered_in_public(open_offline, sticks):
    page = open_offline(f"{site(sticks.region)}search.html?q=行洪")
    page.wait_for_selector(".elsewhere")
    assert page.inner_text(".elsewhere") == "只检索了本离线包（河南）。在公共网站检索"
    assert page.get_attribute(".elsewhere a", "href") == f"{PUBLIC}search.html?q=%E8%A1%8C%E6%B4%AA"


@pytest.mark.parametrize(("now", "segment"), [(LAST_SECOND, "2020-01-10"), (MIDNIGHT, "2025-11-10")])
def test_a_citation_by_address_leads_to_the_text_of_the_day(open_offline, sticks, now, segment):
    page = open_offline(f"{site(sticks.chosen)}cite.html?q=示例市河道管理条例第三条", now=now)
    page.wait_for_url(f"**/{TWICE}/{segment}/full.html#art_3")


@pytest.mark.parametrize(("now", "segment"), [(LAST_SECOND, "2020-01-10"), (MIDNIGHT, "2025-11-10")])
def test_the_address_of_a_law_leads_to_the_text_of_the_day(open_offline, sticks, now, segment):
    page = open_offline(f"{site(sticks.chosen)}{TWICE}/index.html", now=now)
    page.wait_for_url(f"**/{TWICE}/{segment}/index.html")


@pytest.mark.parametrize(
    ("now", "status", "note"),
    [
        (LAST_SECOND, "有效（2025-12-01 起已修改）", ""),
        (MIDNIGHT, "已修改（2025-12-01 起）", "本版本已被修改 · 看现行文本"),
    ],
)
@pytest.mark.parametrize("name", ["index.html", "full.html"])
def test_status_is_that_of_the_day_of_reading(open_offline, sticks, name, now, status, note):
    page = open_offline(f"{site(sticks.chosen)}{TWICE}/2020-01-10/{name}", now=now)
    assert page.inner_text(".st dd") == status
    said = page.locator("#superseded")
    assert (said.inner_text() if said.count() else "") == note
    if note:
        said.locator("a").click()
        page.wait_for_url(f"**/{TWICE}/2025-11-10/index.html")


def test_the_lists_show_the_status_of_the_day(open_offline, sticks):
    address = f"{site(sticks.chosen)}years/2025.html"
    assert open_offline(address, now=LAST_SECOND).inner_text(".laws .st") == "尚未施行"
    assert open_offline(address, now=MIDNIGHT).inner_text(".laws .st") == "有效"


def test_a_copied_citation_has_the_permanent_address(open_offline, sticks):
    page = open_offline(f"{site(sticks.region)}{SAND}/full.html", now=MIDNIGHT, **READ)
    page.hover("#art_2__para_2")
    page.click("#art_2__para_2 .pick")
    assert page.url.endswith("full.html#art_2__para_2")
    assert chosen(page) == "引用第二条第二款"
    assert copied(page, "网址") == f"{PUBLIC}{SAND}/2.html#art_2__para_2"
    assert copied(page, "公文") == "《河南省河道采砂管理办法》第二条第二款"


def test_a_citation_within_the_bundle_is_shown_and_followed(open_offline, sticks):
    page = open_offline(f"{site(sticks.region)}{SAND}/full.html", now=LAST_SECOND)
    hover(page, INSIDE)
    assert lines(page)[:2] == ["河南省社会治理条例 尚未施行", "第十二条"]
    page.click(INSIDE)
    page.wait_for_url(f"{site(sticks.region)}{FULL}#art_12")


def test_a_citation_that_leads_out_is_marked_and_goes_to_the_public_address(open_offline, sticks):
    page = open_offline(f"{site(sticks.region)}{SAND}/full.html")
    link = page.locator("article a.beyond").first
    assert link.inner_text() == "《示例市河道管理条例》第三条第一项"
    assert link.get_attribute("href") == f"{PUBLIC}{TWICE}/2025-11-10/3.html#art_3__para_1__point_1"
    assert link.get_attribute("title").endswith("（需联网）")
    assert link.evaluate("each => getComputedStyle(each, '::after').content") == '"↗"'
    link.hover()
    hover(page, INSIDE)
    assert lines(page)[0].startswith("河南省社会治理条例")


def test_the_contents_follow_the_reader_through_the_whole_text(open_offline, sticks):
    page = open_offline(f"{site(sticks.region)}{SEED_VERSION}/index.html")
    page.click("#toc button >> nth=1")
    page.click("#toc ul ul a >> nth=0")
    page.wait_for_url(f"{site(sticks.region)}{FULL}#art_*")
    first = page.inner_text("#toc [aria-current]")
    page.click("#toc ul ul a >> nth=1")
    page.wait_for_function(
        "first => document.querySelector('#toc [aria-current]').textContent !== first", arg=first
    )
    page.go_back()
    page.wait_for_function(
        "first => document.querySelector('#toc [aria-current]').textContent === first", arg=first
    )


def test_on_a_phone_the_contents_close_when_a_place_is_chosen(open_offline, sticks):
    page = open_offline(f"{site(sticks.region)}{FULL}#art_9", viewport=PHONE)
    for _ in range(2):
        page.click(".tw-contents")
        page.click("#toc [aria-current]")
        assert page.get_attribute(".tw-contents", "aria-expanded") == "false"
        assert not page.is_visible("#toc")


def test_without_script_everything_is_one_click_away(open_offline, sticks):
    page = open_offline((sticks.region / "start.html").as_uri(), java_script_enabled=False)
    page.wait_for_url("**/index.html")
    page.click("text=河南省社会治理条例")
    page.wait_for_url(f"**/{SEED_VERSION}/index.html")
    page.click(".toc a >> nth=1")
    page.wait_for_url(f"**/{FULL}#chp_2")


@pytest.mark.parametrize("name", ["downloads.html", "follow.html"])
def test_pages_that_only_the_site_has_say_where_they_are(open_offline, sticks, name):
    page = open_offline(f"{site(sticks.region)}index.html")
    page.click(f"footer a[href='{name}']")
    assert page.get_attribute("main a.beyond", "href") == f"{PUBLIC}{name}"


def test_with_articles_search_leads_to_pages_of_their_own(open_offline, sticks):
    page = open_offline(f"{site(sticks.articles)}index.html")
    search(page, "灵活就业人员")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site(sticks.articles)}{SEED_VERSION}/12.html*")
    page = open_offline(f"{site(sticks.articles)}{SAND}/1.html")
    assert page.get_attribute("article a.beyond", "href").startswith(PUBLIC)


KINDS = [
    "index.html",
    FULL,
    f"{SEED_VERSION}/index.html",
    "regions/henan.html",
    "downloads.html",
    "search.html?q=行洪",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", [*KINDS, "../start.html"])
def test_axe_finds_nothing(open_page, sticks, axe, address, scheme):
    page = open_page(
        f"{site(sticks.region)}{address}", color_scheme=scheme, viewport={"width": 390, "height": 844}
    )
    page.wait_for_load_state("networkidle")
    page.evaluate(axe)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    assert [(rule["id"], node["target"]) for rule in found["violations"] for node in rule["nodes"]] == []
