"""A summary as it is copied from a news site → a companion file: headings, points, and what each is about.

Such a text has some lines of the site, one with publisher and date (``He Nan Ri Bao· 2025-10-16 23:43``), and then all
of the rest, often on one line: ``Core Points - … - … Chapter Summaries Chapter 1: General Principles - … - …``. Every
character of it reaches the file; what belongs to no place of the law is said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from build_tools.model.site import DivisionOutline, Record, UnitOutline
from build_tools.parse.companions import ARTICLE_NUMBER

_BYLINE: Final = re.compile(r"(?P<publisher>\S.*?)\s*[·|•]\s*(?P<date>\d{4}-\d\d-\d\d(?: \d\d:\d\d)?)\Z")
_GENERAL: Final = "Core Points|Key Points|Chapter Summaries"
_CHAPTER: Final = r"Chapter (?P<number>[1-9][0-9]{0,2}): "
# A heading stands at the beginning, or behind the end of a sentence or of a citation.
_HEADING: Final = re.compile(
    rf"(?:^|(?<=[\].!?。])\s+|(?<=Summaries)\s+|(?<=Points)\s+)(?={_GENERAL}|{_CHAPTER})"
)
_BODY: Final = re.compile(rf"^[ \t]*(?:{_GENERAL}|{_CHAPTER})", re.MULTILINE)
_POINT: Final = re.compile(r"(?:^|\s+)[-•]\s+")


class _Section(NamedTuple):
    """A heading and what stands below it."""

    heading: str
    points: tuple[str, ...]


class Remark(NamedTuple):
    """What somebody should know of an import, with a name for the sort of it."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Summary:
    """A text, taken apart."""

    publisher: str
    date: str
    """As written, maybe with a time of day; empty where there is none."""
    others: tuple[str, ...]
    """The other lines before the text."""
    sections: tuple[_Section, ...]


def read_summary(text: str) -> Summary:
    """Take a text apart; one without any heading is a single section without a heading."""
    begin = _BODY.search(text)
    at = begin.start() if begin else 0
    publisher = date = ""
    others = []
    for line in filter(None, map(str.strip, text[:at].splitlines())):
        match = _BYLINE.match(line)
        if match and not date:
            publisher, date = match["publisher"], match["date"]
        else:
            others.append(line)
    return Summary(publisher, date, tuple(others), tuple(_sections(" ".join(text[at:].split()))))


def _sections(body: str) -> Iterator[_Section]:
    """Yield the sections of a text in which all blanks are single."""
    for piece in _HEADING.split(body)[:: _HEADING.groups + 1]:
        heading, *points = _POINT.split(piece)
        general = re.match(_GENERAL, heading) or re.match(_CHAPTER, heading)
        if not general and heading:
            points.insert(0, heading)
            heading = ""
        if heading or points:
            yield _Section(heading.strip(), tuple(filter(None, map(str.strip, points))))


def companion_text(summary: Summary, record: Record, language: str = "en") -> tuple[str, tuple[Remark, ...]]:
    """Return a companion file of the law of ``record``, and what somebody should know of it."""
    remarks: list[Remark] = []
    lines = ["---", f"law: {record.meta.id}"]
    title = next((line for line in summary.others if line == record.meta.title), "")
    lines += [f"title: {_quoted(title)}"] if title else []
    lines += [f"language: {language}", f"publisher: {_quoted(summary.publisher)}"]
    lines += [f"date: '{summary.date}'"] if summary.date else []
    for line in summary.others:
        if line != title:
            lines.append(f"# not shown: {line}")
            remarks.append(
                Remark("not-shown", f"“{line}” stands before the text; kept as a remark, not shown")
            )
    if not summary.publisher:
        remarks.append(
            Remark("publisher-missing", "no line says who published it, and when; write publisher and date")
        )
    lines += ["articles: false", "---", ""]
    chapters = _chapters(record.outline)
    reached = set()
    for section in summary.sections:
        mark = _mark(section, chapters, remarks)
        reached.add(mark)
        named = f" {{#{mark}}}" if mark else ""
        lines += [f"## {section.heading}{named}", ""] if section.heading else []
        lines += [*(f"- {point}" for point in section.points), ""] if section.points else []
    remarks += _not_reached(chapters, reached)
    numbers = sum(len(ARTICLE_NUMBER.findall(point)) for each in summary.sections for point in each.points)
    if numbers:
        message = (
            f"{numbers} numbers in square brackets stay text; set “articles: true” if all are article numbers"
        )
        remarks.append(Remark("bracketed-numbers", message))
    return "\n".join(lines), tuple(remarks)


def _mark(section: _Section, chapters: dict[int, list[str]], remarks: list[Remark]) -> str:
    """Return the place of a section, or nothing; a chapter that the law lacks, or has several of, is said."""
    match = re.match(_CHAPTER, section.heading)
    if not match:
        return ""
    places = chapters.get(int(match["number"]), [])
    if len(places) == 1:
        return places[0]
    why = f"the law has {len(places)} of that number" if places else "the law has none of that number"
    message = f"“{section.heading}” could not be mapped: {why}; write the place behind it, such as {{#chp_1}}"
    remarks.append(Remark("not-mapped", message))
    return ""


def _not_reached(chapters: dict[int, list[str]], reached: set[str]) -> Iterator[Remark]:
    """Yield the chapters of which the summary says nothing."""
    silent = [eid for places in chapters.values() for eid in places if eid not in reached]
    if silent:
        yield Remark("not-summarised", f"nothing is said of {', '.join(silent)}")


def _chapters(outline: Sequence[DivisionOutline | UnitOutline]) -> dict[int, list[str]]:
    """Return the eIds of chapters by their number."""
    found: dict[int, list[str]] = {}
    for node in outline:
        if isinstance(node, DivisionOutline):
            kind, _, number = node.eid.rpartition("__")[2].partition("_")
            if kind == "chp" and number.isdigit():
                found.setdefault(int(number), []).append(node.eid)
            for key, eids in _chapters(node.children).items():
                found.setdefault(key, []).extend(eids)
    return found


def _quoted(text: str) -> str:
    """Return a text as YAML has it between quotes (a string of JSON is one of YAML)."""
    return json.dumps(text, ensure_ascii=False)
