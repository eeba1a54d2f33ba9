"""What an import is asked to do, which files that are, and what became of each."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from build_tools.diagnostics import Diagnostic
from build_tools.intake.convert import Wishes
from build_tools.pipeline.report import counted

_ENDINGS: Final = (".docx", ".doc")
"""What is looked for in folders; a ``.doc`` cannot be read, and is told so rather than passed over."""


class ImportOrderError(Exception):
    """What was asked for cannot be done; the message says what to ask for."""


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """What to take in, and where to put it."""

    files: tuple[Path, ...]
    wishes: Wishes
    sources: tuple[Path, ...] = ()
    """Folders of known laws; the first one takes the new ones."""
    out: Path | None = None
    """Where all source files go; None: beside the law's other texts, else by kind and region below the first source."""
    check: bool = False
    """Compare only, with the source file of the law where there is one; write nothing."""
    jobs: int = 1


class Outcome(Enum):
    """What became of a file."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    """The source file is there, and is what the import would write."""
    KEPT = "kept"
    """The law's source file is there with the same text, written or described otherwise."""
    EQUAL = "equal"
    """Compared only: the texts are the same."""
    DIFFERS = "differs"
    """The texts are not the same; nothing was written."""
    REJECTED = "rejected"
    """It cannot be taken in."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file."""

    file: str
    outcome: Outcome
    target: str = ""
    """The source file, empty when there is none."""
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of all of them, in the order in which they were named."""

    files: tuple[Imported, ...]
    seconds: float

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that was found, file by file."""
        return tuple(found for one in self.files for found in one.diagnostics)

    def count(self, outcome: Outcome) -> int:
        """Return how many files ended so."""
        return sum(one.outcome is outcome for one in self.files)

    def summary(self) -> str:
        """Say how many files ended how."""
        became = (f"{number:,} {outcome.value}" for outcome in Outcome if (number := self.count(outcome)))
        return f"{counted(len(self.files), 'file')}: {', '.join(became)}"

    def as_json(self) -> dict[str, object]:
        """Return the report as a JSON object."""
        rows = [
            {
                "file": one.file,
                "outcome": one.outcome.value,
                "target": one.target or None,
                "diagnostics": [found.as_json() for found in one.diagnostics],
            }
            for one in self.files
        ]
        counts = {outcome.value: self.count(outcome) for outcome in Outcome}
        return {"counts": counts, "seconds": self.seconds, "files": rows}


def find_documents(names: Sequence[Path], folders: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files that were named, then those below ``folders`` in order of their paths, each once.

    Raises:
        ImportOrderError: there are none, or a folder is none.
    """
    found = list(names)
    for folder in folders:
        if not folder.is_dir():
            raise ImportOrderError(f"{folder}: is no folder; name the folder that holds .docx files")
        found += sorted(_below(folder))
    if not found:
        raise ImportOrderError("no .docx file; name one, or a folder of them with --folder")
    return tuple(dict.fromkeys(found))


def _below(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        # Word keeps a ~$ file beside each one that is open.
        yield from (
            Path(place, name)
            for name in names
            if name.lower().endswith(_ENDINGS) and not name.startswith((".", "~$"))
        )
