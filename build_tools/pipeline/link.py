"""Phase 2: what was parsed → the site, and a fingerprint of everything each work's pages are made from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from build_tools import registry, urls
from build_tools.cite.census import Census
from build_tools.cite.graph import link_all
from build_tools.cite.resolve import Resolver
from build_tools.diagnostics import Diagnostic, Severity
from build_tools.model.links import VersionLinks
from build_tools.model.site import Site, Version, Work
from build_tools.pages.context import Context
from build_tools.parse.placeholders import LEFT
from build_tools.parse.tables import Row
from build_tools.pipeline.clock import Stopwatch
from build_tools.pipeline.companions import OfVersion, read_companions
from build_tools.pipeline.images import FoundImage, find_images
from build_tools.pipeline.keys import KeyMemory
from build_tools.pipeline.library import Library
from build_tools.pipeline.render import WorkOrder
from build_tools.pipeline.settings import Settings
from build_tools.pipeline.tables import read_tables
from build_tools.publish.permanence import GONE
from build_tools.publish.redirects import Redirects, placed, read_redirects
from build_tools.versions.families import build_site


@dataclass(frozen=True, slots=True)
class Linked:
    """The site, ready to be rendered."""

    site: Site
    orders: tuple[WorkOrder, ...]
    """One for each work, in the site's order."""
    diagnostics: tuple[Diagnostic, ...]
    """Every finding: of the files, of the registry, of the tables of names, of the site."""
    census: Census
    """What became of the citations."""
    names: Mapping[str, str]
    """What short and earlier names mean; see :meth:`build_tools.cite.tables.AliasTables.names`."""
    alias_rows: tuple[Row, ...]
    """The rows of the tables of short names."""
    registry: registry.Registry
    companions: OfVersion
    """The companions of the versions that have any."""
    redirects: Redirects
    """The declared moves of addresses."""
    stubs: Mapping[str, str]
    """Pages that lead on and lie in the folder of no law of the site: address → where to."""
    registry_faults: tuple[Diagnostic, ...]
    """What is wrong with the registry file; also among ``diagnostics``. With any, no address is certain."""


def link(library: Library, settings: Settings, code: str, clock: Stopwatch) -> Linked:
    """Put the parsed files together to a site, and link its citations.

    Args:
        library: the files.
        settings: what to build.
        code: fingerprint of the code.
        clock: told when the site stands (``link``), and when its citations are linked (``cite``).

    Raises:
        fsio.WriteError: the cache cannot be written.
    """
    addresses, faults = registry.load(settings.registry)
    key_for = KeyMemory(settings.cache / "keys.json", code)
    tables = read_tables(settings.sources[0])
    site = build_site(library.records, addresses, settings.as_of, settings.site_url, key_for, tables.renamed)
    key_for.save()
    redirects = read_redirects(settings.redirects, site)
    site = placed(site, redirects)
    stubs = redirects.pages(site)
    companions = read_companions(settings.sources, site)
    names, unfit = tables.names(site)
    paths = {file.shown: file.path for file in library.files}
    images: dict[str, tuple[FoundImage, ...]] = {}
    findings = [*library.diagnostics, *faults, *site.diagnostics, *_settings_findings(settings)]
    findings += (*tables.diagnostics, *unfit, *redirects.diagnostics, *companions.diagnostics)
    if not faults:
        findings += _gone(site, addresses, stubs, settings)
    for parsed in library.parsed:
        if parsed.images:
            found, missing = find_images(parsed.images, paths[parsed.shown], parsed.shown, settings.sources)
            images[parsed.shown] = found
            findings += missing
    citations = library.citations
    clock.lap("link")
    linkage = link_all(Resolver(site, names, citations), citations)
    sizes = library.sizes
    orders = tuple(_order(work, sizes, paths, images, linkage.links[work.key]) for work in site.works)
    orders = tuple(_accompanied(order, companions.of_version) for order in orders)
    orders, stubs = _shared_out(orders, stubs)
    clock.lap("cite")
    rows = (*tables.aliases.packaged.rows, *tables.aliases.own.rows)
    every = tuple(sorted({_as_asked(found, settings) for found in findings}))
    return Linked(
        site=site,
        orders=orders,
        diagnostics=every,
        census=linkage.census,
        names=names,
        alias_rows=rows,
        registry=addresses,
        companions=companions.of_version,
        redirects=redirects,
        stubs=stubs,
        registry_faults=faults,
    )


