"""What the pages of a version carry for programs, in ``<head>``: JSON-LD, Zotero, previews, robots.

Every byte stands on a hundred thousand pages, so one element serves several readers where it can:

* ``DC.title`` (Dublin Core) is ``og:title`` (Open Graph) as well, ``description`` is ``og:description``. Readers of Open
  Graph go by ``property``, the others by ``name``.
* Zotero's translator "Embedded Metadata" reads Dublin Core (title, creators, date, language) and gives each ``z:…`` to
  the field of that name: ``itemType`` is statute (法律法规), ``publicLawNumber`` the 文号, ``section`` the article.
  Without an abstract it takes the description.

The title is the law's; a preview in a chat shows the article in the line below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.model.law import Law
from build_tools.model.links import Citing
from build_tools.model.nodes import Division, Item, Paragraph, Subitem, Table, Text, Unit
from build_tools.model.site import Work
from build_tools.pages import jsonld
from build_tools.pages.badges import OVER
from build_tools.pages.context import Context
from build_tools.pages.copying import copy_facts
from build_tools.pages.html import escape, value
from build_tools.pages.text import squeeze
from build_tools.urls import FULL, FULL_MARKDOWN, LAW_JSON
from build_tools.versions.force import commencement, published

MOST_WORDS = 50
"""Characters of a description: about what a preview shows, and 150 bytes."""
NO_INDEX = "<meta name=robots content=noindex,follow>"


class Metadata:
    """The head elements of the pages of one version."""

    def __init__(
        self, work: Work, index: int, law: Law, context: Context, basis: tuple[Citing, ...] = ()
    ) -> None:
        """Prepare what the pages of version ``index`` share; ``law`` is its text, ``basis`` what it was made under."""
        version = work.versions[index]
        facts = copy_facts(work, version, law)
        self.robots = NO_INDEX if is_superseded(work, index) else ""
        """All that lists and ``full.html`` carry: whether search engines may list them."""
        self._shared = "".join(_zotero(facts, version.record.meta.author, published(version.record)))
        self._about = _about_version(work, index)
        self._whole = ""
        self._pieces: tuple[str, str] | None = None
        if context.site_url:
            # The addresses are those of the public site, which need not have what a bundle has.
            files = forms(context) if context.reach.is_all else (FULL,)
            data = jsonld.version_data(work, index, facts["title"], basis, files, context.site_url)
            self._whole = jsonld.element(jsonld.version_json(data))
            self._pieces = jsonld.part_data(work, version, context.site_url)

    def of_version(self) -> str:
        """Return the head elements of the version page, which is for search engines also when it is superseded."""
        return (
            f"{self._shared}{_description(self._about)}<meta property=og:type content=article>{self._whole}"
        )

    def of_part(self, eid: str, name: str, about: str) -> str:
        """Return the head elements of the page of a unit, division, annex or preamble.

        Args:
            eid: what the page is about.
            name: its label, maybe empty: ``第二百六十四条``, ``第一章 总则``.
            about: the description, as :func:`first_words` makes it.
        """
        section = f"<meta name=z:section content={value(name)}>" if name else ""
        data = jsonld.element(jsonld.part_json(self._pieces, name, eid)) if self._pieces else ""
        return f"{self.robots}{self._shared}{section}{_description(about)}{data}"


def is_superseded(work: Work, index: int) -> bool:
    """Tell whether a version has ended while the work has another one to read.

    All pages of such a version but the version page ask search engines not to list them (``noindex``): they hold
    nearly the words of the text in force, and whoever searches for an article must find the law of the day
    first. The canonical address stays their own, for they are no copies: a court may have to apply them. The
    version page remains to be found by those who look for the old text. A law that has ended as a whole has no
    other text, and is listed.
    """
    return index != work.current and work.versions[index].force in OVER


def forms(context: Context) -> tuple[str, ...]:
    """Return the names of the files that hold the whole text of a version.

    ``full.md`` goes out alone and its links are absolute, so it needs a public address; in a bundle, where
    nothing reads it, it is left out.
    """
    markdown = (
        (FULL_MARKDOWN,) if context.site_url and context.reach.is_all and not context.reach.whole else ()
    )
    return (FULL, *markdown, *((LAW_JSON,) if context.law_json else ()))


def first_words(name: str, nodes: Iterable[object]) -> str:
    """Return the description of a page: the name of what it shows, and how its text begins."""
    words = name
    for text in _texts(nodes):
        words = f"{words} {text.strip()}" if words == name else words + text.strip()
        if len(words) > MOST_WORDS:
            return f"{words[:MOST_WORDS].rstrip()}…"
    return words.strip()


def _zotero(facts: dict[str, str], author: str, day: object) -> Iterator[str]:
    """Yield what Zotero and Dublin Core have of every page of a version."""
    yield "<meta name=z:itemType content=statute>"
    yield f"<meta name=DC.title property=og:title content={value(facts['title'])}>"
    for name in jsonld.issuers(author):
        yield f"<meta name=DC.creator content={value(name)}>"
    if day:
        yield f"<meta name=DC.date content={day}>"
    yield "<meta name=DC.language content=zh-CN>"
    if "number" in facts:
        yield f"<meta name=z:publicLawNumber content={value(facts['number'])}>"


def _description(words: str) -> str:
    """Return a description, for search engines and for previews."""
    return f'<meta name=description property=og:description content="{escape(words)}">' if words else ""


def _about_version(work: Work, index: int) -> str:
    """Return the description of a version: who published it and when, and from when on it counts."""
    record = work.versions[index].record
    days = [f"{record.meta.publication_date} 公布"] if record.meta.publication_date else []
    starts = commencement(record)
    days += [f"{starts} 施行"] if starts else []
    return " ".join(part for part in (squeeze(record.meta.author), "，".join(days)) if part)


def _texts(nodes: Iterable[object]) -> Iterator[str]:
    """Yield the texts below nodes, in order."""
    for node in nodes:
        if isinstance(node, Text):
            yield node.plain
        elif isinstance(node, Table):
            yield from (Text(cell).plain for row in node.rows for cell in row)
        elif isinstance(node, (Item, Subitem, Unit)):
            yield node.label.text
            yield from _texts(node.children)
        elif isinstance(node, (Paragraph, Division)):
            yield from _texts(node.children)
