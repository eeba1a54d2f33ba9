"""``tiaowen check``: everything that can be wrong with the sources and with the site built from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from build_tools import fsio, urls
from build_tools.check import Links, check_styles, check_text, page_folders, resolve_links, scan_links
from build_tools.cite.census import Census
from build_tools.diagnostics import Diagnostic, Severity
from build_tools.pages.capture import capture
from build_tools.parse.coverage import gaps
from build_tools.pipeline.build import build, open_session
from build_tools.pipeline.cache import ParseCache
from build_tools.pipeline.library import load_law
from build_tools.pipeline.link import fingerprints
from build_tools.pipeline.load import Loaded, Session, load
from build_tools.pipeline.render import WorkOrder
from build_tools.pipeline.report import counted
from build_tools.pipeline.settings import Settings
from build_tools.pipeline.tree import MARKER, open_tree
from build_tools.pipeline.workers import Executors, Progress, processes
from build_tools.pipeline.write import context_of
from build_tools.publish import ledger
from build_tools.publish.permanence import GONE, vanished
from build_tools.publish.redirects import unfit
from build_tools.versions.families import unregistered

_WEIGHT = 100_000
"""Work of reading a folder, in bytes of source: far beyond what is done in this process."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, and how much was looked at."""

    diagnostics: tuple[Diagnostic, ...]
    files: int
    pages: int
    links: int
    census: Census
    """What became of the citations."""
    seconds: Mapping[str, float]
    """By phase, in order; ``total`` last."""


def run_check(
    settings: Settings,
    progress: Progress | None = None,
    executors: Executors = processes,
    against: Path | None = None,
) -> Checked:
    """Check the sources and the built site; without a built one, build one aside (in the cache) first.

    With ``settings.strict`` every document whose address is not in the registry is an error; otherwise
    one note counts them. An address that has moved is an error always.

    Args:
        settings: what to check.
        progress: who wants to know how far it is.
        executors: makes the processes.
        against: what was published before, a site or its ledger: whatever address of it is gone is an error.

    Raises:
        NoSourcesError, CaptureError, fsio.WriteError, ChangedError, WorkerError: as in
            :func:`build_tools.pipeline.build.build`.
        LedgerError: ``against`` has no ledger, or a damaged one.
    """
    promised = ledger.read(against) if against is not None else None
    if not (settings.site / MARKER).is_file():
        settings = replace(settings, site=settings.cache / "check", laws=None)
        build(replace(settings, strict=False), progress, executors)
    with open_session(settings, progress, executors) as (session, _):
        loaded = load(session)
        found = [_as_checked(one) for one in loaded.linked.diagnostics]
        found += _addresses(settings, loaded)
        outdated, stale = _outdated(session, loaded)
        session.clock.lap("state")
        found += _permanence(settings, loaded, promised)
        session.clock.lap("permanence")
        faults = list(_texts(session, loaded, outdated))
        session.clock.lap("texts")
        broken, links, pages = _links(session)
        broken = (*broken, *check_styles(settings.site))
        session.clock.lap("links")
        if faults or broken:
            # The folder is not what it is noted to be; without the note the next build compares every page.
            fsio.remove_file(open_tree("site", settings.site, settings.cache).manifest_file)
        findings = tuple(sorted({*found, *stale, *faults, *broken}))
        files, census = len(loaded.library.files), loaded.linked.census
        return Checked(findings, files, pages, links, census, session.clock.stop())


def _as_checked(found: Diagnostic) -> Diagnostic:
    """Return a finding of the build as a check sees it: a published address that is gone is an error."""
    return replace(found, severity=Severity.ERROR) if found.code == GONE else found


def _addresses(settings: Settings, loaded: Loaded) -> Iterator[Diagnostic]:
    """Yield what is wrong with the permanence of addresses."""
    if loaded.linked.registry_faults:
        return
    found = unregistered(loaded.linked.site, loaded.linked.registry)
    missing = [one for one in found if one.severity is Severity.INFO]
    yield from (one for one in found if one.severity is Severity.ERROR)
    if settings.strict:
        yield from (replace(one, severity=Severity.ERROR) for one in missing)
    elif missing:
        number = counted(len(missing), "address is", "addresses are")
        message = f"{number} not frozen; run “tiaowen register”"
        yield Diagnostic(str(settings.registry), 0, 0, "address-unregistered", message, Severity.INFO)


