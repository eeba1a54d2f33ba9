from datetime import date

import pytest

from build_tools.kinds import ALL, REGIONS
from build_tools.model.site import Force, Timeline, Turn
from build_tools.pages.badges import STATUS_SLUGS
from build_tools.pages.boards import FIRST_YEAR, commences, lists_of
from tests import factories as make

DAY = date(2026, 6, 1)


def test_there_is_a_list_for_everything_that_ever_had_one() -> None:
    lists = lists_of(make.site())
    assert [facet.name for facet in lists.kinds.facets] == [kind.name for kind in ALL]
    assert len(lists.regions.facets) == len(REGIONS)
    assert len(lists.statuses.facets) == len(STATUS_SLUGS)
    years = [facet.address for facet in lists.years.facets]
    assert years[0] == f"years/{make.AS_OF.year}.html"
    assert years[-1] == f"years/{FIRST_YEAR}.html"


def test_no_address_dies_when_the_laws_go() -> None:
    work = make.work("k", make.version(make.record("中华人民共和国国旗法", "1990-06-28")))
    assert set(lists_of(make.site(work)).addresses) == set(lists_of(make.site()).addresses)


def test_an_earlier_year_has_a_list_while_it_has_a_text() -> None:
    work = make.work("k", make.version(make.record("土地法大纲", "1947-09-13")))
    assert lists_of(make.site(work)).years.facets[-1].address == "years/1947.html"


def test_addresses_are_all_different() -> None:
    addresses = lists_of(make.site()).addresses
    assert len(set(addresses)) == len(addresses)


@pytest.mark.parametrize(
    ("turns", "day"),
    [
        ((Turn(None, Force.NOT_YET), Turn(DAY, Force.IN_FORCE)), DAY),
        ((Turn(None, Force.NOT_YET), Turn(DAY, Force.UNKNOWN)), DAY),
        ((Turn(None, Force.NOT_YET), Turn(DAY, Force.AMENDED)), None),
        ((Turn(None, Force.NOT_YET),), None),
        ((Turn(None, Force.IN_FORCE), Turn(DAY, Force.AMENDED)), None),
    ],
)
def test_when_a_text_commences(turns: Timeline, day: date | None) -> None:
    assert commences(make.version(make.record(), timeline=turns)) == day
