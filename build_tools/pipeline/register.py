"""``tiaowen register``: freeze the addresses of all documents that have none yet."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools import fsio, registry
from build_tools.diagnostics import Diagnostic
from build_tools.pipeline.build import open_session
from build_tools.pipeline.load import load
from build_tools.pipeline.settings import Settings
from build_tools.pipeline.workers import Executors, Progress, processes
from build_tools.versions.families import entries


@dataclass(frozen=True, slots=True)
class Registered:
    """What was frozen."""

    added: tuple[registry.Entry, ...]
    total: int
    diagnostics: tuple[Diagnostic, ...]
    """Findings about the files and the registry."""


def register(
    settings: Settings, progress: Progress | None = None, executors: Executors = processes
) -> Registered:
    """Add what is missing to the registry file of the (first) source folder; no line of it ever changes.

    A registry that has faults is left alone, so that nothing is frozen by mistake.

    Raises:
        NoSourcesError, fsio.WriteError, WorkerError: as in :func:`build_tools.pipeline.build.build`.
    """
    with open_session(settings, progress, executors) as (session, _):
        linked = load(session).linked
        old = linked.registry
        if linked.registry_faults:
            return Registered((), len(old.entries), linked.diagnostics)
        new, conflicts = registry.merge(old, entries(linked.site, old))
        added = tuple(sorted(set(new.entries) - set(old.entries)))
        if added:
            fsio.write_atomically(settings.registry, registry.dump(new).encode())
        return Registered(added, len(new.entries), tuple(sorted({*linked.diagnostics, *conflicts})))
