"""Citations: a click on a marker selects 款, 项 or 目, and the bar copies it in every form."""

from __future__ import annotations

import pytest

from tests.browser.conftest import SEED_VERSION, TWICE
from tests.browser.test_reading import PHONE

GREEN = "laws/shilishi-chengshi-lvhua-guanli-guiding"
REPEALED = f"{GREEN}/1998-06-01"
"""A repealed regulation whose second article has three 款, 项 and 目 (tests/browser/laws)."""
ARTICLE = f"{REPEALED}/2.html"
CHAPTER = f"{REPEALED}/c1.html"
PUBLIC = "https://tiaowen.example/"
NOW = "2026-03-31T16:00:00Z"
"""The first minute of 2026-04-01 in Beijing."""

BAR = "#cite"
SECOND = "#art_2__para_2"
ITEM = f"{SECOND}__point_1"
READ = {"permissions": ["clipboard-read", "clipboard-write"]}

NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"
REFUSED = "void (navigator.clipboard.writeText = () => Promise.reject(new DOMException('no')))"
NO_COMMAND = "void (document.execCommand = () => false)"


def copied(page, form):
    """Click on a form; the text in the clipboard."""
    page.click(f"{BAR} button:text-is('{form}')")
    page.wait_for_function("document.querySelector('#cite [role=status]').textContent === '已复制'")
    return page.evaluate("navigator.clipboard.readText()")


def chosen(page):
    """What the bar says is cited."""
    return page.inner_text(f"{BAR} > p").replace(" ", "")


def test_every_form_of_an_item(open_page, base):
    page = open_page(f"{base}{ARTICLE}", now=NOW, **READ)
    page.click(f"{ITEM} > b")
    assert chosen(page) == "引用第二条第二款第一项"
    place = "《示例市城市绿化管理规定》第二条第二款第一项"
    address = f"{PUBLIC}{ARTICLE}{ITEM}"
    assert copied(page, "引注手册") == "《示例市城市绿化管理规定》（已废止）第2条第2款第1项"
    assert copied(page, "公文") == place
    assert copied(page, "Markdown") == f"[{place}]({address})"
    assert copied(page, "HTML") == f'<a href="{address}">{place}</a>'
    assert copied(page, "GB/T 7714") == (
        "示例市人民代表大会常务委员会. 示例市城市绿化管理规定: 第二条第二款第一项[A/OL]. "
        f"(1998-06-01)[2026-04-01]. {address}."
    )
    assert copied(page, "BibLaTeX").splitlines() == [
        "@legislation{shilishi-chengshi-lvhua-guanli-guiding-1998-06-01-art_2__para_2__point_1,",
        "  title = {示例市城市绿化管理规定},",
        "  titleaddon = {第二条第二款第一项},",
        "  author = {{示例市人民代表大会常务委员会}},",
        "  date = {1998-06-01},",
        f"  url = {{{address}}},",
        "  urldate = {2026-04-01},",
        "  langid = {chinese}",
        "}",
    ]
    assert copied(page, "网址") == address


def test_without_a_choice_the_page_is_cited(open_page, base):
    page = open_page(f"{base}{TWICE}/2020-01-10/3.html", now=NOW, **READ)
    page.click(".tw-cite")
    assert copied(page, "引注手册") == "《示例市河道管理条例》（2020年）第3条"
    assert copied(page, "网址") == f"{PUBLIC}{TWICE}/2020-01-10/3.html"
    page.goto(f"{base}{TWICE}/2025-11-10/index.html")
    page.click(".tw-cite")
    assert copied(page, "引注手册") == "《示例市河道管理条例》（2025年修订）"
    assert copied(page, "网址") == f"{PUBLIC}{TWICE}/2025-11-10/index.html"
    page.goto(f"{base}{TWICE}/2025-11-10/annex-1.html")
    page.click(".tw-cite")
    assert copied(page, "公文") == "《示例市河道管理条例》附件"
    page.goto(f"{base}{SEED_VERSION}/c2.html")
    page.click(".tw-cite")
    assert copied(page, "公文") == "《河南省社会治理条例》第二章"


def test_the_only_paragraph_of_an_article_is_not_counted(open_page, base):
    page = open_page(f"{base}{TWICE}/2020-01-10/3.html")
    assert page.locator("#art_3__para_1 .mark").count() == 0
    page.click("#art_3__para_1__point_2 > b")
    assert chosen(page) == "引用第三条第二项"
    assert page.url.endswith("#art_3__para_1__point_2")


