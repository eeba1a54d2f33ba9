"""From records to the site: which files are versions of one law, and what is in force.

Files with the same title are versions of one law (blanks, brackets, 、 and （失效） apart, and the year in
宪法（1982年）), ordered by date, and so are files with titles that one law had one after the other
(:mod:`build_tools.versions.renamed`). Decisions, replies, notices and amendments are never versions of
each other (:func:`build_tools.kinds.is_versionable`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from build_tools.diagnostics import Diagnostic, Severity
from build_tools.kinds import is_versionable
from build_tools.model.site import Force, Record, Site, Version, Work
from build_tools.registry import Entry, Registry
from build_tools.slugs import key_for, normal_title
from build_tools.urls import version_dir
from build_tools.versions import force
from build_tools.versions.addresses import Family, Frozen, KeyMaker, segments, with_keys
from build_tools.versions.findings import about
from build_tools.versions.identity import (
    by_identity,
    frozen_entries,
    record_identity,
    registered_name,
    with_own_ids,
)
from build_tools.versions.renamed import NOT_RENAMED, Renamed


def build_site(
    records: Sequence[Record],
    registry: Registry,
    as_of: date,
    site_url: str,
    key_for: KeyMaker = key_for,
    renamed: Renamed = NOT_RENAMED,
) -> Site:
    """Return the site that ``records`` make up, the same for every order of them.

    Every record is in it once, under an address of its own. ``Site.diagnostics`` has what was found
    about files together (keys, ids, duplicates, status); what was found in one file stays with its record.
    ``key_for`` makes a key from a title, where neither the registry nor a ``slug`` gives one. ``renamed``
    knows which titles are names of one law.
    """
    ordered, found = with_own_ids(sorted(records, key=lambda record: record.path))
    frozen = frozen_entries(ordered, registry)
    families, conflicts = with_keys(_families(ordered, renamed), frozen, key_for)
    found += _apart(families, renamed)
    works = []
    for family in families:
        work, remarks = _work(family, frozen, registry, as_of, renamed)
        works.append(work)
        found += remarks
    works.sort(key=lambda work: work.key)
    return Site(tuple(works), as_of, site_url, tuple(sorted(set(found + conflicts))))


def entries(site: Site, registry: Registry) -> tuple[Entry, ...]:
    """Return the address of every document of the site, as ``registry`` has frozen it or would.

    One that cannot be told from another (:mod:`build_tools.versions.identity`) is not among them.
    """
    return tuple(Entry(name, key, version.segment) for name, key, version in _known(site, registry))


def unregistered(site: Site, registry: Registry) -> tuple[Diagnostic, ...]:
    """Return a note for every document whose address is not frozen, and an error for one that has moved."""
    found = []
    for name, key, version in _known(site, registry):
        entry, address = registry.find(name), version_dir(key, version.segment)
        if entry is None:
            message = f"the address {address} is not frozen; run “tiaowen register”"
            found.append(about(version.record, ("id",), "address-unregistered", message, Severity.INFO))
        elif entry != Entry(name, key, version.segment):
            frozen = version_dir(entry.key, entry.segment)
            message = f"published at {frozen}, but now at {address}; build with the registry that says so"
            found.append(about(version.record, ("id",), "address-moved", message, Severity.ERROR))
    return tuple(found)


def _known(site: Site, registry: Registry) -> Iterator[tuple[str, str, Version]]:
    """Yield identity, key and version of every document that the registry can know."""
    holders = by_identity(version.record for work in site.works for version in work.versions)
    for work in site.works:
        for version in work.versions:
            if holders[record_identity(version.record)] is version.record:
                yield registered_name(version.record, registry, holders), work.key, version


def _families(records: Iterable[Record], renamed: Renamed) -> list[Family]:
    """Return the records in families, each oldest first; the families in order of their first file."""
    groups: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        groups[record.path if _is_single(record) else renamed.shared(record.meta.title)].append(record)
    families = []
    for members in groups.values():
        members.sort(key=_age)
        single = _is_single(members[-1])
        families.append(Family(_title(members, single, renamed), single, tuple(members)))
    return families


def _title(records: Sequence[Record], single: bool, renamed: Renamed) -> str:
    """Return the title of a work of ``records``, oldest first."""
    newest = records[-1].meta.title
    return normal_title(newest) if single else renamed.title_of(record.meta.title for record in records)


def _apart(families: Iterable[Family], renamed: Renamed) -> list[Diagnostic]:
    """Return a note for every renamed law that was published under two keys, which stay as they are."""
    keys: dict[str, dict[str, Record]] = defaultdict(dict)
    for family in families:
        for record in family.records:
            if renamed.knows(record.meta.title) and not _is_single(record):
                keys[renamed.shared(record.meta.title)][family.key] = record
    found = []
    for parts in keys.values():
        for key, record in parts.items() if len(parts) > 1 else ():
            others = "”, “".join(sorted(other for other in parts if other != key))
            message = (
                f"the law has the key “{others}” under another title; both were published and stay apart"
            )
            found.append(about(record, ("title",), "family-apart", message, Severity.INFO))
    return found


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


def _work(
    family: Family, frozen: Frozen, registry: Registry, as_of: date, renamed: Renamed
) -> tuple[Work, list[Diagnostic]]:
    """Return the work of a family, and what is to be said about its versions."""
    records = sorted(family.records, key=_age)
    family = replace(family, records=tuple(records))
    versions = []
    found = _duplicates(records)
    for index, (record, segment) in enumerate(zip(records, segments(family, frozen, registry), strict=True)):
        follower = _follower(records, index)
        turns = force.timeline(record, follower)
        versions.append(Version(record, segment, record.effective, turns, force.at(turns, as_of)))
        remark = force.contradiction(record, follower, turns, as_of)
        if remark:
            found.append(about(record, ("status",), *remark, _severity(remark[0])))
    title = _title(records, family.single, renamed)
    return Work(family.key, title, tuple(versions), _current(versions, as_of)), found


def _follower(records: Sequence[Record], index: int) -> Record | None:
    """Return the version that takes over: of those of a later date, the first to commence.

    Days of commencement need not come in the order of publication. Of several that commence together
    the newest counts. One without a date follows nobody, one that nobody knows the commencement of
    (尚未生效) only where there is no other, and single acts neither follow nor are followed.
    """
    own = _day(records[index])
    if own is None or _is_single(records[index]):
        return None
    later = [r for r in records[index + 1 :] if _day(r) != own and not _is_single(r)]
    return min(reversed(later), key=lambda r: force.commencement(r) or date.max, default=None)


def _is_single(record: Record) -> bool:
    """Tell whether a document can have no versions, whatever the registry has under its key."""
    return not is_versionable(record.meta.title, record.meta.group)


def _duplicates(records: Sequence[Record]) -> list[Diagnostic]:
    """Return a note for every version that bears the date of another one."""
    found = []
    for earlier, record in pairwise(r for r in records if not _is_single(r)):
        if _day(record) is not None and _day(record) == _day(earlier):
            message = f"{earlier.path} is a text of the same title and date; if it is the same one, delete this file"
            fields = ("publication_date", "date")
            found.append(about(record, fields, "version-repeated", message, Severity.INFO))
    return found


def _current(versions: Sequence[Version], as_of: date) -> int:
    """Return the index of the version in force, else of the next to commence, else of the last.

    Of several in force (duplicates of one date), and of several that turn on one day, the last counts: one
    that is overtaken before it commences turns on the day of the one that overtakes it.
    """
    in_force = [i for i, version in enumerate(versions) if version.force is Force.IN_FORCE]
    if in_force:
        return in_force[-1]
    coming = [
        (min(turn.day for turn in version.timeline if turn.day), -i)
        for i, version in enumerate(versions)
        if version.force is Force.NOT_YET and len(version.timeline) > 1
    ]
    return -min(coming)[1] if coming else len(versions) - 1


def _severity(code: str) -> Severity:
    """Return how much a contradiction matters: that a status is ahead of its day corrects itself."""
    return Severity.INFO if code == "status-early" else Severity.WARNING
