"""Findings about documents together: said at the field of the front matter that they are about."""

from __future__ import annotations

from build_tools.diagnostics import Diagnostic, Severity
from build_tools.model.site import Record


def about(
    record: Record, fields: tuple[str, ...], code: str, message: str, severity: Severity = Severity.WARNING
) -> Diagnostic:
    """Return a finding that stands at the first of ``fields`` which the front matter has.

    With none of them it stands at the title, and without a title it is about the file as a whole.
    """
    places = {name: place for name, *place in record.meta.places}
    line, column, start, end = next((places[name] for name in (*fields, "title") if name in places), [0] * 4)
    return Diagnostic(record.path, line, column, code, message, severity, start, end)
