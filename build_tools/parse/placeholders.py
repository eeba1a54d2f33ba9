"""Gaps of a template that nobody has filled: each 〔待录入〕 that is left in a text is said."""

from __future__ import annotations

from typing import Final

from build_tools.diagnostics import Severity
from build_tools.parse.notes import Notes

PLACEHOLDER: Final = "〔待录入〕"
"""“To be typed”: what stands in a template where the official text belongs. No official text has it."""

LEFT: Final = "placeholder-left"
"""Code of the finding; a strict build takes it for an error."""


def note_placeholders(source: str, body_start: int, notes: Notes) -> None:
    """Warn about each gap in the body of ``source``, so that the findings are the list of what is to be typed."""
    at = source.find(PLACEHOLDER, body_start)
    while at >= 0:
        end = at + len(PLACEHOLDER)
        message = f"{PLACEHOLDER} is a gap of the template; type the official text here, or delete the line"
        notes.add(Severity.WARNING, LEFT, at, end, message)
        at = source.find(PLACEHOLDER, end)
