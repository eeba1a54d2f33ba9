"""JSON-LD: what a page of a law is about, in the words of schema.org ``Legislation``, for search engines.

schema.org has ``Legislation`` for acts and for their parts; its terms are those of the European Legislation
Identifier (ELI). How they are used here:

===========================  ============================================================
term                         what is said
===========================  ============================================================
``legislationIdentifier``    文号 and the id in the official database; of a part its eId
``legislationDate``          adoption: the last day of the 题注 that is not after publication
``datePublished``            公布
``legislationDateVersion``   commencement, the day from which the wording counts
``legislationLegalForce``    on the day of the build: ``InForce`` for 有效, ``NotInForce`` for
                             尚未施行, 已修改, 已废止 and 失效; nothing where nothing is known
``temporalCoverage``         the days on which it is in force, as far as they are known; of a
                             text yet to commence those to come
``legislationConsolidates``  the text that this one took the place of
``isBasedOn``                制定依据
``sameAs``                   the official source
``encoding``                 the whole text as a file, of no official value
===========================  ============================================================

The source is the ELI Taskforce's "Guide to describe Legislation in schema.org" (2021). Addresses are absolute, so a
site without a public address has no JSON-LD; only a part calls itself ``""``, which is the page it stands on
(JSON-LD 1.1, 7.1, "Inheriting base IRI") and saves a hundred thousand addresses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from build_tools.kinds import kind_of, region_of
from build_tools.model.links import Citing
from build_tools.model.site import Force, Timeline, Version, Work
from build_tools.pages.badges import OVER
from build_tools.pages.text import clean, is_web, percent, squeeze
from build_tools.urls import FULL, FULL_MARKDOWN, INDEX, LAW_JSON, place, version_dir
from build_tools.versions.force import commencement, published

LANGUAGE = "zh-Hans"
MEDIA_TYPES = {FULL: "text/html", FULL_MARKDOWN: "text/markdown", LAW_JSON: "application/json"}
"""What the files with the whole text are."""

_SCHEMA = "https://schema.org"
_STATE = "CN"
"""The jurisdiction of a national law (ISO 3166-1)."""
_BETWEEN = re.compile(r"[、\s]+")


def version_data(
    work: Work, index: int, title: str, basis: tuple[Citing, ...], forms: tuple[str, ...], site_url: str
) -> dict[str, object]:
    """Return what is said of version ``index`` of a work, called ``title``.

    Args:
        work: the work.
        index: which of its versions.
        title: the version's own title.
        basis: what the document was made under.
        forms: names of the files with the whole text.
        site_url: the public address, which must not be empty.
    """
    version = work.versions[index]
    record, meta = version.record, version.record.meta
    folder = site_url + version_dir(work.key, version.segment)
    identifiers = [clean(name) for name in (squeeze(record.number), meta.id) if name]
    based = [{"@id": site_url + place(one.key, one.segment, one.eid)} for one in basis]
    data: dict[str, object] = {
        "@context": _SCHEMA,
        "@type": "Legislation",
        "@id": folder + INDEX,
        "name": title,
        "legislationIdentifier": _one_or_many(identifiers),
        "legislationType": kind_of(meta).name,
        "legislationDate": _day(_adopted(version)),
        "datePublished": _day(meta.publication_date),
        "legislationDateVersion": _day(commencement(record)),
        "legislationPassedBy": _one_or_many(
            [{"@type": "Organization", "name": name} for name in issuers(meta.author)]
        ),
        "legislationJurisdiction": _jurisdiction(version),
        **_force(version),
        "legislationConsolidates": _previous(work, index, site_url),
        "isBasedOn": _one_or_many(based),
        "inLanguage": LANGUAGE,
        "sameAs": _one_or_many([percent(url) for url in meta.urls if is_web(url)]),
        "encoding": [_file(folder, name) for name in forms],
    }
    return {name: value for name, value in data.items() if value}


def part_data(work: Work, version: Version, site_url: str) -> tuple[str, str]:
    """Return the JSON of a part of a version, in two pieces: what stands before and behind its name and eId.

    A site has a hundred thousand such pages; of theirs, only name and eId differ. See :func:`part_json`.
    """
    start = {"@context": _SCHEMA, "@type": "Legislation", "@id": ""}
    address = site_url + version_dir(work.key, version.segment) + INDEX
    shared = {**_force(version), "isPartOf": {"@id": address}}
    return _json(start).removesuffix("}"), _json(shared).removeprefix("{")


def part_json(pieces: tuple[str, str], name: str, eid: str) -> str:
    """Return the JSON of the part ``eid`` called ``name``; ``pieces`` are those of :func:`part_data`."""
    own = _json(
        {"name": clean(name), "legislationIdentifier": eid} if name else {"legislationIdentifier": eid}
    )
    return f"{pieces[0]},{own[1:-1]},{pieces[1]}"


def element(text: str) -> str:
    """Return what :func:`version_json` or :func:`part_json` made as an element of a page."""
    return f"<script type=application/ld+json>{text}</script>"


def version_json(data: Mapping[str, object]) -> str:
    """Return what :func:`version_data` gave as JSON."""
    return _json(data)


def issuers(author: str) -> list[str]:
    """Return the issuing bodies that ``author`` names: 最高人民法院、最高人民检察院 are two."""
    return [clean(name) for name in _BETWEEN.split(author) if name]


def coverage(timeline: Timeline) -> str:
    """Return the days on which a version is in force (ISO 8601: ``2021-03-01/..``), or nothing.

    The last day is the one before the text is replaced. Where nobody knows when it began, nothing is said.
    """
    for number, turn in enumerate(timeline):
        if turn.force is Force.IN_FORCE and turn.day:
            ends = timeline[number + 1].day if number + 1 < len(timeline) else None
            return f"{turn.day}/{ends - timedelta(days=1) if ends else '..'}"
    return ""


def _force(version: Version) -> dict[str, object]:
    """Return whether and when a version is in force, as far as it is known."""
    data: dict[str, object] = {}
    if version.force is Force.IN_FORCE:
        data["legislationLegalForce"] = f"{_SCHEMA}/InForce"
    elif version.force in (Force.NOT_YET, *OVER):
        data["legislationLegalForce"] = f"{_SCHEMA}/NotInForce"
    days = coverage(version.timeline)
    if days:
        data["temporalCoverage"] = days
    return data


def _adopted(version: Version) -> date | None:
    """Return the day of the vote that made this wording, as the 题注 tells it."""
    last = published(version.record)
    return max((day for day in version.record.note_dates if last and day <= last), default=None)


def _jurisdiction(version: Version) -> object:
    """Return where a text is law: the state, or a region of it."""
    region = region_of(version.record.meta)
    return {"@type": "AdministrativeArea", "name": region.name} if region else _STATE


def _previous(work: Work, index: int, site_url: str) -> object:
    """Return the text before this one; two texts of one date do not follow each other."""
    own = published(work.versions[index].record)
    for version in reversed(work.versions[:index]):
        day = published(version.record)
        if own and day and day < own:
            return {"@id": site_url + version_dir(work.key, version.segment) + INDEX}
    return None


def _file(folder: str, name: str) -> dict[str, object]:
    """Return what is said of a file with the whole text: DESIGN has it that the gazette prevails."""
    return {
        "@type": "LegislationObject",
        "encodingFormat": MEDIA_TYPES[name],
        "contentUrl": folder + name,
        "legislationLegalValue": f"{_SCHEMA}/UnofficialLegalValue",
    }


def _day(day: date | None) -> str:
    """Return a day in ISO form, or nothing."""
    return day.isoformat() if day else ""


def _one_or_many(values: Sequence[object]) -> object:
    """Return the only value of a list as it is, several as a list."""
    return values[0] if len(values) == 1 else values


def _json(data: Mapping[str, object]) -> str:
    """Return JSON that can stand in ``<script>``: nothing in it can end the element or begin a comment."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
