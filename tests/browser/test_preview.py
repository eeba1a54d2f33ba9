"""The preview of a cited article: pointer, keyboard, finger; where it stands, and when it goes."""

from __future__ import annotations

import pytest

from tests.browser.conftest import TWICE
from tests.browser.test_reading import PHONE
from tests.browser.test_rules import WIDTHS

VERSION = f"{TWICE}/2020-01-10"
CITING = f"{VERSION}/4.html"
CARD = "#tw-card"
LINK = "article a:text-is('本条例第三条第一项')"
TEXT = "在河道管理范围内，禁止下列行为：\n（一）建设妨碍行洪的建筑物、构筑物；"


def hover(page, link=LINK):
    """Rest the pointer on a citation until its card is there."""
    page.hover(link)
    page.wait_for_selector(CARD)


def lines(page):
    return [line for line in page.inner_text(CARD).split("\n") if line.strip()]


@pytest.mark.parametrize("start", ["4.html", "c2.html"])
def test_hovering_shows_what_is_cited(open_page, base, start):
    page = open_page(f"{base}{VERSION}/{start}", now="2026-01-01T04:00:00Z")
    hover(page)
    name, label, *text = lines(page)
    assert name == "示例市河道管理条例（2020） 已修改"
    assert label == "第三条第一项"
    assert "\n".join(text) == TEXT


def test_focus_shows_it_and_escape_closes_it(open_page, base):
    page = open_page(f"{base}{CITING}")
    page.focus(LINK)
    page.wait_for_selector(CARD)
    assert page.get_attribute(LINK, "aria-describedby") == page.get_attribute(CARD, "id")
    assert page.get_attribute(CARD, "role") == "tooltip"
    page.keyboard.press("Escape")
    assert page.locator(CARD).count() == 0
    assert page.get_attribute(LINK, "aria-describedby") is None
    assert page.evaluate("document.activeElement.tagName") == "A"
    page.keyboard.press("Tab")
    assert page.evaluate(f"document.activeElement !== document.querySelector('{CARD}')")


def test_tabbing_on_closes_it(open_page, host):
    page = open_page(f"{host}{CITING}")
    page.focus(LINK)
    page.wait_for_selector(CARD)
    page.keyboard.press("Tab")
    page.wait_for_selector(CARD, state="detached")


def test_it_stays_while_the_pointer_is_in_it_and_goes_with_the_pointer(open_page, base):
    page = open_page(f"{base}{CITING}")
    hover(page)
    page.hover(CARD)
    page.wait_for_timeout(600)
    assert page.is_visible(CARD)
    page.mouse.move(5, 5)
    page.wait_for_selector(CARD, state="detached")


def test_passing_over_a_link_shows_nothing(open_page, host):
    page = open_page(f"{host}{CITING}")
    page.hover(LINK)
    page.wait_for_timeout(60)
    page.mouse.move(5, 5)
    page.wait_for_timeout(600)
    assert page.locator(CARD).count() == 0


@pytest.mark.parametrize("height", [300, 500, 900])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_it_never_covers_the_link_nor_leaves_the_screen_sideways(open_page, host, width, height):
    page = open_page(f"{host}{CITING}", viewport={"width": width, "height": height})
    page.locator(LINK).scroll_into_view_if_needed()
    hover(page)
    card, link = page.locator(CARD).bounding_box(), page.locator(LINK).bounding_box()
    assert card["y"] >= link["y"] + link["height"] or card["y"] + card["height"] <= link["y"]
    assert card["x"] >= 0
    assert card["x"] + card["width"] <= width
    assert page.evaluate("document.body.scrollWidth") <= width


def test_a_click_follows_the_link(open_page, base):
    page = open_page(f"{base}{CITING}")
    hover(page)
    page.click(LINK)
    page.wait_for_url(f"{base}{VERSION}/3.html#art_3__para_1__point_1")


def test_who_cites_an_article_is_shown_too(open_page, base):
    page = open_page(f"{base}{VERSION}/3.html")
    hover(page, ".by a")
    assert lines(page)[1] == "第四条"


