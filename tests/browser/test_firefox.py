"""Search in Firefox, over http and from disk: what depends on how a browser loads scripts and asks for files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.browser.conftest import SEED_VERSION, TWICE
from tests.browser.firefox import Firefox, find_firefox

ARTICLE = f"{SEED_VERSION}/12.html"
CITING = f"{TWICE}/2020-01-10/4.html"
BOX = "[role=search] input"
OPTION = "[role=option]"
HOSTILE = "<img src=x onerror=\"document.title='pwned'\">"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """A running Firefox; without the program the test is skipped."""
    program = find_firefox()
    if program is None:
        pytest.skip("no Firefox: run `make system`, or set TIAOWEN_FIREFOX")
    firefox = Firefox(program, Path(tmp_path_factory.mktemp("firefox")))
    yield firefox
    firefox.close()


@pytest.fixture
def firefox(browser: Firefox) -> Iterator[Firefox]:
    """Firefox, and afterwards the certainty that its page came from one place alone."""
    yield browser
    browser.resize(1280)
    page = browser.url.partition("?")[0]
    root = page[: page.index("/", len("http://"))] if page.startswith("http") else "file://"
    loaded = browser.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert [address for address in loaded if not address.startswith((root, "data:"))] == []


def search(firefox, text):
    """Type into the box and wait for the list that answers it."""
    firefox.move_to(BOX, click=True)
    firefox.type(text)
    firefox.wait_for(f"document.querySelector(`{OPTION}.all[href$='?q={quote(text)}']`) !== null")


def arrive(firefox, address):
    """Wait until a page is open, whatever place on it."""
    firefox.wait_for(f"location.href.split('#')[0] === '{address}' && document.readyState === 'complete'")


def text_of(firefox, selector):
    """The text of the first element of a selector."""
    return firefox.evaluate(f"document.querySelector(`{selector}`).textContent")


def test_a_file_may_not_read_others(firefox, site):
    """Without that the tests from disk would say nothing."""
    firefox.goto(f"{site.as_uri()}/index.html")
    with pytest.raises(Exception, match="NetworkError"):
        firefox.evaluate("fetch('about.html')")


def test_typing_shows_results_and_enter_opens_the_first(firefox, base):
    firefox.goto(f"{base}index.html")
    search(firefox, "灵活就业人员")
    assert "河南省社会治理条例" in text_of(firefox, f"{OPTION}[aria-selected=true]")
    assert text_of(firefox, f"{OPTION} mark") == "灵活就业人员"
    firefox.type("Enter")
    arrive(firefox, f"{base}{ARTICLE}")


def test_arrows_choose_and_escape_closes(firefox, base):
    firefox.goto(f"{base}{ARTICLE}")
    firefox.type("/")
    search(firefox, "河道")
    first = text_of(firefox, f"{OPTION}[aria-selected=true]")
    firefox.type("ArrowDown")
    assert text_of(firefox, f"{OPTION}[aria-selected=true]") != first
    firefox.type("Escape")
    assert firefox.evaluate(f"document.querySelector('{BOX}').getAttribute('aria-expanded')") == "false"


def test_a_citation_typed_is_the_first_row(firefox, base):
    firefox.goto(f"{base}{CITING}")
    firefox.move_to(BOX, click=True)
    firefox.type("河南省社会治理条例12")
    firefox.wait_for(f"document.querySelector(`{OPTION}[href$='/{ARTICLE}']`) !== null")
    firefox.type("Enter")
    arrive(firefox, f"{base}{ARTICLE}")


def test_the_result_page_filters(firefox, base):
    firefox.goto(f"{base}search.html?q=管理")
    firefox.wait_for("document.querySelector('#results ol > li') !== null")
    everything = text_of(firefox, "#results .count")
    firefox.evaluate("document.querySelector(`.filters input[name=year][value='2025']`).click()")
    firefox.wait_for(f"![``, `{everything}`].includes(document.querySelector('#results .count').textContent)")
    assert "year=2025" in firefox.url


def test_a_citation_is_previewed_under_the_pointer(firefox, base):
    firefox.goto(f"{base}{CITING}")
    firefox.move_to("article a[href*='art_3__para_1__point_1']")
    firefox.wait_for("document.querySelector('#tw-card') !== null")
    assert "建设妨碍行洪的建筑物、构筑物；" in text_of(firefox, "#tw-card")
    firefox.type("Escape")
    firefox.wait_for("document.querySelector('#tw-card') === null")


def test_a_hostile_query_is_only_text(firefox, base):
    firefox.goto(f"{base}index.html")
    title = text_of(firefox, "title")
    firefox.move_to(BOX, click=True)
    firefox.type(HOSTILE)
    firefox.wait_for("document.querySelector('.tw-list [role=status]').textContent !== ''")
    assert text_of(firefox, "title") == title
    assert firefox.evaluate("document.querySelector('.tw-list img') === null")


def test_the_list_fits_on_a_phone(firefox, base):
    firefox.goto(f"{base}{ARTICLE}")
    firefox.resize(390)
    search(firefox, "社会治理")
    assert firefox.evaluate("document.querySelector('.tw-list').getBoundingClientRect().width") >= 355
    assert firefox.evaluate("document.documentElement.scrollWidth") <= 390
