"""A citation, its place and the library → exactly one target, or a reason.

Which version is meant (grammar of citations, “Which version?”): the document itself means its own version;
words that name a version (1997年刑法, 修正前) decide; otherwise it is the version that was in force when the
citing version took effect (:mod:`build_tools.cite.dating`). Where the library lacks that version, the law is
known and its text is not: the target has no version, and the link leads to the law.

The notes of later versions, and amending documents, tell of amendments whose texts the library lacks
(:mod:`build_tools.cite.changes`). A citation from such a time leads to the text before only if the article
was not touched, or reads the same before and after.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from build_tools.cite.changes import Change, Changes
from build_tools.cite.dating import (
    Document,
    Said,
    all_days_of,
    commencement,
    day_of,
    in_force,
    is_here,
    is_left_out,
    last_published,
    made_on,
    words_around,
)
from build_tools.cite.names import Names
from build_tools.cite.outline import Found, Outline
from build_tools.model.citations import Citation, Edition, Lead, Locator, Reason, Target
from build_tools.model.site import Site, Version, Work

_NUMBER: Final = re.compile(r"[\s〔〕\[\]［］（）()【】]")
"""What the writings of a 文号 differ in."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What became of a citation."""

    citation: Citation
    start: int
    """Where the citation begins: with the name, now that it is known where the name begins."""
    target: Target | None
    """None: it stays text."""
    reason: Reason | None
    """Why there is no target, or why the target has no version; None when all is found."""
    locator: Locator
    """What is cited, in the target's own labels."""
    unit: str = ""
    """The label of the cited top unit (一、, 14.) where the target has no 条; ``locator.article`` has it, too."""


