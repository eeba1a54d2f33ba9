"""Findings about the input as data, one object a finding, never an exception.

A diagnostic names the file, the place and what to do about it. Exceptions are kept
for programmer faults and for I/O that failed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How much a finding matters; larger is worse."""

    INFO = 1
    """True, and nothing needs to be done."""
    WARNING = 2
    """Somebody should look: the page is complete, but a field or a heading is doubtful."""
    ERROR = 3
    """The file, or a part of it, cannot be published as it is."""

    @property
    def word(self) -> str:
        """The word that is printed before the message: ``info``, ``warning`` or ``error``."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One finding.

    ``code`` is a stable kebab-case name (``date-impossible``), ``message`` says what is wrong
    and how to mend it, ``path`` is the file as the reader knows it, ``start`` and ``end`` are
    code-point offsets into the file (0, 0: the file as a whole), ``line`` and ``column`` count
    from 1 (0: the file as a whole).
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    severity: Severity = Severity.WARNING
    start: int = 0
    end: int = 0

    def format(self) -> str:
        """Return the line that a person reads: ``file:line:column: severity: message [code]``."""
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return f"{place}: {self.severity.word}: {self.message} [{self.code}]"

    def as_json(self) -> dict[str, object]:
        """Return the finding as a JSON object with the field names of this class."""
        return {
            "severity": self.severity.word,
            "code": self.code,
            "message": self.message,
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "start": self.start,
            "end": self.end,
        }


def place(text: str, offset: int) -> tuple[int, int]:
    """Return line and column, both from 1, of the code-point ``offset`` in ``text``."""
    line = text.count("\n", 0, offset) + 1
    return line, offset - (text.rfind("\n", 0, offset) + 1) + 1


def worst(findings: Iterable[Diagnostic]) -> Severity | None:
    """Return the worst severity among ``findings``, or None when there are none."""
    return max((d.severity for d in findings), default=None)
