import json
from datetime import date

import feedparser
import jsonschema
import pytest

from build_tools.kinds import ALL, REGIONS
from build_tools.model.site import Site
from build_tools.publish.feeds import MOST, feed_files, feed_names
from tests import factories as make
from tests.unit.publish.laws import URL, library

AUTHORS = {
    "type": "array",
    "items": {"type": "object", "minProperties": 1, "properties": {"name": {"type": "string"}}},
}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1},
        "home_page_url": {"type": "string", "format": "uri"},
        "feed_url": {"type": "string", "format": "uri"},
        "description": {"type": "string"},
        "language": {"type": "string"},
        "authors": AUTHORS,
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_text"]}, {"required": ["content_html"]}],
                "additionalProperties": False,
                "properties": {
                    "id": {"type": "string", "minLength": 1},
                    "url": {"type": "string", "format": "uri"},
                    "title": {"type": "string"},
                    "content_text": {"type": "string"},
                    "date_published": {
                        "type": "string",
                        "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$",
                    },
                    "authors": AUTHORS,
                    "tags": {"type": "array", "items": {"type": "string"}},
                },
            },
        },
    },
}
"""https://www.jsonfeed.org/version/1.1/, as far as we use it."""


def files(site: Site, site_url: str = URL) -> dict[str, bytes]:
    return {output.path: output.data for output in feed_files(site, make.context(site_url=site_url))}


@pytest.fixture(scope="module")
def feeds() -> dict[str, bytes]:
    return files(library())


def test_a_feed_of_all_of_each_kind_and_of_each_region(feeds: dict[str, bytes]) -> None:
    names = [
        "all",
        *(f"kinds/{kind.slug}" for kind in ALL),
        *(f"regions/{region.slug}" for region in REGIONS),
    ]
    assert list(feeds) == [f"feeds/{name}.{form}" for name in names for form in ("xml", "json")]
    assert list(feed_names()) == names
    assert list(files(make.site())) == list(feeds), "a feed never dies"


def test_every_atom_feed_is_read_without_a_complaint(feeds: dict[str, bytes]) -> None:
    for path, data in feeds.items():
        if path.endswith(".xml"):
            found = feedparser.parse(data)
            assert (found.bozo, found.version) == (False, "atom10"), path
            assert found.feed.id == URL + path
            assert all(entry.link.startswith(URL + "laws/") for entry in found.entries)


def test_an_entry_of_atom(feeds: dict[str, bytes]) -> None:
    found = feedparser.parse(feeds["feeds/all.xml"])
    assert found.feed.title == "全部法规 - 条文"
    assert found.feed.updated == "2026-03-28T00:00:00+08:00"
    assert {(link.rel, link.href) for link in found.feed.links} == {
        ("self", f"{URL}feeds/all.xml"),
        ("alternate", f"{URL}recent.html"),
    }
    entry = found.entries[0]
    address = f"{URL}laws/henansheng-shehui-zhili-tiaoli/2026-03-28/index.html"
    assert (entry.id, entry.link) == (f"{address}#published", address)
    assert entry.title == "新公布：河南省社会治理条例"
    assert entry.author == "河南省人民代表大会常务委员会"
    assert entry.published == entry.updated == "2026-03-28T00:00:00+08:00"
    assert "施行日期：2026-06-01" in entry.summary
    assert [(tag.term, tag.label) for tag in entry.tags] == [
        ("difangxing-fagui", "地方性法规"),
        ("henan", "河南"),
    ]


def test_every_json_feed_is_as_the_specification_says(feeds: dict[str, bytes]) -> None:
    for path, data in feeds.items():
        if path.endswith(".json"):
            found = json.loads(data)
            jsonschema.validate(found, JSON_FEED)
            assert found["feed_url"] == URL + path


def test_both_forms_say_the_same(feeds: dict[str, bytes]) -> None:
    for name in feed_names():
        atom = feedparser.parse(feeds[f"feeds/{name}.xml"]).entries
        items = json.loads(feeds[f"feeds/{name}.json"])["items"]
        assert [(entry.id, entry.title, entry.summary, entry.published) for entry in atom] == [
            (item["id"], item["title"], item["content_text"], item["date_published"]) for item in items
        ]


def test_kinds_and_regions_have_their_own(feeds: dict[str, bytes]) -> None:
    def titles(name: str) -> list[str]:
        return [entry.title for entry in feedparser.parse(feeds[f"feeds/{name}.xml"]).entries]

    assert titles("regions/henan") == ["新公布：河南省社会治理条例"]
    assert titles("kinds/falv") == [
        "修改：中华人民共和国国旗法（2025）",
        "新公布：中华人民共和国国旗法（1990）",
    ]
    assert titles("regions/hebei") == []
    link = feedparser.parse(feeds["feeds/kinds/falv.xml"]).feed.link
    assert link == f"{URL}kinds/falv.html"


def test_only_the_latest_are_told() -> None:
    works = [
        make.work(f"fa-{year}", make.version(make.record(f"{year}年法", f"{year}-01-01")))
        for year in range(1950, 1950 + MOST + 5)
    ]
    entries = feedparser.parse(files(make.site(*works))["feeds/all.xml"]).entries
    assert len(entries) == MOST
    assert entries[0].title == f"新公布：{1950 + MOST + 4}年法"


def test_what_a_title_holds_does_no_harm() -> None:
    title = "</title><script>alert(1)</script>&\x00\x1f\uffff ]]>法"
    found = files(make.site(make.work("k", make.version(make.record(title, "2020-01-01")))))
    parsed = feedparser.parse(found["feeds/all.xml"])
    assert parsed.bozo is False
    assert "<script" not in found["feeds/all.xml"].decode()
    assert json.loads(found["feeds/all.json"])["items"][0]["title"].endswith("法")


def test_ids_stay_when_the_site_grows() -> None:
    before = {entry.id for entry in feedparser.parse(files(library())["feeds/all.xml"]).entries}
    later = make.site(*library().works, as_of=date(2027, 1, 1))
    assert {entry.id for entry in feedparser.parse(files(later)["feeds/all.xml"]).entries} == before


def test_without_an_address_there_are_none() -> None:
    assert files(library(), "") == {}