class Resolver:
    """Resolves the citations of all documents of a site."""

    def __init__(
        self,
        site: Site,
        aliases: Mapping[str, str],
        citations: Mapping[str, Sequence[Citation]] | None = None,
    ) -> None:
        """Learn the names of all works.

        Args:
            site: the library.
            aliases: short name → title of the work, from the hand-kept tables.
            citations: of all documents; their titles are names, too, though of works that are not here.
        """
        self.site = site
        mentioned = {
            citation.name.text
            for found in (citations or {}).values()
            for citation in found
            if citation.name.lead is Lead.TITLE
        }
        self.names = Names(site, aliases, sorted(mentioned))
        self._numbers = {work.key: index for index, work in enumerate(site.works)}
        self._outlines: dict[tuple[int, int], Outline] = {}
        self._lacking: dict[tuple[int, int, date], list[Change]] = {}
        self.changes = Changes(site, self.names, citations or {})

    def document(self, work: Work, version: Version, citations: Sequence[Citation]) -> tuple[Resolved, ...]:
        """Resolve all citations of one document, in order."""
        index = self._numbers[work.key]
        number = next(n for n, each in enumerate(work.versions) if each is version)
        published = day_of(version)
        # A text without a date is later than the commencement that it tells, by nobody knows how much.
        day = (commencement(version) or published) if published else None
        citing = Document(index, number, day, published)
        return tuple(self._resolve(citing, citation) for citation in citations)

    def same_article_elsewhere(
        self, work: Work, version: Version, resolved: Resolved
    ) -> list[tuple[int, str]]:
        """Return the versions in which a cited article of another law bears the same number, with its eId.

        A document of 2013 cites 刑法第二百六十四条; readers of the text of 2020 want to know. Only where no
        amendment in between can have given the number to another article; the cited version itself is left out.

        Args:
            work: the citing work.
            version: the citing version.
            resolved: the citation.
        """
        target, label = resolved.target, resolved.locator.article
        day = commencement(version) or day_of(version)
        if target is None or not label or target.key == work.key or day is None or resolved.citation.edition:
            return []
        index = self._numbers[target.key]
        found = []
        for number, other in enumerate(self.site.works[index].versions):
            published = day_of(other)
            if number == target.version or published is None or not other.record.note_dates:
                continue
            if self.changes.keeps_number(index, label, day, published):
                place = self._outline(index, number).find(Locator(article=label), "")
                if place.reason is None:
                    found.append((number, place.eid))
        return found

    # --- one citation ---------------------------------------------------------------------------

    def _resolve(self, citing: Document, citation: Citation) -> Resolved:
        name = citation.name
        if citation.doubt is not None:
            return Resolved(citation, citation.start, None, citation.doubt, citation.locator)
        if name.lead is Lead.SELF:
            return self._itself(citing, citation)
        named = self.names.find(name)
        start = _begin(citation, named.start)
        said = words_around(name, named.left)
        if named.work not in (None, citing.work) and self._is_too_new(named.work, citing):
            return Resolved(citation, start, None, Reason.NO_LAW, citation.locator)
        if named.candidates and said.day:
            fitting = [work for work in named.candidates if self._knows(work, said.day)]
            named = named._replace(work=fitting[0] if len(fitting) == 1 else None)
        if named.work is None:
            return Resolved(citation, start, None, named.reason, citation.locator)
        if citation.edition is not Edition.USUAL:
            said = said._replace(edition=citation.edition, by_words=False)
        if citation.locator == Locator():
            return self._whole(citing, citation, named.work, start, said)
        if named.work == citing.work and said.edition is Edition.USUAL and not said.year:
            return self._itself(citing, citation, start)
        numbered = self._numbered(named.work, name.hint) if said.edition is Edition.USUAL else None
        version = self._version(named.work, citing, said) if numbered is None else numbered
        if (named.work, version) == (citing.work, citing.version):
            # A file may hold the decision that amends the text of its title: never a link to itself.
            return Resolved(citation, start, None, Reason.AMENDMENT, citation.locator)
        is_named = numbered is not None or said.by_day or bool(said.year)
        return self._inside(citation, named.work, version, None if is_named else citing, start)

    def _itself(self, citing: Document, citation: Citation, start: int = -1) -> Resolved:
        """Resolve a citation of the document in which it stands."""
        begin = citation.start if start < 0 else start
        found = self._outline(citing.work, citing.version).find(citation.locator, citation.scope)
        if citation.eid:
            # The place has decided; the outline is asked whether there is such a 款 and 项.
            found = found._replace(eid=citation.eid, to_eid=citation.to_eid or found.to_eid)
            if found.reason is Reason.CONTEXT or not citation.locator.article:
                found = found._replace(reason=None, locator=citation.locator)
        return _resolved(citation, begin, self.site.works[citing.work].key, citing.version, found)

    def _whole(self, citing: Document, citation: Citation, work: int, start: int, said: Said) -> Resolved:
        """Resolve a citation of a document as a whole; the law's page serves where no version fits."""
        key, day = self.site.works[work].key, said.day
        numbered = self._numbered(work, citation.name.hint)
        if work == citing.work:
            return self._namesake(citing, citation, start, numbered, day)
        if numbered is not None:
            return Resolved(citation, start, Target(key, numbered), None, citation.locator)
        if day is not None and not self._knows(work, day):
            return Resolved(citation, start, None, Reason.NO_VERSION, citation.locator)
        # The day of a document tells which one it is, and not which of its texts: 1985年2月8日发布的《…》同时废止.
        version = self._version(work, citing, said._replace(by_day=False))
        until = _until(citing, citation)
        if version is not None and until is not None and self._missing(work, version, until):
            version = None
        return Resolved(citation, start, Target(key, version), None, citation.locator)

    def _namesake(
        self, citing: Document, citation: Citation, start: int, numbered: int | None, day: date | None
    ) -> Resolved:
        """Resolve the document's own title: an earlier text of that title where it is said to be repealed."""
        versions = self.site.works[citing.work].versions
        is_other = day is not None and day not in all_days_of(versions[citing.version])
        if numbered in (None, citing.version) and not citation.repeals and not is_other:
            return Resolved(citation, start, None, Reason.ITSELF, citation.locator)
        before = [n for n in range(citing.version) if day is None or day in all_days_of(versions[n])]
        version = numbered if numbered not in (None, citing.version) else max(before, default=None)
        if version is None:
            return Resolved(citation, start, None, Reason.NO_VERSION, citation.locator)
        key = self.site.works[citing.work].key
        return Resolved(citation, start, Target(key, version), None, citation.locator)

    def _numbered(self, work: int, hint: str) -> int | None:
        """Return the version that bears the 文号 given behind a title: （法释〔2016〕29号)."""
        number = _NUMBER.sub("", hint)
        if not number.endswith("号"):
            return None
        versions = self.site.works[work].versions
        fitting = [n for n, v in enumerate(versions) if _NUMBER.sub("", v.record.number) == number]
        return fitting[0] if len(fitting) == 1 else None

    def _inside(
        self, citation: Citation, work: int, version: int | None, citing: Document | None, start: int
    ) -> Resolved:
        """Resolve a citation of a place in another document.

        ``citing`` is None where the text names the version: later amendments do not matter then.
        """
        if version is None:
            return self._unknown(citation, work, citing, start)
        found = self._outline(work, version).find(citation.locator, "")
        if found.reason is not None and self._is_elsewhere(work, citation.locator):
            return self._unknown(citation, work, citing, start)
        if citing is not None and not self._is_sure(work, version, citing, citation, found):
            return self._unknown(citation, work, citing, start)
        return _resolved(citation, start, self.site.works[work].key, version, found)

    def _unknown(self, citation: Citation, work: int, citing: Document | None, start: int) -> Resolved:
        """Return a citation of a known law whose text of that day is not known: it leads to the law."""
        reason = Reason.NO_DATE if citing and not citing.day else Reason.NO_VERSION
        target = Target(self.site.works[work].key, None)
        return Resolved(citation, start, target, reason, self._as_named(citation, work))

    def _as_named(self, citation: Citation, work: int) -> Locator:
        """Return the locator in the labels that the work's units have, though no version of it is meant."""
        found = self._anywhere(work, citation.locator)
        return citation.locator if found is None else found.locator

    def _is_elsewhere(self, work: int, locator: Locator) -> bool:
        """Tell whether another text of the work has what this one lacks, so that it is the text that is wrong."""
        return self._anywhere(work, locator) is not None

    def _anywhere(self, work: int, locator: Locator) -> Found | None:
        """Return what some version of a work has for ``locator``."""
        for number in range(len(self.site.works[work].versions)):
            found = self._outline(work, number).find(locator, "")
            if found.reason is None:
                return found
        return None

    def _outline(self, work: int, version: int) -> Outline:
        key = (work, version)
        if key not in self._outlines:
            self._outlines[key] = Outline(self.site.works[work].versions[version].record)
        return self._outlines[key]

    # --- which version --------------------------------------------------------------------------

    def _version(self, work: int, citing: Document, said: Said) -> int | None:
        """Return the version that is meant, or None where the library lacks it."""
        versions = self.site.works[work].versions
        if said.by_day or said.year:
            fitting = [n for n, v in enumerate(versions) if said.fits(v)]
            return fitting[0] if len(fitting) == 1 else None
        if citing.day is None:
            return None
        newest = last_published(versions, citing.published) if said.by_words else None
        if said.edition is Edition.NEW:
            return newest if said.by_words else made_on(versions, citing)
        if said.edition is Edition.OLD:
            made = made_on(versions, citing)
            before = citing.published if made is None and citing.published else citing.day
            found = in_force(versions, min(before, citing.day) - timedelta(days=1), exclude=made)
            # Long after an amendment, 修订前的 means a text that was in force no more.
            return found if not said.by_words or found != newest else None
        return in_force(versions, citing.day)

    def _is_sure(self, work: int, version: int, citing: Document, citation: Citation, found: Found) -> bool:
        """Tell whether what ``version`` says there is what was in force, as far as later amendments tell."""
        if citing.day is None or citation.edition is Edition.NEW:
            return True
        until = _until(citing, citation)
        missing = self._missing(work, version, until) if until else []
        if not missing:
            return True
        if citation.locator.article and all(one.spares(citation.locator) for one in missing):
            return True
        versions = self.site.works[work].versions
        last = max(one.day for one in missing)
        behind = [n for n, v in enumerate(versions) if n > version and (day_of(v) or last) > last]
        if not behind or found.reason is not None or not found.digests:
            return False
        after = self._outline(work, behind[0]).find(citation.locator, "")
        return after.reason is None and after.digests == found.digests

    def _missing(self, work: int, version: int, day: date) -> list[Change]:
        """Return the amendments up to ``day`` that a version has not taken in, and no text in the library has."""
        key = (work, version, day)
        if key not in self._lacking:
            self._lacking[key] = self._find_missing(work, version, day)
        return self._lacking[key]

    def _find_missing(self, work: int, version: int, day: date) -> list[Change]:
        versions = self.site.works[work].versions
        own = day_of(versions[version])
        if own is None:
            return []
        return [
            change
            for change in self.changes.of(work)
            if change.day <= day
            and not is_here(change.day, versions)
            and (change.day > own or is_left_out(change.day, versions, version))
        ]

    def _is_too_new(self, work: int | None, citing: Document) -> bool:
        """Tell whether a work was first adopted after the citing document: then its name meant another law."""
        if work is None:
            return False
        versions = self.site.works[work].versions
        first = [v.record.note_dates[0] if v.record.note_dates else day_of(v) for v in versions]
        is_noted = any(version.record.note_dates for version in versions)
        return is_noted and citing.day is not None and all(day and day > citing.day for day in first)

    def _knows(self, work: int, day: date) -> bool:
        """Tell whether a work has a text that knows of ``day``: made, published or amended on it."""
        return any(day in all_days_of(version) for version in self.site.works[work].versions)


def _resolved(citation: Citation, start: int, key: str, version: int, found: Found) -> Resolved:
    if found.reason is not None:
        return Resolved(citation, start, None, found.reason, found.locator, found.unit)
    target = Target(key, version, found.eid, found.to_eid)
    return Resolved(citation, start, target, None, found.locator, found.unit)


def _begin(citation: Citation, skipped: int) -> int:
    """Return where a citation begins once it is known how many characters before the name are no part of it."""
    name = citation.name
    if name.lead is Lead.NAME and name.start == citation.start and not name.alias:
        return citation.start + skipped
    return citation.start


def _until(citing: Document, citation: Citation) -> date | None:
    """Return the day up to which amendments count; what an amending document changes is still as it was."""
    if citation.edition is Edition.OLD and citing.day and citing.published:
        return min(citing.day, citing.published - timedelta(days=1))
    return citing.day
