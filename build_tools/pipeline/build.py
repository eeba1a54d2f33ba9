"""The three phases in a row: load, link, write.

Nothing that was there before is touched until everything new is staged; the journal says what happens
then (:mod:`build_tools.pipeline.journal`).
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from build_tools import fsio
from build_tools.diagnostics import Severity, worst
from build_tools.pages.capture import Captured, capture
from build_tools.pages.shell import Shells
from build_tools.pipeline.clock import Stopwatch
from build_tools.pipeline.codec import no_collection
from build_tools.pipeline.journal import Journal
from build_tools.pipeline.load import Loaded, Session, index_file, load
from build_tools.pipeline.report import Report, Tally
from build_tools.pipeline.settings import Settings
from build_tools.pipeline.states import Plan
from build_tools.pipeline.workers import SMALL, Crew, Executors, Progress, Quiet, processes
from build_tools.pipeline.write import write_all, write_into


def build(settings: Settings, progress: Progress | None = None, executors: Executors = processes) -> Report:
    """Build ``docs/laws`` and the site.

    Args:
        settings: what to build, and where.
        progress: who wants to know how far it is.
        executors: makes the processes.

    Returns:
        What was found and done. With errors and ``strict`` nothing was built.

    Raises:
        NoSourcesError: there is nothing to build from.
        CaptureError, ShellError: ``mkdocs.yml``, ``docs/`` or ``overrides/`` is wrong.
        fsio.WriteError: an output cannot be written, or another build is running.
        ChangedError: a law file changed meanwhile.
        WorkerError: a process died.

    Whatever it raises, the outputs are as they were before, or the next build completes them.
    """
    with open_session(settings, progress, executors) as (session, journal):
        capturing = _begin_capture(session)
        loaded = load(session)
        if settings.strict and worst(loaded.linked.diagnostics) is Severity.ERROR:
            return _report(session, loaded, None)
        captured = capturing()
        session.clock.lap("shells")
        return _report(session, loaded, write_all(session, loaded, captured, journal))


def build_into(settings: Settings, shells: Shells, executors: Executors = processes) -> Report:
    """Write the pages of the laws into ``settings.site``, which MkDocs has just filled, and ``docs/laws``.

    The result is the site that :func:`build` gives. MkDocs itself empties the folder first, so that
    a failure leaves it incomplete.

    Args:
        settings: what to build, and where.
        shells: what MkDocs rendered of the shell pages.
        executors: makes the processes.

    Raises:
        NoSourcesError, fsio.WriteError, ChangedError, WorkerError: as in :func:`build`.
    """
    with open_session(settings, None, executors) as (session, journal):
        loaded = load(session)
        return _report(session, loaded, write_into(session, loaded, shells, journal))


@contextlib.contextmanager
def open_session(
    settings: Settings, progress: Progress | None, executors: Executors
) -> Iterator[tuple[Session, Journal]]:
    """Take the lock, settle what a killed build left, and have workers ready.

    Raises:
        fsio.WriteError: another build is running, or the disk refuses.
    """
    with no_collection(), fsio.lock(settings.cache / "lock"), Crew(settings.jobs, executors) as crew:
        journal = Journal(settings.cache / "journal.json")
        journal.settle()
        yield Session(settings, crew, progress or Quiet(), Stopwatch()), journal


class _CaptureTask(NamedTuple):
    config_file: Path
    scratch: Path


def _capture(task: _CaptureTask) -> Captured:
    return capture(task.config_file, task.scratch)


def _begin_capture(session: Session) -> Callable[[], Captured]:
    """Begin to make the shells with MkDocs, unless they are there from the last time."""
    settings = session.settings
    task = _CaptureTask(settings.config_file.resolve(), settings.cache.resolve() / "shells")
    # Beside a first reading of the library there is a process to spare; otherwise it is quicker done here.
    return session.crew.submit(_capture, task, 0 if index_file(settings).exists() else SMALL)


def _report(session: Session, loaded: Loaded, plans: Sequence[Plan] | None) -> Report:
    """Say what was done; without plans nothing was."""
    site = loaded.linked.site
    done = plans or ()
    tally = Tally()
    for plan in done:
        tally.merge(plan.tally())
    return Report(
        built=plans is not None,
        diagnostics=loaded.linked.diagnostics,
        files=len(loaded.library.files),
        files_read=loaded.library.read,
        files_parsed=loaded.library.fresh,
        works=len(site.works),
        versions=sum(len(work.versions) for work in site.works),
        works_rendered=len({key for plan in done for key in plan.changed}),
        written=sum(plan.staged.written for plan in done),
        removed=sum(len(plan.staged.removals) for plan in done),
        seconds=session.clock.stop(),
        peak_memory=session.crew.peak,
        tally=tally,
    )
