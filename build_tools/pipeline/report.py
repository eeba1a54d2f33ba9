"""What a build did, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from build_tools import urls
from build_tools.cite.census import Census
from build_tools.diagnostics import Diagnostic, Severity

_BLOCK: Final = 512
_TAR_NAME: Final = 100
"""A longer name costs two more blocks in a tar file."""


class Tally:
    """Counts output files: number, bytes and tar bytes by sort, and the sizes of article pages."""

    def __init__(self) -> None:
        self._sorts: dict[str, list[int]] = {}
        self.articles: list[int] = []

    def add(self, root: Literal["site", "docs"], path: str, size: int, sort: str = "") -> None:
        """Count one file, as the ``sort`` that its path tells, or another one."""
        sort = sort or sort_of(root, path)
        if sort == "article":
            self.articles.append(size)
        blocks = 1 + -(-size // _BLOCK) + (2 if len(path) > _TAR_NAME else 0)
        row = self._sorts.setdefault(sort, [0, 0, 0])
        row[0] += 1
        row[1] += size
        row[2] += blocks * _BLOCK

    def merge(self, other: Tally) -> None:
        """Count what ``other`` counted, too."""
        self.articles += other.articles
        for sort, numbers in other._sorts.items():
            row = self._sorts.setdefault(sort, [0, 0, 0])
            row[:] = [a + b for a, b in zip(row, numbers, strict=True)]

    def dump(self) -> dict[str, Any]:
        """Return the counts as JSON values, for :meth:`load`."""
        return {"sorts": self._sorts, "articles": self.articles}

    @staticmethod
    def load(data: Mapping[str, Any]) -> Tally:
        """Return the counts that :meth:`dump` gave.

        Raises:
            KeyError, TypeError: these are none.
        """
        tally = Tally()
        tally._sorts = {str(sort): [int(n) for n in row] for sort, row in data["sorts"].items()}
        tally.articles = list(data["articles"])
        return tally

    def files(self, *sorts: str) -> int:
        """Return how many files of these sorts (of all sorts, without one) there are."""
        return sum(row[0] for sort, row in self._sorts.items() if not sorts or sort in sorts)

    def as_json(self) -> dict[str, object]:
        """Return the counts as they stand in a report; ``site`` is everything but the Markdown pages."""
        site = [row for sort, row in self._sorts.items() if sort != "markdown"]
        return {
            "files": {sort: row[0] for sort, row in sorted(self._sorts.items())},
            "bytes": {sort: row[1] for sort, row in sorted(self._sorts.items())},
            "site_files": sum(row[0] for row in site),
            "site_bytes": sum(row[1] for row in site),
            "site_tar_bytes": sum(row[2] for row in site),
            "article_pages": len(self.articles),
            "article_bytes_median": quantile(self.articles, 0.5),
            "article_bytes_p95": quantile(self.articles, 0.95),
        }


def sort_of(root: Literal["site", "docs"], path: str) -> str:
    """Return what an output is: article, division, full, data, stub, script, list, text, index, asset, markdown.

    ``division`` stands for every other page of a version: contents, chapters, preamble, annexes; ``data`` for
    the whole text as Markdown and JSON; ``text`` and ``index`` for the two halves of what search loads.
    """
    if root == "docs":
        return "markdown"
    if path.startswith(urls.SEARCH):
        return "text" if path.startswith(urls.SEARCH_TEXTS) else "index"
    folder, _, name = path.rpartition("/")
    if name in (urls.FULL_MARKDOWN, urls.LAW_JSON):
        return "data"
    if not name.endswith(".html"):
        return "script" if folder.startswith("laws/") else "asset"
    if not folder.startswith("laws/"):
        return "list"
    if folder.count("/") == 1:
        return "stub"
    if name == urls.FULL:
        return "full"
    if urls.is_cited_page(name):
        return "list"
    eid = urls.eid_of(name) or ""
    return "article" if eid.startswith(("art_", "item_")) else "division"


def quantile(values: Sequence[int], share: float) -> int:
    """Return the value that ``share`` of all values do not exceed; 0 when there is none."""
    if not values:
        return 0
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a build."""

    obstacle: str
    """Why nothing was built and nothing was changed; empty when the site was built."""
    completed: bool
    """Whether a killed build was found, and completed first."""
    diagnostics: tuple[Diagnostic, ...]
    files: int
    files_read: int
    files_parsed: int
    works: int
    versions: int
    works_rendered: int
    written: int
    """Files written; the others were right already."""
    removed: int
    unpublished: Mapping[str, int]
    """How many of those were pages of laws whose addresses are registered, by key."""
    seconds: Mapping[str, float]
    """By phase, in order; ``total`` last."""
    peak_memory: int
    """Bytes that all processes together held at most (an upper bound)."""
    tally: Tally
    census: Census
    """What became of the citations."""

    @property
    def built(self) -> bool:
        """Whether the site was built."""
        return not self.obstacle

    @property
    def failed(self) -> bool:
        """Whether an error was found."""
        return any(found.severity is Severity.ERROR for found in self.diagnostics)

    def as_json(self) -> dict[str, object]:
        """Return the report as a JSON object."""
        return {
            "built": self.built,
            "files": self.files,
            "files_read": self.files_read,
            "files_parsed": self.files_parsed,
            "works": self.works,
            "versions": self.versions,
            "works_rendered": self.works_rendered,
            "written": self.written,
            "removed": self.removed,
            "unpublished": dict(sorted(self.unpublished.items())),
            "seconds": {phase: round(seconds, 3) for phase, seconds in self.seconds.items()},
            "peak_memory_bytes": self.peak_memory,
            "outputs": self.tally.as_json(),
            "citations": self.census.as_json(),
            "diagnostics": count_codes(self.diagnostics),
        }


def count_codes(diagnostics: Iterable[Diagnostic]) -> dict[str, dict[str, int]]:
    """Return how often each code occurs, by severity: ``{"warning": {"date-missing": 3}}``."""
    counts = Counter((found.severity, found.code) for found in diagnostics)
    table: dict[str, dict[str, int]] = {}
    for (severity, code), number in sorted(counts.items()):
        table.setdefault(severity.word, {})[code] = number
    return table


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: ``1 law``, ``2,829 laws``; ``many`` where that is not ``one`` + s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
