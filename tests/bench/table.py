"""What the bench prints: figures with budgets, alone and side by side, as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """One figure of ours."""

    what: str
    value: float
    unit: str
    budget: float
    """Not to be exceeded; 0: there is none."""

    @property
    def over(self) -> bool:
        """Whether the budget is exceeded."""
        return 0 < self.budget < self.value


class Line(NamedTuple):
    """The same figure of ours and of others."""

    what: str
    unit: str
    values: Sequence[float | None]
    """Ours first; None where there is no such thing."""
    budget: float = 0
    """Not to be exceeded by ours; 0: there is none."""

    @property
    def over(self) -> bool:
        """Whether the budget is exceeded."""
        return 0 < self.budget < (self.values[0] or 0)


class Comparison(NamedTuple):
    """Lines with a heading."""

    what: str
    names: Sequence[str]
    """Of those who are compared, ours first."""
    lines: Sequence[Line]


def table_lines(what: str, rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of a table of our figures, its head first."""
    yield f"| {what} | ours | at most |  |"
    yield "|" + " --- |" * 4
    for row in rows:
        yield f"| {row.what} | {_figure(row.value)} {row.unit} | {_limit(row)} | {_verdict(row)} |"


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """Yield the lines of a table, its head first."""
    yield ""
    yield f"| {' | '.join([comparison.what, *comparison.names, 'ours at most', ''])} |"
    yield "|" + " --- |" * (len(comparison.names) + 3)
    for line in comparison.lines:
        figures = ["–" if value is None else f"{_figure(value)} {line.unit}".strip() for value in line.values]
        yield f"| {' | '.join([line.what, *figures, _limit(line), _verdict(line)])} |"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.2f}"


def _limit(row: Row | Line) -> str:
    return f"≤ {row.budget:g} {row.unit}".strip() if row.budget else ""


def _verdict(row: Row | Line) -> str:
    return "OVER" if row.over else ""
