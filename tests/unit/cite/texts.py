"""Laws and libraries for the tests of citations, made of a few real sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from build_tools.cite.extract import extract
from build_tools.cite.resolve import Resolved, Resolver
from build_tools.model.citations import Citation, Locator
from build_tools.model.law import Law
from build_tools.model.site import Site
from build_tools.parse.loader import parse_bytes
from build_tools.parse.records import record_of
from build_tools.registry import Registry
from build_tools.versions.families import build_site

AS_OF = date(2026, 11, 26)


def source_of(body: str, title: str = "某某条例", **fields: str) -> str:
    """Return a source file; ``fields`` are further lines of front matter."""
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\ntitle: {title}\n{lines}---\n\n**{title}**\n\n{body}"


def law_of(source: str, path: str = "law.md") -> Law:
    """Return the parsed law."""
    law = parse_bytes(source.encode(), path).law
    assert law is not None
    return law


def articles(*texts: str) -> str:
    """Return a body of articles 第一条, 第二条 …; a newline in a text begins another 款."""
    numbers = "一二三四五六七八九十"
    return "\n\n".join(
        f"- **第{numbers[at]}条**　　" + text.replace("\n", "\n\n  ") for at, text in enumerate(texts)
    )


def found_in(source: str, path: str = "law.md") -> list[tuple[str, Citation]]:
    """Return the citations in a source file, with the words of each."""
    return [(source[one.start : one.end], one) for one in extract(law_of(source, path))]


def shown(locator: Locator) -> str:
    """Return a locator in short: ``第九条 1-2 （一）（二）``."""
    divisions = "".join((locator.book, locator.part, locator.chapter, locator.section))
    last = "".join(f"至{to}" for to in (locator.to_chapter, locator.to_section, locator.to_article) if to)
    paragraphs = "" if locator.paragraph is None else str(locator.paragraph)
    if locator.to_paragraph is not None:
        paragraphs += f"-{locator.to_paragraph}"
    preamble = "序言" if locator.preamble else ""
    words = (
        locator.annex,
        preamble,
        divisions,
        locator.article + last if locator.article else last,
        paragraphs,
    )
    return " ".join([word for word in (*words, "".join(locator.items)) if word])


def library(sources: Mapping[str, str], aliases: Mapping[str, str] | None = None) -> Library:
    """Return a library of source files, by path."""
    return Library(sources, aliases or {})


class Library:
    """A site and its citations."""

    def __init__(self, sources: Mapping[str, str], aliases: Mapping[str, str]) -> None:
        """Parse everything."""
        self.sources = sources
        laws = {path: law_of(source, path) for path, source in sources.items()}
        self.site: Site = build_site([record_of(law) for law in laws.values()], Registry(()), AS_OF, "")
        self.citations: dict[str, Sequence[Citation]] = {path: extract(law) for path, law in laws.items()}
        self.resolver = Resolver(self.site, aliases, self.citations)

    def resolved(self, path: str) -> list[tuple[str, Resolved]]:
        """Return what became of the citations of a file, with the words of each."""
        for work in self.site.works:
            for version in work.versions:
                if version.record.path == path:
                    found = self.resolver.document(work, version, self.citations[path])
                    source = self.sources[path]
                    return [(source[one.start : one.citation.end], one) for one in found]
        raise KeyError(path)

    def links(self, path: str) -> list[tuple[str, str]]:
        """Return the words of each citation and where it leads: ``xingfa/2020-12-26#art_2``, or the reason."""
        return [(words, self.address(one)) for words, one in self.resolved(path)]

    def address(self, one: Resolved) -> str:
        """Return where a citation leads, in short."""
        if one.target is None:
            assert one.reason is not None
            return one.reason.value
        work = next(work for work in self.site.works if work.key == one.target.key)
        version = "" if one.target.version is None else work.versions[one.target.version].segment
        to = f"…{one.target.to_eid}" if one.target.to_eid else ""
        return f"{work.key}/{version}" + (f"#{one.target.eid}{to}" if one.target.eid else "")
