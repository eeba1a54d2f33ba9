"""Collects what the parser has to say about a file, with line and column."""

from __future__ import annotations

from bisect import bisect_right
from typing import Protocol

from build_tools.diagnostics import Diagnostic, Severity


class Placed(Protocol):
    """Anything that stands somewhere in the file."""

    @property
    def start(self) -> int:
        """Offset of its first character."""

    @property
    def text(self) -> str:
        """Its characters."""


class Notes:
    """Diagnostics of one file, in the order in which they were found."""

    def __init__(self, path: str, source: str) -> None:
        """Collect for the file ``path`` whose text is ``source``."""
        self.path = path
        self._source = source
        self._starts: list[int] | None = None
        self.found: list[Diagnostic] = []

    def add(self, severity: Severity, code: str, start: int, end: int, message: str) -> None:
        """Note that ``source[start:end]`` is as ``message`` says."""
        line, column = self._place(start)
        self.found.append(Diagnostic(self.path, line, column, code, message, severity, start, end))

    def warn(self, code: str, at: Placed, message: str) -> None:
        """Note a warning about ``at``."""
        self.add(Severity.WARNING, code, at.start, at.start + len(at.text), message)

    def info(self, code: str, at: Placed, message: str) -> None:
        """Note a fact about ``at`` for which nothing needs to be done."""
        self.add(Severity.INFO, code, at.start, at.start + len(at.text), message)

    def _place(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset; the line index is made once, for the first note."""
        if self._starts is None:
            starts = [0]
            at = self._source.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = self._source.find("\n", at + 1)
            self._starts = starts
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
