"""What the site offers to programs, read by programs that others have written."""

from __future__ import annotations

import hashlib
import json
import urllib.robotparser
from datetime import date
from pathlib import Path

import feedparser
import icalendar
import jsonschema
import pytest
from lxml import etree

from build_tools.pages.proof import text_of_page
from tests.browser.conftest import BUILT_ON
from tests.gates.conftest import FLAG, SITE_URL, Published
from tests.law_json import text_of

MOST_ADDRESSES = 40_000
MOST_BYTES = 10_000_000
"""What Baidu takes in a sitemap; it refuses indexes."""
SITEMAPS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def inside(published: Published, address: str) -> Path:
    """Return the file that a public address names."""
    assert address.startswith(SITE_URL), address
    path = published.site / address.removeprefix(SITE_URL).partition("#")[0]
    return path / "index.html" if path.is_dir() or address.endswith("/") else path


def locations(path: Path) -> list[str]:
    return etree.parse(path).xpath("//s:loc/text()", namespaces=SITEMAPS)


# --- site maps ------------------------------------------------------------------------------------


def test_sitemaps_are_within_the_limits_and_lead_to_pages(published):
    maps = sorted(published.site.glob("sitemap-*.xml"))
    listed = [address for path in maps for address in locations(path)]
    assert listed
    assert len(set(listed)) == len(listed)
    assert all(len(locations(path)) <= MOST_ADDRESSES and path.stat().st_size < MOST_BYTES for path in maps)
    assert [address for address in listed if not inside(published, address).is_file()] == []


def test_the_index_the_list_and_robots_name_all_sitemaps(published):
    maps = [f"{SITE_URL}{path.name}" for path in sorted(published.site.glob("sitemap-*.xml"))]
    robots = urllib.robotparser.RobotFileParser()
    robots.parse((published.site / "robots.txt").read_text("utf-8").splitlines())
    assert locations(published.site / "sitemap.xml") == maps
    assert (published.site / "sitemaps.txt").read_text("utf-8").split() == maps
    assert set(maps) <= set(robots.site_maps() or ())
    assert robots.can_fetch("Baiduspider", f"{SITE_URL}{FLAG}/2020-10-17/1.html")


def test_no_sitemap_lists_what_search_engines_are_kept_from(published):
    listed = [address for path in published.site.glob("sitemap-*.xml") for address in locations(path)]
    hidden = [
        address for address in listed if "noindex" in inside(published, address).read_text("utf-8")[:3000]
    ]
    assert hidden == []


# --- feeds and the calendar -----------------------------------------------------------------------


def feeds(published: Published, ending: str) -> list[Path]:
    return sorted((published.site / "feeds").rglob(f"*.{ending}"))


def test_atom_feeds_are_read_without_complaint(published):
    paths = feeds(published, "xml")
    assert published.site / "feeds" / "all.xml" in paths
    for path in paths:
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, f"{path}: {feed.get('bozo_exception')}"
        assert feed.version == "atom10"
        assert feed.feed.id
        assert feed.feed.updated_parsed
        assert len({entry.id for entry in feed.entries}) == len(feed.entries)
        for entry in feed.entries:
            assert entry.title
            assert entry.updated_parsed
            assert inside(published, entry.link).is_file()


def test_the_feed_of_everything_tells_the_newest_first(published):
    feed = feedparser.parse((published.site / "feeds" / "all.xml").read_bytes())
    days = [entry.updated for entry in feed.entries]
    assert days == sorted(days, reverse=True)
    assert days[0][:10] <= BUILT_ON.isoformat()
    assert any("国旗法" in entry.title for entry in feed.entries)


JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1},
        "home_page_url": {"type": "string", "format": "uri"},
        "feed_url": {"type": "string", "format": "uri"},
        "language": {"type": "string"},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "url", "title", "date_published"],
                "anyOf": [{"required": ["content_text"]}, {"required": ["content_html"]}],
                "properties": {
                    "id": {"type": "string", "minLength": 1},
                    "url": {"type": "string", "format": "uri"},
                    "date_published": {
                        "type": "string",
                        "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$",
                    },
                },
            },
        },
    },
}
"""JSON Feed 1.1 (jsonfeed.org/version/1.1), as far as we use it."""


