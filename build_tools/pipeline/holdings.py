"""What law files are there already: asked before a new one is put beside them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from build_tools.kinds import is_versionable
from build_tools.model.site import Record
from build_tools.parse.loader import parse_bytes
from build_tools.parse.records import record_of
from build_tools.pipeline import codec
from build_tools.pipeline.sources import NoSourcesError, SourceFile, find_sources
from build_tools.pipeline.workers import Crew, Progress
from build_tools.slugs import normal_title
from build_tools.versions.force import published
from build_tools.versions.renamed import Renamed


class Holdings:
    """The documents of some folders; their records are named by the paths of their files."""

    def __init__(self, records: Iterable[Record], renamed: Renamed) -> None:
        self._records = list(records)
        self._renamed = renamed

    def add(self, record: Record) -> None:
        """Take in one more document."""
        self._records.append(record)

    def same(self, record: Record) -> Record | None:
        """Return the document that ``record`` is, under its name here, or None when it is new."""
        return next((held for held in self._records if is_same(held, record)), None)

    def versions(self, record: Record) -> tuple[Record, ...]:
        """Return the other texts of the law that ``record`` is a text of, oldest first."""
        if not _is_versionable(record):
            return ()
        title = self._renamed.shared(record.meta.title)
        found = [
            held
            for held in self._records
            if _is_versionable(held)
            and self._renamed.shared(held.meta.title) == title
            and not is_same(held, record)
        ]
        return tuple(sorted(found, key=lambda held: (day_of(held), held.path)))


def is_same(one: Record, other: Record) -> bool:
    """Tell whether two records are one document: one id, else, where one has none, one title and one day."""
    if one.meta.id and other.meta.id:
        return one.meta.id == other.meta.id
    titles = normal_title(one.meta.title), normal_title(other.meta.title)
    return titles[0] == titles[1] and day_of(one) == day_of(other)


def day_of(record: Record) -> str:
    """Return the day of publication, else of commencement, as ``YYYY-MM-DD``; empty when neither is known."""
    day = published(record) or record.effective.day
    return day.isoformat() if day else ""


def read_holdings(folders: Sequence[Path], renamed: Renamed, crew: Crew, progress: Progress) -> Holdings:
    """Read the law files below ``folders``; what cannot be read holds nothing, and ``check`` says why.

    Raises:
        NoSourcesError: a folder is missing.
        WorkerError: a process died.
    """
    files: Sequence[SourceFile] = ()
    if all(folder.is_dir() for folder in folders):
        # Folders without a law hold nothing yet, and that is no fault.
        with contextlib.suppress(NoSourcesError):
            files = find_sources(folders).files if folders else ()
    else:
        files = find_sources(folders).files
    progress.start("known laws", len(files))
    records: list[Record] = []
    chunks = crew.chunks(files, lambda file: file.size + 2_000)
    for packed in crew.run(_read_files, chunks, sum(file.size for file in files)):
        part, count = codec.loads(packed)
        records += part
        progress.step(count)
    return Holdings(sorted(records, key=lambda record: record.path), renamed)


def read_record(path: Path) -> Record | None:
    """Return the record of a law file, None when it cannot be read as one."""
    try:
        result = parse_bytes(path.read_bytes(), str(path))
    except OSError:
        return None
    return record_of(result.law) if result.law else None


def _read_files(files: list[SourceFile]) -> bytes:
    """Read files in a worker; return their records and how many files there were, packed by the codec."""
    found = [read_record(Path(file.path)) for file in files]
    return codec.dumps(([record for record in found if record], len(files)))


def _is_versionable(record: Record) -> bool:
    return is_versionable(record.meta.title, record.meta.group)
