"""Phases 1 and 2 in a row, and what goes through all phases."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from build_tools.pipeline.cache import ParseCache, code_fingerprint
from build_tools.pipeline.clock import Stopwatch
from build_tools.pipeline.library import Library, load_library
from build_tools.pipeline.link import Linked, link
from build_tools.pipeline.settings import Settings
from build_tools.pipeline.sources import find_sources
from build_tools.pipeline.workers import Crew, Progress


@dataclass(frozen=True, slots=True)
class Session:
    """What a run goes by."""

    settings: Settings
    crew: Crew
    progress: Progress
    clock: Stopwatch
    completed: bool = False
    """Whether a killed build was found, and completed first."""


@dataclass(frozen=True, slots=True)
class Read:
    """What the first phase gives."""

    library: Library
    cache: ParseCache


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the first two phases give."""

    library: Library
    linked: Linked
    cache: ParseCache


def index_file(settings: Settings) -> Path:
    """Return where the index of these source folders lies."""
    names = "\0".join(str(source) for source in settings.sources)
    return settings.cache / f"index-{hashlib.sha256(names.encode()).hexdigest()[:16]}"


def load(session: Session) -> Loaded:
    """Read and parse the library, and put it together to a site.

    Raises:
        NoSourcesError, fsio.WriteError, WorkerError: as in :func:`read`.
    """
    return put_together(session, read(session))


def read(session: Session) -> Read:
    """Read and parse the library.

    Raises:
        NoSourcesError: there is nothing to build from.
        fsio.WriteError: the cache cannot be written.
        WorkerError: a process died.
    """
    settings = session.settings
    cache = ParseCache(settings.cache / "parse", code_fingerprint())
    cache.remove_others()
    sources = find_sources(settings.sources)
    library = load_library(sources, cache, index_file(settings), session.crew, session.progress)
    session.clock.lap("load")
    return Read(library, cache)


def put_together(session: Session, read: Read) -> Loaded:
    """Make a site of the library. This process works alone meanwhile.

    Raises:
        fsio.WriteError: the cache cannot be written.
    """
    linked = link(read.library, session.settings, read.cache.code, session.clock)
    return Loaded(read.library, linked, read.cache)
