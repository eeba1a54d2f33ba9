"""What a document cites, one JSON object a citation: for tests, scores and curiosity (``tiaowen citations``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_tools import urls
from build_tools.cite.resolve import Resolved
from build_tools.model.law import Meta
from build_tools.model.site import AnnexOutline, DivisionOutline, Record, Site, UnitOutline, Version
from build_tools.versions.force import published


class Answers:
    """Turns resolved citations into answers."""

    def __init__(self, site: Site, metas: Mapping[str, Meta]) -> None:
        """Learn what answers say of the documents that are cited.

        Args:
            site: the library.
            metas: front matter of every document as its file has it, by ``Record.path``; in the site, of two
                documents with one id the second has lost it.
        """
        self._works = {work.key: work for work in site.works}
        self._metas = metas

    def of_document(
        self, path: str, source: str, record: Record, resolved: Iterable[Resolved]
    ) -> Iterator[dict[str, object]]:
        """Yield what is said of the citations of one document: the fields that DESIGN, "Commands", lists.

        Args:
            path: the file as the user named it.
            source: its text.
            record: the document.
            resolved: its citations.
        """
        labels = {unit.eid: unit.label for unit in _units((*record.outline, *record.annexes))}
        for one in resolved:
            end = one.citation.end
            yield {
                "path": path,
                "start": one.start,
                "end": end,
                "text": source[one.start : end],
                # In a preamble, in an annex without articles, and around the main text there is none.
                "article": labels.get(one.citation.place),
                "target": self._target(one),
                "url": self._url(one),
                "reason": one.reason.value if one.reason else None,
            }

    def _target(self, one: Resolved) -> dict[str, object] | None:
        """Return what is cited; without id and date where the library lacks the version that is meant."""
        if one.target is None:
            return None
        work, locator = self._works[one.target.key], one.locator
        version = work.versions[work.current if one.target.version is None else one.target.version]
        certain = one.target.version is not None
        meta = self._metas[version.record.path]
        return {
            "id": (meta.id or None) if certain else None,
            "title": meta.title,
            "date": _day(version) if certain else None,
            "book": locator.book or None,
            "part": locator.part or None,
            "chapter": locator.chapter or None,
            "section": locator.section or None,
            "article": locator.article or None,
            "to_article": locator.to_article or None,
            "paragraph": locator.paragraph,
            "to_paragraph": locator.to_paragraph,
            "items": list(locator.items),
            "annex": locator.annex or None,
            "unit": one.unit or None,
        }

    def _url(self, one: Resolved) -> str | None:
        """Return the address in the site to which the citation leads."""
        if one.target is None:
            return None
        if one.target.version is None:
            return urls.law_dir(one.target.key)
        folder = urls.version_dir(
            one.target.key, self._works[one.target.key].versions[one.target.version].segment
        )
        return folder + urls.href(one.target.eid) if one.target.eid else folder


def _day(version: Version) -> str | None:
    """Return the day of publication, which names the version."""
    day = published(version.record)
    return day.isoformat() if day else None


def _units(outline: Sequence[DivisionOutline | UnitOutline | AnnexOutline]) -> Iterator[UnitOutline]:
    for node in outline:
        if isinstance(node, UnitOutline):
            yield node
        else:
            yield from _units(node.children)
