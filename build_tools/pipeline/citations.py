"""``tiaowen citations``: what files cite, with the files of a library to resolve it.

Nothing is kept from call to call: 2,800 files are parsed in a few seconds, and the command runs anywhere,
also where there is no project and no cache.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from build_tools import registry
from build_tools.cite.extract import extract
from build_tools.cite.resolve import Resolver
from build_tools.citing import Answers
from build_tools.diagnostics import Diagnostic, Severity
from build_tools.model.citations import Citation
from build_tools.model.site import Record
from build_tools.parse.loader import parse_bytes
from build_tools.parse.records import record_of
from build_tools.pipeline import codec
from build_tools.pipeline.settings import REGISTRY_FILE
from build_tools.pipeline.sources import find_sources, printable, unreadable
from build_tools.pipeline.tables import read_tables
from build_tools.pipeline.workers import Crew, Executors, Progress, Quiet, processes
from build_tools.versions.families import build_site


@dataclass(frozen=True, slots=True)
class Cited:
    """What the files cite, and what was in the way."""

    answers: tuple[dict[str, object], ...]
    """One for each citation, file by file: see :meth:`build_tools.citing.Answers.of_document`."""
    diagnostics: tuple[Diagnostic, ...]
    """The errors in the files that were asked for, in the registry and in the tables of names."""
    left_out: int
    """How many files of the library cannot be used."""


class _Question(NamedTuple):
    """A file to be read."""

    path: str
    asked: bool
    """What it cites is wanted; the others are what may be cited."""


class _Read(NamedTuple):
    """A file that was read."""

    path: str
    record: Record | None
    """None when it cannot be used."""
    citations: tuple[Citation, ...] = ()
    source: str = ""
    """The text of a file that was asked for."""
    errors: tuple[Diagnostic, ...] = ()


def cite_files(
    libraries: Sequence[Path],
    files: Sequence[str],
    as_of: date,
    jobs: int,
    progress: Progress | None = None,
    executors: Executors = processes,
) -> Cited:
    """Find the citations in ``files`` and resolve them.

    Args:
        libraries: folders of law files; the registry of the first one says what their addresses are, and its
            tables (``aliases.yml``, ``families.yml``) what names mean.
        files: law files, as the user names them. One that is not in a library counts as one more document
            of it; whether it is there is told by its content.
        as_of: the day for what is in force.
        jobs: how many processes may work.
        progress: told about files.
        executors: makes the processes.

    Raises:
        NoSourcesError: a library is no folder, or holds no law file.
        WorkerError: a process died.
    """
    sources = find_sources(libraries, "--library").files
    questions = [_Question(path, asked=True) for path in dict.fromkeys(files)]
    questions += [_Question(file.path, asked=False) for file in sources]
    with codec.no_collection(), Crew(jobs, executors) as crew:
        read = _read_all(questions, crew, progress or Quiet())
    asked = [read[question] for question in questions if question.asked]
    library = [read[question] for question in questions if not question.asked]
    # A file that is in the library, maybe under another name, is one document. The library's name counts.
    documents = {one.record.digest: one for one in (*asked, *library) if one.record is not None}
    desk = _Desk(libraries[0], documents, as_of)
    by_path = {one.path: one for one in asked}
    answers = [answer for name in files for answer in desk.answers(name, by_path[name])]
    errors = [found for one in asked for found in one.errors]
    left_out = sum(one.record is None for one in library)
    return Cited(tuple(answers), tuple(sorted({*desk.diagnostics, *errors})), left_out)


class _Desk:
    """The library, put together as a build puts it together, and ready to answer."""

    def __init__(self, folder: Path, documents: Mapping[str, _Read], as_of: date) -> None:
        """Put the library together.

        Args:
            folder: where its registry and its tables of names are.
            documents: all documents by digest.
            as_of: the day for what is in force.
        """
        self._records = {digest: one.record for digest, one in documents.items() if one.record is not None}
        records = tuple(self._records.values())
        addresses, faults = registry.load(folder / REGISTRY_FILE)
        tables = read_tables(folder)
        site = build_site(records, addresses, as_of, "", renamed=tables.renamed)
        self.diagnostics = (*faults, *filter(_is_error, tables.diagnostics))
        """What is wrong with the registry and the tables."""
        self._places = {v.record.path: (work, v) for work in site.works for v in work.versions}
        citations = {record.path: documents[digest].citations for digest, record in self._records.items()}
        self._resolver = Resolver(site, tables.names(site)[0], citations)
        self._answers = Answers(site, {record.path: record.meta for record in records})

    def answers(self, name: str, read: _Read) -> Iterator[dict[str, object]]:
        """Yield what is said of the citations in a file, which is named ``name``."""
        if read.record is not None:
            record = self._records[read.record.digest]
            resolved = self._resolver.document(*self._places[record.path], read.citations)
            # As in ``inspect``: the name as given, with escapes for bytes that are no text.
            shown = name.encode("utf-8", "backslashreplace").decode()
            yield from self._answers.of_document(shown, read.source, record, resolved)


def _read_all(questions: Sequence[_Question], crew: Crew, progress: Progress) -> dict[_Question, _Read]:
    progress.start("reading", len(questions))
    found: dict[_Question, _Read] = {}
    sizes = {question: _size(question.path) for question in questions}
    chunks = crew.chunks(questions, lambda question: sizes[question] + 2_000)
    for packed in crew.run(_read_files, chunks, sum(sizes.values())):
        part: list[tuple[_Question, _Read]] = codec.loads(packed)
        found.update(part)
        progress.step(len(part))
    return found


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return 0


def _read_files(questions: list[_Question]) -> bytes:
    """Read files in a worker; return pairs of questions and answers, packed by the codec."""
    return codec.dumps([(question, _read_file(question)) for question in questions])


def _read_file(question: _Question) -> _Read:
    path = question.path
    shown = printable(path)
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        return _Read(path, None, errors=(unreadable(shown, error),))
    except ValueError as error:  # a NUL in the name
        return _Read(path, None, errors=(unreadable(shown, OSError(0, str(error))),))
    result = parse_bytes(data, shown)
    errors = tuple(filter(_is_error, result.diagnostics))
    if result.law is None:
        return _Read(path, None, errors=errors)
    source = result.source if question.asked else ""
    return _Read(path, record_of(result.law), extract(result.law), source, errors)


def _is_error(found: Diagnostic) -> bool:
    return found.severity is Severity.ERROR