def highlighted(page):
    """Ids of the lines that have the ground of an opened anchor."""
    return page.evaluate(
        "[...document.querySelectorAll('article p')].filter(p =>"
        " getComputedStyle(p).backgroundColor !== 'rgba(0, 0, 0, 0)').map(p => p.id)"
    )


def test_a_marker_selects_its_paragraph(open_page, base):
    page = open_page(f"{base}{ARTICLE}")
    mark = page.locator(f"{SECOND} .mark")
    assert mark.get_attribute("aria-label") == "第二款"
    assert mark.evaluate("mark => getComputedStyle(mark).opacity") == "0"
    page.hover(SECOND)
    assert mark.evaluate("mark => getComputedStyle(mark).opacity") == "1"
    mark.click()
    assert page.url.endswith(f"2.html{SECOND}")
    assert highlighted(page) == [SECOND[1:]]
    assert chosen(page) == "引用第二条第二款"
    page.click(f"{ITEM}__indent_2 > b")
    assert highlighted(page) == [f"{ITEM}__indent_2"[1:]]
    assert chosen(page) == "引用第二条第二款第一项第二目"
    assert page.input_value(f"{BAR} textarea") == "《示例市城市绿化管理规定》（已废止）第2条第2款第1项第2目"
    page.go_back()
    assert highlighted(page) == [SECOND[1:]]
    assert chosen(page) == "引用第二条第二款"
    page.go_back()
    assert highlighted(page) == []
    assert chosen(page) == "引用第二条"


def test_the_steps_in_the_bar_lead_up(open_page, base):
    page = open_page(f"{base}{ARTICLE}{ITEM}")
    assert page.locator(BAR).count() == 0
    assert highlighted(page) == [ITEM[1:]]
    page.click(".tw-cite")
    assert chosen(page) == "引用第二条第二款第一项"
    page.click(f"{BAR} >> text=第二款")
    assert chosen(page) == "引用第二条第二款"
    page.click(f"{BAR} >> text=第二条")
    assert chosen(page) == "引用第二条"
    assert page.url.endswith("#art_2")


def test_what_is_chosen_on_a_chapter_page_is_cited_by_its_own_page(open_page, base):
    page = open_page(f"{base}{CHAPTER}", **READ)
    page.hover("#art_1")
    page.click("#art_1 .mark")
    assert copied(page, "网址") == f"{PUBLIC}{REPEALED}/1.html"
    assert copied(page, "公文") == "《示例市城市绿化管理规定》第一条"
    page.hover("#art_2__para_3")
    page.click("#art_2__para_3 .mark")
    assert copied(page, "网址") == f"{PUBLIC}{ARTICLE}#art_2__para_3"


def test_nothing_moves_when_a_marker_is_clicked(open_page, host):
    page = open_page(f"{host}{SEED_VERSION}/c3.html", viewport={"width": 1280, "height": 700})
    page.evaluate("scrollTo(0, 500)")
    mark = page.locator("article p:hover > .mark, article .mark").nth(6)
    mark.scroll_into_view_if_needed()
    box, top = mark.bounding_box(), page.evaluate("scrollY")
    page.mouse.click(box["x"] + 5, box["y"] + 5)
    assert page.evaluate("location.hash") != ""
    assert page.evaluate("scrollY") == top
    assert mark.bounding_box() == box


