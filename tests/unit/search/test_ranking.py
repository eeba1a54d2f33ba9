import dataclasses
from datetime import date

import pytest

from build_tools.kinds import ALL
from build_tools.model.site import Force, Site
from build_tools.search import ranking as module
from build_tools.search.ranking import _CLASSES, _KINDS, FORCES, Ranking, number, rank
from tests import factories as make
from tests.unit.search.laws import library


def site_of(*laws: tuple[str, str, str, Force]) -> Site:
    """A site of works of one version: key, group, day of publication, force."""
    return make.site(
        *(
            make.work(key, make.version(make.record(title=key, published=day, group=group), force=force))
            for key, group, day, force in laws
        )
    )


def keys(ranking: Ranking) -> list[str]:
    return [ranked.work.key for ranked in ranking.versions]


def test_force_goes_before_kind_and_kind_before_day() -> None:
    ranking = rank(
        site_of(
            ("repealed-law", "法律", "2024-01-01", Force.REPEALED),
            ("local", "地方性法规", "2024-01-01", Force.IN_FORCE),
            ("old-law", "法律", "1979-07-01", Force.IN_FORCE),
            ("coming-law", "法律", "2025-01-01", Force.NOT_YET),
            ("new-law", "法律", "2020-01-01", Force.IN_FORCE),
            ("constitution", "宪法", "1982-12-04", Force.IN_FORCE),
            ("undated-law", "法律", "", Force.IN_FORCE),
            ("unknown", "法律", "2020-01-01", Force.UNKNOWN),
            ("amended", "宪法", "1978-01-01", Force.AMENDED),
        )
    )
    assert keys(ranking) == [
        "constitution", "new-law", "old-law", "undated-law", "local", "coming-law", "unknown", "amended",
        "repealed-law",
    ]  # fmt: skip


def test_what_is_equal_is_in_the_order_of_its_address() -> None:
    ranking = rank(site_of(*((key, "法律", "2020-01-01", Force.IN_FORCE) for key in "cab")))
    assert keys(ranking) == ["a", "b", "c"]


def test_works_come_in_the_order_of_their_current_versions() -> None:
    site, _ = library()
    ranking = rank(site)
    assert [ranked.address for ranked in ranking.versions] == [
        ("minfadian", "2020-05-28"),
        ("xingfa", "1997-03-14"),
        ("xingfa", "2020-12-26"),
        ("dingqi-xuanpan", "1981-08-04"),
    ]
    assert ranking.works == (0, 1, 3)
    assert ranking.index["xingfa", "2020-12-26"] == 2


def test_every_force_and_kind_has_a_place() -> None:
    assert set(_CLASSES) == set(FORCES) == set(Force)
    assert set(_KINDS) == set(ALL)


def test_titles_have_the_first_ids() -> None:
    site, _ = library()
    ids = number(rank(site), [32, 6, 7, 2])
    assert ids.starts == (3, 35, 41, 48)
    assert ids.total == 50
    assert ids.slabs == (50,)


@pytest.mark.parametrize(
    ("counts", "slabs"),
    [
        ([3, 3, 3, 3], (10, 16)),
        ([6, 6, 41, 1], (10, 57, 58)),
        ([50, 1, 1, 1], (54, 56, 57)),
        ([2, 2, 2, 2], (8, 12)),
        ([1, 1, 1, 4], (11,)),
        ([0, 0, 0, 0], (4,)),
    ],
)
def test_slabs_end_where_versions_do(
    counts: list[int], slabs: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SLAB", 8)
    works = [(key, "法律", "2020-01-01", Force.IN_FORCE) for key in "abcd"]
    assert number(rank(site_of(*works)), counts).slabs == slabs


def test_the_day_of_the_build_does_not_matter_by_itself() -> None:
    site, _ = library()
    later = dataclasses.replace(site, as_of=date(2030, 1, 1))
    assert rank(later).versions == rank(site).versions
