"""The catalogue of bundles: what goes in comes out, and what does not belong is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from build_tools.model.bundles import Bundle, BundleSort
from build_tools.publish.catalogue import CatalogueError, catalogue_text, merged, read_catalogue

HENAN = Bundle(
    name="tiaowen-henan",
    title="河南",
    sort=BundleSort.REGION,
    file="tiaowen-henan.zip",
    url="downloads/tiaowen-henan.zip",
    day=date(2025, 11, 20),
    laws=417,
    files=2_600,
    bytes=8_123_456,
    sha256="0f" * 32,
)
BEIJING = replace(HENAN, name="tiaowen-beijing", title="北京", file="tiaowen-beijing.zip")
STATUTES = replace(HENAN, name="tiaowen-falv", title="法律", sort=BundleSort.KIND)
DECISIONS = replace(STATUTES, name="tiaowen-jueding", title="有关法律问题和重大问题的决定")
ALL = replace(HENAN, name="tiaowen", title="全部法规", sort=BundleSort.SITE)
CHOSEN = replace(HENAN, name="tiaowen-xuanbian", title="选编", sort=BundleSort.CHOICE)


def test_what_is_written_is_read(tmp_path):
    path = tmp_path / "bundles.json"
    path.write_text(catalogue_text([HENAN, ALL]), encoding="utf-8")
    assert read_catalogue(path) == (ALL, HENAN)


def test_a_missing_catalogue_lists_nothing(tmp_path):
    assert read_catalogue(tmp_path / "bundles.json") == ()


def test_bundles_stand_as_readers_look_for_them():
    mixed = [CHOSEN, HENAN, DECISIONS, BEIJING, STATUTES, ALL]
    assert merged(mixed, []) == (ALL, STATUTES, DECISIONS, BEIJING, HENAN, CHOSEN)
    assert catalogue_text(mixed) == catalogue_text(reversed(mixed))


def test_a_new_bundle_takes_the_place_of_the_old_one():
    newer = replace(HENAN, day=date(2026, 4, 1))
    assert merged([BEIJING, HENAN], [newer]) == (BEIJING, newer)


def _changed(**values: object) -> str:
    data = json.loads(catalogue_text([HENAN]))
    data["bundles"][0].update(values)
    return json.dumps(data)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"format": 2, "bundles": []}',
        '{"format": 1, "bundles": [{}]}',
        _changed(url="javascript:alert(1)"),
        _changed(url="//elsewhere.example/a.zip"),
        _changed(url="/etc/passwd"),
        _changed(url="JavaScript:alert(1)"),
        _changed(url="https:a.zip"),
        _changed(name="../x"),
        _changed(bytes=float("inf")),
        "[" * 100_000,
        _changed(url="a b"),
        _changed(file="../x.zip"),
        _changed(sha256="<b>"),
        _changed(day="yesterday"),
        _changed(sort="colour"),
        _changed(bytes="many"),
    ],
)
def test_what_is_no_catalogue_is_refused_with_its_name(tmp_path, text):
    path = tmp_path / "bundles.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"bundles\.json: is no catalogue of bundles .*remove it"):
        read_catalogue(path)


def test_a_title_that_no_page_can_show_is_made_one(tmp_path):
    path = tmp_path / "bundles.json"
    path.write_text(_changed(title="河\ud800\n南\0"), encoding="utf-8")
    (bundle,) = read_catalogue(path)
    assert bundle.title == "河\ufffd 南\ufffd"
    assert catalogue_text([bundle]).encode()


@pytest.mark.parametrize("url", ["https://laws.example/a.zip", "downloads/a.zip", "http://10.0.0.1/a.zip"])
def test_addresses_of_the_web_and_of_the_site_are_fine(tmp_path, url):
    path = tmp_path / "bundles.json"
    path.write_text(_changed(url=url), encoding="utf-8")
    assert read_catalogue(path)[0].url == url
