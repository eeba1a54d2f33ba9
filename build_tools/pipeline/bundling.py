"""``tiaowen bundle``: the site of some laws, built aside, and packed as a zip that works without a network.

The library is loaded whole, so that families, addresses and citations are those of the public site; only then
is it restricted to the laws of a bundle. Pages and index are made as ever, into a folder of the cache.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Final

from build_tools import fsio
from build_tools.diagnostics import Diagnostic
from build_tools.model.bundles import Bundle
from build_tools.pages.capture import Captured, capture
from build_tools.pages.context import Context, Output
from build_tools.pages.hubs import render_hubs
from build_tools.pages.reach import Reach
from build_tools.pipeline.build import open_session
from build_tools.pipeline.indexing import stage_index
from build_tools.pipeline.link import Linked
from build_tools.pipeline.load import Loaded, Session, load
from build_tools.pipeline.publishing import published_files
from build_tools.pipeline.render import RenderJob, render_works, stage_common
from build_tools.pipeline.settings import Settings, SettingsError
from build_tools.pipeline.states import Plan, plan_for
from build_tools.pipeline.tree import open_tree
from build_tools.pipeline.workers import Executors, Progress, processes
from build_tools.pipeline.write import context_of, static_files
from build_tools.publish.archive import pack
from build_tools.publish.book import entries_of
from build_tools.publish.catalogue import CATALOGUE, catalogue_text, merged, read_catalogue
from build_tools.publish.selecting import Selection, Wish, select
from build_tools.publish.wrapping import SITE, Wrapped, wrapping
from build_tools.urls import BUNDLES, NOT_FOUND

LEAD: Final = "assets/js/lead.js"
"""The script that all pages load first; in a bundle it begins with what the reader has at hand."""
_ODD_NAME: Final = re.compile(r"""[^\x20-\x7e]|[<>:"\\|?*]|[. ](?:/|\Z)""")
"""What no path of a bundle may have: Windows refuses the latter two."""


@dataclass(frozen=True, slots=True)
class Order:
    """What bundles to make, and where to put them."""

    wish: Wish
    out: Path
    articles: bool = False
    """Whether every article has a page of its own, as on the public site."""
    base_url: str = BUNDLES
    """What stands before the file's name where the bundle is offered."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made."""

    bundles: tuple[Bundle, ...]
    diagnostics: tuple[Diagnostic, ...]
    obstacle: str
    """Why nothing was made, or nothing."""
    seconds: Mapping[str, float]
    peak_memory: int


def make_bundles(
    settings: Settings, order: Order, progress: Progress | None = None, executors: Executors = processes
) -> Made:
    """Make bundles and note them in the catalogue beside them.

    Raises:
        SelectionError: something is asked for that the site does not have.
        CatalogueError: the catalogue in the folder is none of ours.
        SettingsError: the zips would lie in a folder that builds replace, or a hand-written page has a name
            that not every system can unpack.
        NoSourcesError, CaptureError, ShellError, fsio.WriteError, ChangedError, WorkerError, DamagedError,
            DictionaryError: as in :func:`build_tools.pipeline.build.build`.
    """
    _check_place(order.out, settings)
    catalogue = order.out / CATALOGUE
    known = read_catalogue(catalogue)
    with open_session(settings, None, executors) as (session, _):
        session = replace(session, progress=progress or session.progress)
        loaded = load(session)
        linked = loaded.linked
        if linked.registry_faults:
            obstacle = f"{settings.registry} must be mended first, or addresses would be wrong"
            return Made((), linked.diagnostics, obstacle, session.clock.stop(), session.crew.peak)
        captured = capture(settings.config_file.resolve(), settings.cache.resolve() / "shells")
        _check_names(captured.static)
        session.clock.lap("shells")
        bundles: list[Bundle] = []
        entries = entries_of(linked.site, linked.names, linked.alias_rows)
        for selection in select(linked.site, order.wish, entries, articles=order.articles):
            bundles.append(_make(session, loaded, captured, selection, order))
            known = merged(known, bundles)
            fsio.write_atomically(catalogue, catalogue_text(known).encode())
            session.clock.lap(selection.name)
        return Made(tuple(bundles), linked.diagnostics, "", session.clock.stop(), session.crew.peak)


def _check_place(out: Path, settings: Settings) -> None:
    """Refuse a folder for the zips in which the next build would remove them.

    Raises:
        SettingsError: it is such a folder.
    """
    for folder in (settings.site, settings.laws, settings.cache):
        if folder is not None and (out / CATALOGUE).resolve().is_relative_to(folder.resolve()):
            raise SettingsError(f"{out}: lies in {folder}, which a build replaces; choose another --out")


