"""The search box on every page: typing, the list, keys, input methods, and what happens when things fail."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.browser.conftest import SEED_VERSION, TWICE
from tests.browser.test_reading import PHONE
from tests.browser.test_rules import WIDTHS

ARTICLE = f"{SEED_VERSION}/12.html"
PAGES = ["index.html", "about.html", "recent.html", "kinds/index.html", f"{SEED_VERSION}/index.html", ARTICLE]
BOX = "[role=search] input"
OPTION = "[role=option]"
STATUS = ".tw-list [role=status]"
HOSTILE = "<img src=x onerror=\"document.title='pwned'\">"
NOW = "2025-12-02T04:00:00Z"
"""A day after the seed regulation and the second version of the other law commence."""


def search(page, text):
    """Type into the box and wait for the list that answers it."""
    page.click(BOX)
    page.keyboard.type(text)
    page.wait_for_selector(f"{OPTION}.all[href$='?q={quote(text)}']")


def active(page):
    """The text of the row that Enter would open, or None."""
    return page.evaluate(
        "(() => { const id = document.activeElement.getAttribute('aria-activedescendant');"
        " return id && document.getElementById(id).textContent; })()"
    )


@pytest.mark.parametrize("address", PAGES)
def test_typing_and_enter_lead_to_an_article_from_every_page(open_page, base, address):
    page = open_page(f"{base}{address}")
    search(page, "灵活就业人员")
    assert "河南省社会治理条例 第十二条" in active(page)
    assert page.inner_text(f"{OPTION} mark >> nth=0") == "灵活就业人员"
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base}{ARTICLE}*")


def test_arrows_go_through_the_list_and_enter_opens(open_page, base):
    page = open_page(f"{base}index.html")
    search(page, "河道")
    first = active(page)
    page.keyboard.press("ArrowDown")
    second = active(page)
    assert second != first
    page.keyboard.press("ArrowUp")
    assert active(page) == first
    page.keyboard.press("ArrowUp")
    assert active(page).startswith("查看全部")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    assert active(page).startswith("查看全部")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    assert active(page) == second
    target = page.get_attribute(f"{OPTION}[aria-selected=true]", "href")
    page.keyboard.press("Enter")
    page.wait_for_url(target)


def test_home_and_end_move_in_the_text_until_an_arrow_went_to_the_list(open_page, host):
    page = open_page(f"{host}index.html")
    search(page, "河道")
    first = active(page)
    page.keyboard.press("End")
    assert active(page) == first
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.selectionStart") == 0


def test_the_last_row_leads_to_all_results(open_page, base):
    page = open_page(f"{base}{ARTICLE}")
    search(page, "社会治理")
    page.click(f"{OPTION}.all")
    page.wait_for_selector("#results ol li")
    assert page.input_value(BOX) == "社会治理"
    assert page.url.startswith(f"{base}search.html?q=")


def test_enter_before_the_answer_waits_for_it(open_page, base):
    page = open_page(f"{base}index.html")
    page.click(BOX)
    page.keyboard.insert_text("灵活就业人员")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base}{ARTICLE}*")


def test_a_citation_is_the_first_row(open_page, base):
    page = open_page(f"{base}{TWICE}/2020-01-10/3.html", now=NOW)
    page.click(BOX)
    page.keyboard.insert_text("河南省社会治理条例12")
    page.wait_for_selector(f"{OPTION}:has-text('灵活就业人员')")
    assert active(page).startswith("河南省社会治理条例 第十二条 有效")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base}{ARTICLE}*")


def test_a_citation_that_leads_nowhere_says_so_and_is_not_followed(open_page, base):
    page = open_page(f"{base}index.html")
    page.click(BOX)
    page.keyboard.type("河南省社会治理条例第999条")
    page.wait_for_function(f"document.querySelector('{STATUS}')?.textContent.includes('没有第九百九十九条')")
    assert active(page) is None
    page.keyboard.press("ArrowDown")
    assert "河南省社会治理条例" in active(page)


@pytest.mark.parametrize("address", PAGES)
def test_a_slash_leads_to_the_box(open_page, base, address):
    page = open_page(f"{base}{address}")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    assert page.input_value(BOX) == ""
    page.keyboard.press("/")
    assert page.input_value(BOX) == "/"


def test_escape_closes_the_list_and_keeps_the_text(open_page, host):
    page = open_page(f"{host}index.html")
    search(page, "河道")
    page.keyboard.press("Escape")
    assert not page.is_visible(OPTION)
    assert page.get_attribute(BOX, "aria-expanded") == "false"
    assert page.input_value(BOX) == "河道"
    page.keyboard.press("ArrowDown")
    assert page.is_visible(OPTION)


def test_tab_leaves_and_closes(open_page, host):
    page = open_page(f"{host}index.html")
    search(page, "河道")
    page.keyboard.press("Tab")
    assert not page.is_visible(OPTION)
    assert page.evaluate("document.activeElement.textContent") == "检索"


def test_a_click_elsewhere_closes_and_a_keyboard_put_away_does_not(open_page, host):
    page = open_page(f"{host}{ARTICLE}")
    search(page, "河道")
    page.evaluate("document.activeElement.blur()")
    assert page.is_visible(OPTION)
    page.mouse.click(5, 400)
    assert not page.is_visible(OPTION)


def test_a_closed_list_is_not_asked_for_and_enter_leads_to_all_results(open_page, base):
    page = open_page(f"{base}index.html")
    search(page, "河道")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base}search.html?q=*")


def test_roles_and_states(open_page, host):
    page = open_page(f"{host}index.html")
    search(page, "河道")
    box = page.locator(BOX)
    assert box.get_attribute("role") == "combobox"
    assert box.get_attribute("aria-expanded") == "true"
    assert page.get_attribute(f"#{box.get_attribute('aria-controls')}", "role") == "listbox"
    assert page.locator(f"{OPTION}[aria-selected=true]").count() == 1
    assert "条结果" in page.inner_text(STATUS)


def test_letters_of_an_input_method_are_not_searched(open_page, host):
    page = open_page(f"{host}index.html")
    page.click(BOX)
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "he'dao", "selectionStart": 6, "selectionEnd": 6})
    page.wait_for_timeout(400)
    assert page.locator(OPTION).count() == 0
    assert page.locator(STATUS).count() == 0 or page.inner_text(STATUS) == ""
    keyboard.send("Input.insertText", {"text": "河道"})
    page.wait_for_selector(OPTION)
    assert page.inner_text(f"{OPTION} mark >> nth=0") == "河道"


def test_a_key_of_an_input_method_opens_nothing(open_page, host):
    page = open_page(f"{host}index.html")
    search(page, "河道")
    page.evaluate(
        f"document.querySelector('{BOX}').dispatchEvent("
        "new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229, bubbles: true, cancelable: true}))"
    )
    assert page.url == f"{host}index.html"
    assert page.is_visible(OPTION)


def test_pasted_text_is_searched(open_page, host):
    page = open_page(f"{host}index.html")
    page.click(BOX)
    page.keyboard.insert_text("清水河")
    page.wait_for_selector(OPTION)
    assert "河道分级名录" in page.inner_text(OPTION) or "附件" in page.inner_text(OPTION)


LATE = """
() => {
  const answers = {};
  window.release = (query) => answers[query]();
  tiaowen.engine = () => Promise.resolve({
    search: (query) => new Promise((resolve) => {
      answers[query] = () => resolve({jump: null, items: [], total: 0, exact: true, done: true, advice: [query]});
    }),
  });
}
"""


def test_a_late_answer_to_an_earlier_question_is_dropped(open_page, host):
    page = open_page(f"{host}index.html")
    search(page, "河道")
    page.evaluate(LATE)
    page.fill(BOX, "甲")
    page.wait_for_timeout(250)
    page.fill(BOX, "甲乙")
    page.wait_for_timeout(250)
    page.evaluate("release('甲乙')")
    page.wait_for_function("document.querySelector('.tw-list').textContent.includes('甲乙')")
    page.evaluate("release('甲')")
    page.wait_for_timeout(100)
    assert page.inner_text(STATUS) == "没有找到。甲乙"
    page.fill(BOX, "甲")
    page.wait_for_timeout(250)
    page.keyboard.press("Escape")
    page.evaluate("release('甲')")
    page.wait_for_timeout(100)
    assert not page.is_visible(".tw-list.open")


def test_a_failure_is_said_and_the_next_try_succeeds(open_page, host):
    page = open_page(f"{host}index.html")
    page.route("**/search/**", lambda route: route.abort())
    page.click(BOX)
    page.keyboard.type("河道")
    page.wait_for_function(f"document.querySelector('{STATUS}')?.textContent.includes('没有成功')")
    page.unroute("**/search/**")
    page.keyboard.type("管理")
    page.wait_for_selector(OPTION)


def test_scripts_that_cannot_be_loaded_leave_a_form(open_page, host):
    page = open_page(f"{host}index.html")
    page.route("**/box.js", lambda route: route.abort())
    page.click(BOX)
    page.keyboard.type("河道")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{host}search.html?q=*")
    page.wait_for_selector("#results ol li")


@pytest.mark.parametrize("address", ["index.html", ARTICLE])
def test_without_script_the_box_leads_to_the_result_page(open_page, base, address):
    page = open_page(f"{base}{address}", java_script_enabled=False)
    page.fill(BOX, "河道")
    page.press(BOX, "Enter")
    page.wait_for_url(f"{base}search.html?q=%E6%B2%B3%E9%81%93")
    assert "需要启用脚本" in page.inner_text("main")


def test_the_page_that_is_not_there_has_a_box_that_works(open_page, host):
    page = open_page(f"{host}mirror/tiaowen/laws/nothing/here.html")
    search(page, "灵活就业人员")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{host}mirror/tiaowen/{ARTICLE}*")


def test_the_status_of_a_row_is_that_of_today(open_page, host):
    words = {}
    for now in ("2025-11-25T04:00:00Z", NOW):
        page = open_page(f"{host}index.html", now=now)
        search(page, "灵活就业人员")
        words[now] = page.inner_text(f"{OPTION} .st >> nth=0")
    assert list(words.values()) == ["尚未施行", "有效"]


@pytest.mark.parametrize("text", [HOSTILE, "图片标记"])
def test_hostile_text_stays_text(open_page, base, text):
    page = open_page(f"{base}index.html")
    title = page.title()
    page.click(BOX)
    page.keyboard.insert_text(text)
    page.wait_for_selector(f"{OPTION}:has-text('onerror')")
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(200)
    assert page.locator(".tw-list img").count() == 0
    assert page.title() == title


def test_nobody_else_is_asked(browser, host):
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    page.goto(f"{host}{ARTICLE}", wait_until="networkidle")
    assert [url for url in asked if "/search/" in url] == []
    search(page, "连带责任 河道")
    page.wait_for_load_state("networkidle")
    context.close()
    assert any(url.endswith("/search/directory.js") for url in asked)
    assert [url for url in asked if not url.startswith(host)] == []
    assert failed == []


def test_a_phone_gives_the_list_the_whole_width_and_does_not_zoom(open_page, host):
    for address in ("index.html", "recent.html", ARTICLE):
        page = open_page(f"{host}{address}", viewport=PHONE, has_touch=True, is_mobile=True)
        page.tap(BOX)
        page.keyboard.type("社会治理")
        page.wait_for_selector(f"{OPTION}.all")
        assert page.evaluate(f"parseFloat(getComputedStyle(document.querySelector('{BOX}')).fontSize)") >= 16
        box, panel = page.locator(BOX).bounding_box(), page.locator(".tw-list").bounding_box()
        assert panel["width"] >= 355, address
        assert 0 <= panel["y"] - (box["y"] + box["height"]) <= 8, address
        assert page.evaluate("document.body.scrollWidth") <= PHONE["width"]
        assert panel["y"] + panel["height"] <= PHONE["height"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("address", ["index.html", ARTICLE])
def test_axe_finds_nothing_with_the_list_open(open_page, host, axe, address, width, scheme):
    page = open_page(f"{host}{address}", viewport=WIDTHS[width], color_scheme=scheme)
    search(page, "河道")
    page.evaluate(axe)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    assert [(rule["id"], node["target"]) for rule in found["violations"] for node in rule["nodes"]] == []
