"""A citation, its place and the library → exactly one target, or a reason.

Which version is meant (grammar of citations, “Which version?”): the document itself means its own version;
words that name a version (1997年刑法, 修正前) decide; otherwise it is the version that was in force when the
citing version took effect. Where the library lacks that version, the law is known and its text is not:
the target has no version, and the link leads to the law.

The notes of later versions, and amending documents, tell of amendments whose texts the library lacks
(:mod:`build_tools.cite.changes`). A citation from such a time leads to the text before only if the article
was not touched, or reads the same before and after.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from build_tools.cite.changes import Change, Changes
from build_tools.cite.names import Names
from build_tools.cite.outline import Found, Outline
from build_tools.model.citations import Citation, Edition, Lead, Locator, Name, Reason, Target
from build_tools.model.site import Force, Site, Version, Work
from build_tools.urls import UNDATED

_OLD_WORD: Final = re.compile(r"(?:(?:修正|修订|修改)前的?|原|旧)\Z")
_YEAR_WORD: Final = re.compile(r"((?:19|20)\d\d)年?(?:通过|公布|颁布|发布|制定|修[正订]|施行)?(?:的)?\Z")
_YEAR: Final = re.compile(r"((?:19|20)\d\d)年")
_DAY: Final = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日")
_ENDED: Final = (Force.AMENDED, Force.REPEALED)
_NUMBER: Final = re.compile(r"[\s〔〕\[\]［］（）()【】]")
"""What the writings of a 文号 differ in."""
_NEAR: Final = timedelta(days=100)
"""A text is published within so many days of the decision that amends it."""


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


@dataclass(frozen=True, slots=True)
class _Document:
    """The citing document."""

    work: int
    version: int
    day: date | None
    """When it took effect."""
    published: date | None


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
        self.changes = Changes(site, self.names, citations or {})

    def document(self, work: Work, version: Version, citations: Sequence[Citation]) -> tuple[Resolved, ...]:
        """Resolve all citations of one document, in order."""
        index = self._numbers[work.key]
        number = next(n for n, each in enumerate(work.versions) if each is version)
        published = _published(version)
        # A text without a date is later than the commencement that it tells, by nobody knows how much.
        day = (_start(version) or published) if published else None
        citing = _Document(index, number, day, published)
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
        day = _start(version) or _published(version)
        if target is None or not label or target.key == work.key or day is None or resolved.citation.edition:
            return []
        index = self._numbers[target.key]
        found = []
        for number, other in enumerate(self.site.works[index].versions):
            published = _published(other)
            if number == target.version or published is None or not other.record.note_dates:
                continue
            if self.changes.keeps_number(index, label, day, published):
                place = self._outline(index, number).find(Locator(article=label), "")
                if place.reason is None:
                    found.append((number, place.eid))
        return found

    # --- one citation ---------------------------------------------------------------------------

    def _resolve(self, citing: _Document, citation: Citation) -> Resolved:
        name = citation.name
        if citation.doubt is not None:
            return Resolved(citation, citation.start, None, citation.doubt, citation.locator)
        if name.lead is Lead.SELF:
            return self._itself(citing, citation)
        named = self.names.find(name)
        start = _begin(citation, named.start)
        edition, year, exact = _words(name, named.left)
        if named.work not in (None, citing.work) and self._is_too_new(named.work, citing):
            return Resolved(citation, start, None, Reason.NO_LAW, citation.locator)
        if named.candidates and exact:
            fitting = [work for work in named.candidates if self._knows(work, exact)]
            named = named._replace(work=fitting[0] if len(fitting) == 1 else None)
        if named.work is None:
            return Resolved(citation, start, None, named.reason, citation.locator)
        if citation.edition is not Edition.USUAL:
            edition = citation.edition
        if citation.locator == Locator():
            return self._whole(citing, citation, named.work, start, exact)
        if named.work == citing.work and edition is Edition.USUAL and not year:
            return self._itself(citing, citation, start)
        numbered = self._numbered(named.work, name.hint) if edition is Edition.USUAL else None
        version = self._version(named.work, citing, edition, year) if numbered is None else numbered
        if (named.work, version) == (citing.work, citing.version):
            # A file may hold the decision that amends the text of its title: never a link to itself.
            return Resolved(citation, start, None, Reason.AMENDMENT, citation.locator)
        return self._inside(citation, named.work, version, citing, start)

    def _itself(self, citing: _Document, citation: Citation, start: int = -1) -> Resolved:
        """Resolve a citation of the document in which it stands."""
        begin = citation.start if start < 0 else start
        found = self._outline(citing.work, citing.version).find(citation.locator, citation.scope)
        if citation.eid:
            # The place has decided; the outline is asked whether there is such a 款 and 项.
            found = found._replace(eid=citation.eid, to_eid=citation.to_eid or found.to_eid)
            if found.reason is Reason.CONTEXT or not citation.locator.article:
                found = found._replace(reason=None, locator=citation.locator)
        return _resolved(citation, begin, self.site.works[citing.work].key, citing.version, found)

    def _whole(
        self, citing: _Document, citation: Citation, work: int, start: int, day: date | None
    ) -> Resolved:
        """Resolve a citation of a document as a whole; the law's page serves where no version fits."""
        key = self.site.works[work].key
        numbered = self._numbered(work, citation.name.hint)
        if work == citing.work:
            return self._namesake(citing, citation, start, numbered, day)
        if numbered is not None:
            return Resolved(citation, start, Target(key, numbered), None, citation.locator)
        if day is not None and not self._knows(work, day):
            return Resolved(citation, start, None, Reason.NO_VERSION, citation.locator)
        version = self._version(work, citing, citation.edition, 0)
        until = _until(citing, citation)
        if version is not None and until is not None and self._missing(work, version, until):
            version = None
        return Resolved(citation, start, Target(key, version), None, citation.locator)

    def _namesake(
        self, citing: _Document, citation: Citation, start: int, numbered: int | None, day: date | None
    ) -> Resolved:
        """Resolve the document's own title: an earlier text of that title where it is said to be repealed."""
        versions = self.site.works[citing.work].versions
        is_other = day is not None and day not in _days(versions[citing.version])
        if numbered in (None, citing.version) and not citation.repeals and not is_other:
            return Resolved(citation, start, None, Reason.ITSELF, citation.locator)
        before = [n for n in range(citing.version) if day is None or day in _days(versions[n])]
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
        self, citation: Citation, work: int, version: int | None, citing: _Document, start: int
    ) -> Resolved:
        """Resolve a citation of a place in another document."""
        key = self.site.works[work].key
        reason = Reason.NO_VERSION if citing.day else Reason.NO_DATE
        unknown = Resolved(citation, start, Target(key, None), reason, self._as_named(citation, work))
        if version is None:
            return unknown
        found = self._outline(work, version).find(citation.locator, "")
        if found.reason is not None and self._is_elsewhere(work, citation.locator):
            return unknown
        if not self._is_sure(work, version, citing, citation, found):
            return unknown
        return _resolved(citation, start, key, version, found)

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

    def _version(self, work: int, citing: _Document, edition: Edition, year: int) -> int | None:
        """Return the version that is meant, or None where the library lacks it."""
        versions = self.site.works[work].versions
        if year:
            fitting = [n for n, v in enumerate(versions) if v.segment.startswith(str(year))]
            return fitting[0] if len(fitting) == 1 else None
        if citing.day is None:
            return None
        if edition is Edition.NEW:
            return _made_on(versions, citing)
        if edition is Edition.OLD:
            made = _made_on(versions, citing)
            before = citing.published if made is None and citing.published else citing.day
            return _in_force(versions, min(before, citing.day) - timedelta(days=1), exclude=made)
        return _in_force(versions, citing.day)

    def _is_sure(self, work: int, version: int, citing: _Document, citation: Citation, found: Found) -> bool:
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
        behind = [n for n, v in enumerate(versions) if n > version and (_published(v) or last) > last]
        if not behind or found.reason is not None or not found.digests:
            return False
        after = self._outline(work, behind[0]).find(citation.locator, "")
        return after.reason is None and after.digests == found.digests

    def _missing(self, work: int, version: int, day: date) -> list[Change]:
        """Return the amendments up to ``day`` that a version has not taken in, and no text in the library has."""
        versions = self.site.works[work].versions
        own = _published(versions[version])
        if own is None:
            return []
        return [
            change
            for change in self.changes.of(work)
            if change.day <= day
            and not _is_here(change.day, versions)
            and (change.day > own or _is_left_out(change.day, versions, version))
        ]

    def _is_too_new(self, work: int | None, citing: _Document) -> bool:
        """Tell whether a work was first adopted after the citing document: then its name meant another law."""
        if work is None:
            return False
        noted = [v.record.note_dates[0] for v in self.site.works[work].versions if v.record.note_dates]
        return bool(noted) and citing.day is not None and min(noted) > citing.day

    def _knows(self, work: int, day: date) -> bool:
        """Tell whether a work has a text that knows of ``day``: made, published or amended on it."""
        for version in self.site.works[work].versions:
            record = version.record
            if day in (
                *record.note_dates,
                record.meta.date,
                record.meta.publication_date,
                record.effective.day,
            ):
                return True
        return False


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