LONG_PRESS = """
async ([selector, hold]) => {
  const link = document.querySelector(selector);
  const box = link.getBoundingClientRect();
  const touch = new Touch({identifier: 1, target: link, clientX: box.x + 5, clientY: box.y + 5});
  const send = (type, touches) => link.dispatchEvent(
    new TouchEvent(type, {bubbles: true, cancelable: true, touches, changedTouches: [touch]}));
  send('touchstart', [touch]);
  await new Promise((done) => setTimeout(done, hold));
  return !send('touchend', []);
}
"""


def test_a_long_press_shows_it_and_is_no_click(open_page, base):
    page = open_page(f"{base}{CITING}", viewport=PHONE, has_touch=True, is_mobile=True)
    assert page.evaluate(LONG_PRESS, ["article a", 800])
    page.wait_for_selector(CARD)
    assert lines(page)[1] == "第三条第一项"
    assert page.url == f"{base}{CITING}"
    page.touchscreen.tap(10, 500)
    page.wait_for_selector(CARD, state="detached")


def test_a_tap_follows_the_link(open_page, base):
    page = open_page(f"{base}{CITING}", viewport=PHONE, has_touch=True, is_mobile=True)
    assert not page.evaluate(LONG_PRESS, ["article a", 50])
    page.tap(LINK)
    page.wait_for_url(f"{base}{VERSION}/3.html#*")


def test_a_menu_does_not_cover_it(open_page, host):
    page = open_page(f"{host}{CITING}", viewport=PHONE, has_touch=True, is_mobile=True)
    stopped = page.evaluate(
        """() => {
          const link = document.querySelector('article a');
          const menu = () => !link.dispatchEvent(new MouseEvent('contextmenu', {bubbles: true, cancelable: true}));
          const touch = new Touch({identifier: 1, target: link, clientX: 5, clientY: 5});
          const before = menu();
          link.dispatchEvent(new TouchEvent('touchstart', {bubbles: true, touches: [touch], changedTouches: [touch]}));
          return [before, menu()];
        }"""
    )
    assert stopped == [False, True]
    page.wait_for_selector(CARD)


def test_a_link_that_leads_to_no_unit_has_no_card_and_keeps_its_title(open_page, host):
    page = open_page(f"{host}{CITING}")
    page.evaluate(
        "() => { const link = document.querySelector('article a'); link.href = 'index.html'; link.title = '名称'; }"
    )
    page.hover("article a")
    page.wait_for_timeout(800)
    assert page.locator(CARD).count() == 0
    assert page.get_attribute("article a", "title") == "名称"


def test_a_title_does_not_stand_beside_the_card_and_comes_back(open_page, host):
    page = open_page(f"{host}{CITING}")
    page.evaluate("document.querySelector('article a').title = '名称'")
    hover(page)
    assert page.get_attribute(LINK, "title") is None
    page.keyboard.press("Escape")
    assert page.get_attribute(LINK, "title") == "名称"


def test_a_text_that_cannot_be_loaded_is_said(open_page, host):
    page = open_page(f"{host}{CITING}")
    page.route("**/search/text/**", lambda route: route.abort())
    hover(page)
    assert "没有载入" in page.inner_text(CARD)


def test_only_what_it_needs_is_asked_for(browser, host):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{host}{CITING}", wait_until="networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(host)))
    hover(page)
    context.close()
    texts = [url for url in asked if url.startswith("search/text/")]
    assert len(texts) == 1
    assert set(asked) - set(texts) == {
        "assets/js/search/text.js",
        "assets/js/found.js",
        "assets/js/card.js",
        "assets/css/preview.css",
    }


def test_it_is_not_printed(open_page, host):
    page = open_page(f"{host}{CITING}")
    hover(page)
    page.emulate_media(media="print")
    assert not page.is_visible(CARD)


def test_nothing_moves_where_that_is_not_wanted(open_page, host):
    page = open_page(f"{host}{CITING}", reduced_motion="reduce")
    hover(page)
    assert page.evaluate(f"getComputedStyle(document.querySelector('{CARD}')).animationName") == "none"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_with_the_card_open(open_page, host, axe, width, scheme):
    page = open_page(f"{host}{CITING}", viewport=WIDTHS[width], color_scheme=scheme)
    hover(page)
    page.wait_for_timeout(300)
    page.evaluate(axe)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    assert [(rule["id"], node["target"]) for rule in found["violations"] for node in rule["nodes"]] == []
