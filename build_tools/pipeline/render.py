"""Phase 3: the pages of works → staging folders, in the worker that made them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from build_tools import fsio, urls
from build_tools.model.companions import Companion
from build_tools.model.law import Law
from build_tools.model.links import VersionLinks
from build_tools.model.site import Work
from build_tools.pages.context import Context, Output
from build_tools.pages.law import render_work
from build_tools.pipeline import codec
from build_tools.pipeline.cache import ParseCache
from build_tools.pipeline.images import FoundImage, image_name
from build_tools.pipeline.library import load_law
from build_tools.pipeline.report import Tally
from build_tools.pipeline.tree import Root, Stager, Target, files_below
from build_tools.pipeline.workers import Crew, Progress
from build_tools.publish.keeping import redirect_pages


class WorkOrder(NamedTuple):
    """A work to be rendered."""

    work: Work
    weight: int
    """Bytes of source."""
    paths: tuple[str, ...]
    """Where the file of each version lies."""
    images: tuple[tuple[FoundImage, ...], ...]
    """The images of each version."""
    links: tuple[VersionLinks, ...]
    """The links of each version."""
    stubs: Mapping[str, str] = {}
    """Pages in the folder of the work that lead elsewhere: address → where to."""
    companions: tuple[tuple[Companion, ...], ...] = ()
    """The companions of each version; empty where none has any."""


class RenderJob(NamedTuple):
    """Works for one worker."""

    orders: bytes
    """A list of :class:`WorkOrder`, packed by the codec, which is quicker than what packs tasks otherwise."""
    targets: tuple[Target, ...]
    cache: ParseCache
    context: Context


@dataclass(slots=True)
class Staged:
    """What was staged in one output folder, and what must go."""

    counts: dict[str, Any] = field(default_factory=dict)
    moves: list[str] = field(default_factory=list)
    removals: list[str] = field(default_factory=list)
    written: int = 0

    def add(self, other: Staged) -> None:
        """Take in what another worker staged."""
        self.counts.update(other.counts)
        self.moves += other.moves
        self.removals += other.removals
        self.written += other.written


def render_works(
    orders: Sequence[WorkOrder], job: RenderJob, crew: Crew, progress: Progress
) -> dict[Root, Staged]:
    """Render works into the targets.

    Args:
        orders: the works.
        job: what is the same for all of them; its own orders do not count.
        crew: who works.
        progress: told about versions.

    Raises:
        fsio.WriteError: the disk refuses.
        ChangedError: a law file changed meanwhile.
    """
    total: dict[Root, Staged] = {target.kind: Staged() for target in job.targets}
    if orders:
        progress.start("rendering", sum(len(order.work.versions) for order in orders))
    chunks = crew.chunks(orders, lambda order: order.weight + 2_000)
    jobs = (job._replace(orders=codec.dumps(chunk)) for chunk in chunks)
    for versions, staged in crew.run(_render_job, jobs, sum(order.weight for order in orders)):
        for kind, part in staged.items():
            total[kind].add(part)
        progress.step(versions)
    return total


def _render_job(job: RenderJob) -> tuple[int, dict[Root, Staged]]:
    """Render the works of a job in a worker; return how many versions that were, and what was staged."""
    staged: dict[Root, Staged] = {target.kind: Staged() for target in job.targets}
    versions = 0
    orders: list[WorkOrder] = codec.loads(job.orders)
    with ExitStack() as stack:
        stagers = {target.kind: stack.enter_context(Stager(target)) for target in job.targets}
        for order in orders:
            _render_work(order, job, stagers, staged)
            versions += len(order.work.versions)
        for kind, stager in stagers.items():
            staged[kind].moves = stager.staged
            staged[kind].written = stager.written
    return versions, staged


def _render_work(
    order: WorkOrder, job: RenderJob, stagers: Mapping[Root, Stager], staged: Mapping[Root, Staged]
) -> None:
    work = order.work
    laws = [
        load_law(version.record.path, path, version.record.digest, job.cache)
        for version, path in zip(work.versions, order.paths, strict=True)
    ]
    tallies = {kind: Tally() for kind in stagers}
    written: dict[Root, set[str]] = {kind: set() for kind in stagers}
    for output in _outputs(order, laws, job.context):
        if output.root in stagers:
            inside = stagers[output.root].put(output.path, output.data)
            tallies[output.root].add(output.root, output.path, len(output.data), output.sort)
            written[output.root].add(inside)
    for target in job.targets:
        staged[target.kind].counts[work.key] = tallies[target.kind].dump()
        if target.existing is not None:
            folder = urls.law_dir(work.key).removeprefix(target.prefix)
            there = set(files_below(target.existing, folder.rstrip("/")))
            staged[target.kind].removals += sorted(there - written[target.kind])


def _outputs(order: WorkOrder, laws: Sequence[Law], context: Context) -> Iterator[Output]:
    """Yield the files of a work: its images, its pages, which show them, and pages at old addresses."""
    pictures: dict[tuple[str, str], str] = {}
    done: set[str] = set()
    for version, images in zip(order.work.versions, order.images, strict=True):
        for image in images:
            data = Path(image.path).read_bytes()
            path = urls.version_dir(order.work.key, version.segment) + image_name(data, image.path)
            pictures[version.record.digest, image.target] = path
            if path not in done:
                done.add(path)
                yield Output("site", path, data)
                yield Output("docs", path, data)
    shown = replace(context, images=pictures) if pictures else context
    work = order.work
    if context.reach.is_all:
        yield from redirect_pages(order.stubs, context.site_url)
    else:  # a bundle keeps no address alive, and may not have what an anchor has moved to
        work = replace(work, versions=tuple(replace(version, moved=()) for version in work.versions))
    yield from render_work(work, laws, shown, order.links, order.companions)


def stage_common(
    outputs: Iterable[Output], targets: Sequence[Target], known: Iterable[str] = ()
) -> dict[Root, tuple[Staged, list[str]]]:
    """Stage the files that belong to no work, in this process; return them with their paths.

    ``known`` are such files of the site that are in their place already.

    Raises:
        fsio.WriteError: two files have one path, or the disk refuses.
    """
    with ExitStack() as stack:
        stagers = {target.kind: stack.enter_context(Stager(target)) for target in targets}
        tallies = {target.kind: Tally() for target in targets}
        paths: dict[Root, list[str]] = {target.kind: [] for target in targets}
        taken: set[tuple[Root, str]] = {("site", path) for path in known}
        for output in outputs:
            if output.root in stagers:
                if (output.root, output.path) in taken:
                    reason = "a file of docs/ has the address of one that the build makes; rename it"
                    raise fsio.WriteError(output.path, reason)
                taken.add((output.root, output.path))
                paths[output.root].append(stagers[output.root].put(output.path, output.data))
                tallies[output.root].add(output.root, output.path, len(output.data), output.sort)
        return {
            kind: (Staged({"": tallies[kind].dump()}, stager.staged, [], stager.written), paths[kind])
            for kind, stager in stagers.items()
        }
