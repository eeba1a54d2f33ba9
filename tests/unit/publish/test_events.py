from dataclasses import replace
from datetime import date

import pytest

from build_tools.model.law import Certainty, Dated
from build_tools.model.site import Force, Turn, Work
from build_tools.publish.events import What, events_of, facts
from tests import factories as make
from tests.unit.publish.laws import coming, flag_law, library, replaced


def test_what_happened_the_latest_first() -> None:
    assert [(event.day.isoformat(), event.title) for event in events_of(library())] == [
        ("2026-03-28", "新公布：河南省社会治理条例"),
        ("2025-10-17", "修改：中华人民共和国国旗法（2025）"),
        ("2021-03-01", "废止：最高人民法院关于适用《中华人民共和国刑事诉讼法》的解释（2012）"),
        ("2021-01-26", "修改：最高人民法院关于适用《中华人民共和国刑事诉讼法》的解释（2021）"),
        ("2012-12-20", "新公布：最高人民法院关于适用《中华人民共和国刑事诉讼法》的解释（2012）"),
        ("1990-06-28", "新公布：中华人民共和国国旗法（1990）"),
    ]


def test_what_is_yet_to_come_has_not_happened() -> None:
    site = make.site(coming(), as_of=date(2026, 3, 27))
    assert events_of(site) == ()
    assert len(events_of(replace(site, as_of=date(2026, 3, 28)))) == 1


def test_a_repeal_on_an_unknown_day_is_none() -> None:
    never = (Turn(None, Force.NOT_YET), Turn(date(2020, 1, 1), Force.REPEALED))
    version = make.version(make.record("某某条例", "2019-12-01"), force=Force.REPEALED, timeline=never)
    assert [event.what for event in events_of(make.site(make.work("k", version)))] == [What.NEW]


def test_a_lapse_is_told() -> None:
    turns = (Turn(None, Force.IN_FORCE), Turn(date(2020, 1, 1), Force.LAPSED))
    version = make.version(make.record("某某条例", "2010-12-01"), force=Force.LAPSED, timeline=turns)
    (event, _) = events_of(make.site(make.work("k", version)))
    assert (event.title, event.day) == ("失效：某某条例", date(2020, 1, 1))


def test_a_first_text_that_tells_of_amendments_is_no_new_law() -> None:
    amended = replace(make.record("中华人民共和国刑法", "2020-12-26"), amended=(date(1999, 12, 25),))
    (event,) = events_of(make.site(make.work("xingfa", make.version(amended))))
    assert event.what is What.CHANGED


def test_an_id_does_not_tell_new_from_changed() -> None:
    places = {event.row.address: event.place for event in events_of(make.site(flag_law()))}
    assert set(places.values()) == {f"{address}#published" for address in places}


def test_a_text_without_a_day_is_no_event() -> None:
    assert events_of(make.site(make.work("k", make.version(make.record("某某条例"))))) == ()


@pytest.mark.parametrize(
    ("work", "index", "words"),
    [
        (
            coming(),
            0,
            "河南省人民代表大会常务委员会；公布日期：2026-03-28；施行日期：2026-06-01；状态：尚未施行（2026-06-01 起施行）",
        ),
        (
            replaced(),
            0,
            "最高人民法院；法释〔2012〕21号；公布日期：2012-12-20；施行日期：2013-01-01；状态：已废止（2021-03-01 起）",
        ),
    ],
)
def test_facts_in_words_that_stay_true(work: Work, index: int, words: str) -> None:
    assert facts(work.versions[index], make.AS_OF) == words


def test_what_is_inferred_or_unknown_is_said() -> None:
    version = make.version(make.record("某某条例"))
    assert facts(version, make.AS_OF) == "公布日期：未知；施行日期：未知；状态：有效"
    inferred = replace(version, effective=Dated(date(2020, 1, 1), Certainty.INFERRED))
    assert "施行日期：2020-01-01（推定）" in facts(inferred, make.AS_OF)
