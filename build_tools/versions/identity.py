"""Who a document is to the registry: its official id, else its title and day.

No two documents may be the same one. Of two files with one id, or without an id and with one title and
day, the first by path is the document that the registry knows. The other is published, too, but an error
says that its address cannot be frozen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from build_tools.diagnostics import Diagnostic, Severity
from build_tools.model.site import Record
from build_tools.registry import Entry, Registry, identity
from build_tools.slugs import normal_title
from build_tools.urls import UNDATED
from build_tools.versions.findings import about
from build_tools.versions.force import published


def record_identity(record: Record) -> str:
    """Return what the registry knows a document by."""
    return identity(record.meta.id, normal_title(record.meta.title), base_segment(record))


def base_segment(record: Record) -> str:
    """Return the segment that the dates of a document give: its day of publication, or ``undated``."""
    day = published(record)
    return day.isoformat() if day else UNDATED


def by_identity(records: Iterable[Record]) -> dict[str, Record]:
    """Return the documents that the registry can know: the first by path of each identity."""
    holders: dict[str, Record] = {}
    for record in sorted(records, key=lambda record: record.path):
        holders.setdefault(record_identity(record), record)
    return holders


def frozen_entries(records: Iterable[Record], registry: Registry) -> Mapping[str, Entry]:
    """Return the frozen addresses of the documents that have one, by path."""
    holders = by_identity(records)
    found = ((r.path, registry.find(registered_name(r, registry, holders))) for r in holders.values())
    return {path: entry for path, entry in found if entry}


def registered_name(record: Record, registry: Registry, holders: Mapping[str, Record]) -> str:
    """Return the name under which the registry knows, or would know, a document.

    A document that was frozen before it had an id keeps its address when it gets one: it is known by its
    title and day as before, unless another file is.
    """
    name = record_identity(record)
    if record.meta.id and registry.find(name) is None:
        before = identity("", normal_title(record.meta.title), base_segment(record))
        if before not in holders and registry.find(before):
            return before
    return name


def with_own_ids(records: Iterable[Record]) -> tuple[list[Record], list[Diagnostic]]:
    """Return the records, given in order of path, with ids that no two share.

    A later file loses the id that an earlier one has, and an error says so; another error names every
    file that cannot be told from an earlier one.
    """
    first: dict[str, Record] = {}
    out: list[Record] = []
    found: list[Diagnostic] = []
    for record in records:
        holder = first.setdefault(record.meta.id, record) if record.meta.id else record
        if holder is not record:
            message = f"{holder.path} has the id {record.meta.id} too; delete one file, or correct its id"
            found.append(about(record, ("id",), "id-repeated", message, Severity.ERROR))
            record = replace(record, meta=replace(record.meta, id=""))
        out.append(record)
    return out, [*found, *_doubles(out)]


def _doubles(records: Iterable[Record]) -> Iterable[Diagnostic]:
    """Yield an error for every document that another one stands in the way of."""
    holders = by_identity(records)
    for record in records:
        holder = holders[record_identity(record)]
        if holder is not record:
            message = (
                f"{holder.path} has the same title and day, and neither has an id, so that only one address "
                "can be frozen; give the file that came later an id, or delete it"
            )
            yield about(record, ("title",), "identity-shared", message, Severity.ERROR)