def test_markers_take_no_room(open_page, host, browser):
    """The lines of the text stand where they stand without the script."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    places = []
    for blocked in (False, True):
        page = context.new_page()
        if blocked:
            page.route("**/copy.js", lambda route: route.abort())
        page.goto(f"{host}{CHAPTER}")
        places.append(
            page.evaluate(
                "[...document.querySelectorAll('article p')].map(p => {"
                " const range = document.createRange();"
                " range.selectNodeContents(p.querySelector('b') || p.firstChild);"
                " const box = range.getBoundingClientRect();"
                " return [box.x, box.y, p.getBoundingClientRect().height] })"
            )
        )
    assert places[0] == places[1]
    assert len(places[0]) == 8
    context.close()


def test_markers_are_there_where_nothing_hovers(open_page, host):
    page = open_page(f"{host}{ARTICLE}", viewport=PHONE, has_touch=True, is_mobile=True)
    mark = page.locator(f"{SECOND} .mark")
    assert mark.evaluate("mark => getComputedStyle(mark).opacity") == "1"
    mark.tap()
    assert chosen(page) == "引用第二条第二款"
    text, bar = page.locator(SECOND).bounding_box(), page.locator(BAR).bounding_box()
    assert text["y"] + text["height"] <= bar["y"]


@pytest.mark.parametrize("trouble", [NO_CLIPBOARD, REFUSED], ids=["no clipboard", "refused"])
def test_copying_by_command(open_page, host, trouble):
    page = open_page(f"{host}{ARTICLE}", **READ)
    page.evaluate("navigator.readIt = navigator.clipboard.readText.bind(navigator.clipboard)")
    page.evaluate(trouble)
    page.click(".tw-cite")
    page.click(f"{BAR} >> text=公文")
    page.wait_for_function("document.querySelector('#cite [role=status]').textContent === '已复制'")
    assert page.evaluate("navigator.readIt()") == "《示例市城市绿化管理规定》第二条"
    assert page.evaluate("document.activeElement.textContent") == "公文"


@pytest.mark.parametrize("trouble", [NO_CLIPBOARD, REFUSED], ids=["no clipboard", "refused"])
def test_copying_by_hand(open_page, base, trouble):
    page = open_page(f"{base}{ARTICLE}")
    page.evaluate(trouble)
    page.evaluate(NO_COMMAND)
    page.click(".tw-cite")
    page.click(f"{BAR} >> text=公文")
    page.wait_for_function("/手动复制/.test(document.querySelector('#cite [role=status]').textContent)")
    assert page.evaluate("getSelection().toString()") == "《示例市城市绿化管理规定》第二条"
    assert page.evaluate("document.activeElement.nodeName") == "TEXTAREA"


def test_by_keyboard(open_page, base):
    page = open_page(f"{base}{ARTICLE}", **READ)
    page.focus(f"{SECOND} .mark")
    assert page.locator(f"{SECOND} .mark").evaluate("mark => getComputedStyle(mark).opacity") == "1"
    page.keyboard.press("Enter")
    assert chosen(page) == "引用第二条第二款"
    assert page.evaluate("document.activeElement.textContent") == "引注手册"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('#cite [role=status]').textContent === '已复制'")
    assert page.evaluate("navigator.clipboard.readText()") == "《示例市城市绿化管理规定》第二条第二款"
    page.keyboard.press("Escape")
    assert not page.is_visible(BAR)
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "第二款"
    page.focus(f"{ITEM} > b")
    page.keyboard.press("Space")
    assert chosen(page) == "引用第二条第二款第一项"
    page.click(f"{BAR} .close")
    assert not page.is_visible(BAR)
    page.focus(".tw-cite")
    page.keyboard.press("Enter")
    assert page.is_visible(BAR)
    assert page.url.endswith(f"2.html{ITEM}")
    page.click("h1")
    page.keyboard.press("Escape")
    assert not page.is_visible(BAR)


def test_copying_the_text_leaves_the_markers_behind(open_page, host):
    page = open_page(f"{host}{ARTICLE}", **READ)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('article'))")
    page.keyboard.press("Control+C")
    text = page.evaluate("navigator.clipboard.readText()")
    assert "第二款" not in text
    assert "（二）" in text
    rich = page.evaluate(
        "navigator.clipboard.read().then(all => all[0].getType('text/html')).then(blob => blob.text())"
    )
    assert "<a" not in rich


def test_without_a_public_address_the_own_one_is_copied(open_page, base, host):
    page = open_page(f"{base}{ARTICLE}?from=chat", **READ)
    page.evaluate("document.querySelector('link[rel=canonical]').remove()")
    page.click(f"{ITEM} > b")
    own = base if base == host else ""
    assert copied(page, "网址") == f"{own}{ARTICLE}{ITEM}"


def test_without_script_there_is_no_dead_button(open_page, base):
    page = open_page(f"{base}{ARTICLE}{ITEM}", java_script_enabled=False)
    assert page.locator("button, .mark, .pick, [role=button]").count() == 0
    assert page.locator(":target").get_attribute("id") == ITEM[1:]


def test_paper_shows_nothing_of_it(open_page, host):
    page = open_page(f"{host}{ARTICLE}")
    page.click(f"{ITEM} > b")
    page.emulate_media(media="print")
    assert not page.is_visible(BAR)
    assert not page.locator(".mark").first.is_visible()
    assert not page.is_visible(".tw-cite")
    assert page.is_visible(f"{ITEM} > b")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
def test_axe_finds_nothing_in_the_bar(open_page, host, axe, scheme, phone):
    size = {"viewport": PHONE, "has_touch": True, "is_mobile": True} if phone else {}
    page = open_page(f"{host}{ARTICLE}", color_scheme=scheme, **size)
    page.click(f"{ITEM} > b")
    page.evaluate(axe)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    assert [(rule["id"], node["target"]) for rule in found["violations"] for node in rule["nodes"]] == []
