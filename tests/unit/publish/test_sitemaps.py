from dataclasses import replace

import pytest
from lxml import etree

from build_tools.model.site import Force, Site, Turn
from build_tools.publish import sitemaps
from build_tools.publish.sitemaps import pages_of, sitemap_files
from tests import factories as make
from tests.golden.samples import flag_work
from tests.unit.publish.laws import URL, library

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def files(site: Site, site_url: str = URL) -> dict[str, bytes]:
    return {output.path: output.data for output in sitemap_files(site, make.context(site_url=site_url))}


def addresses(data: bytes) -> list[str]:
    return [place.text or "" for place in etree.fromstring(data).findall("s:*/s:loc", NAMES)]


def test_a_flat_map_an_index_a_list_and_robots() -> None:
    found = files(library())
    assert list(found) == ["sitemap-1.xml", "sitemap.xml", "sitemaps.txt", "robots.txt"]
    assert addresses(found["sitemap.xml"]) == [f"{URL}sitemap-1.xml"]
    assert found["sitemaps.txt"] == f"{URL}sitemap-1.xml\n".encode()
    assert found["robots.txt"].decode() == f"User-agent: *\nAllow: /\n\nSitemap: {URL}sitemap-1.xml\n"


def test_home_lists_and_all_pages_of_texts_that_stand() -> None:
    found = [place.removeprefix(URL) for place in addresses(files(library())["sitemap-1.xml"])]
    assert found[0] == "index.html"
    assert {"kinds/index.html", "kinds/falv.html", "recent.html", "about.html", "follow.html"} < set(found)
    assert "kinds/xianfa.html" not in found, "nothing stands in it"
    folder = "laws/henansheng-shehui-zhili-tiaoli/2026-03-28/"
    assert [place for place in found if place.startswith(folder)] == [
        f"{folder}index.html",
        f"{folder}1.html",
        f"{folder}2.html",
    ]
    assert len(set(found)) == len(found)


def test_of_a_superseded_text_only_the_version_page() -> None:
    found = addresses(files(library())["sitemap-1.xml"])
    assert [place for place in found if "/guoqifa/1990" in place] == [
        f"{URL}laws/guoqifa/1990-06-28/index.html"
    ]


def test_a_law_that_ended_without_a_successor_is_listed_in_full() -> None:
    law = make.law(body=(make.article(1, "文"),))
    work = make.work("k", make.version(law, force=Force.REPEALED, timeline=(Turn(None, Force.REPEALED),)))
    assert f"{URL}laws/k/2020-10-17/1.html" in addresses(files(make.site(work))["sitemap-1.xml"])


def test_the_pages_of_a_version_are_those_that_it_has() -> None:
    law = make.law(
        body=(make.chapter(1, "总则", make.article(1, "文"), make.article(1, "文", further=1)),),
        preamble=make.preamble("序言的文字", heading="序言"),
        annexes=(make.annex(1, "附件一", "文"),),
    )
    assert pages_of(make.version(law)) == [
        "index.html",
        "preamble.html",
        "c1.html",
        "1.html",
        "1-1.html",
        "annex-1.html",
    ]


def test_without_an_address_there_is_robots_alone() -> None:
    assert files(library(), "") == {"robots.txt": b"User-agent: *\nAllow: /\n"}


def test_addresses_are_escaped() -> None:
    found = files(library(), "https://laws.example/?a=1&b=<2>/")
    assert addresses(found["sitemap-1.xml"])[0] == "https://laws.example/?a=1&b=<2>/index.html"


@pytest.mark.parametrize(("limit", "value"), [("MOST", 60), ("MOST_BYTES", 4_000)])
def test_no_file_is_too_large(limit: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, limit, value)
    monkeypatch.setattr(sitemaps, "_SLICE", 30)
    law = make.law(body=tuple(make.article(number, "文") for number in range(1, 200)))
    found = files(make.site(make.work("k", make.version(law)), flag_work()[0]))
    maps = [data for path, data in found.items() if path.startswith("sitemap-")]
    assert len(maps) > 2
    if limit == "MOST":
        assert max(len(addresses(data)) for data in maps) <= value
    else:
        assert max(map(len, maps)) <= value + 200, "the frame comes on top"
    everything = [place for data in maps for place in addresses(data)]
    assert everything == addresses(files_at_once(found, everything))
    assert found["robots.txt"].decode().count("Sitemap: ") == len(maps)


def files_at_once(found: dict[str, bytes], everything: list[str]) -> bytes:
    """The map that there would be without limits: the same addresses in the same order, each once."""
    assert len(set(everything)) == len(everything)
    rows = "".join(f"<url><loc>{place}</loc></url>" for place in everything)
    return f'<urlset xmlns="{NAMES["s"]}">{rows}</urlset>'.encode()


def test_same_input_same_bytes() -> None:
    assert files(library()) == files(replace(library()))
