"""Resolved citations of the whole library → the links of every version, both ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from build_tools import kinds
from build_tools.cite.census import Census, count
from build_tools.cite.leads import titles_in
from build_tools.cite.resolve import Resolved, Resolver
from build_tools.model.citations import Citation, Lead, Name
from build_tools.model.links import Citing, TextLink, VersionLinks
from build_tools.model.site import DivisionOutline, Force, UnitOutline, Version, Work
from build_tools.slugs import normal_title
from build_tools.urls import subject_of

_WIDEST: Final = 100
"""A range of more units than this is cited as a whole, not unit by unit."""
_READING: Final = (kinds.JUDICIAL.slug, kinds.LEGAL_INTERPRETATION.slug)
_CHANGING: Final = (kinds.AMENDING_DECISION.slug, kinds.AMENDMENT.slug)
_ORDER: Final = {kind.slug: number for number, kind in enumerate(kinds.ALL)}

At = tuple[str, int]
"""Key of a work and index of a version."""


@dataclass(frozen=True, slots=True)
class Linkage:
    """The links of a library."""

    links: Mapping[str, tuple[VersionLinks, ...]]
    """By the work's key, one for each version."""
    census: Census
    """What became of the citations."""


def link_all(resolver: Resolver, citations: Mapping[str, Sequence[Citation]]) -> Linkage:
    """Return the links of every version of every work.

    Args:
        resolver: knows the site.
        citations: what was found in each file, by ``Record.path``.
    """
    graph = _Graph(resolver)
    resolved: list[Resolved] = []
    for work in resolver.site.works:
        for number, version in enumerate(work.versions):
            found = resolver.document(work, version, citations.get(version.record.path, ()))
            graph.add(work, number, found)
            resolved += found
    links = {
        work.key: tuple(graph.links(work, number) for number in range(len(work.versions)))
        for work in resolver.site.works
    }
    return Linkage(links, count(resolved))


