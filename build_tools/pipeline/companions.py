"""Companions: the files of ``companions/`` in the source folders, each put beside the version that it speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from build_tools.diagnostics import Diagnostic, Severity
from build_tools.model.companions import Companion
from build_tools.model.site import Site, Version, Work
from build_tools.pages.guide import eids_of
from build_tools.parse.companions import ARTICLE_NUMBER, parse_companion, without_places
from build_tools.pipeline.sources import SourceFile, find_companions, unreadable

Ids = Mapping[str, Sequence[tuple[Work, Version]]]
"""The ``id`` of law files → what has it."""


OfVersion = Mapping[tuple[str, str], tuple[Companion, ...]]
"""Key and segment of a version → its companions, oldest first."""


@dataclass(frozen=True, slots=True)
class Companions:
    """The companions of a site."""

    of_version: OfVersion
    """Only the versions that have any."""
    diagnostics: tuple[Diagnostic, ...]


def read_companions(folders: Sequence[Path], site: Site) -> Companions:
    """Read all companions and put them beside their laws.

    One that cannot be read, or speaks of no law of the site, is left out with an error. A part that speaks of a
    place that the law does not have is shown with the law as a whole, with a warning.
    """
    sources = find_companions(folders)
    findings = list(sources.diagnostics)
    found: dict[tuple[str, str], list[Companion]] = defaultdict(list)
    ids = _ids(site) if sources.files else {}
    for file in sources.files:
        companion = _read(file, findings)
        place = _place(companion, ids, findings) if companion else None
        if companion and place:
            work, version = place
            found[work.key, version.segment].append(_fitted(companion, version, findings))
    of_version = {address: tuple(sorted(each, key=_age)) for address, each in found.items()}
    return Companions(of_version, tuple(sorted(set(findings))))


def _age(companion: Companion) -> tuple[date, str]:
    """Return what companions are in order of."""
    return companion.date or date.min, companion.path


def _ids(site: Site) -> Ids:
    """Return the versions of a site by the ids of their files."""
    ids: dict[str, list[tuple[Work, Version]]] = defaultdict(list)
    for work in site.works:
        for version in work.versions:
            ids[version.record.meta.id].append((work, version))
    return ids


def _read(file: SourceFile, findings: list[Diagnostic]) -> Companion | None:
    """Return the companion in a file, or None with an error."""
    try:
        data = Path(file.path).read_bytes()
    except OSError as error:
        findings.append(unreadable(file.shown, error))
        return None
    parsed = parse_companion(data, file.shown)
    findings += parsed.diagnostics
    return parsed.companion


def _place(companion: Companion, ids: Ids, findings: list[Diagnostic]) -> tuple[Work, Version] | None:
    """Return the version that a companion speaks of, or None with an error."""
    places = ids.get(companion.law, ())
    if len(places) == 1:
        return places[0]
    why = f"{len(places)} files have" if places else "no law file has"
    message = (
        f"{why} the id {companion.law}; copy the “id” from the front matter of the law that this is about"
    )
    findings.append(Diagnostic(companion.path, 0, 0, "companion-law", message, Severity.ERROR))
    return None


def _fitted(companion: Companion, version: Version, findings: list[Diagnostic]) -> Companion:
    """Return a companion whose places are all in its version; note what is not there."""
    eids = eids_of(version)
    strange = [part for part in companion.parts if part.eid and part.eid not in eids]
    for part in strange:
        message = (
            f"the law has no place #{part.eid} with a page; take the mark from the address of its anchor "
            "(#chp_1, #art_13). Until then this stands with the law as a whole"
        )
        findings.append(Diagnostic(companion.path, part.line, 1, "companion-place", message))
    if companion.has_articles:
        findings += _strange_articles(companion, eids)
    return without_places(companion, frozenset(part.line for part in strange)) if strange else companion


def _strange_articles(companion: Companion, eids: frozenset[str]) -> Iterator[Diagnostic]:
    """Yield the bracketed numbers that are no articles of the law, although the companion says so."""
    for piece in (piece for part in companion.parts for piece in part.pieces):
        for number in ARTICLE_NUMBER.findall(piece.text):
            if f"art_{number}" not in eids:
                message = f"[{number}]: the law has no article {number}; it stays text"
                yield Diagnostic(companion.path, piece.line, 1, "companion-article", message)
