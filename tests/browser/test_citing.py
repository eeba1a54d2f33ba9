"""Following a citation to what it names, and back from there to who cites it."""

from __future__ import annotations

import pytest

from tests.browser.conftest import TWICE

VERSION = f"{TWICE}/2020-01-10"
ITEM = "art_3__para_1__point_1"


@pytest.mark.parametrize("start", ["4.html", "c2.html"])
def test_a_citation_leads_to_the_item_and_the_item_leads_back(open_page, base, start):
    page = open_page(f"{base}{VERSION}/{start}")
    page.click("article a:text-is('本条例第三条第一项')")
    assert page.url == f"{base}{VERSION}/3.html#{ITEM}"
    target = page.locator(":target")
    assert target.get_attribute("id") == ITEM
    assert target.evaluate("it => getComputedStyle(it).backgroundColor") != "rgba(0, 0, 0, 0)"
    assert page.inner_text("#cited") == "被引用 1 处"
    page.click(".by a")
    assert page.url == f"{base}{VERSION}/4.html"
    assert page.inner_text("h1") == "第四条"


def test_in_the_whole_text_a_citation_stays_in_the_file(open_page, base):
    page = open_page(f"{base}{VERSION}/full.html")
    page.click("article a:text-is('本条例第三条第一项')")
    assert page.url == f"{base}{VERSION}/full.html#{ITEM}"


def test_a_citation_is_known_by_more_than_its_colour(open_page, host):
    page = open_page(f"{host}{VERSION}/4.html")
    link = page.locator("article a:text-is('本条例第三条第一项')")
    look = link.evaluate("it => [getComputedStyle(it).textDecorationLine, getComputedStyle(it).color]")
    ink = page.locator("article p").evaluate("it => getComputedStyle(it).color")
    assert look == ["underline", ink]
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert link.evaluate("it => getComputedStyle(it).outlineStyle") == "solid"
