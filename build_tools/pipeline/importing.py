"""``tiaowen import``: official ``.docx`` files → source files, each written whole or not at all.

Files are read in the pool, and settled one by one in their order: what is there already is left alone, so that an
interrupted import is completed by running it again, and one of unchanged laws changes nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple

from build_tools import fsio
from build_tools.diagnostics import Diagnostic, Severity
from build_tools.intake.comparison import compare_file
from build_tools.intake.convert import TEXT_DIFFERS, Intake, Wishes, convert_file
from build_tools.kinds import folder_of
from build_tools.model.site import Record
from build_tools.pipeline.clock import Stopwatch
from build_tools.pipeline.holdings import Holdings, day_of, is_same, read_holdings, read_record
from build_tools.pipeline.imported import Imported, ImportOrder, ImportOrderError, ImportReport, Outcome
from build_tools.pipeline.sources import printable
from build_tools.pipeline.tables import read_tables
from build_tools.pipeline.workers import Crew, Executors, Progress, Quiet, processes
from build_tools.versions.findings import about

_ENDED: Final = frozenset(["已修改", "已废止"])
_BATCH: Final = 8
"""Files a process is given before their results are written."""
_UNPACKED: Final = 20
"""A ``.docx`` is as much work as a source file of so many times its size."""


class _Taken(NamedTuple):
    """A file that was read."""

    number: int
    path: Path
    shown: str
    intake: Intake


class _Task(NamedTuple):
    number: int
    path: Path
    wishes: Wishes


def import_files(
    order: ImportOrder, progress: Progress | None = None, executors: Executors = processes
) -> ImportReport:
    """Take in the files of an order.

    Args:
        order: what is asked for.
        progress: told about files.
        executors: makes the processes.

    Raises:
        ImportOrderError: an id or address is given for several files.
        NoSourcesError: a source folder is missing.
        fsio.WriteError: a file cannot be written; those before it were.
        WorkerError: a process died; what was settled before is written.
    """
    if len(order.files) > 1 and (order.wishes.id or order.wishes.url):
        raise ImportOrderError("--id and --url are those of one document; name one file")
    clock, progress = Stopwatch(), progress or Quiet()
    folders = [*order.sources, *([order.out] if order.out and order.out.is_dir() else [])]
    renamed = read_tables(order.sources[0] if order.sources else Path()).families.renamed
    with Crew(order.jobs, executors) as crew:
        desk = _Desk(order, read_holdings(folders, renamed, crew, progress))
        files = tuple(desk.settle(taken) for taken in _take_all(order, crew, progress))
    return ImportReport(files, clock.stop()["total"])


def _take_all(order: ImportOrder, crew: Crew, progress: Progress) -> Iterator[_Taken]:
    """Yield the files in their order, read in the pool a batch at a time."""
    progress.start("import", len(order.files))
    tasks = [_Task(number, path, order.wishes) for number, path in enumerate(order.files)]
    size = order.jobs * _BATCH
    weight = sum(_size(path) for path in order.files) * _UNPACKED
    for begin in range(0, len(tasks), size):
        for taken in sorted(crew.run(_take, tasks[begin : begin + size], weight), key=lambda one: one.number):
            yield taken
            progress.step(1)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return 0


def _take(task: _Task) -> _Taken:
    """Read one file in a worker."""
    shown = printable(str(task.path))
    return _Taken(task.number, task.path, shown, convert_file(task.path, shown, task.wishes))


class _Desk:
    """Decides, file by file, what is written where."""

    def __init__(self, order: ImportOrder, holdings: Holdings) -> None:
        self._order = order
        self._holdings = holdings

    def settle(self, taken: _Taken) -> Imported:
        """Return what became of a file, after it was written where it is new.

        Raises:
            fsio.WriteError: it cannot be written.
        """
        intake = taken.intake
        if intake.record is None:
            return Imported(taken.shown, Outcome.REJECTED, diagnostics=intake.diagnostics)
        held = self._holdings.same(intake.record)
        path, there = (Path(held.path), True) if held else self._place(intake.record, intake.name)
        if there:
            return self._known(taken, path)
        if any(found.code == TEXT_DIFFERS for found in intake.diagnostics):
            return Imported(taken.shown, Outcome.DIFFERS, diagnostics=intake.diagnostics)
        if self._order.check:
            return Imported(taken.shown, Outcome.EQUAL, diagnostics=_errors(intake.diagnostics))
        return self._write(taken, intake.record, path)

    def _place(self, record: Record, name: str) -> tuple[Path, bool]:
        """Return where a document goes, and whether it is there already; no file of another one is taken."""
        folder = self._order.out or self._folder(record)
        stem = name.removesuffix(".md")
        for number in count(1):
            path = folder / (name if number == 1 else f"{stem}-{number}.md")
            if not os.path.lexists(path):
                break
            other = read_record(path)
            if other and is_same(other, record):
                return path, True
        return path, False

    def _folder(self, record: Record) -> Path:
        """Return the folder of the law's newest text, else the one for its kind or region."""
        versions = self._holdings.versions(record)
        if versions:
            return Path(versions[-1].path).parent
        root = self._order.sources[0] if self._order.sources else Path()
        return root / folder_of(record.meta)

    def _known(self, taken: _Taken, path: Path) -> Imported:
        """Return what is to be said of a document whose source file is there, and stays as it is."""
        shown = printable(str(path))
        if not self._order.check and _content(path) == taken.intake.source.encode():
            faults = _write_images(taken.intake, path)
            return Imported(taken.shown, Outcome.UNCHANGED, shown, faults)
        fault = compare_file(taken.path, path)
        if fault:
            message = f"{fault} ({taken.shown}); look which is right: nothing was written"
            found = Diagnostic(shown, 0, 0, "import-differs", message, Severity.ERROR)
            return Imported(taken.shown, Outcome.DIFFERS, shown, (found,))
        if self._order.check:
            return Imported(taken.shown, Outcome.EQUAL, shown)
        message = f"the law is there with the same text as {shown}, which was left as it is"
        found = Diagnostic(taken.shown, 0, 0, "import-kept", message, Severity.INFO)
        return Imported(taken.shown, Outcome.KEPT, shown, (found,))

    def _write(self, taken: _Taken, record: Record, path: Path) -> Imported:
        """Write a new source file, its images first: where it stands, everything stands."""
        shown = printable(str(path))
        faults = _write_images(taken.intake, path)
        if faults:
            return Imported(taken.shown, Outcome.REJECTED, diagnostics=faults)
        fsio.write_atomically(path, taken.intake.source.encode())
        record = replace(record, path=str(path))
        versions = self._holdings.versions(record)
        self._holdings.add(record)
        found = [replace(one, path=shown) for one in record.diagnostics]
        found += _about_versions(replace(record, path=shown), versions)
        return Imported(taken.shown, Outcome.WRITTEN, shown, (*taken.intake.diagnostics, *found))


