"""Addresses without a version lead to the version in force, and a lost reader finds home."""

from __future__ import annotations

import pytest

from tests.browser.conftest import SEED, TWICE
from tests.browser.test_status import LAST_SECOND, MIDNIGHT
from tests.serving import SUBFOLDER


@pytest.mark.parametrize(("now", "segment"), [(LAST_SECOND, "2020-01-10"), (MIDNIGHT, "2025-11-10")])
@pytest.mark.parametrize("place", ["2.html#art_2__para_2", "3.html", "index.html"])
def test_stub_leads_to_the_version_in_force(open_page, base, now, segment, place):
    page = open_page(f"{base}{TWICE}/{place}", now=now)
    page.wait_for_url(f"**/{TWICE}/{segment}/{place}")


def test_folder_of_a_law_leads_on(open_page, host):
    page = open_page(f"{host}{SEED}/", now=MIDNIGHT)
    page.wait_for_url(f"**/{SEED}/2025-09-30/index.html")


def test_back_from_where_a_stub_led_is_where_the_reader_came_from(open_page, base):
    page = open_page(f"{base}index.html")
    page.goto(f"{base}{SEED}/12.html")
    page.wait_for_url("**/2025-09-30/12.html")
    page.go_back()
    assert page.url == f"{base}index.html"


def test_stub_of_a_number_that_is_gone_says_so(open_page, base):
    page = open_page(f"{base}{TWICE}/4.html", now=MIDNIGHT)
    assert "现行版本（2025-11-10）中没有本条" in page.inner_text("body")
    page.click("li a")
    page.wait_for_url(f"**/{TWICE}/2020-01-10/4.html")


def test_stub_without_script_offers_all_versions(open_page, base):
    page = open_page(f"{base}{TWICE}/2.html", java_script_enabled=False)
    links = [link.get_attribute("href") for link in page.locator("li a").all()]
    assert sorted(links) == ["2020-01-10/2.html", "2025-11-10/2.html"]


LOST = ["nothing.html", f"{TWICE}/999.html", f"{TWICE}/2020-01-10/999.html", "kinds/nothing/at/all.html"]


@pytest.mark.parametrize("address", LOST)
def test_lost_page_leads_home(open_page, host, address):
    page = open_page(f"{host}{address}")
    page.click("main >> text=首页")
    assert page.url == f"{host}index.html"
    assert page.inner_text("h1") != ""


@pytest.mark.parametrize("address", [lost for lost in LOST if "/" in lost])
def test_lost_page_leads_home_in_a_subfolder(open_page, host, address):
    root = host.rstrip("/") + SUBFOLDER
    page = open_page(f"{root}{address}")
    page.click("main >> text=首页")
    assert page.url == f"{root}index.html"


def test_lost_page_leads_home_from_disk(open_page, site):
    page = open_page(f"{site.as_uri()}/404.html")
    page.click("main >> text=首页")
    assert page.url == f"{site.as_uri()}/index.html"


@pytest.mark.parametrize("page", ["2020-01-10/999.html", "999.html"])
def test_lost_page_of_a_law_offers_the_law(open_page, host, page):
    page = open_page(f"{host}{TWICE}/{page}", now=MIDNIGHT)
    assert page.inner_text("#law") == "这部法规的现行文本（如果有）"
    page.click("#law a")
    page.wait_for_url(f"**/{TWICE}/2025-11-10/index.html")


def test_lost_page_without_a_law_offers_none(open_page, host):
    assert not open_page(f"{host}nothing.html").is_visible("#law")
