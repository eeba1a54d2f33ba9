"""The page of the offline bundles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from build_tools.model.bundles import Bundle, BundleSort
from build_tools.pages.downloads import downloads_page
from build_tools.pages.reach import Reach
from tests import factories as make

HENAN = Bundle(
    name="tiaowen-henan",
    title="河南",
    sort=BundleSort.REGION,
    file="tiaowen-henan.zip",
    url="https://releases.example/v1/tiaowen-henan.zip",
    day=date(2025, 11, 20),
    laws=1_417,
    files=2_600,
    bytes=8_123_456,
    sha256="0f" * 32,
)


def page(*bundles: Bundle, reach: Reach | None = None, **context: object) -> str:
    made = make.context(**context)
    output = downloads_page(bundles, replace(made, reach=reach) if reach else made)
    assert (output.root, output.path) == ("site", "downloads.html")
    return output.data.decode()


def test_a_bundle_has_its_link_size_laws_and_day():
    assert (
        "<h2>按地区</h2><ul class=bundles><li><a href=https://releases.example/v1/tiaowen-henan.zip>河南</a> "
        "<span>8.1 MB</span> <span>1,417 部</span> <time>2025-11-20</time></ul>"
    ) in page(HENAN)


def test_the_sums_are_what_sha256sum_reads():
    everything = replace(HENAN, sort=BundleSort.SITE, file="tiaowen.zip", sha256="1e" * 32)
    sums = f"<pre>{'1e' * 32}  tiaowen.zip\n{'0f' * 32}  tiaowen-henan.zip</pre>"
    assert sums in page(everything, HENAN)


def test_it_says_how_to_use_a_bundle_and_how_to_keep_it_current():
    found = page(HENAN)
    for said in ("start.html", "不会自动更新", "替换整个文件夹", "<a href=follow.html>订阅</a>"):
        assert said in found


def test_lists_are_those_of_each_sort():
    site = replace(HENAN, sort=BundleSort.SITE, title="全部法规")
    found = page(site, HENAN, replace(HENAN, title="河南", articles=True))
    assert found.index("<h2>全部</h2>") < found.index("<h2>按地区</h2>")
    assert found.count("<ul class=bundles>") == 2
    assert ">河南（每条一页）</a>" in found


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (1, "0.1 MB"),
        (340_000, "0.3 MB"),
        (9_949_999, "9.9 MB"),
        (65_753_346, "66 MB"),
        (2_100_000_000, "2,100 MB"),
    ],
)
def test_sizes_in_words(size, words):
    assert f"<span>{words}</span>" in page(replace(HENAN, bytes=size))


def test_titles_and_addresses_are_no_html():
    found = page(replace(HENAN, title="<img src=x>", url='https://x.example/"><img>'))
    assert "<img" not in found


def test_without_bundles_it_says_what_there_is_instead():
    found = page()
    assert "<p class=lede>目前没有离线包。</p>" in found
    assert "单页全文" in found
    assert "<ul class=bundles>" not in found
    assert "<h2>" not in found


def test_in_a_bundle_it_says_where_it_is():
    reach = Reach(frozenset(), title="河南", public="https://laws.example/")
    link = "<a class=beyond href=https://laws.example/downloads.html title=需联网>laws.example/downloads.html</a>"
    found = page(HENAN, reach=reach, as_of=date(2025, 11, 20))
    assert link in found
    assert "内容截至 2025-11-20" in found
    assert "<ul class=bundles>" not in found
    assert "没有注明公共网址" in page(reach=replace(reach, public=""))