@dataclass(slots=True)
class _Graph:
    """Collects links while the citations go by."""

    resolver: Resolver
    works: dict[str, Work] = field(init=False)
    out: dict[At, tuple[TextLink, ...]] = field(default_factory=dict)
    cited: dict[At, dict[str, dict[Citing, None]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(dict))
    )
    citing_works: dict[str, dict[At, None]] = field(default_factory=lambda: defaultdict(dict))
    made: dict[str, dict[At, None]] = field(default_factory=lambda: defaultdict(dict))
    basis: dict[At, dict[At | str, None]] = field(default_factory=lambda: defaultdict(dict))
    _units: dict[At, dict[str, str]] = field(default_factory=dict)
    _kinds: dict[At, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.works = {work.key: work for work in self.resolver.site.works}

    # --- taking in ------------------------------------------------------------------------------

    def add(self, work: Work, number: int, resolved: Sequence[Resolved]) -> None:
        """Take in the citations of one version."""
        here: At = (work.key, number)
        self.out[here] = tuple(_apart(self._text_links(work, number, resolved)))
        for one in resolved:
            if one.target is None:
                continue
            key, version = one.target.key, one.target.version
            if key != work.key:
                self.citing_works[key][here] = None
                if one.citation.basis:
                    self._note_basis(here, key, version)
            if version is not None and one.target.eid:
                self._note_cited(here, one, (key, version))
            self._note_elsewhere(work, number, one)
        self._note_title(work, number)

    def _text_links(self, work: Work, number: int, resolved: Iterable[Resolved]) -> Iterator[TextLink]:
        for one in resolved:
            target = one.target
            if target is None:
                continue
            cited = self.works[target.key]
            version = None if target.version is None else cited.versions[target.version]
            segment, force = (version.segment, version.force) if version else ("", Force.NONE)
            is_own = target.key == work.key and target.version == number
            title = "" if is_own else cited.title
            link = TextLink(one.start, one.citation.end, target.key, segment, target.eid, title, force)
            split = one.citation.split
            if one.citation.marks and "__point_" in target.eid:
                yield from _each_item(link, one)
            elif target.to_eid and one.start < split - 1:
                yield link._replace(end=split - 1)
                yield link._replace(start=split, eid=target.to_eid)
            else:
                yield link

    def _note_basis(self, here: At, key: str, version: int | None) -> None:
        if self._kind(here) not in _CHANGING:
            self.made[key][here] = None
            self.basis[here][key if version is None else (key, version)] = None

    def _note_title(self, work: Work, number: int) -> None:
        """A title that names a law says what the document is about: 实施〈…法〉办法, 关于适用《…法》的解释."""
        title = normal_title(work.versions[number].record.meta.title)
        here: At = (work.key, number)
        kind = self._kind(here)
        if kind in _CHANGING or not ("实施" in title or kind in _READING):
            return
        for start, end in titles_in(title.translate(_INNER)):
            named = self.resolver.names.find(Name(Lead.TITLE, title[start + 1 : end - 1]))
            if named.work is not None and self.resolver.site.works[named.work].key != work.key:
                key = self.resolver.site.works[named.work].key
                self.made[key][here] = None
                if not any(each == key or each[0] == key for each in self.basis[here]):
                    self.basis[here][key] = None

    def _note_cited(self, here: At, one: Resolved, there: At) -> None:
        assert one.target is not None
        citing = self._citing(here, one.citation.place)
        for eid in self._subjects(there, one.target.eid, one.target.to_eid):
            if there != here or eid != one.citation.place:
                self.cited[there][eid][citing] = None

    def _note_elsewhere(self, work: Work, number: int, one: Resolved) -> None:
        """Note who cites the same article in another text of its law."""
        assert one.target is not None
        for version, eid in self.resolver.same_article_elsewhere(work, work.versions[number], one):
            citing = self._citing((work.key, number), one.citation.place)
            self.cited[one.target.key, version][eid].setdefault(citing._replace(is_of_other_text=True))

    def _subjects(self, there: At, eid: str, to_eid: str) -> list[str]:
        """Return the pages on which what is cited stands: all units of a range."""
        first, last = subject_of(eid), subject_of(to_eid) if to_eid else None
        if first is None:
            return []
        if last is None or last == first:
            return [first]
        units = list(self._labels(there))
        if first not in units or last not in units:
            return [first, last]
        between = units[units.index(first) : units.index(last) + 1]
        return between if between and len(between) <= _WIDEST else [first, last]

    # --- giving out -----------------------------------------------------------------------------

    def links(self, work: Work, number: int) -> VersionLinks:
        """Return the links of one version."""
        here: At = (work.key, number)
        cited = {eid: self._sorted(_plain(who)) for eid, who in sorted(self.cited.get(here, {}).items())}
        whole = self._once(self.citing_works.get(work.key, {}))
        if whole:
            cited[""] = whole
        under = self._once(self.made.get(work.key, {}))
        return VersionLinks(
            out=self.out.get(here, ()),
            cited=cited,
            made=tuple(one for one in under if one.kind not in _READING),
            read=tuple(one for one in under if one.kind in _READING),
            basis=tuple(self._whole(each) for each in self.basis.get(here, {})),
        )

    def _once(self, versions: Iterable[At]) -> tuple[Citing, ...]:
        """Return one entry for each work: its version of the day if that is among them, else the newest."""
        best: dict[str, int] = {}
        for key, number in versions:
            if best.get(key) != self.works[key].current:
                best[key] = number if number == self.works[key].current else max(number, best.get(key, 0))
        return self._sorted(self._whole((key, number)) for key, number in best.items())

    def _whole(self, at: At | str) -> Citing:
        """Return the entry of a document as a whole; of a work alone where no version is meant."""
        if isinstance(at, str):
            work = self.works[at]
            return Citing(at, "", "", work.title, "", self._kind((at, work.current)), Force.NONE)
        return self._citing(at, "")

    def _citing(self, at: At, place: str) -> Citing:
        work = self.works[at[0]]
        version = work.versions[at[1]]
        label = self._labels(at).get(place, "") if place else ""
        return Citing(at[0], version.segment, place, work.title, label, self._kind(at), version.force)

    def _sorted(self, found: Iterable[Citing]) -> tuple[Citing, ...]:
        """Return entries in force first, then by kind, then newest first; those of one text in its order."""
        ordered = sorted(found, key=lambda one: one.key)
        ordered.sort(key=lambda one: one.segment, reverse=True)
        ordered.sort(key=lambda one: (one.force is not Force.IN_FORCE, _ORDER.get(one.kind, len(_ORDER))))
        return tuple(ordered)

    def _kind(self, at: At) -> str:
        if at not in self._kinds:
            self._kinds[at] = kinds.kind_of(self.works[at[0]].versions[at[1]].record.meta).slug
        return self._kinds[at]

    def _labels(self, at: At) -> dict[str, str]:
        """Return the labels of units, annexes and preamble of a version by eId, units in order."""
        if at not in self._units:
            self._units[at] = _labels_of(self.works[at[0]].versions[at[1]])
        return self._units[at]


_INNER: Final = str.maketrans("〈〉＜＞", "《》《》")


def _labels_of(version: Version) -> dict[str, str]:
    labels: dict[str, str] = {}
    pending: list[DivisionOutline | UnitOutline] = list(reversed(version.record.outline))
    while pending:
        node = pending.pop()
        if isinstance(node, UnitOutline):
            labels[node.eid] = node.label
        else:
            pending.extend(reversed(node.children))
    if version.record.preamble:
        labels["preamble"] = version.record.preamble
    for annex in version.record.annexes:
        labels[annex.eid] = annex.label or f"附件{annex.eid.partition('_')[2]}"
    return labels


def _plain(found: Iterable[Citing]) -> list[Citing]:
    """Return entries without those that are there as citing this very text, too."""
    fixed = list(found)
    own = {one for one in fixed if not one.is_of_other_text}
    return [
        one for one in fixed if not one.is_of_other_text or one._replace(is_of_other_text=False) not in own
    ]


def _each_item(link: TextLink, one: Resolved) -> Iterator[TextLink]:
    """Yield a link for every 项 that is printed in a list; what stands before the first belongs to it."""
    place = link.eid.rpartition("_")[0]
    for number, (start, end, item) in enumerate(one.citation.marks):
        yield link._replace(start=start if number else one.start, end=end, eid=f"{place}_{item}")


def _apart(links: Iterable[TextLink]) -> Iterator[TextLink]:
    """Yield links in order; one that overlaps the one before is left out."""
    end = -1
    for link in sorted(links, key=lambda link: (link.start, -link.end)):
        if link.start >= end and link.end > link.start:
            yield link
            end = link.end
