"""How many citations were found, and what became of them: by form and by reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from build_tools.cite.resolve import Resolved


class Outcome(StrEnum):
    """What a citation has become."""

    LINKED = "linked"
    """A link to what it names: a place in a text, or a law as a whole."""
    LAW_ONLY = "law-only"
    """A link to the law, though a place in a text is named: that text is not in the library."""
    TEXT = "text"
    """No link."""


class Sort(NamedTuple):
    """Citations that are counted together."""

    form: str
    outcome: Outcome
    reason: str
    """Why it is no link to what it names; empty for a whole link."""


@dataclass(frozen=True, slots=True)
class Census:
    """Numbers of citations."""

    counts: Mapping[Sort, int] = field(default_factory=dict)

    @property
    def found(self) -> int:
        """How many citations there are."""
        return sum(self.counts.values())

    def of(self, outcome: Outcome) -> int:
        """Return how many came out like that."""
        return sum(number for sort, number in self.counts.items() if sort.outcome is outcome)

    def by_form(self) -> dict[str, Counter[Outcome]]:
        """Return what became of the citations of each form, in order of the forms' names."""
        table: dict[str, Counter[Outcome]] = {}
        for sort, number in sorted(self.counts.items(), key=lambda pair: _number_first(pair[0].form)):
            table.setdefault(sort.form, Counter())[sort.outcome] += number
        return table

    def by_reason(self) -> dict[str, Counter[Outcome]]:
        """Return what became of the citations that are no links to what they name, most frequent first."""
        table: dict[str, Counter[Outcome]] = {}
        for sort, number in self.counts.items():
            if sort.reason:
                table.setdefault(sort.reason, Counter())[sort.outcome] += number
        return dict(sorted(table.items(), key=lambda pair: (-pair[1].total(), pair[0])))

    def as_json(self) -> dict[str, object]:
        """Return the numbers as a JSON object."""
        return {
            "found": self.found,
            **{outcome.value: self.of(outcome) for outcome in Outcome},
            "reasons": {reason: _row(row) for reason, row in self.by_reason().items()},
            "forms": {form: _row(row) for form, row in self.by_form().items()},
        }

    def lines(self) -> Iterator[str]:
        """Yield the numbers as lines for people; none where nothing was found."""
        if not self.found:
            return
        yield f"citations: {_sum(Counter({outcome: self.of(outcome) for outcome in Outcome}))}"
        yield from (f"  {reason}: {_sum(row)}" for reason, row in self.by_reason().items())
        yield "by form:"
        yield from (f"  {form}: {_sum(row)}" for form, row in self.by_form().items())


def count(resolved: Iterable[Resolved]) -> Census:
    """Return the numbers of citations that have been resolved."""
    return Census(Counter(_sort_of(one) for one in resolved))


def _sort_of(one: Resolved) -> Sort:
    if one.reason is None:
        return Sort(one.citation.form, Outcome.LINKED, "")
    outcome = Outcome.TEXT if one.target is None else Outcome.LAW_ONLY
    return Sort(one.citation.form, outcome, one.reason.value)


def _number_first(form: str) -> tuple[int, str]:
    """Return what forms are sorted by: ``2 …`` stands before ``10 …``."""
    digits = form[: len(form) - len(form.lstrip("0123456789"))]
    return int(digits or 0), form


def _row(row: Counter[Outcome]) -> dict[str, int]:
    return {outcome.value: row[outcome] for outcome in Outcome if row[outcome]}


def _sum(row: Counter[Outcome]) -> str:
    """Say a row of the census: ``35 found, 30 linked, 3 to the law only, 2 text``."""
    words = {Outcome.LINKED: "linked", Outcome.LAW_ONLY: "to the law only", Outcome.TEXT: "text"}
    parts = [f"{row[outcome]:,} {word}" for outcome, word in words.items() if row[outcome]]
    return ", ".join([f"{row.total():,} found", *parts])