def test_json_feeds_are_of_the_form_and_say_the_same_as_atom(published):
    paths = feeds(published, "json")
    assert [path.with_suffix(".xml") for path in paths] == feeds(published, "xml")
    for path in paths:
        feed = json.loads(path.read_bytes())
        jsonschema.validate(feed, JSON_FEED)
        atom = feedparser.parse(path.with_suffix(".xml").read_bytes())
        assert [item["id"] for item in feed["items"]] == [entry.id for entry in atom.entries]


def test_the_calendar_has_the_days_of_commencement(published):
    data = (published.site / "calendar.ics").read_bytes()
    calendar = icalendar.Calendar.from_ical(data)
    events = list(calendar.walk("VEVENT"))
    starts = {str(event["SUMMARY"]): event.decoded("DTSTART") for event in events}
    assert not calendar.errors
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert next(day for name, day in starts.items() if "河南省社会治理条例" in name) == date(2025, 12, 1)
    assert all(type(day) is date for day in starts.values())
    assert all(inside(published, str(event["URL"])).is_file() for event in events)
    lines = data.split(b"\r\n")
    assert not any(b"\n" in line or len(line) > 75 for line in lines)


# --- lists for programs ---------------------------------------------------------------------------


def test_the_address_book_is_the_same_in_both_forms_and_leads_to_laws(published):
    book = json.loads((published.site / "addresses.json").read_bytes())
    rows = (published.site / "addresses.tsv").read_text("utf-8").splitlines()
    pairs = [tuple(row.split("\t")[:2]) for row in rows if not row.startswith("#")]
    assert "中华人民共和国国旗法" in json.dumps(book, ensure_ascii=False)
    flag = dict(pairs)["中华人民共和国国旗法"]
    assert flag.endswith(f"{FLAG}/")
    assert all(len(pair) == 2 for pair in pairs)


def test_llms_txt_lists_markdown_that_is_there(published):
    text = (published.site / "llms.txt").read_text("utf-8")
    assert text.startswith("# ")
    assert "\n> " in text
    lists = sorted((published.site / "llms").glob("*.txt"))
    assert lists
    for path in (published.site / "llms.txt", *lists):
        for address in _links(path.read_text("utf-8")):
            if address.startswith(SITE_URL):
                assert inside(published, address).is_file(), f"{path.name}: {address}"
    assert any(f"{FLAG}/2020-10-17/full.md" in path.read_text("utf-8") for path in lists)


def _links(markdown: str) -> list[str]:
    """Return the targets of the links in a Markdown text."""
    return [part.split(")")[0] for part in markdown.split("](")[1:]]


def test_law_json_is_of_its_form_and_holds_the_whole_text(published):
    schema = json.loads((published.site / "law.schema.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    paths = sorted(published.site.rglob("law.json"))
    assert paths
    for path in paths:
        data = json.loads(path.read_bytes())
        jsonschema.Draft202012Validator(schema).validate(data)
        page = (path.parent / "full.html").read_text("utf-8")
        assert "".join(text_of(data).split()) == text_of_page(
            page[page.index("<article") : page.rindex("</article>") + 10]
        ), path


# --- the bundle -----------------------------------------------------------------------------------


def test_the_sums_in_a_bundle_are_right(published):
    sums = (published.bundle / "SHA256SUMS").read_text("utf-8").splitlines()
    named = {name.lstrip("*"): digest for digest, name in (line.split(maxsplit=1) for line in sums)}
    there = {
        path.relative_to(published.bundle).as_posix()
        for path in published.bundle.rglob("*")
        if path.is_file()
    }
    assert there - named.keys() == {"SHA256SUMS"}
    assert all(
        hashlib.sha256((published.bundle / name).read_bytes()).hexdigest() == digest
        for name, digest in named.items()
    )


def test_the_page_of_downloads_offers_the_bundle_as_it_is(published):
    page = (published.site / "downloads.html").read_text("utf-8")
    digest = hashlib.sha256(published.archive.read_bytes()).hexdigest()
    assert digest in page.replace("<wbr>", "")
    assert published.archive.name in page


@pytest.mark.parametrize("name", ["README.txt", "bundle.json"])
def test_a_bundle_says_what_it_is(published, name):
    text = (published.bundle / name).read_text("utf-8")
    assert BUILT_ON.isoformat() in text
    assert SITE_URL in text