def _check_names(static: Path) -> None:
    """Refuse hand-written files with names that some system would unpack as others, or not at all.

    Raises:
        SettingsError: there are such files; the message has all of them, one a line.
    """
    names = sorted(path.relative_to(static).as_posix() for path in static.rglob("*"))
    if odd := [name for name in names if _ODD_NAME.search(name)]:
        rename = "not every system can unpack a file of this name; rename it in docs/ to letters of ASCII"
        raise SettingsError("\n".join(f"{name}: {rename}" for name in odd))


def _make(session: Session, loaded: Loaded, captured: Captured, selection: Selection, order: Order) -> Bundle:
    """Make one bundle."""
    settings = session.settings
    scratch = settings.cache.resolve() / "bundle"
    fsio.remove_tree(scratch)
    try:
        context = _context(settings, captured, selection, order)
        some = replace(loaded, linked=restricted(loaded.linked, selection.keys))
        # The index keeps notes in the cache; those of the site stay as they are.
        aside = replace(settings, cache=scratch / "cache", site=scratch / "site", laws=None)
        _stage(replace(session, settings=aside), some, captured, context)
        wrapped = Wrapped(
            selection.name,
            selection.title,
            settings.site_name,
            settings.site_url,
            settings.as_of,
            order.articles,
        )
        site = some.linked.site
        target = order.out / f"{selection.name}.zip"
        packed = pack(target, selection.name, _members(wrapping(wrapped, site), aside.site))
    except BaseException:
        # Nobody may go on staging while what was staged is removed.
        session.crew.stop()
        raise
    finally:
        fsio.remove_tree(scratch)
    return Bundle(
        name=selection.name,
        title=selection.title,
        sort=selection.sort,
        file=target.name,
        url=order.base_url + target.name,
        day=settings.as_of,
        laws=len(site.works),
        files=packed.files,
        bytes=packed.bytes,
        sha256=packed.sha256,
        articles=order.articles,
    )


def restricted(linked: Linked, keys: frozenset[str]) -> Linked:
    """Return the site with those laws alone; what is known of their links stays."""
    works = tuple(work for work in linked.site.works if work.key in keys)
    orders = tuple(order for order in linked.orders if order.work.key in keys)
    return replace(linked, site=replace(linked.site, works=works), orders=orders)


def _context(settings: Settings, captured: Captured, selection: Selection, order: Order) -> Context:
    """Return what is the same for every page of a bundle."""
    reach = Reach(selection.keys, not order.articles, selection.title, settings.site_url)
    return replace(context_of(settings, captured.shells), reach=reach)


def _stage(session: Session, loaded: Loaded, captured: Captured, context: Context) -> None:
    """Write the site of a bundle into its folder, which is not there yet."""
    plan = _plan(session.settings)
    job = RenderJob(b"", (plan.target,), loaded.cache, context)
    render_works(loaded.linked.orders, job, session.crew, session.progress)
    index = stage_index(session, loaded, plan)
    hubs = render_hubs(loaded.linked.site, context)
    static = within_reach(static_files(captured.static), context.reach)
    public = published_files(loaded.linked, context)
    stage_common(chain(hubs, public, static, index), (plan.target,))


def _plan(settings: Settings) -> Plan:
    """Return the plan for a folder that is made from nothing; nobody looks at it again."""
    fsio.make_folder(settings.site)
    return plan_for(open_tree("site", settings.site, settings.cache), {}, in_place=True)


def within_reach(static: Iterator[Output], reach: Reach) -> Iterator[Output]:
    """Yield what MkDocs wrote, with what the scripts must know of the bundle.

    The page for lost addresses stays out: only a server shows it, and its links begin at the server's root.
    """
    known = {"title": reach.title, "whole": reach.whole, "public": reach.public}
    said = json.dumps(known, separators=(",", ":"))
    for output in static:
        if output.path == LEAD:
            output = output._replace(data=f"var twReach={said};\n".encode() + output.data)
        if output.path != NOT_FOUND:
            yield output


def _members(around: Iterator[tuple[str, bytes]], site: Path) -> Iterator[tuple[str, Path | bytes]]:
    """Yield the files of a bundle in the order of their paths, those of the site last but one."""
    files: Sequence[tuple[str, bytes]] = sorted(around)
    yield from ((path, data) for path, data in files if path < SITE)
    yield from _files(site)
    yield from ((path, data) for path, data in files if path >= SITE)


def _files(site: Path) -> Iterator[tuple[str, Path]]:
    """Yield path and place of every file of the site, folder by folder, sorted."""
    for parent, folders, names in os.walk(site):
        folders.sort()
        inside = Path(parent).relative_to(site).as_posix()
        prefix = SITE if inside == "." else f"{SITE}{inside}/"
        yield from ((prefix + name, Path(parent, name)) for name in sorted(names))
