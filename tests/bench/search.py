"""Search, side by side on the same pages: ours, Pagefind's and that of Material for MkDocs (lunr)."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench import lunr, pagefind
from tests.bench.drive import Answer, Outcome, drive, gzipped, median, p95
from tests.bench.pages import Page, read_pages
from tests.bench.queries import TERMS, Quality, counts, quality, substrings
from tests.bench.table import Comparison, Line

FORMS = ("as typed", "in quotes")
"""How readers put a query, and how those do who know that there are phrases."""


class Library(NamedTuple):
    """The same laws, as our build and Hugo have them."""

    site: Path
    pages: Mapping[str, Page]
    seconds: float
    """What our build spent on the index."""
    hugo: Path | None
    """The site that Hugo made of the Markdown pages, if there is Hugo."""

    @property
    def articles(self) -> int:
        """How many articles there are."""
        return sum(page.article for page in self.pages.values())


class Questions(NamedTuple):
    """What every engine is asked about a library, each with the number of articles that it is in."""

    substrings: Mapping[str, int]
    terms: Mapping[str, int]


class Engine(NamedTuple):
    """An engine, with its index of a library, and what it did with the questions."""

    name: str
    index_bytes: float
    """An article, compressed."""
    text_bytes: float | None
    """An article, of what shows the results; None: it is in the index."""
    speed: float
    """Articles indexed a second."""
    outcome: Outcome


class Compared(NamedTuple):
    """What came of it."""

    tables: list[Comparison]
    pagefind_seconds: float | None
    """What Pagefind took for all pages; None: it is not there."""


def read_library(project: Path, seconds: float, hugo: Path | None) -> Library:
    """Return the library that was built in a project folder."""
    return Library(project / "site", read_pages(project / "docs" / "laws"), seconds, hugo)


def compare(everything: Library, some: Library, work: Path) -> Compared:
    """Ask all engines that are there about a library, and about a smaller one that is part of it.

    Args:
        everything: for ours and Pagefind.
        some: for these and for lunr, which wants the whole index in memory.
        work: a folder for the site that Material makes.
    """
    node = shutil.which("node")
    if node is None:
        print("no Node.js: nothing is searched", file=sys.stderr)
        return Compared([], None)
    asked = substrings(some.pages)
    seconds = [_index_with_pagefind(library) for library in (everything, some)]
    tables = [
        _compare(node, "everything", everything, asked, seconds[0], None),
        _compare(node, "sample", some, asked, seconds[1], work),
    ]
    return Compared(tables, seconds[0])


def _compare(
    node: str, what: str, library: Library, asked: Sequence[str], seconds: float | None, work: Path | None
) -> Comparison:
    """Ask all engines about a library: Pagefind where it took so many seconds, lunr where there is a folder for it."""
    terms = {term: count for term, count in counts(TERMS, library.pages).items() if count}
    questions = Questions(counts(asked, library.pages), terms)
    engines = [_ours(node, library, questions)]
    if seconds:
        engines.append(_pagefind(node, library, seconds, questions))
    if work:
        engines.append(_lunr(node, library, work, questions))
    lines = list(_lines(library, engines, questions, budgets=work is None))
    return Comparison(
        f"search, {what}: {library.articles:,} articles", [engine.name for engine in engines], lines
    )


def _ask(
    node: str, driver: str, site: Path, questions: Questions, *, first: int = len(TERMS), **more: str
) -> Outcome:
    """Ask an engine all questions in both forms, and so many of the terms on a fresh page."""
    plain = [*questions.substrings, *questions.terms]
    lists = {FORMS[0]: plain, FORMS[1]: [f'"{query}"' for query in plain]}
    return drive(node, driver, site, list(questions.terms)[:first], lists, **more)


def _ours(node: str, library: Library, questions: Questions) -> Engine:
    print("asking ours", file=sys.stderr)
    folder = library.site / "search"
    texts = set((folder / "text").rglob("*.js"))
    index = set(folder.rglob("*.js")) - texts
    return Engine(
        "ours",
        gzipped(index) / library.articles,
        gzipped(texts) / library.articles,
        library.articles / library.seconds,
        _ask(node, "ours.js", library.site, questions),
    )


def _index_with_pagefind(library: Library) -> float | None:
    """Have Pagefind index what Hugo made; return the seconds, or None without the two."""
    program = pagefind.find()
    if program is None or library.hugo is None:
        print("no Pagefind, or no Hugo to make its pages: they are left out", file=sys.stderr)
        return None
    pagefind.mark(library.hugo)
    seconds = pagefind.run(program, library.hugo)
    print(f"Pagefind: {seconds:.1f} s", file=sys.stderr)
    return seconds


def _pagefind(node: str, library: Library, seconds: float, questions: Questions) -> Engine:
    assert library.hugo is not None
    return Engine(
        "Pagefind",
        gzipped(pagefind.index_files(library.hugo)) / library.articles,
        gzipped(pagefind.text_files(library.hugo)) / library.articles,
        library.articles / seconds,
        _ask(node, "pagefind.js", library.hugo, questions, lang=pagefind.LANGUAGE),
    )


def _lunr(node: str, library: Library, work: Path, questions: Questions) -> Engine:
    built = lunr.build(work, (page for page in library.pages.values() if page.indexed))
    print(f"Material: {built.seconds:.1f} s", file=sys.stderr)
    # It loads everything before the first query, whatever that is.
    outcome = _ask(node, "lunr.js", built.site, questions, first=1, worker=built.worker)
    size, articles = gzipped([built.index_file]), library.articles
    return Engine("lunr", size / articles, None, articles / built.seconds, outcome)


def _lines(
    library: Library, engines: Sequence[Engine], questions: Questions, *, budgets: bool
) -> Iterator[Line]:
    """Yield the figures; the budgets are those of the design, for the whole library."""

    def line(what: str, unit: str, figure: Callable[[Engine], float | None], budget: float = 0) -> Line:
        return Line(what, unit, [figure(engine) for engine in engines], budget if budgets else 0)

    yield line("index, gzip, an article", "B", lambda one: one.index_bytes, 120)
    yield line("texts, gzip, an article", "B", lambda one: one.text_bytes, 140)
    yield line("articles indexed a second", "", lambda one: one.speed)
    yield line("first query, median", "KB", lambda one: median(_kilobytes(one.outcome.fresh)))
    yield line("first query, 95 of 100", "KB", lambda one: p95(_kilobytes(one.outcome.fresh)), 55)
    yield line("first query, round trips at most", "", lambda one: _trips(one.outcome.fresh), 3)
    yield line("later query, median", "KB", lambda one: median(_kilobytes(_typed(one))))
    yield line("later query, 95 of 100", "KB", lambda one: p95(_kilobytes(_typed(one))), 25)
    yield line("later query, round trips at most", "", lambda one: _trips(_typed(one)))
    few = len(questions.substrings)
    yield line("later query, terms, 95 of 100", "KB", lambda one: p95(_kilobytes(_typed(one)[few:])))
    yield line("later query, terms, round trips at most", "", lambda one: _trips(_typed(one)[few:]))
    yield line("query time, median", "ms", lambda one: median(answer.ms for answer in _typed(one)))
    yield line("query time, 95 of 100", "ms", lambda one: p95(answer.ms for answer in _typed(one)), 10)
    for form in FORMS:
        for name, queries in (("substrings", questions.substrings), ("terms", questions.terms)):
            judged = [_judge(library, one.outcome.lists[form], questions, queries) for one in engines]
            what = f"{len(queries)} {name} {form}"
            yield Line(f"{what}: nothing found", "", [one.nothing for one in judged])
            yield Line(f"{what}: first ten that contain it", "%", [one.precision for one in judged])
            yield Line(f"{what}: of ten there could be", "%", [one.recall for one in judged])


def _typed(engine: Engine) -> list[Answer]:
    return engine.outcome.lists[FORMS[0]]


def _kilobytes(answers: Sequence[Answer]) -> list[float]:
    return [answer.bytes / 1000 for answer in answers]


def _trips(answers: Sequence[Answer]) -> int:
    return max(answer.trips for answer in answers)


def _judge(
    library: Library, answers: Sequence[Answer], questions: Questions, queries: Mapping[str, int]
) -> Quality:
    """Judge the answers to some of the questions."""
    start = 0 if queries is questions.substrings else len(questions.substrings)
    found = [answer.found for answer in answers[start : start + len(queries)]]
    return quality(queries, found, library.pages)
