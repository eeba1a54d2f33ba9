"""search.html: results, filters, the address, going back, paper; and how browsers and programs find the search."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from urllib.parse import parse_qsl, quote, urlsplit

import pytest

from tests.browser.conftest import SEED_VERSION, TWICE
from tests.browser.test_reading import PHONE
from tests.browser.test_rules import WIDTHS
from tests.browser.test_search_box import BOX, HOSTILE, NOW

RESULT = "#results ol > li:not(.looser)"
COUNT = "#results .count"


def open_results(open_page, address, **options):
    """Open search.html and wait for what was found."""
    page = open_page(address, **options)
    page.wait_for_selector(RESULT)
    return page


def asked(page):
    """What the address asks: [(name, value), …]."""
    return parse_qsl(urlsplit(page.url).query)


def tick(page, name, value):
    """Tick a filter and wait until the answer is there."""
    page.check(f".filters input[name={name}][value='{value}']")
    page.wait_for_selector(f".chosen button:has-text('{value}')")
    page.wait_for_function(f"/条结果|没有/.test(document.querySelector('{COUNT}').textContent)")


def titles(page):
    return page.locator(f"{RESULT} h2 b").all_inner_texts()


def test_an_address_shows_its_results(open_page, base):
    page = open_results(open_page, f"{base}search.html?q=“灵活就业人员”")
    assert page.input_value(BOX) == "“灵活就业人员”"
    assert page.inner_text(f"{RESULT} h2 a") == "河南省社会治理条例 第十二条"
    assert page.inner_text(COUNT) == "1 条结果"
    assert page.title() == "“灵活就业人员” - 检索 - 条文"
    page.click(f"{RESULT} h2 a")
    page.wait_for_url(f"{base}{SEED_VERSION}/12.html*")


def test_filters_combine_and_the_way_back_undoes_them(open_page, base):
    page = open_results(open_page, f"{base}search.html?q=管理", now=NOW)
    everything = page.inner_text(COUNT)
    tick(page, "force", "有效")
    tick(page, "year", "2025")
    assert asked(page) == [("q", "管理"), ("force", "有效"), ("year", "2025")]
    assert set(page.locator(f"{RESULT} .st").all_inner_texts()) == {"有效"}
    assert page.inner_text(COUNT) != everything
    # The box that was ticked still has the focus, although it was made anew.
    assert page.evaluate("[document.activeElement.name, document.activeElement.checked]") == ["year", True]
    found = titles(page)
    page.reload()
    page.wait_for_selector(RESULT)
    assert titles(page) == found
    assert page.locator(".filters input:checked").count() == 2
    page.go_back()
    page.wait_for_function("document.querySelectorAll('.filters input:checked').length === 1")
    assert asked(page) == [("q", "管理"), ("force", "有效")]
    page.go_back()
    page.wait_for_function(f"document.querySelector('{COUNT}').textContent === '{everything}'")
    assert asked(page) == [("q", "管理")]
    page.go_forward()
    page.wait_for_function("document.querySelectorAll('.filters input:checked').length === 1")


def test_counts_are_those_of_the_results(open_page, host):
    page = open_results(open_page, f"{host}search.html?q=河道", now=NOW)
    row = page.locator(".filters label:has(input[name=force][value=已修改])")
    number = row.locator("small").inner_text()
    tick(page, "force", "已修改")
    assert page.inner_text(COUNT).removeprefix("约 ") == f"{number} 条结果"
    assert set(page.locator(f"{RESULT} .st").all_inner_texts()) == {"已修改"}


def test_a_chosen_filter_is_taken_away_by_its_button(open_page, host):
    page = open_results(open_page, f"{host}search.html?q=管理&force=有效&year=2025", now=NOW)
    page.click(".chosen button[aria-label='取消 2025']")
    page.wait_for_function("document.querySelectorAll('.chosen button').length === 1")
    assert asked(page) == [("q", "管理"), ("force", "有效")]
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "取消 有效"
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('.chosen button').length === 0")
    assert page.evaluate("document.activeElement.name") == "q"


def test_what_is_typed_goes_into_the_address_as_one_step(open_page, base):
    page = open_page(f"{base}search.html")
    assert page.is_visible("#how")
    page.click(BOX)
    for letter in "河道管理":
        page.keyboard.insert_text(letter)
        page.wait_for_timeout(200)
    page.wait_for_selector(RESULT)
    assert asked(page) == [("q", "河道管理")]
    page.keyboard.press("Enter")
    page.fill(BOX, "灵活就业人员")
    page.wait_for_function("document.title.startsWith('灵活')")
    page.go_back()
    page.wait_for_function("document.title.startsWith('河道管理')")
    assert page.input_value(BOX) == "河道管理"
    page.go_back()
    page.wait_for_function(f"!document.querySelector('{RESULT}')")
    assert page.input_value(BOX) == ""


def test_more_results_are_added_and_the_focus_goes_to_the_first_of_them(open_page, base):
    page = open_results(open_page, f"{base}search.html?q=社会")
    before = page.locator(RESULT).count()
    page.click(".more")
    page.wait_for_function(f"document.querySelectorAll('{RESULT}').length > {before}")
    after = page.locator(RESULT).count()
    first = page.locator(f"{RESULT} >> nth={before}").locator("a").first
    assert page.evaluate("document.activeElement.href") == first.evaluate("it => it.href")
    links = page.locator(f"{RESULT} h2 a").evaluate_all("all => all.map((it) => it.href)")
    assert len(set(links)) == after
    page.click(f"{RESULT} >> nth={after - 1} >> a >> nth=0")
    page.wait_for_load_state()
    page.go_back()
    page.wait_for_function(f"document.querySelectorAll('{RESULT}').length === {after}")


def test_an_older_text_is_folded_under_the_one_in_force(open_page, base):
    page = open_results(open_page, f"{base}search.html?q=危害河岸堤防安全", now=NOW)
    assert page.locator(RESULT).count() == 1
    assert page.inner_text(f"{RESULT} .old") == "旧文本：2020-01-10"
    page.click(f"{RESULT} .old a")
    page.wait_for_url(f"{base}{TWICE}/2020-01-10/3.html*")


def test_a_citation_stands_above_the_results(open_page, base):
    page = open_page(f"{base}search.html?q=河南省社会治理条例第十二条")
    page.wait_for_selector(".jump a")
    page.click(".jump a")
    page.wait_for_url(f"{base}{SEED_VERSION}/12.html*")


def test_a_citation_that_leads_nowhere_offers_the_law(open_page, base):
    page = open_page(f"{base}search.html?q=河南省社会治理条例第999条")
    page.wait_for_selector(".jump a")
    assert "没有" in page.inner_text(".jump p")
    assert "河南省社会治理条例" in page.inner_text(".jump a")


def test_nothing_found_says_what_to_try(open_page, base):
    page = open_page(f"{base}search.html?q=“量子计算机的瑞士奶酪”")
    page.wait_for_selector(".advice li")
    assert page.inner_text(COUNT) == "没有找到。"
    assert page.is_visible("#how")


def test_a_filter_that_leaves_nothing_can_be_taken_away(open_page, host):
    page = open_page(f"{host}search.html?q=灵活就业人员&year=1950")
    page.wait_for_selector(".chosen button")
    assert page.locator(RESULT).count() == 0
    page.click(".chosen button")
    page.wait_for_selector(RESULT)


def test_a_failure_is_said_and_can_be_tried_again(open_page, host, browser):
    context = browser.new_context()
    page = context.new_page()
    page.route("**/search/directory.js*", lambda route: route.abort())
    page.goto(f"{host}search.html?q=河道")
    page.wait_for_selector("#results .body button")
    assert "没有成功" in page.inner_text(COUNT)
    page.unroute("**/search/directory.js*")
    page.click("#results .body button")
    page.wait_for_selector(RESULT)
    context.close()


def test_hostile_addresses_and_titles_stay_text(open_page, base):
    page = open_page(
        f"{base}search.html?q=%3Cimg src=x onerror=document.title=1%3E 图片标记&law={HOSTILE}&year={HOSTILE}"
    )
    page.wait_for_selector(".chosen button")
    page.click(".chosen button >> nth=0")
    page.click(".chosen button >> nth=0")
    page.fill(BOX, "图片标记")
    page.wait_for_selector(RESULT)
    page.wait_for_selector(f"{RESULT}:has-text('<img src=x')")
    assert page.locator("#results img").count() == 0
    page.wait_for_timeout(200)
    assert page.title() == "图片标记 - 检索 - 条文"


def test_paper_has_the_results_and_their_addresses_and_no_controls(open_page, host):
    page = open_results(open_page, f"{host}search.html?q=社会", color_scheme="dark")
    page.emulate_media(media="print")
    for hidden in (".md-header", ".filters", ".more", ".help", "form button", ".tw-foot"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.inner_text(f"{RESULT} .address >> nth=0").startswith("https://tiaowen.example/laws/")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.is_visible(BOX)


def test_filters_are_folded_on_a_phone_and_beside_the_results_on_a_desk(open_page, host):
    phone = open_results(open_page, f"{host}search.html?q=社会", viewport=PHONE)
    assert not phone.is_visible(".filters fieldset")
    phone.click(".filters summary")
    assert phone.is_visible(".filters fieldset")
    assert phone.evaluate("document.body.scrollWidth") <= PHONE["width"]
    desk = open_results(open_page, f"{host}search.html?q=社会", viewport=WIDTHS["desk"])
    box, result = desk.locator(".filters").bounding_box(), desk.locator(RESULT).first.bounding_box()
    assert box["x"] + box["width"] < result["x"]


def test_without_script_it_says_what_it_needs(open_page, base):
    page = open_page(f"{base}search.html?q=x", java_script_enabled=False)
    assert "需要启用脚本" in page.inner_text("noscript")
    page.click("noscript a >> text=按类别")
    page.wait_for_url(f"{base}kinds/index.html")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("query", ["?q=社会&force=有效", "?q=河南省社会治理条例第999条", ""])
def test_axe_finds_nothing(open_page, host, axe, query, width, scheme):
    page = open_page(f"{host}search.html{query}", viewport=WIDTHS[width], color_scheme=scheme, now=NOW)
    if query:
        page.wait_for_selector("#results h2")
    if width == "phone" and page.is_visible("summary"):
        page.click("summary")
    page.evaluate(axe)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    assert [(rule["id"], node["target"]) for rule in found["violations"] for node in rule["nodes"]] == []


def test_browsers_find_the_search(open_page, host, site):
    names = {"os": "http://a9.com/-/spec/opensearch/1.1/"}
    description = ElementTree.parse(site / "opensearch.xml").getroot()
    address = description.find("os:Url[@type='text/html']", names)
    assert address is not None
    assert address.get("template") == "https://tiaowen.example/search.html?q={searchTerms}"
    for page in ("index.html", "search.html"):
        link = open_page(f"{host}{page}").locator("link[rel=search]")
        assert link.get_attribute("href") == "opensearch.xml"
    assert open_page(f"{host}{SEED_VERSION}/12.html").locator("link[rel=search]").count() == 0


def test_a_citation_in_an_address_leads_to_its_text(open_page, base):
    page = open_page(f"{base}cite.html?q=河南省社会治理条例第12条")
    page.wait_for_url(f"{base}{SEED_VERSION}/12.html")
    assert page.inner_text("h1") == "第十二条"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("河南省社会治理条例第999条", "没有第九百九十九条"),
        ("从来没有的法第1条", "没有法规的名称"),
        (HOSTILE, "没有法规的名称"),
    ],
)
def test_a_citation_in_an_address_that_leads_nowhere_is_said(open_page, base, query, words):
    page = open_page(f"{base}cite.html?q={quote(query)}")
    page.wait_for_function(f"document.querySelector('#cite').textContent.includes('{words}')")
    assert page.input_value(BOX) == query
    assert page.locator("#cite img").count() == 0
    page.click("#cite > p a")
    page.wait_for_url(f"{base}search.html?q=*")
