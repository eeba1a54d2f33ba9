"""Rules for one page of each kind: nobody else is asked, axe and the HTML checker find nothing of ours."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from tests.browser.conftest import TWICE
from tests.browser.test_reading import PAGES

WIDTHS = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1280, "height": 900}}
STUB = f"{TWICE}/4.html"


@pytest.mark.parametrize("address", [*PAGES, STUB])
def test_no_request_leaves_the_site(browser, host, address):
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    page.goto(f"{host}{address}", wait_until="networkidle")
    context.close()
    assert [url for url in asked if not url.startswith((host, "data:"))] == []
    assert failed == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("address", [*PAGES, STUB])
def test_axe_finds_nothing(open_page, host, axe, address, width, scheme):
    page = open_page(f"{host}{address}", viewport=WIDTHS[width], color_scheme=scheme)
    if width == "phone" and page.locator(".tw-contents").count():
        page.click(".tw-contents")
    page.evaluate(axe)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    assert [
        (rule["id"], node["target"], node["failureSummary"])
        for rule in found["violations"]
        for node in rule["nodes"]
    ] == []


NOT_OURS = (
    # Material's two toggles are checkboxes with autocomplete=off.
    "Attribute “autocomplete” is only allowed when the input type is",
)


def test_the_html_checker_finds_nothing_of_ours(repository, site):
    jar = repository / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    java = shutil.which("java")
    if not jar.is_file() or java is None:
        pytest.skip("no HTML checker: run `npm ci` and `make system`")
    files = [str(site / address) for address in [*PAGES, STUB]]
    command = [java, "-jar", str(jar), "--stdout", "--exit-zero-always", "--format", "json", *files]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=True)
    messages = json.loads(done.stdout)["messages"]
    wrong = [
        f"{message['url'].rpartition('/site/')[2]}:{message.get('lastLine')}: {message['message']}"
        for message in messages
        if message["type"] == "error" and not message["message"].startswith(NOT_OURS)
    ]
    assert wrong == []
