"""Collects what the intake of one ``.docx`` has to say; the line of a finding is the number of the paragraph."""

from __future__ import annotations

from build_tools.diagnostics import Diagnostic, Severity

_QUOTED = 40
"""So many characters of a paragraph are quoted."""

_MANY = 50
"""So many findings of one code are kept; one more says how many there were."""


class RejectedError(Exception):
    """The file cannot be taken in; ``finding`` says why. Raised and caught within the intake only."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message)
        self.finding = finding


class Findings:
    """Diagnostics of one file, in the order in which they were found.

    A ``.docx`` has no lines: ``line`` of a diagnostic is the number of the paragraph in the file, counted
    from 1 with blank ones and those in tables (0: the file as a whole), and its text is quoted.
    """

    def __init__(self, path: str) -> None:
        """Collect for the file ``path``, as messages name it."""
        self.path = path
        self._found: list[Diagnostic] = []
        self._counts: dict[str, int] = {}

    def add(
        self,
        code: str,
        message: str,
        *,
        severity: Severity = Severity.WARNING,
        paragraph: int = 0,
        quote: str = "",
    ) -> None:
        """Note that something is as ``message`` says, at ``paragraph``, which reads ``quote``."""
        count = self._counts[code] = self._counts.get(code, 0) + 1
        if count <= _MANY:
            text = f"{message}: “{shorten(quote)}”" if quote else message
            self._found.append(Diagnostic(self.path, paragraph, min(paragraph, 1), code, text, severity))

    def reject(self, code: str, message: str) -> RejectedError:
        """Return the error to raise for a file that cannot be taken in."""
        return RejectedError(Diagnostic(self.path, 0, 0, code, message, Severity.ERROR))

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """What was found; of a code that came too often the first ones, and how often it came."""
        more = [
            Diagnostic(self.path, 0, 0, code, f"{count - _MANY} more of these", Severity.INFO)
            for code, count in sorted(self._counts.items())
            if count > _MANY
        ]
        return (*self._found, *more)


def shorten(text: str) -> str:
    """Return the beginning of ``text``, to quote it."""
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else text[:_QUOTED] + "…"
