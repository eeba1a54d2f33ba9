"""From records to the site: which files are versions of one law, and what is in force.

Files with the same title are versions of one law (blanks, brackets, 、 and （失效） apart, and the year in
宪法（1982年）), ordered by date. Decisions, replies, notices and amendments are never versions of each
other (:func:`build_tools.kinds.is_versionable`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from build_tools.diagnostics import Diagnostic, Severity
from build_tools.kinds import is_versionable
from build_tools.model.site import Force, Record, Site, Version, Work
from build_tools.registry import Entry, Registry
from build_tools.slugs import key_for, normal_title
from build_tools.versions import force
from build_tools.versions.addresses import Family, KeyMaker, record_identity, segments, with_keys

_EDITION = re.compile(r"（(?:19|20)\d\d年?(?:修正文本|修订文本|修正|修订|修正本|修订本)?）\Z")


def build_site(
    records: Sequence[Record],
    registry: Registry,
    as_of: date,
    site_url: str,
    key_for: KeyMaker = key_for,
) -> Site:
    """Return the site that ``records`` make up, the same for every order of them.

    Every record is in it once, under an address of its own. ``Site.diagnostics`` has what was found
    about files together (keys, ids, duplicates, status); what was found in one file stays with its record.
    ``key_for`` makes a key from a title, where neither the registry nor a ``slug`` gives one.
    """
    ordered, found = _with_own_ids(sorted(records, key=lambda record: record.path))
    families, conflicts = with_keys(_families(ordered), registry, key_for)
    works = []
    for family in families:
        work, remarks = _work(family, registry, as_of)
        works.append(work)
        found += remarks
    works.sort(key=lambda work: work.key)
    return Site(tuple(works), as_of, site_url, tuple(sorted(set(found + conflicts))))


def entries(site: Site) -> tuple[Entry, ...]:
    """Return the address of every document of the site, as the registry would freeze it."""
    return tuple(
        Entry(record_identity(version.record), work.key, version.segment)
        for work in site.works
        for version in work.versions
    )


def unregistered(site: Site, registry: Registry) -> tuple[Diagnostic, ...]:
    """Return a warning for every document whose address is not frozen."""
    return tuple(
        Diagnostic(
            version.record.path,
            0,
            0,
            "address-unregistered",
            f"the address laws/{work.key}/{version.segment}/ is not frozen; run “tiaowen register”",
        )
        for work in site.works
        for version in work.versions
        if registry.find(record_identity(version.record)) is None
    )


def _with_own_ids(records: Iterable[Record]) -> tuple[list[Record], list[Diagnostic]]:
    """Return the records with ids that no two share: a later file loses the id, and an error says so."""
    first: dict[str, Record] = {}
    out: list[Record] = []
    found: list[Diagnostic] = []
    for record in records:
        holder = first.setdefault(record.meta.id, record) if record.meta.id else record
        if holder is not record:
            message = f"{holder.path} has the id {record.meta.id} too; delete one file, or correct its id"
            found.append(Diagnostic(record.path, 0, 0, "id-repeated", message, Severity.ERROR))
            record = replace(record, meta=replace(record.meta, id=""))
        out.append(record)
    return out, found


def _families(records: Iterable[Record]) -> list[Family]:
    """Return the records in families, each oldest first; the families in order of their first file."""
    groups: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        single = not is_versionable(record.meta.title, record.meta.group)
        groups[record.path if single else _law_title(record.meta.title).replace("、", "")].append(record)
    families = []
    for members in groups.values():
        members.sort(key=_age)
        single = not is_versionable(members[-1].meta.title, members[-1].meta.group)
        title = normal_title(members[-1].meta.title) if single else _law_title(members[-1].meta.title)
        families.append(Family(title, single, tuple(members)))
    return families


def _law_title(title: str) -> str:
    """Return the title that the versions of a law share: 中华人民共和国宪法（1982年） → 中华人民共和国宪法."""
    return _EDITION.sub("", normal_title(title))


def _age(record: Record) -> tuple[str, str, str, str]:
    """Return what versions are ordered by: the date, then the effective day, then id and path."""
    day, effective = _day(record), record.effective.day
    return (
        day.isoformat() if day else "",
        effective.isoformat() if effective else "",
        record.meta.id,
        record.path,
    )


def _day(record: Record) -> date | None:
    """Return the date of a version: its publication, else the day on which it commences."""
    return force.published(record) or record.effective.day


def _work(family: Family, registry: Registry, as_of: date) -> tuple[Work, list[Diagnostic]]:
    """Return the work of a family, and what is to be said about its versions."""
    records = sorted(family.records, key=_age)
    family = replace(family, records=tuple(records))
    versions = []
    found = _duplicates(records) if not family.single else []
    for index, (record, segment) in enumerate(zip(records, segments(family, registry), strict=True)):
        follower = _follower(records, index)
        turns = force.timeline(record, follower)
        versions.append(Version(record, segment, record.effective, turns, force.at(turns, as_of)))
        remark = force.contradiction(record, follower, turns, as_of)
        if remark:
            found.append(Diagnostic(record.path, 0, 0, remark[0], remark[1], _severity(remark[0])))
    newest = records[-1].meta.title
    title = normal_title(newest) if family.single else _law_title(newest)
    return Work(family.key, title, tuple(versions), _current(versions, as_of)), found


def _follower(records: Sequence[Record], index: int) -> Record | None:
    """Return the next version: the first one of a later date. One without a date follows nobody."""
    own = _day(records[index])
    if own is None:
        return None
    return next((record for record in records[index + 1 :] if _day(record) != own), None)


def _duplicates(records: Sequence[Record]) -> list[Diagnostic]:
    """Return a note for every version that bears the date of another one."""
    found = []
    for earlier, record in pairwise(records):
        if _day(record) is not None and _day(record) == _day(earlier):
            message = f"{earlier.path} is a text of the same title and date; if it is the same one, delete this file"
            found.append(Diagnostic(record.path, 0, 0, "version-repeated", message, Severity.INFO))
    return found


def _current(versions: Sequence[Version], as_of: date) -> int:
    """Return the index of the version in force, else of the next to commence, else of the last.

    Of several in force (duplicates of one date) the last counts.
    """
    in_force = [i for i, version in enumerate(versions) if version.force is Force.IN_FORCE]
    if in_force:
        return in_force[-1]
    coming = [
        (min(turn.day for turn in version.timeline if turn.day), i)
        for i, version in enumerate(versions)
        if version.force is Force.NOT_YET and len(version.timeline) > 1
    ]
    return min(coming)[1] if coming else len(versions) - 1


def _severity(code: str) -> Severity:
    """Return how much a contradiction matters: that a status is ahead of its day corrects itself."""
    return Severity.INFO if code == "status-early" else Severity.WARNING