def _write_images(intake: Intake, path: Path) -> tuple[Diagnostic, ...]:
    """Write the images of a source file that are not there; return what stands in the way, then none is written.

    Raises:
        fsio.WriteError: the disk refuses.
    """
    places = [(path.parent / picture.target, picture.data) for picture in intake.images]
    message = "is another image than the one of this name in the .docx; move it away, and import again"
    faults = tuple(
        Diagnostic(printable(str(place)), 0, 0, "import-image", message, Severity.ERROR)
        for place, data in places
        if os.path.lexists(place) and _content(place) != data
    )
    for place, data in places if not faults else ():
        if not os.path.lexists(place):
            fsio.write_atomically(place, data)
    return faults


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _errors(found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(one for one in found if one.severity is Severity.ERROR)


def _about_versions(record: Record, versions: Sequence[Record]) -> Iterator[Diagnostic]:
    """Yield what a new text means for the other texts of its law, and they for it."""
    day = day_of(record)
    for held in versions:
        if day_of(held) == day:
            message = f"{printable(held.path)} is a text of the same law and day; look whether it is this one"
            yield about(record, ("publication_date", "date"), "import-repeated", message)
    # Nobody can say whether a text without a day is older or newer.
    older = [held for held in versions if "" < day_of(held) < day]
    newer = [held for held in versions if day_of(held) > day > ""]
    if older:
        name = printable(older[-1].path)
        message = f"a new version of the law of {name} ({day_of(older[-1])})"
        yield about(record, ("title",), "import-version", message, Severity.INFO)
        if not newer and older[-1].meta.status not in _ENDED:
            message = f"{record.path} is a newer text of this law ({day}); once it is in force, write “status: 已修改” here"
            yield about(replace(older[-1], path=name), ("status",), "import-superseded", message)
    if newer:
        name = printable(newer[0].path)
        message = f"{name} is a newer text of this law ({day_of(newer[0])}); 已修改 may be its status"
        yield about(record, ("status",), "import-older", message)
