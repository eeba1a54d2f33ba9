"""Companions as readers meet them: found in English, marked, and apart from the text of the law."""

from __future__ import annotations

import pytest

from tests.browser.conftest import SEED_VERSION
from tests.browser.test_search_page import RESULT, open_results, tick

MARK = "非官方摘要，以条文为准"


def test_an_english_query_finds_the_summary_and_leads_to_its_chapter(open_page, base):
    page = open_results(open_page, f"{base}search.html?q=grassroots governance platform")
    assert page.inner_text(f"{RESULT} h2 a") == "河南省社会治理条例 非官方摘要"
    assert page.inner_text(f"{RESULT} .path") == "第三章 基层基础建设"
    page.click(f"{RESULT} h2 a")
    page.wait_for_url(f"{base}{SEED_VERSION}/c3.html#chp_3__companion_1")
    assert page.inner_text("#chp_3__companion_1") == MARK
    assert "He Nan Ri Bao · 2025-10-16 · 英文" in page.inner_text(".sum .who")
    assert page.get_attribute(".sum div", "lang") == "en"
    assert "unified grassroots governance platform" in page.inner_text(".sum")
    assert "grassroots" not in page.inner_text("article")


def test_it_is_a_kind_of_its_own_among_the_filters(open_page, base):
    page = open_results(open_page, f"{base}search.html?q=social")
    tick(page, "kind", "非官方摘要")
    labels = set(page.locator(f"{RESULT} .unit").all_inner_texts())
    assert labels == {"非官方摘要"}


def test_the_version_page_opens_at_a_section(open_page, base):
    page = open_page(f"{base}{SEED_VERSION}/index.html#chp_5__companion_1")
    assert page.inner_text("#companion_1") == MARK
    page.wait_for_selector("#chp_5__companion_1", state="visible")
    assert page.locator(".sum details[open]").count() == 1


def test_a_citation_of_the_chapter_is_that_of_the_law(open_page, base):
    page = open_page(f"{base}{SEED_VERSION}/c3.html#chp_3__companion_1")
    assert "companion" not in page.inner_text("body")
    assert page.locator(".sum button, .sum .copy").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index.html", "c5.html"])
def test_it_can_be_read_on_a_phone(open_page, host, axe, scheme, name):
    options = {"viewport": {"width": 390, "height": 844}, "color_scheme": scheme}
    page = open_page(f"{host}{SEED_VERSION}/{name}", **options)
    for fold in page.locator(".sum summary").all():
        fold.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.evaluate(axe)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    assert [(rule["id"], node["target"]) for rule in found["violations"] for node in rule["nodes"]] == []
