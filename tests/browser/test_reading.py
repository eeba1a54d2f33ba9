"""Reading: contents, links to single texts, keys, scheme, phone, paper."""

from __future__ import annotations

import json

import pytest

from tests.browser.conftest import SEED_VERSION, TWICE

ARTICLE = f"{SEED_VERSION}/12.html"
PHONE = {"width": 390, "height": 844}
PAGES = [
    "index.html",
    "about.html",
    "404.html",
    "search.html",
    "cite.html",
    "recent.html",
    "kinds/index.html",
    "kinds/difangxing-fagui.html",
    f"{SEED_VERSION}/index.html",
    f"{SEED_VERSION}/c2.html",
    ARTICLE,
    f"{SEED_VERSION}/full.html",
    f"{TWICE}/2020-01-10/3.html",
    f"{TWICE}/2025-11-10/annex-1.html",
]
"""One page of each kind."""


def test_contents_stand_around_the_reader(open_page, base):
    page = open_page(f"{base}{ARTICLE}", viewport={"width": 1280, "height": 900})
    assert page.inner_text("#toc [aria-current]") == "第十二条"
    assert page.locator("#toc > ul > li").count() == 9
    # Only the chapter of the reader is there; the others are made when they are opened.
    assert page.locator("#toc li li").count() == 7
    page.click("#toc button[aria-label='第三章　基层基础建设']")
    assert page.locator("#toc li li").count() == 7 + 14
    page.click("#toc >> text=第十八条")
    assert page.inner_text("h1") == "第十八条"


def test_contents_on_a_phone_open_and_close(open_page, base):
    page = open_page(f"{base}{ARTICLE}", viewport=PHONE)
    assert not page.is_visible("#toc")
    page.click("button >> text=目录")
    assert page.is_visible("#toc [aria-current]")
    page.keyboard.press("Escape")
    assert not page.is_visible("#toc")
    assert page.evaluate("document.activeElement.textContent") == "目录"


@pytest.mark.parametrize("flat", [True, False], ids=["no chapters", "chapters"])
def test_contents_of_a_long_law_are_not_all_built(open_page, host, browser, flat):
    units = [[f"art_{number}", f"第{number}条"] for number in range(1, 1261)]
    chapters = [
        [f"chp_{start}", f"第{start}章", "", units[start * 60 : start * 60 + 60]] for start in range(21)
    ]
    data = json.dumps(units if flat else chapters, ensure_ascii=False)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    body = f'(self.tw=self.tw||[]).push(["toc",{data}])'
    page.route("**/toc.js", lambda route: route.fulfill(body=body, content_type="text/javascript"))
    page.goto(f"{host}{ARTICLE}")
    assert page.inner_text("#toc [aria-current]") == "第12条"
    assert page.locator("#toc a").count() <= 130
    context.close()


def test_arrow_keys_turn_pages(open_page, base):
    page = open_page(f"{base}{ARTICLE}")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/13.html")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/12.html")


def background(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_scheme_follows_the_system_until_the_reader_chooses(open_page, host):
    page = open_page(f"{host}{ARTICLE}", color_scheme="dark")
    dark = background(page)
    page.click("button >> text=浅色")
    light = background(page)
    assert light != dark
    page.goto(f"{host}about.html")
    assert background(page) == light
    page.click("button >> text=深色")
    assert background(page) == dark


def test_scheme_follows_the_system_without_script(open_page, host):
    schemes = {
        scheme: background(open_page(f"{host}{ARTICLE}", color_scheme=scheme)) for scheme in ("light", "dark")
    }
    assert schemes["light"] != schemes["dark"]


def test_forbidden_storage_does_no_harm(browser, host):
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no') }})"
    )
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{host}{ARTICLE}")
    before = background(page)
    page.click("button >> text=深色")
    assert background(page) != before
    assert page.inner_text("#toc [aria-current]") == "第十二条"
    assert errors == []
    context.close()


@pytest.mark.parametrize("width", [320, 390, 960, 1040, 1280])
@pytest.mark.parametrize("address", PAGES)
def test_nothing_sticks_out_of_the_screen(open_page, host, address, width):
    page = open_page(f"{host}{address}", viewport={"width": width, "height": 844})
    assert page.evaluate("document.body.scrollWidth") <= width


def test_paper_shows_the_text_and_its_address(open_page, host):
    page = open_page(f"{host}{ARTICLE}", color_scheme="dark")
    page.emulate_media(media="print")
    for hidden in (".md-header", "#toc", ".pn", ".mark", ".tw-foot"):
        assert not page.locator(hidden).first.is_visible(), hidden
    address = page.inner_text(".permalink")
    assert address == f"永久地址：https://tiaowen.example/{ARTICLE}"
    assert page.is_visible("article")
    assert page.is_visible(".meta")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_full_text_stands_alone(open_page, site):
    page = open_page(f"{site.as_uri()}/{SEED_VERSION}/full.html")
    assert page.evaluate("performance.getEntriesByType('resource').length") == 0
    assert page.locator("article .u").count() == 75
    assert f"https://tiaowen.example/{SEED_VERSION}/" in page.inner_text("body")
