"""Front matter of a new source file: what the title, the file name, the 题注 and the last article say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

import yaml

from build_tools.dates import find_dates

_BODY = r"(?:最高人民法院|最高人民检察院|国务院|中央军委|[\u4e00-\u9fff]{2,8}(?:部|总局|委员会))"
_OFFICE = r"(?:[\u4e00-\u9fff]{0,6}(?:庭|研究室|办公厅))?"
_ORGANS = re.compile(rf"(?P<organs>{_BODY}(?:[、\s]+{_BODY})*){_OFFICE}(?:关于|印发)")
_COURT_OR_OFFICE = re.compile(r"最高人民(?:法院|检察院)")
_CONGRESS = re.compile(
    r"(?P<before>(?:(?![年月日])[\u4e00-\u9fff]){0,12}?)"
    r"(?:第[一二三四五六七八九十]+届(?P<place>[\u4e00-\u9fff]{0,12}?)|(?<=全国))人民代表大会(?P<standing>常务委员会)?"
)
_STATE_COUNCIL = re.compile(r"国务院")
_COMMENCES = re.compile(r"起?(?:施行|生效|实施|执行)")
_PUBLISHES = re.compile("公布|发布|公告|颁布")
_ADOPTS = re.compile("通过|批准|修订|修正|印发|")
_SIGNED = re.compile(r"\A\s*(?:\n|\Z)")
_DATED_TITLE = re.compile(r"（[^（）]*年[^（）]*）\Z|（[一二三四五六七八九十]+）\Z")
_LAPSED = re.compile(r"（失效）\Z")
_AMENDS = re.compile(r"关于(?:修改|废止|修改和废止).*的决定\Z")


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of the front matter, in the order of the files in ``source/``; empty ones are left out."""

    id: str = ""
    title: str = ""
    file: str = ""
    author: str = ""
    publication_date: date | None = None
    effective_date: date | None = None
    status: str = ""
    group: str = ""
    """The kind, where issuing body and title do not tell it."""
    url: str = ""


def front_matter(fields: Fields) -> str:
    """Return the front matter, with the lines ``---`` around it."""
    day = fields.publication_date
    values = {
        "id": fields.id,
        "title": fields.title,
        "LinkTitle": _link_title(fields.title, day),
        "file": fields.file,
        "author": fields.author,
        "date": day.isoformat() if day else "",
        "publication_date": day.isoformat() if day else "",
        "effective_date": fields.effective_date.isoformat() if fields.effective_date else "",
        "status": fields.status,
        "group": fields.group,
    }
    lines = [f"{name}: {_scalar(value)}" for name, value in values.items() if value]
    urls = ["urls:", f"  - {_scalar(fields.url)}"] if fields.url else []
    return "\n".join(["---", *lines, *urls, "---", ""])


def propose_status(fields: Fields, as_of: date) -> str:
    """Return the status that the document itself shows; that it was amended or repealed, it cannot know.

    未知 for a text of the database that has lapsed, and for amending decisions, as the database has it.
    """
    if _LAPSED.search(fields.title) or _AMENDS.search(fields.title):
        return "未知"
    begins = fields.effective_date or fields.publication_date
    return "尚未生效" if begins and begins > as_of else "有效"


def find_author(title: str, note: str, signature: Sequence[str]) -> str:
    """Return the issuing body, or empty when neither title nor 题注 nor signature names it.

    A law is its first maker's, whoever amended it: what the 题注 names first counts.
    """
    named = _ORGANS.match(title)
    if named and not title.startswith("全国人民代表大会"):
        return _listed(named["organs"])
    judges = _COURT_OR_OFFICE.search(note)
    congress = _CONGRESS.search(note) or _CONGRESS.match(title)
    if congress and not (judges and judges.start() < congress.start()):
        return f"{congress['before']}{congress['place'] or ''}人民代表大会{congress['standing'] or ''}"
    if title.startswith("全国人民代表大会常务委员会"):
        return "全国人民代表大会常务委员会"
    if judges:
        return "、".join(dict.fromkeys(_COURT_OR_OFFICE.findall(note)))
    if _STATE_COUNCIL.search(note):
        return "国务院"
    return _listed(" ".join(signature)) if signature else ""


def published_on(note: str, announcement: str) -> date | None:
    """Return the day on which, by 题注 and 公告, the text was published last; without one, was adopted."""
    for text, words in ((note, _PUBLISHES), (announcement, _SIGNED), (note, _ADOPTS)):
        days = list(_days_of(text, words))
        if days:
            return days[-1]
    return None


def _days_of(text: str, words: re.Pattern[str]) -> Iterator[date]:
    """Yield the days in ``text`` behind which one of ``words`` is said, before the next day is named."""
    found = find_dates(text)
    for one, following in zip_longest(found, found[1:]):
        said = text[one.end : following.start if following else len(text)]
        if words.search(said) and not _COMMENCES.match(said):
            yield one.day


def with_status(fields: Fields, as_of: date) -> Fields:
    """Return ``fields`` with the proposed status."""
    return replace(fields, status=propose_status(fields, as_of))


def _listed(organs: str) -> str:
    return "、".join(re.split(r"[、\s]+", organs.strip()))


def _link_title(title: str, day: date | None) -> str:
    """Return the short title: without the body before 关于, with the year."""
    short = re.sub(
        rf"\A(?:{_BODY}[、\s]*)+{_OFFICE}(?=关于)|\A全国人民代表大会(?:常务委员会)?(?=关于)", "", title
    )
    return f"{short}（{day.year}）" if day and not _DATED_TITLE.search(title) else short


def _scalar(value: str) -> str:
    """Return a YAML scalar on one line, quoted where it must be."""
    text: str = yaml.safe_dump(value, allow_unicode=True, width=1_000_000)
    return text.removesuffix("\n").removesuffix("\n...")
