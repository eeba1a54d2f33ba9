"""Phase 3: what changed is rendered and staged, then put in place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from build_tools.pages.capture import Captured
from build_tools.pages.context import Context, Output
from build_tools.pages.hubs import render_hubs
from build_tools.pages.shell import Shells
from build_tools.pipeline.indexing import stage_index
from build_tools.pipeline.journal import Journal
from build_tools.pipeline.link import fingerprints
from build_tools.pipeline.load import Loaded, Session
from build_tools.pipeline.publishing import permanent_files, published_files
from build_tools.pipeline.render import RenderJob, render_works, stage_common
from build_tools.pipeline.settings import Settings
from build_tools.pipeline.states import Plan, finish_in_place, next_state, plan_for
from build_tools.pipeline.tree import Root, open_tree
from build_tools.publish.catalogue import read_catalogue


def write_all(session: Session, loaded: Loaded, captured: Captured, journal: Journal) -> list[Plan]:
    """Bring ``docs/laws`` and the site up to date, both or neither.

    Raises:
        fsio.WriteError: the disk refuses.
        ChangedError: a law file changed meanwhile.
        WorkerError: a process died.
        DamagedError, DictionaryError: the search index cannot be made.
    """
    settings = session.settings
    plans = _plans(loaded, settings, captured.shells, {"site": settings.site, "docs": settings.laws})
    with_static = static_files(captured.static)
    _stage_and_commit(session, loaded, captured.shells, with_static, plans, journal)
    return plans


def write_into(session: Session, loaded: Loaded, shells: Shells, journal: Journal) -> list[Plan]:
    """Write the site's pages into a folder that MkDocs has just filled; ``docs/laws`` as always.

    Raises:
        fsio.WriteError, ChangedError, WorkerError, DamagedError, DictionaryError: as in
            :func:`write_all`.
    """
    settings = session.settings
    (site,) = _plans(loaded, settings, shells, {"site": settings.site}, in_place=True)
    docs = _plans(loaded, settings, shells, {"docs": settings.laws})
    _stage(session, loaded, shells, iter(()), [site])
    finish_in_place(site)
    _stage_and_commit(session, loaded, shells, iter(()), docs, journal)
    return [site, *docs]


def context_of(settings: Settings, shells: Shells) -> Context:
    """Return what is the same for every page."""
    return Context(
        site_url=settings.site_url,
        as_of=settings.as_of,
        shells=shells,
        site_name=settings.site_name,
        law_json=settings.law_json,
    )


def static_files(folder: Path) -> Iterator[Output]:
    """Yield what MkDocs wrote, as it is."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield Output("site", path.relative_to(folder).as_posix(), path.read_bytes())


def _plans(
    loaded: Loaded,
    settings: Settings,
    shells: Shells,
    roots: Mapping[Root, Path | None],
    *,
    in_place: bool = False,
) -> list[Plan]:
    """Return the plans for the output folders that this build writes."""
    prints = fingerprints(loaded.linked, context_of(settings, shells), loaded.cache.code)
    trees = [open_tree(kind, root, settings.cache) for kind, root in roots.items() if root is not None]
    return [plan_for(tree, prints, in_place=in_place) for tree in trees]


def _stage_and_commit(
    session: Session,
    loaded: Loaded,
    shells: Shells,
    static: Iterator[Output],
    plans: Sequence[Plan],
    journal: Journal,
) -> None:
    stages = [plan.tree.stage for plan in plans]
    journal.begin(stages)
    try:
        _stage(session, loaded, shells, static, plans)
        changes = [change for plan in plans if (change := next_state(plan)) is not None]
        session.clock.lap("index")
        journal.commit(changes)
    except BaseException:
        # Nobody may go on staging while what was staged is removed.
        session.crew.stop()
        if not journal.committed:
            journal.undo(stages)
        raise
    session.clock.lap("commit")


def _stage(
    session: Session, loaded: Loaded, shells: Shells, static: Iterator[Output], plans: Sequence[Plan]
) -> None:
    """Render what changed, and all that belongs to no work, and note it in the plans."""
    context = context_of(session.settings, shells)
    wanted = {key for plan in plans for key in plan.changed}
    orders = [order for order in loaded.linked.orders if order.work.key in wanted]
    targets = tuple(plan.target for plan in plans)
    job = RenderJob(b"", targets, loaded.cache, context)
    works = render_works(orders, job, session.crew, session.progress)
    session.clock.lap("render")
    index = [stage_index(session, loaded, plan) for plan in plans if plan.tree.kind == "site"]
    hubs = render_hubs(loaded.linked.site, context)
    bundles = read_catalogue(session.settings.bundles)
    public = published_files(loaded.linked, context, bundles)
    outputs: Iterator[Output] = chain(hubs, public, static, *index)
    known = [path for plan in plans if plan.tree.kind == "site" for path in plan.common]
    common = stage_common(permanent_files(outputs, known, loaded.linked, context), targets, known)
    for plan in plans:
        plan.staged.add(works[plan.tree.kind])
        staged, paths = common[plan.tree.kind]
        plan.staged.add(staged)
        plan.common += paths
