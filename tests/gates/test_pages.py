"""One page of each kind, of the site and of a bundle: the HTML checker, axe, and no other host."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html

from tests.browser.test_rules import NOT_OURS
from tests.gates.conftest import FLAG, PAGES, SITE_URL

PACKED = {
    "opening page": "start.html",
    "home": "site/index.html",
    "search": "site/search.html",
    "list": "site/regions/henan.html",
    "law": "site/laws/henansheng-shehui-zhili-tiaoli/index.html",
    "version": "site/laws/henansheng-shehui-zhili-tiaoli/2025-09-30/index.html",
    "whole text": "site/laws/henansheng-shehui-zhili-tiaoli/2025-09-30/full.html",
    "downloads": "site/downloads.html",
}
"""One page of each kind in a bundle."""

LEADING_ON = ("law", "stub", "redirect", "packed law", "packed opening page")
"""Pages that readers see only when something fails; they are looked at without what leads on."""
WCAG = "runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']"
"""For these pages, of which there is one for every article: what WCAG asks, without the landmarks of a full page."""
AWAY = re.compile(r"<script.*?</script>|<meta http-equiv=refresh[^>]*>", re.DOTALL)
PHONE = {"width": 390, "height": 844}

LOADED = (
    "//script/@src | //img/@src | //img/@srcset | //source/@src | //source/@srcset | //iframe/@src | //embed/@src"
    " | //video/@src | //audio/@src | //object/@data | //form/@action | //base/@href"
    " | //link[not(contains('canonical alternate search', @rel))]/@href"
)
"""What a browser asks for by itself, or sends what is typed to."""
STYLED = re.compile(r"""(?:url\(|@import)\s*["']?(?:https?:)?//""")
FETCHED = re.compile(r"""\b(?:fetch|importScripts|XMLHttpRequest|WebSocket|EventSource|sendBeacon)\b""")
"""How a script asks for more. Ours add script elements, for `file://` allows nothing else."""


def _addresses(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html"))]


def test_the_html_checker_finds_nothing_of_ours(repository, published):
    jar = repository / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    java = shutil.which("java")
    if not jar.is_file() or java is None:
        pytest.skip("no HTML checker: run `npm ci` and `make system`")
    files = [published.site / address for address in PAGES.values()]
    files += [published.bundle / address for address in PACKED.values()]
    command = [java, "-jar", str(jar), "--stdout", "--exit-zero-always", "--format", "json", *map(str, files)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=True)
    wrong = [
        f"{message['url'].rpartition('/published')[2]}:{message.get('lastLine')}: {message['message']}"
        for message in json.loads(done.stdout)["messages"]
        if message["type"] == "error" and not message["message"].startswith(NOT_OURS)
    ]
    assert wrong == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", [*PAGES, *(f"packed {kind}" for kind in PACKED)])
def test_axe_finds_nothing(open_page, published, axe, kind, scheme):
    packed = kind.removeprefix("packed ")
    path = published.site / PAGES[kind] if packed == kind else published.bundle / PACKED[packed]
    leads_on = kind in LEADING_ON
    page = open_page("about:blank" if leads_on else path.as_uri(), color_scheme=scheme, viewport=PHONE)
    if leads_on:
        page.set_content(AWAY.sub("", path.read_text("utf-8")))
    page.evaluate(axe)
    found = page.evaluate(f"axe.run({{resultTypes: ['violations'], {WCAG if leads_on else ''}}})")
    assert [
        (rule["id"], node["target"], node["failureSummary"])
        for rule in found["violations"]
        for node in rule["nodes"]
    ] == []


def test_no_page_loads_anything_from_another_host(published):
    foreign = [
        f"{root.name}/{address}: {value}"
        for root in (published.site, published.bundle)
        for address in _addresses(root)
        for value in html.fromstring((root / address).read_bytes()).xpath(LOADED)
        if re.match(r"(?:[a-z]+:)?//", value.strip(), re.IGNORECASE) and not value.startswith(SITE_URL)
    ]
    assert foreign == []


@pytest.mark.parametrize("pattern", ["*.css", "*.html"])
def test_no_style_loads_anything_from_another_host(published, pattern):
    found = [
        path.name
        for root in (published.site, published.bundle)
        for path in root.rglob(pattern)
        if STYLED.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_no_script_of_ours_asks_for_anything_by_itself(published):
    # Material's own bundle has fetch for features that we do not switch on; the browser tests see that it asks nobody.
    found = [
        path.relative_to(root).as_posix()
        for root in (published.site, published.bundle / "site")
        for path in sorted((root / "assets" / "js").rglob("*.js"))
        if FETCHED.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_every_page_says_where_it_is_for_ever(published):
    wrong = []
    for address, text in published.pages():
        tree = html.fromstring(text.encode())
        canonical = tree.xpath("//link[@rel='canonical']/@href")
        leads_on = tree.xpath("//meta[@http-equiv='refresh'] | //body[@data-in]")
        if leads_on or address == "404.html":
            continue
        shown = {SITE_URL + address, SITE_URL + address.removesuffix("index.html")}
        if len(canonical) != 1 or canonical[0] not in shown:
            wrong.append((address, canonical))
    assert wrong == []


def test_search_engines_are_kept_from_what_says_nothing_of_its_own(published):
    hidden = {
        address
        for address, text in published.pages()
        if any(
            "noindex" in value
            for value in html.fromstring(text.encode()).xpath("//meta[@name='robots']/@content")
        )
    }
    assert f"{FLAG}/2009-08-27/1.html" in hidden
    assert f"{FLAG}/1.html" in hidden
    assert f"{FLAG}/2009-08-27/index.html" not in hidden
    assert f"{FLAG}/2020-10-17/1.html" not in hidden


def test_the_old_address_of_a_moved_law_leads_to_the_new_one(published):
    for name in ("1.html", "2020-10-17/1.html"):
        tree = html.parse(published.site / "laws" / "guoqi-tiaoli" / name)
        (refresh,) = tree.xpath("//meta[@http-equiv='refresh']/@content")
        assert refresh.endswith(f"{FLAG.removeprefix('laws/')}/{name}")