def _words(name: Name, left: str) -> tuple[Edition, int, date | None]:
    """Return edition, year and day that the words around a name say; 0 and None where they do not."""
    before = left if name.lead is Lead.NAME else name.before
    edition = Edition.OLD if _OLD_WORD.search(before) else Edition.USUAL
    match = _YEAR_WORD.search(before) or _YEAR.search(name.hint)
    day = None
    if exact := _DAY.search(before):
        try:
            day = date(int(exact[1]), int(exact[2]), int(exact[3]))
        except ValueError:
            day = None
    return edition, int(match[1]) if match else 0, day


def _start(version: Version) -> date | None:
    """Return the day on which a version commenced."""
    return next((turn.day for turn in version.timeline if turn.force is not Force.NOT_YET and turn.day), None)


def _end(version: Version) -> date | None:
    """Return the day on which a version that was in force ended."""
    running = False
    for turn in version.timeline:
        if turn.force in _ENDED and running:
            return turn.day
        running = running or turn.force not in (Force.NOT_YET, *_ENDED)
    return None


def _published(version: Version) -> date | None:
    """Return the day in the version's segment."""
    day = version.segment[:10]
    return None if day.startswith(UNDATED) else date.fromisoformat(day)


def _in_force(versions: Sequence[Version], day: date, exclude: int | None = None) -> int | None:
    """Return the version in force on ``day``; else the first text of a law that was published by then.

    A document may commence a little before the new law that it cites; before an amended text the law had another.
    """
    waiting = None
    for number, version in enumerate(versions):
        start, end, published = _start(version), _end(version), _published(version)
        if number == exclude or published is None or published > day:
            continue
        if start is not None and start <= day and (end is None or day < end):
            return number
        if (start is None or start > day) and number == 0 and not version.record.amended:
            waiting = number
    return waiting


