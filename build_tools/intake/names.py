"""The name of an official file, ``标题_日期_id.docx`` → title, day and id, as far as they are there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs, urlsplit

_ID = re.compile(r"[0-9a-f]{32}\Z")
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})\Z")
_CUT_DAY = re.compile(r"[12]\d{0,6}\Z")
_SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,127}\Z")


@dataclass(frozen=True, slots=True)
class FileName:
    """What the name of a file says; ``title`` may be cut short, when ``is_whole`` is False."""

    title: str = ""
    day: date | None = None
    id: str = ""
    is_whole: bool = True


def read_name(name: str) -> FileName:
    """Read the name of a file, without folders.

    Long names are cut in the database: then the day, or part of it, is missing between title and id, and
    the title may be cut, too.
    """
    stem = re.sub(r"\.docx?\Z", "", name, flags=re.IGNORECASE)
    stem = re.sub(r"(?: ?\(\d+\)|（\d+）)\Z", "", stem)
    head, _, last = stem.rpartition("_")
    if not head or not _ID.match(last):
        return FileName(title=stem)
    title, _, middle = head.rpartition("_")
    day = _day(middle)
    if title and day:
        return FileName(title, day, last)
    if title and _CUT_DAY.match(middle):
        return FileName(title, None, last)
    return FileName(head, None, last, is_whole=False)


def id_of(url: str) -> str:
    """Return the id that an address of the National Database names (``detail?id=…``), else empty."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    query = parts.query or parts.fragment.partition("?")[2]
    found = parse_qs(query).get("id", parse_qs(query).get("bbbs", [""]))[0]
    return found if is_safe_id(found) else ""


def is_safe_id(text: str) -> bool:
    """Tell whether ``text`` may stand as an id in front matter, and in the name of a folder."""
    return bool(_SAFE_ID.match(text))


def _day(text: str) -> date | None:
    match = _DAY.match(text)
    try:
        return date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        return None
