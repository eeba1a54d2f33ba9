from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.model.law import Certainty
from build_tools.model.site import Force, Turn
from build_tools.versions.force import at, contradiction, published, timeline
from tests.factories import record

NOT_YET, IN_FORCE, AMENDED = Force.NOT_YET, Force.IN_FORCE, Force.AMENDED
REPEALED, LAPSED, UNKNOWN, NONE = Force.REPEALED, Force.LAPSED, Force.UNKNOWN, Force.NONE
STATUSES = ["有效", "生效", "已修改", "已废止", "尚未生效", "未知", "", "别的"]


def turns(*pairs):
    return tuple(Turn(date.fromisoformat(day) if day else None, force) for day, force in pairs)


@pytest.mark.parametrize(
    ("status", "force"),
    [
        ("有效", IN_FORCE),
        ("生效", IN_FORCE),
        ("尚未生效", IN_FORCE),
        ("已修改", AMENDED),
        ("已废止", REPEALED),
        ("未知", UNKNOWN),
        ("", NONE),
    ],
)
def test_a_law_alone_is_not_in_force_before_its_day_and_then_what_its_status_says(status, force):
    law = record(published="2025-09-30", effective="2025-12-01", status=status)
    assert timeline(law, None) == turns(("", NOT_YET), ("2025-12-01", force))


def test_the_seed_turns_at_midnight():
    law = record("河南省社会治理条例", "2025-09-30", "2025-12-01", "有效")
    line = timeline(law, None)
    assert at(line, date(2025, 11, 30)) is NOT_YET
    assert at(line, date(2025, 12, 1)) is IN_FORCE


def test_an_unknown_commencement_is_the_publication():
    assert timeline(record(published="2011-01-08", status="有效"), None) == turns(
        ("", NOT_YET), ("2011-01-08", IN_FORCE)
    )


def test_no_law_is_in_force_before_it_is_published():
    law = record(published="1994-02-22", effective="1994-01-01", status="有效")
    assert timeline(law, None) == turns(("", NOT_YET), ("1994-02-22", IN_FORCE))


def test_a_law_without_any_date_is_what_its_status_says():
    assert timeline(record(status="有效"), None) == turns(("", IN_FORCE))
    assert timeline(record(status=""), None) == turns(("", NONE))


def test_not_yet_in_force_without_a_day_stays_so():
    assert timeline(record(published="2026-03-01", status="尚未生效"), None) == turns(("", NOT_YET))


def test_not_yet_in_force_without_a_day_ends_when_the_next_version_commences():
    waiting = record(published="2010-01-01", status="尚未生效", path="waiting.md")
    new = record(published="2020-01-01", effective="2020-06-01", status="有效", path="new.md")
    line = timeline(waiting, new)
    assert line == turns(("", NOT_YET), ("2020-06-01", AMENDED))
    assert contradiction(waiting, new, line, date(2020, 5, 31)) is None
    code, message = contradiction(waiting, new, line, date(2020, 6, 1))
    assert code == "status-superseded"
    assert "new.md is the newer text since 2020-06-01" in message


def test_a_text_that_nobody_knows_the_commencement_of_ends_nothing():
    old = record(published="2010-01-01", effective="2010-03-01", status="已修改")
    waiting = record(published="2020-01-01", status="尚未生效", path="waiting.md")
    line = timeline(old, waiting)
    assert line == turns(("", NOT_YET), ("2010-03-01", IN_FORCE))
    code, message = contradiction(old, waiting, line, date(2025, 1, 1))
    assert (code, "waiting.md is 尚未生效" in message) == ("status-early", True)


def test_a_lapsed_title_beats_the_status():
    law = record("选举办法（失效）", "2018-03-01", "2018-03-01", "有效")
    assert timeline(law, None) == turns(("", NOT_YET), ("2018-03-01", LAPSED))
    assert timeline(record("选举办法 (失效)", status="未知"), None) == turns(("", LAPSED))


@pytest.mark.parametrize(
    ("status", "while_running", "afterwards"),
    [
        ("有效", IN_FORCE, AMENDED),
        ("已修改", IN_FORCE, AMENDED),
        ("已废止", IN_FORCE, REPEALED),
        ("尚未生效", IN_FORCE, AMENDED),
        ("未知", UNKNOWN, AMENDED),
        ("", NONE, AMENDED),
    ],
)
def test_the_next_version_takes_over_on_the_day_it_commences(status, while_running, afterwards):
    old = record(published="2010-01-01", effective="2010-03-01", status=status)
    new = record(published="2020-01-01", effective="2020-06-01", status="有效")
    assert timeline(old, new) == turns(
        ("", NOT_YET), ("2010-03-01", while_running), ("2020-06-01", afterwards)
    )


