import dataclasses
from datetime import date

import pytest

from build_tools.model.site import Site
from build_tools.search import directory as directory_module
from build_tools.search.digits import BASE91
from build_tools.search.directory import _usual, directory_files
from build_tools.search.folding import SIMPLIFIED
from build_tools.search.ranking import number, rank
from build_tools.search.shards import Bucket
from build_tools.search.sid import sids
from tests import factories as make
from tests.unit.search.laws import library
from tests.unit.search.reading import Index, data_of

LAYOUTS = ("h2 a57", "h1 i7", "h95 a3", "h1 a1 x1-h1")
HEAVY = (("规定", 90_000), ("有下", 8_000))


def files(site: Site | None = None, *, folded: str = "", known: str = "") -> dict[str, str]:
    site = site or library()[0]
    ranking = rank(site)
    ids = number(ranking, [1] * len(ranking.versions))
    layouts = LAYOUTS[: len(ranking.versions)]
    buckets = [Bucket("00123456", 3, HEAVY, ()), Bucket("01abcdef", 0, (), ())]
    return dict(directory_files(site, ranking, ids, layouts, buckets, folded, known))


def directory(site: Site | None = None) -> dict[str, object]:
    return dict(data_of(files(site), "directory"))


def test_layouts_are_two_numbers_where_they_can_be() -> None:
    found = directory()
    heads, digits, odd = found["head"], found["art"], found["odd"]
    assert isinstance(heads, str)
    assert isinstance(digits, str)
    assert [BASE91.index(digit) for digit in heads] == [2, 1, 90, 90]
    counts = [BASE91.index(digits[at]) * 91 + BASE91.index(digits[4 + at]) for at in range(4)]
    assert counts == [57, 46 * 91 + 7, 0, 0]
    assert odd == {"2": "h95 a3", "3": "h1 a1 x1-h1"}


@pytest.mark.parametrize("units", ["a4185", "a4186", "i4094", "i4095", "i4185", "i4186"])
def test_a_layout_with_too_many_units_for_two_digits_is_written_out(units: str) -> None:
    head, count = _usual(f"h1 {units}")
    assert (head, count) == (90, 0) or (head == 1 and count < 91**2)
    assert (head == 90) == (units in {"a4186", "i4095", "i4185", "i4186"})


def test_one_character_says_force_kind_region_and_year() -> None:
    found = directory()
    assert found["force"] == "0013"
    assert found["kind"] == "1118"
    assert found["region"] == "0000"
    assert found["year"] == "".join(BASE91[year - 1948] for year in (2020, 1997, 2020, 1981))


def test_regions_count_from_one() -> None:
    law = make.record("河南省社会治理条例", "2025-11-01", group="地方性法规")
    undated = make.record("天津市条例", group="地方性法规")
    site = make.site(make.work("henan", make.version(law)), make.work("tianjin", make.version(undated)))
    found = directory(site)
    assert found["region"] == "g2"
    assert str(found["year"])[1] == "#", "unknown"


def test_old_versions_and_coming_turns() -> None:
    index = Index((path, text.encode()) for path, text in files().items())
    assert list(index.old()) == [(2, 1)], "the text to come is not the current one yet"
    assert index.directory["turns"] == [[1, "2021-03-01", 4], [2, "2021-03-01", 0]]


def test_lists_are_where_the_buckets_say() -> None:
    found = directory()
    assert found["buckets"] == "123456abcdef"
    assert found["shards"] == "&#"
    index = Index((path, text.encode()) for path, text in files().items())
    assert index.heavy == ["有下", "规定"]
    assert found["hdf"] == BASE91[52] + BASE91[66], "2 ** 13 and 2 ** 16.5, roughly"


def test_folders_of_texts() -> None:
    ranking = rank(library()[0])
    names = sids(each.address for each in ranking.versions)
    assert directory()["sid"] == "".join(names[each.address] for each in ranking.versions)
    assert directory()["sidx"] == {}


def test_folding_has_what_the_library_can_answer() -> None:
    found = files(folded="乾", known="国务")
    assert data_of(found, "directory")["fold"] == ["乾", "干"]
    traditional, simplified = data_of(found, "folding")
    assert set(simplified) == {"国", "务"}
    assert all(SIMPLIFIED[a] == b for a, b in zip(traditional, simplified, strict=True))


def test_facets_have_names() -> None:
    found = data_of(files(), "facets")
    assert found["bodies"] == ["", "全国人民代表大会", "最高人民法院"]
    assert found["body"] == "###$#$#%"
    assert found["kinds"][1] == "法律"
    assert found["regions"][0] == "北京"


def test_the_rarest_bodies_are_not_told_apart_where_there_are_too_many(monkeypatch) -> None:
    monkeypatch.setattr(directory_module, "MOST_BODIES", 1)
    found = data_of(files(), "facets")
    assert found["bodies"] == ["", "全国人民代表大会"]
    assert found["body"] == "###$#$##"


def test_the_generation_changes_with_texts_and_days() -> None:
    site, _ = library()
    first = directory()["g"]
    assert directory()["g"] == first
    assert directory(dataclasses.replace(site, as_of=date(2021, 1, 2)))["g"] != first
    work = site.works[0]
    record = dataclasses.replace(work.versions[0].record, digest="0")
    version = dataclasses.replace(work.versions[0], record=record)
    edited = dataclasses.replace(work, versions=(version, *work.versions[1:]))
    assert directory(dataclasses.replace(site, works=(edited, *site.works[1:])))["g"] != first
