"""The three phases in a row: load, link, write.

Nothing that was there before is touched until everything new is staged; the journal says what happens
then (:mod:`build_tools.pipeline.journal`).
"""

from __future__ import annotations

import contextlib
from collections import Counter
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
from build_tools.pipeline.library import Library
from build_tools.pipeline.link import Linked
from build_tools.pipeline.load import Loaded, Session, load, put_together, read
from build_tools.pipeline.report import Report, Tally
from build_tools.pipeline.settings import Settings, SettingsError
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
        What was found and done. With errors and ``strict``, or with a registry that cannot be trusted,
        nothing was built.

    Raises:
        NoSourcesError: there is nothing to build from.
        CaptureError, ShellError: ``mkdocs.yml``, ``docs/`` or ``overrides/`` is wrong.
        fsio.WriteError: an output cannot be written, or another build is running.
        ChangedError: a law file changed meanwhile.
        WorkerError: a process died.
        DamagedError, DictionaryError: the search index cannot be made.

    Whatever it raises, the outputs are as they were before, or the next build completes them.
    """
    with open_session(settings, progress, executors) as (session, journal):
        found = read(session)
        capturing = _begin_capture(session, found.library)
        loaded = put_together(session, found)
        if obstacle := _obstacle(settings, loaded.linked):
            return _report(session, loaded, (), obstacle)
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
        NoSourcesError, fsio.WriteError, ChangedError, WorkerError, DamagedError, DictionaryError: as in
            :func:`build`.
        SettingsError: the registry cannot be trusted.
    """
    with open_session(settings, None, executors) as (session, journal):
        loaded = load(session)
        if loaded.linked.registry_faults:
            raise SettingsError("\n".join(fault.format() for fault in loaded.linked.registry_faults))
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
        completed = journal.settle() == "completed"
        yield Session(settings, crew, progress or Quiet(), Stopwatch(), completed), journal


class _CaptureTask(NamedTuple):
    config_file: Path
    scratch: Path


def _capture(task: _CaptureTask) -> Captured:
    return capture(task.config_file, task.scratch)


def _begin_capture(session: Session, library: Library) -> Callable[[], Captured]:
    """Begin to make the shells with MkDocs, unless they are there from the last time."""
    settings = session.settings
    task = _CaptureTask(settings.config_file.resolve(), settings.cache.resolve() / "shells")
    # Those who have read the whole library are idle while it is put together; to start somebody takes longer.
    return session.crew.submit(_capture, task, SMALL if library.read == len(library.files) else 0)


def _obstacle(settings: Settings, linked: Linked) -> str:
    """Return why nothing must be built, or nothing."""
    if linked.registry_faults:
        return f"{settings.registry} must be mended first, or published pages would move"
    if settings.strict and worst(linked.diagnostics) is Severity.ERROR:
        return "--strict forbids errors"
    return ""


def _report(session: Session, loaded: Loaded, plans: Sequence[Plan], obstacle: str = "") -> Report:
    """Say what was done, or what was in the way."""
    site = loaded.linked.site
    tally = Tally()
    for plan in plans:
        tally.merge(plan.tally())
    return Report(
        obstacle=obstacle,
        completed=session.completed,
        diagnostics=loaded.linked.diagnostics,
        files=len(loaded.library.files),
        files_read=loaded.library.read,
        files_parsed=loaded.library.fresh,
        works=len(site.works),
        versions=sum(len(work.versions) for work in site.works),
        works_rendered=len({key for plan in plans for key in plan.changed}),
        written=sum(plan.staged.written for plan in plans),
        removed=sum(len(plan.staged.removals) for plan in plans),
        unpublished=_unpublished(loaded.linked, plans),
        seconds=session.clock.stop(),
        peak_memory=session.crew.peak,
        tally=tally,
        census=loaded.linked.census,
    )


def _unpublished(linked: Linked, plans: Sequence[Plan]) -> Counter[str]:
    """Count the removed pages of laws whose addresses are registered, by key."""
    published = {entry.key for entry in linked.registry.entries}
    removed = [path for plan in plans if plan.tree.kind == "site" for path in plan.staged.removals]
    pages = [path.split("/") for path in removed if path.startswith("laws/") and path.endswith(".html")]
    return Counter(parts[1] for parts in pages if parts[1] in published)