def _made_on(versions: Sequence[Version], citing: _Document) -> int | None:
    """Return the version that an amending document made: published on its day, or commencing with it."""
    for number, version in enumerate(versions):
        published = _published(version)
        if published is not None and published in (citing.published, citing.day):
            return number
    for number, version in enumerate(versions):
        if citing.published in version.record.amended and version.record.amended[-1:] == (citing.published,):
            return number
    return None


def _until(citing: _Document, citation: Citation) -> date | None:
    """Return the day up to which amendments count; what an amending document changes is still as it was."""
    if citation.edition is Edition.OLD and citing.day and citing.published:
        return min(citing.day, citing.published - timedelta(days=1))
    return citing.day


def _days(version: Version) -> tuple[date | None, ...]:
    """Return the days that a text bears: of its adoption and amendments, of publication, of commencement."""
    record = version.record
    return (
        *record.note_dates,
        record.meta.date,
        record.meta.publication_date,
        record.effective.day,
        _published(version),
    )


def _is_left_out(day: date, versions: Sequence[Version], number: int) -> bool:
    """Tell whether a text was not brought up to date with an amendment before it.

    The file of 刑法 of 2009 is the text of 1997 with one amendment; the notes of the text of 2020 list seven more.
    """
    noted = versions[number].record.amended
    later = [each for version in versions[number + 1 :] for each in version.record.amended]
    return bool(noted) and noted[0] < day and day not in noted and day in later


def _is_here(amended: date, versions: Iterable[Version]) -> bool:
    """Tell whether one of the versions is the text that an amendment of that day made."""
    days = [_published(version) for version in versions]
    return any(day is not None and amended - timedelta(days=1) <= day <= amended + _NEAR for day in days)
