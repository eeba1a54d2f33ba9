from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from build_tools.model.site import Force, Site, Turn, Work
from build_tools.publish.calendar import calendar_file, folded
from tests import factories as make
from tests.unit.publish.laws import URL, library


def raw(site: Site, site_url: str = URL) -> bytes:
    (output,) = calendar_file(site, make.context(site_url=site_url, as_of=site.as_of))
    assert output.path == "calendar.ics"
    return output.data


def events(site: Site) -> list[dict[str, object]]:
    found = Calendar.from_ical(raw(site))
    assert isinstance(found, Calendar)
    assert found.errors == []
    assert all(event.errors == [] for event in found.events)
    return list(found.events)


def test_the_days_of_commencement_since_last_year() -> None:
    found = events(library())
    assert [(str(event["SUMMARY"]), event["DTSTART"].dt) for event in found] == [
        ("施行：中华人民共和国国旗法（2025）", date(2026, 1, 1)),
        ("施行：河南省社会治理条例", date(2026, 6, 1)),
    ]


def test_an_event() -> None:
    event = events(library())[1]
    address = f"{URL}laws/henansheng-shehui-zhili-tiaoli/2026-03-28/index.html"
    assert event["UID"] == "henansheng-shehui-zhili-tiaoli/2026-03-28@laws.example"
    assert event["DTSTAMP"].dt == datetime(2026, 3, 28, tzinfo=UTC)
    assert event["URL"] == address
    assert str(event["DESCRIPTION"]) == (
        "河南省人民代表大会常务委员会；公布日期：2026-03-28；施行日期：2026-06-01；"
        f"状态：尚未施行（2026-06-01 起施行）\n{address}"
    )
    assert event["TRANSP"] == "TRANSPARENT"


def test_there_is_nothing_that_asks_for_a_newer_stamp() -> None:
    assert b"METHOD" not in raw(library())


def test_the_first_year_has_no_year_before() -> None:
    assert len(events(replace(library(), as_of=date(1, 1, 1)))) == 5


def test_lines_end_and_fold_as_the_standard_says() -> None:
    data = raw(library())
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert not [line for line in lines if len(line) > 75 or b"\n" in line or b"\r" in line]
    for line in lines:
        line.decode()  # no character is cut


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("A" * 75, ["A" * 75]),
        ("A" * 76, ["A" * 75, " A"]),
        ("A" * 74 + "条", ["A" * 74, " 条"]),
        ("条" * 50, ["条" * 25, " " + "条" * 24, " 条"]),
        ("", [""]),
    ],
)
def test_folding(line: str, pieces: list[str]) -> None:
    assert folded(line) == "\r\n".join(pieces) + "\r\n"


def work(title: str, start: date | None, *turns: Turn) -> Work:
    record = make.record(title, "2026-02-01", start.isoformat() if start else "")
    return make.work("k", make.version(record, force=turns[0].force, timeline=turns))


def test_what_separates_values_is_escaped() -> None:
    day = date(2026, 5, 1)
    site = make.site(
        work("某;法,\\n\r\nEND:VEVENT条例", day, Turn(None, Force.NOT_YET), Turn(day, Force.IN_FORCE))
    )
    (event,) = events(site)
    assert str(event["SUMMARY"]) == "施行：某;法,\\n END:VEVENT条例"


@pytest.mark.parametrize(
    ("start", "turns"),
    [
        (None, (Turn(None, Force.NOT_YET), Turn(date(2026, 2, 1), Force.IN_FORCE))),
        (date(2026, 5, 1), (Turn(None, Force.NOT_YET), Turn(date(2026, 5, 1), Force.AMENDED))),
        (date(2024, 12, 31), (Turn(None, Force.NOT_YET), Turn(date(2024, 12, 31), Force.IN_FORCE))),
        (None, (Turn(None, Force.NOT_YET),)),
    ],
)
def test_days_that_are_unknown_never_come_or_are_long_past(
    start: date | None, turns: tuple[Turn, ...]
) -> None:
    assert events(make.site(work("某某条例", start, *turns))) == []


def test_a_corrected_day_moves_the_event() -> None:
    days = [date(2026, 5, 1), date(2026, 7, 1)]
    found = [
        events(make.site(work("某某条例", day, Turn(None, Force.NOT_YET), Turn(day, Force.IN_FORCE))))[0]
        for day in days
    ]
    assert found[0]["UID"] == found[1]["UID"]
    assert [event["DTSTART"].dt for event in found] == days


def test_an_empty_calendar_is_one_too() -> None:
    assert events(make.site()) == []
    assert b"BEGIN:VTIMEZONE" in raw(make.site()), "a calendar has at least one component"


def test_without_an_address_there_is_none() -> None:
    assert list(calendar_file(library(), make.context(site_url=""))) == []
