"""What is in force is true today in Beijing, in one and the same built page."""

from __future__ import annotations

import pytest

from tests.browser.conftest import SEED_VERSION, TWICE

LAST_SECOND = "2025-11-30T15:59:59Z"
"""23:59:59 in Beijing on the day before the seed regulation commences."""
MIDNIGHT = "2025-11-30T16:00:00Z"

BADGE = ".st dd"


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York"])
@pytest.mark.parametrize("page", ["index.html", "12.html", "c2.html"])
@pytest.mark.parametrize(
    ("now", "words", "state"),
    [(LAST_SECOND, "尚未施行（2025-12-01 起施行）", "is-not-yet"), (MIDNIGHT, "有效", "is-in-force")],
)
def test_badge_turns_at_midnight_in_beijing(open_page, base, page, now, words, state, zone):
    opened = open_page(f"{base}{SEED_VERSION}/{page}", now=now, timezone_id=zone)
    assert opened.inner_text(BADGE) == words
    assert state in opened.get_attribute(".st", "class")


def test_badge_of_a_page_left_open_overnight(open_page, base):
    page = open_page(f"{base}{SEED_VERSION}/12.html", now=LAST_SECOND)
    assert page.inner_text(BADGE).startswith("尚未施行")
    page.clock.set_fixed_time(MIDNIGHT)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert page.inner_text(BADGE) == "有效"


def test_badge_explains_itself(open_page, base):
    page = open_page(f"{base}{SEED_VERSION}/12.html", now=MIDNIGHT)
    assert page.get_attribute(".st", "title")
    page.click(f"{BADGE} a")
    assert page.url.endswith("about.html#in-force")
    assert page.locator(":target").inner_text().startswith("有效")


@pytest.mark.parametrize(
    "state", ["not-yet", "in-force", "amended", "repealed", "lapsed", "unknown", "unstated"]
)
def test_every_state_is_explained_on_the_about_page(open_page, base, state):
    page = open_page(f"{base}about.html#{state}")
    assert page.locator(f"dt#{state}").count() == 1


def test_lists_show_what_is_true_today(open_page, base):
    rows = ".laws li:has-text('河南省社会治理条例') .st"
    assert open_page(f"{base}recent.html", now=LAST_SECOND).inner_text(rows) == "尚未施行"
    assert open_page(f"{base}recent.html", now=MIDNIGHT).inner_text(rows) == "有效"


def test_without_script_the_dates_are_plain(open_page, base):
    page = open_page(f"{base}{SEED_VERSION}/12.html", java_script_enabled=False)
    assert page.locator(BADGE).inner_text() == "尚未施行（2025-12-01 起施行）"
    facts = page.locator(".meta").inner_text()
    assert "施行日期" in facts
    assert "2025-12-01" in facts
    assert "2025-09-30" in facts
    assert page.locator(".crumb").inner_text().split("\n")[0].startswith("首页")
    assert "各级人民政府应当健全覆盖全民" in page.locator("article").inner_text()
    assert page.locator("a[rel=next]").is_visible()


@pytest.mark.parametrize(
    ("segment", "now", "note"),
    [
        ("2020-01-10", LAST_SECOND, None),
        ("2020-01-10", MIDNIGHT, "本版本已被修改 · 看现行文本的第三条"),
        ("2025-11-10", LAST_SECOND, "本版本尚未施行（2025-12-01 起施行） · 看现行文本的第三条"),
        ("2025-11-10", MIDNIGHT, None),
    ],
)
def test_a_version_that_is_not_in_force_leads_to_the_one_that_is(open_page, base, segment, now, note):
    page = open_page(f"{base}{TWICE}/{segment}/3.html", now=now)
    shown = page.locator("#superseded")
    if note is None:
        assert shown.count() == 0
        return
    assert shown.inner_text() == note
    page.click("#superseded a")
    other = {"2020-01-10": "2025-11-10", "2025-11-10": "2020-01-10"}[segment]
    page.wait_for_url(f"**/{other}/3.html")
    assert page.locator("#superseded").count() == 0


@pytest.mark.parametrize(
    ("version", "now", "state", "words", "note"),
    [
        (
            SEED_VERSION,
            LAST_SECOND,
            "not-yet",
            "尚未施行（2025-12-01 起施行）",
            "本文本尚未施行（2025-12-01 起施行）。",
        ),
        (SEED_VERSION, MIDNIGHT, "in-force", "有效", ""),
        (f"{TWICE}/2020-01-10", LAST_SECOND, "in-force", "有效（2025-12-01 起已修改）", ""),
        (
            f"{TWICE}/2020-01-10",
            MIDNIGHT,
            "amended",
            "已修改（2025-12-01 起）",
            "本版本已被修改 · 看现行文本",
        ),
        (
            f"{TWICE}/2025-11-10",
            LAST_SECOND,
            "not-yet",
            "尚未施行（2025-12-01 起施行）",
            "本版本尚未施行（2025-12-01 起施行） · 看现行文本",
        ),
        (f"{TWICE}/2025-11-10", MIDNIGHT, "in-force", "有效", ""),
    ],
)
def test_full_text_says_what_is_true_today_by_itself(open_page, site, version, now, state, words, note):
    page = open_page(f"{site.as_uri()}/{version}/full.html", now=now)
    assert page.inner_text(BADGE) == words
    assert page.get_attribute(".st", "class") == f"st is-{state}"
    assert page.inner_text(".now").strip() == note
    links = [link.get_attribute("href") for link in page.locator(".now a").all()]
    assert links == ([f"https://tiaowen.example/{TWICE}/index.html"] if "·" in note else [])


@pytest.mark.parametrize("now", [LAST_SECOND, MIDNIGHT])
@pytest.mark.parametrize("page", ["index.html", "3.html"])
def test_badge_says_when_a_text_ends(open_page, base, page, now):
    opened = open_page(f"{base}{TWICE}/2020-01-10/{page}", now=now)
    words = {LAST_SECOND: "有效（2025-12-01 起已修改）", MIDNIGHT: "已修改（2025-12-01 起）"}
    assert opened.inner_text(BADGE) == words[now]