def _permanence(settings: Settings, loaded: Loaded, promised: ledger.Ledger | None) -> Iterator[Diagnostic]:
    """Yield the redirects that the built site has no use for, and what was promised and is gone.

    What the site has of laws is asked of the sources, so that a site that is out of date hides nothing.
    """
    redirects = loaded.linked.redirects
    if promised is None and not redirects.rows:
        return
    try:
        built = ledger.read(settings.site)
    except ledger.LedgerError as error:
        message = f"{error}; run “tiaowen build”"
        yield Diagnostic(str(settings.site), 0, 0, "ledger-missing", message, Severity.ERROR)
        return
    yield from unfit(redirects, built)
    if promised is not None:
        versions = ledger.versions_of(loaded.linked.site)
        now = ledger.Ledger(versions, built.pages, redirects.targets)
        yield from (one.finding() for one in vanished(promised, now))


def _outdated(session: Session, loaded: Loaded) -> tuple[set[str], tuple[Diagnostic, ...]]:
    """Return the works whose pages were made from something else than what is there now."""
    settings = session.settings
    captured = capture(settings.config_file.resolve(), settings.cache.resolve() / "shells")
    prints = fingerprints(loaded.linked, context_of(settings, captured.shells), loaded.cache.code)
    tree = open_tree("site", settings.site, settings.cache)
    held: Mapping[str, str] = tree.manifest.works if tree.manifest else {}
    outdated = {key for key in {*prints, *held} if prints.get(key) != held.get(key)}
    if not outdated:
        return set(), ()
    if loaded.linked.registry_faults:
        return outdated, ()  # the registry is what must be mended, and a build would refuse
    number = counted(len(outdated), "law is", "laws are")
    message = f"{number} out of date (such as {min(outdated)}); run “tiaowen build”"
    return outdated, (Diagnostic(str(settings.site), 0, 0, "site-outdated", message, Severity.ERROR),)


class _TextJob(NamedTuple):
    orders: list[tuple[WorkOrder, bool]]
    """Works, and whether their pages can be compared."""
    site: Path
    cache: ParseCache


def _texts(session: Session, loaded: Loaded, outdated: set[str]) -> Iterator[Diagnostic]:
    """Yield where a file loses text on its way into the model, or a page on its way out of it."""
    session.progress.start("comparing texts", len(loaded.linked.orders))
    pairs = [(order, order.work.key not in outdated) for order in loaded.linked.orders]
    weight = sum(order.weight for order, _ in pairs)
    chunks = session.crew.chunks(pairs, lambda pair: pair[0].weight + 2_000)
    jobs = [_TextJob(chunk, session.settings.site, loaded.cache) for chunk in chunks]
    for works, found in session.crew.run(_check_texts, jobs, weight):
        yield from found
        session.progress.step(works)


def _check_texts(job: _TextJob) -> tuple[int, list[Diagnostic]]:
    found: list[Diagnostic] = []
    for order, comparable in job.orders:
        for version, path in zip(order.work.versions, order.paths, strict=True):
            law = load_law(version.record.path, path, version.record.digest, job.cache)
            # Not read_text: it would change line ends, and with them every offset.
            found += gaps(law, Path(path).read_bytes().decode("utf-8"))
            if comparable:
                shown = urls.version_dir(order.work.key, version.segment)
                found += check_text(job.site / shown, shown, law)
    return len(job.orders), found


class _LinkJob(NamedTuple):
    folders: list[str]
    site: Path
    site_url: str


def _links(session: Session) -> tuple[tuple[Diagnostic, ...], int, int]:
    """Return the broken links of the site, and how many links and pages there are."""
    settings = session.settings
    folders = page_folders(settings.site)
    session.progress.start("following links", len(folders))
    chunks = session.crew.chunks(folders, lambda folder: folder[1] + 1)
    jobs = [_LinkJob([name for name, _ in chunk], settings.site, settings.site_url) for chunk in chunks]
    parts: list[Links] = []
    for number, part in session.crew.run(_scan, jobs, len(folders) * _WEIGHT):
        parts.append(part)
        session.progress.step(number)
    broken = [found for part in parts for found in part.broken]
    broken += resolve_links(settings.site, [part.outside for part in parts])
    return tuple(broken), sum(part.links for part in parts), sum(part.pages for part in parts)


def _scan(job: _LinkJob) -> tuple[int, Links]:
    return len(job.folders), scan_links(job.site, job.folders, job.site_url)