def _accompanied(order: WorkOrder, of_version: OfVersion) -> WorkOrder:
    """Give a law the companions of its versions."""
    key = order.work.key
    found = tuple(of_version.get((key, version.segment), ()) for version in order.work.versions)
    return order._replace(companions=found) if any(found) else order


def _as_asked(found: Diagnostic, settings: Settings) -> Diagnostic:
    """Return a finding as this build takes it: with ``settings.strict`` a template with gaps is not published."""
    if settings.strict and found.code == LEFT:
        return replace(found, severity=Severity.ERROR)
    return found


def _shared_out(
    orders: tuple[WorkOrder, ...], stubs: Mapping[str, str]
) -> tuple[tuple[WorkOrder, ...], dict[str, str]]:
    """Give each law the pages that lead on and lie in its folder; return the others, too."""
    if not stubs:
        return orders, {}
    by_key: dict[str, dict[str, str]] = {}
    for old, new in stubs.items():
        key = old.split("/")[1] if old.startswith("laws/") else ""
        by_key.setdefault(key, {})[old] = new
    ours = [order._replace(stubs=by_key.pop(order.work.key, {})) for order in orders]
    return tuple(ours), {old: new for found in by_key.values() for old, new in found.items()}


def _gone(
    site: Site, addresses: registry.Registry, stubs: Mapping[str, str], settings: Settings
) -> Iterator[Diagnostic]:
    """Yield the published versions that the site lacks and that have not moved.

    They are warnings, and errors with ``settings.strict``.
    """
    places = {(work.key, version.segment) for work in site.works for version in work.versions}
    severity = Severity.ERROR if settings.strict else Severity.WARNING
    for entry in addresses.entries:
        address = urls.version_dir(entry.key, entry.segment)
        if (entry.key, entry.segment) not in places and address + urls.INDEX not in stubs:
            message = (
                f"{address} was published, but its document {entry.id} is gone; bring its file back,"
                f" or declare in {settings.redirects.name} where it has moved"
            )
            yield Diagnostic(str(settings.registry), 0, 0, GONE, message, severity)


def _settings_findings(settings: Settings) -> tuple[Diagnostic, ...]:
    if settings.site_url:
        return ()
    message = (
        "site_url is missing; set it to the public address, or links that must be absolute stay relative"
    )
    return (Diagnostic(str(settings.config_file), 0, 0, "site-url-missing", message, Severity.WARNING),)


def _order(
    work: Work,
    sizes: Mapping[str, int],
    paths: Mapping[str, str],
    images: Mapping[str, tuple[FoundImage, ...]],
    links: tuple[VersionLinks, ...],
) -> WorkOrder:
    shown = [version.record.path for version in work.versions]
    return WorkOrder(
        work,
        sum(sizes[name] for name in shown),
        tuple(paths[name] for name in shown),
        tuple(images.get(name, ()) for name in shown),
        links,
    )


def fingerprints(linked: Linked, context: Context, code: str) -> dict[str, str]:
    """Return, for each work, a digest of all that its pages are a function of.

    Equal digests mean equal pages. The text of a version is there as the digest of its file; of the day
    of the build only what it decides: which turns of a version's timeline are past. Of other works there
    is what the links say of them.
    """
    common = (
        f"{code}\0{context.shells.fingerprint}\0{context.site_url}\0{context.site_name}\0{context.law_json}\0"
    )
    return {
        order.work.key: hashlib.sha256((common + _traits(order, context)).encode()).hexdigest()
        for order in linked.orders
    }


def _traits(order: WorkOrder, context: Context) -> str:
    work = order.work
    versions = [(_version_traits(version), _past(version, context)) for version in work.versions]
    return repr(
        (
            work.key,
            work.title,
            work.current,
            versions,
            order.images,
            order.links,
            order.stubs,
            order.companions,
        )
    )


def _version_traits(version: Version) -> tuple[object, ...]:
    record = version.record
    return (
        record.path,
        record.digest,
        version.segment,
        version.effective,
        version.timeline,
        version.force,
        version.moved,
    )


def _past(version: Version, context: Context) -> int:
    return sum(1 for turn in version.timeline if turn.day is not None and turn.day <= context.as_of)
