"""What every page of a version says about it: status and dates in words, source, disclaimer.

The page is built for one day but read on another, so the words carry the days (尚未施行（2025-12-01 起
施行）) and the timeline goes with the badge: a script writes what holds today in Asia/Shanghai.
"""

from __future__ import annotations

from datetime import date

from build_tools.kinds import kind_of
from build_tools.model.law import Certainty, Dated, Meta
from build_tools.model.site import Force, Timeline, Turn, Version
from build_tools.pages.content import Fact, Group, Inline, Inlines, Line, Link, Mark
from build_tools.pages.text import is_web, percent, squeeze
from build_tools.urls import ABOUT, TO_ROOT, UNDATED, kind_page
from build_tools.versions.force import since

DISCLAIMER = "非官方文本，以公报为准"
UNSTATED = "未标注"
"""The badge of a version whose source says nothing about its status."""
UNKNOWN_DAY = "未知"

OVER = (Force.AMENDED, Force.REPEALED, Force.LAPSED)
"""What a version does not come back from."""
STATUS_SLUGS = {
    Force.NOT_YET: "not-yet",
    Force.IN_FORCE: "in-force",
    Force.AMENDED: "amended",
    Force.REPEALED: "repealed",
    Force.LAPSED: "lapsed",
    Force.UNKNOWN: "unknown",
    Force.NONE: "unstated",
}
"""ASCII names: address of the list by status, anchor on the about page, class of the badge."""


def timeline_data(timeline: Timeline) -> str:
    """Return the timeline for scripts: ``|尚未施行;2025-12-01|有效``."""
    return ";".join([f"{turn.day.isoformat() if turn.day else ''}|{turn.force.value}" for turn in timeline])


def force_word(force: Force) -> str:
    """Return the word on the badge, which is never empty."""
    return force.value or UNSTATED


def status_words(version: Version, as_of: date) -> Inlines:
    """Return the status of a version in words that are true to read later, too.

    ``有效``, ``有效（2026-02-01 起已修改）``, ``尚未施行（2025-12-01 起施行）``, ``已修改（2021-03-01 起）``;
    the word leads to its meaning.
    """
    past = [turn for turn in version.timeline if turn.day is None or turn.day <= as_of]
    coming = version.timeline[len(past) :]
    word = Link(force_word(version.force), f"{TO_ROOT}{ABOUT}#{STATUS_SLUGS[version.force]}")
    if version.force in (Force.NOT_YET, Force.IN_FORCE) and coming:
        return (word, turn_words(version.force, coming[0]))
    began = since(version.timeline, as_of)
    if began and version.force in OVER:
        return (word, f"（{began} 起）")
    return (word,)


def turn_words(now: Force, turn: Turn) -> str:
    """Return the turn to come in words: ``（2025-12-01 起施行）``, ``（2026-02-01 起已修改）``.

    A text may be overtaken before it commences; it never does, then.
    """
    commences = now is Force.NOT_YET and turn.force not in OVER
    return f"（{turn.day} 起{'施行' if commences else force_word(turn.force)}）"


def dated(day: Dated) -> Inlines:
    """Return a date, with how it is known unless the source states it."""
    if day.day is None:
        return (UNKNOWN_DAY,)
    shown = Mark("time", day.day.isoformat())
    return (shown, Mark("small", "（推定）")) if day.certainty is Certainty.INFERRED else (shown,)


def badges(version: Version, as_of: date) -> tuple[Fact, ...]:
    """Return the badges: what a reader must know before relying on a page of this version."""
    meta = version.record.meta
    kind = kind_of(meta)
    published = Mark("time", str(meta.publication_date)) if meta.publication_date else UNKNOWN_DAY
    facts = [
        Fact(
            "状态",
            status_words(version, as_of),
            "由来源的标注和日期得出",
            f"st is-{STATUS_SLUGS[version.force]}",
            timeline_data(version.timeline),
        ),
        Fact("施行日期", dated(version.effective), "自该日起生效"),
        Fact("公布日期", (published,), "向社会公布之日"),
        Fact("制定机关", (squeeze(meta.author) or UNSTATED,), "通过或者发布的机关"),
        Fact("类别", (Link(kind.name, TO_ROOT + kind_page(kind.slug)),), "决定效力层级"),
    ]
    if version.record.number:
        facts.append(Fact("文号", (squeeze(version.record.number),), "发文字号"))
    return tuple(facts)


def source_links(meta: Meta) -> tuple[Inline, ...]:
    """Return links to the official source; only http and https addresses are ever linked."""
    urls = [url for url in meta.urls if is_web(url)]
    links: list[Inline] = []
    for number, url in enumerate(urls, start=1):
        if links:
            links.append(" ")
        links.append(Link("官方来源" if number == 1 else f"官方来源 {number}", percent(url)))
    return tuple(links) or (f"官方来源：{UNSTATED}",)


def source_footer(meta: Meta) -> Group:
    """Return the foot of every page: official source, and that the text is not the official one."""
    return Group("footer", "src", (Line("", "", (*source_links(meta), " ", DISCLAIMER)),))


def version_name(version: Version) -> str:
    """Return how a version is called in links: its day, or 未注明日期."""
    return segment_name(version.segment)


def segment_name(segment: str) -> str:
    """Return how the version of that segment is called."""
    return segment.replace(UNDATED, "未注明日期")


def titled(title: str, version: Version, years: tuple[str, ...]) -> str:
    """Return title and year of a version: ``中华人民共和国刑法（2020）``.

    ``years`` are those of all versions of the law; a year that two of them share is no name, so the
    whole segment is given.
    """
    year = version.segment.partition("-")[0]
    if year == UNDATED:
        return title
    return f"{title}（{year if years.count(year) == 1 else version.segment}）"