def test_the_next_version_without_a_day_takes_over_when_it_is_published():
    old = record(published="2010-01-01", effective="2010-03-01", status="已修改")
    assert timeline(old, record(published="2020-01-01"))[-1] == Turn(date(2020, 1, 1), AMENDED)


def test_a_text_that_is_overtaken_before_it_commences_is_never_in_force():
    old = record(published="2019-01-01", effective="2021-01-01", status="已修改")
    new = record(published="2020-01-01", effective="2020-06-01", status="有效")
    assert timeline(old, new) == turns(("", NOT_YET), ("2020-06-01", AMENDED))


def test_the_date_of_the_note_stands_in_for_publication():
    law = record(note_dates=[date(1990, 1, 1), date(2001, 5, 1)])
    assert published(law) == date(2001, 5, 1)


_DAYS = st.one_of(st.just(""), st.dates(date(1950, 1, 1), date(2050, 1, 1)).map(str))
_RECORDS = st.builds(
    record, st.sampled_from(["条例", "办法（失效）"]), _DAYS, _DAYS, st.sampled_from(STATUSES)
)


@given(_RECORDS, st.one_of(st.none(), _RECORDS))
def test_every_timeline_is_well_formed(law, follower):
    line = timeline(law, follower)
    days = [turn.day for turn in line]
    assert days[0] is None
    assert None not in days[1:]
    assert days[1:] == sorted(set(days[1:]))
    for day in days[1:]:
        assert at(line, day - timedelta(1)) is not at(line, day)


@given(_RECORDS, _RECORDS, st.dates(date(1940, 1, 1), date(2060, 1, 1)))
def test_remarks_are_made_only_where_the_status_is_not_what_is_shown(law, follower, today):
    line = timeline(law, follower)
    remark = contradiction(law, follower, line, today)
    if remark and remark[0] != "status-lapsed":
        shown = at(line, today)
        same = {
            "有效": IN_FORCE,
            "生效": IN_FORCE,
            "已修改": AMENDED,
            "已废止": REPEALED,
            "尚未生效": NOT_YET,
        }
        assert same.get(law.meta.status) is not shown


def remark(law, follower, today):
    found = contradiction(law, follower, timeline(law, follower), date.fromisoformat(today))
    return found and found[0]


def test_what_contradicts_the_dates_is_remarked_on():
    old = record(published="2010-01-01", effective="2010-03-01", status="有效", path="old.md")
    new = record(published="2025-01-01", effective="2026-06-01", status="有效", path="new.md")
    assert remark(old, new, "2026-05-31") is None
    assert remark(old, new, "2026-06-01") == "status-superseded"
    assert remark(new, None, "2026-05-31") == "status-early"
    assert remark(new, None, "2026-06-01") is None
    amended = record(published="2010-01-01", effective="2010-03-01", status="已修改")
    assert remark(amended, new, "2026-05-31") == "status-early"
    assert remark(amended, new, "2026-06-01") is None
    waiting = record(published="2025-01-01", effective="2026-06-01", status="尚未生效")
    assert remark(waiting, None, "2026-05-31") is None
    assert remark(waiting, None, "2026-06-01") == "status-late"
    lapsed = record("办法（失效）", "2010-01-01", status="有效")
    assert remark(lapsed, None, "2026-01-01") == "status-lapsed"
    assert remark(record("办法（失效）", "2010-01-01", status="未知"), None, "2026-01-01") is None


def test_a_remark_names_the_day_and_what_to_write():
    old = record(published="2010-01-01", effective="2010-03-01", status="有效")
    new = record(published="2025-01-01", effective="2026-06-01", status="有效", path="new.md")
    _, message = contradiction(old, new, timeline(old, new), date(2026, 6, 1))
    assert "new.md" in message
    assert "2026-06-01" in message
    assert "已修改" in message


def test_an_inferred_day_counts_like_a_known_one():
    law = record(published="2020-01-01", effective="2020-05-01", status="有效", certainty=Certainty.INFERRED)
    assert timeline(law, None) == turns(("", NOT_YET), ("2020-05-01", IN_FORCE))
