"""``tiaowen import-summary``: a summary as copied from a news site → a companion file of a law in the library."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from build_tools import fsio
from build_tools.model.site import Record, Site
from build_tools.parse.companions import parse_companion
from build_tools.parse.loader import CONTROL, unreadable
from build_tools.parse.summaries import Remark, Summary, companion_text, read_summary
from build_tools.pipeline.build import open_session
from build_tools.pipeline.load import load
from build_tools.pipeline.settings import Settings
from build_tools.pipeline.workers import Executors, Progress, processes


class SummaryError(Exception):
    """A text cannot become a companion; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A companion file that may be written."""

    text: str
    law: str
    """Path of the law file that it speaks of."""
    remarks: tuple[Remark, ...]


def import_summary(
    settings: Settings,
    path: Path,
    law: str = "",
    language: str = "en",
    progress: Progress | None = None,
    executors: Executors = processes,
) -> Imported:
    """Read a summary and find the places of the law that its parts speak of.

    Args:
        settings: where the law files are.
        path: the text.
        law: the ``id`` of the law file; without it the law is the one whose title is a line of the text.
        language: of the text.
        progress: who wants to know how far it is.
        executors: makes the processes.

    Raises:
        SummaryError: the text cannot be used, or it is not certain which law it speaks of.
        OSError: the file cannot be read.
        NoSourcesError, fsio.WriteError, WorkerError: as in :func:`build_tools.pipeline.build.build`.
    """
    source = _text(path)
    summary = read_summary(source)
    with open_session(settings, progress, executors) as (session, _):
        record = _record(load(session).linked.site, law, summary, path)
    text, remarks = companion_text(summary, record, language)
    faults = parse_companion(text.encode(), str(path)).diagnostics
    # What only a person knows, the publisher for instance, is asked for by a remark and by `check`.
    remarks += tuple(
        Remark(fault.code, f"in the file made of it, line {fault.line}: {fault.message}") for fault in faults
    )
    return Imported(text, record.path, remarks)


def write_new(path: Path, text: str) -> None:
    """Write a companion file, never over another one; what is there already just so stays.

    Raises:
        SummaryError: the file is there and says something else.
        fsio.WriteError: the disk refuses.
    """
    data = text.encode()
    if path.exists():
        if path.is_file() and path.read_bytes() == data:
            return
        raise SummaryError(f"{path}: is there already and differs; name another --out, or remove it first")
    fsio.write_atomically(path, data)


def _text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        SummaryError: it is none.
        OSError: it cannot be read.
    """
    data = path.read_bytes()
    fault = unreadable(data, str(path))
    if fault is not None:
        raise SummaryError(fault.format())
    text = data.decode("utf-8").removeprefix("\ufeff")
    if control := CONTROL.search(text):
        raise SummaryError(f"{path}: control character U+{ord(control[0]):04X}; delete it")
    return text


def _record(site: Site, law: str, summary: Summary, path: Path) -> Record:
    """Return the law file that a summary speaks of.

    Raises:
        SummaryError: none is certain.
    """
    records = [version.record for work in site.works for version in work.versions if version.record.meta.id]
    if law:
        found = [record for record in records if record.meta.id == law]
        what = f"the id {law}"
    else:
        found = [record for record in records if record.meta.title in summary.others]
        what = "a title that is a line of the text"
    if len(found) == 1:
        return found[0]
    many = f"{len(found)} law files have" if found else "no law file with an id has"
    several = "".join(f"\n  {record.meta.id}  {record.path}" for record in found)
    raise SummaryError(f"{path}: {many} {what}; say which law it speaks of with --law ID{several}")
