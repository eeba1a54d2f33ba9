"""The URL registry: which address every published document has, for ever.

``source/registry.tsv`` has a header line and one line a document: ``id``, ``key``, ``segment``, separated
by tabs and sorted by key, segment and id, so that a new law is one new line in a diff. Only
``tiaowen register`` writes it, and only by adding lines: a line that was published is never changed or
taken away, also when its document is gone.

A document is known by its official ``id``. One without an id is known by its title and the segment it
would have (:func:`identity`), never by its path, so that files may be moved and renamed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from build_tools.diagnostics import Diagnostic, Severity
from build_tools.urls import is_safe_key, is_safe_segment

HEADER = "id\tkey\tsegment"


class Entry(NamedTuple):
    """One frozen address: the document ``id`` is ``laws/<key>/<segment>/``."""

    id: str
    key: str
    segment: str


@dataclass(frozen=True, slots=True)
class Registry:
    """The frozen addresses, sorted by key, segment and id."""

    entries: tuple[Entry, ...] = ()
    _by_id: Mapping[str, Entry] = field(init=False, repr=False, compare=False)
    _segments: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the entries by id and by key."""
        by_key: dict[str, set[str]] = defaultdict(set)
        for entry in self.entries:
            by_key[entry.key].add(entry.segment)
        object.__setattr__(self, "_by_id", {entry.id: entry for entry in self.entries})
        object.__setattr__(self, "_segments", {key: frozenset(found) for key, found in by_key.items()})

    def find(self, identity: str) -> Entry | None:
        """Return the frozen address of a document, or None."""
        return self._by_id.get(identity)

    def segments(self, key: str) -> frozenset[str]:
        """Return the segments that are frozen under a key, of documents that are here or gone."""
        return self._segments.get(key, frozenset())


def identity(id: str, title: str, segment: str) -> str:
    """Return what a document is known by: its official id, else ``@title@segment``.

    ``title`` is the normalised title and ``segment`` the one that its dates give, without a ``-2``.
    """
    return id or f"@{' '.join(title.split())}@{segment}"


def load(path: Path) -> tuple[Registry, tuple[Diagnostic, ...]]:
    """Read the registry; a missing file is an empty registry.

    A file that cannot be read, is no text, or lacks its header line gives an error: who took it for an
    empty registry would give every published page another address.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not path.is_symlink():
            return Registry(), ()
        message = f"cannot be read: {error.strerror or error}; mend its rights, or restore the file"
        return Registry(), (_fault(str(path), 0, "registry-broken", message),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Registry(), (_fault(str(path), line, "registry-broken", "not UTF-8; restore the file"),)
    registry, faults = parse(text, str(path))
    if text.splitlines()[:1] != [HEADER]:
        message = "the header line (id, key, segment) is missing; restore the file from the history"
        faults = (_fault(str(path), 1, "registry-header", message), *faults)
    return registry, faults


def parse(text: str, path: str) -> tuple[Registry, tuple[Diagnostic, ...]]:
    """Read the registry from its text; every malformed line is reported with its number and left out."""
    entries: list[Entry] = []
    faults: list[Diagnostic] = []
    ids: dict[str, int] = {}
    places: dict[tuple[str, str], int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or (number == 1 and line == HEADER):
            continue
        fields = line.split("\t")
        if len(fields) != 3 or not all(fields):
            message = "not a line of id, key and segment, separated by tabs; restore it from the history"
        elif not (is_safe_key(fields[1]) and is_safe_segment(fields[2])):
            message = f"“{fields[1]}/{fields[2]}” is no address; restore the line from the history"
        elif fields[0] in ids:
            message = (
                f"the id {fields[0]} has an address in line {ids[fields[0]]} already; keep the older line"
            )
        elif (fields[1], fields[2]) in places:
            first = places[fields[1], fields[2]]
            message = f"the address {fields[1]}/{fields[2]} is taken in line {first}; keep the older line"
        else:
            ids[fields[0]] = places[fields[1], fields[2]] = number
            entries.append(Entry(*fields))
            continue
        faults.append(_fault(path, number, "registry-line", message))
    return Registry(_sorted(entries)), tuple(faults)


def dump(registry: Registry) -> str:
    """Return the registry as the text of its file; the same entries always give the same text."""
    return "\n".join([HEADER, *("\t".join(entry) for entry in _sorted(registry.entries))]) + "\n"


def merge(registry: Registry, new: Iterable[Entry]) -> tuple[Registry, tuple[Diagnostic, ...]]:
    """Return the registry with the entries of ``new`` that it lacks; a frozen line never changes.

    An entry that contradicts a frozen one (another address for the same id, or the same address for
    another id) is reported and not taken.
    """
    by_id = {entry.id: entry for entry in registry.entries}
    by_place = {(entry.key, entry.segment): entry for entry in registry.entries}
    faults: list[Diagnostic] = []
    for entry in sorted(set(new)):
        frozen = by_id.get(entry.id)
        holder = by_place.get((entry.key, entry.segment))
        if frozen == entry:
            continue
        if frozen or holder:
            message = (
                f"{entry.id} is frozen at {frozen.key}/{frozen.segment}, and cannot move to {entry.key}/{entry.segment}"
                if frozen
                else f"{entry.key}/{entry.segment} is frozen for {holder and holder.id}, not for {entry.id}"
            )
            faults.append(Diagnostic("registry.tsv", 0, 0, "registry-frozen", message, Severity.ERROR))
            continue
        by_id[entry.id] = by_place[entry.key, entry.segment] = entry
    return Registry(_sorted(by_id.values())), tuple(faults)


def _sorted(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries in the order of the file."""
    return tuple(sorted(entries, key=lambda entry: (entry.key, entry.segment, entry.id)))


def _fault(path: str, line: int, code: str, message: str) -> Diagnostic:
    """Return the error about a line of the registry (0: about the file)."""
    return Diagnostic(path, line, min(line, 1), code, message, Severity.ERROR)
