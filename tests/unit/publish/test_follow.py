import re
from dataclasses import replace

from build_tools.model.site import Site
from build_tools.pages.context import Context
from build_tools.pages.reach import Reach
from build_tools.publish.calendar import calendar_file
from build_tools.publish.feeds import feed_files
from build_tools.publish.follow import follow_page
from build_tools.publish.llms import llms_files
from tests import factories as make
from tests.unit.publish.laws import URL, library


def page(site: Site, context: Context) -> str:
    (output,) = follow_page(site, context)
    assert output.path == "follow.html"
    return output.data.decode()


def links(text: str) -> list[str]:
    return re.findall(r"<a href=([^ >]+)", text)


def test_every_feed_that_it_leads_to_is_there() -> None:
    context = make.context()
    found = links(page(library(), context))
    site = library()
    there = {
        output.path
        for outputs in (feed_files(site, context), calendar_file(site, context), llms_files(site, context))
        for output in outputs
    }
    feeds = [link for link in found if link.startswith("feeds/")]
    assert len(feeds) == 2 * (1 + 3 + 1), "all, three kinds, one region"
    assert {*feeds, "calendar.ics", "llms.txt"} <= there
    assert {"addresses.json", "addresses.tsv", "ledger.txt", "sitemaps.txt", "kinds/falv.html"} <= set(found)


def test_addresses_to_copy_are_shown_in_full() -> None:
    text = page(library(), make.context())
    for address in ("feeds/all.xml", "feeds/all.json", "calendar.ics"):
        assert f"<a href={address}>{URL}{address}</a>" in text


def test_programs_find_the_feed_of_all() -> None:
    assert "<link rel=alternate type=application/atom+xml" in page(library(), make.context())


def test_without_an_address_it_says_that_there_are_none() -> None:
    text = page(library(), make.context(site_url=""))
    assert "没有订阅源" in text
    assert "feeds/" not in text
    assert "addresses.json" in links(text)


def test_in_a_bundle_it_says_where_it_is() -> None:
    bundle = replace(make.context(), reach=Reach(frozenset({"guoqifa"}), public=URL))
    text = page(library(), bundle)
    assert f"href={URL}follow.html" in text
    assert "feeds/" not in text
    nowhere = replace(bundle, reach=Reach(frozenset({"guoqifa"})))
    assert "没有注明公共网址" in page(library(), nowhere)
