"""Phase 1: every law file parsed, or remembered from the last time.

What is remembered of the whole library (an index: one :class:`Parsed` a file, without the texts) is one
file, with a small one beside it for what changed since, so that a build after a small edit reads these
two and the edited law, and writes the small one.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from build_tools import fsio
from build_tools.cite.extract import extract
from build_tools.diagnostics import Diagnostic, Severity
from build_tools.model.citations import Citation
from build_tools.model.law import Law
from build_tools.model.site import Record
from build_tools.parse.coverage import images
from build_tools.parse.loader import LARGEST, parse_bytes
from build_tools.parse.records import record_of
from build_tools.pipeline import codec
from build_tools.pipeline.cache import ParseCache, Parsed
from build_tools.pipeline.images import image_refs
from build_tools.pipeline.sources import SourceFile, Sources, unreadable
from build_tools.pipeline.workers import Crew, Progress

_SETTLED: Final = 3_000_000_000
"""Nanoseconds: a file that changed so shortly before it was read may change again with the same stamp."""
_SHARE: Final = 20
"""The index is written anew when a twentieth of it is out of date."""


@dataclass(frozen=True, slots=True)
class Library:
    """All law files of a build."""

    files: tuple[SourceFile, ...]
    parsed: tuple[Parsed, ...]
    """One for each file, in the same order."""
    remarks: tuple[Diagnostic, ...]
    """What was found while looking for files."""
    read: int
    """How many files were read; the others had not changed."""
    fresh: int
    """How many of those were parsed; the others were in the cache."""

    @property
    def records(self) -> tuple[Record, ...]:
        """The files that can be published."""
        return tuple(parsed.record for parsed in self.parsed if parsed.record is not None)

    @property
    def citations(self) -> dict[str, tuple[Citation, ...]]:
        """What each file cites, by the name shown."""
        return {parsed.shown: parsed.citations for parsed in self.parsed}

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that was found, file by file."""
        return (*self.remarks, *(found for parsed in self.parsed for found in parsed.diagnostics))

    @property
    def sizes(self) -> dict[str, int]:
        """Bytes of each file, by the name shown."""
        return {parsed.shown: parsed.size for parsed in self.parsed}


class _Job(NamedTuple):
    """Files for one worker."""

    files: list[SourceFile]
    cache: ParseCache


class _Outcome(NamedTuple):
    """A parsed file, and whether that took parsing."""

    parsed: Parsed
    fresh: bool


Index = dict[str, tuple[SourceFile, Parsed]]


class _Packed(NamedTuple):
    """What a worker gives back."""

    entries: bytes
    """An :data:`Index` of the files of a job, packed by the codec: on its way between processes it would be
    packed anyway, and more slowly; and it goes into the index file as it is."""
    files: int
    fresh: int


def load_library(sources: Sources, cache: ParseCache, index: Path, crew: Crew, progress: Progress) -> Library:
    """Parse what changed since the index was written, and write the index anew.

    Args:
        sources: the law files there are; one that cannot be read gives an error and no record.
        cache: where parsed laws are kept.
        index: the index file; a missing, old or damaged one costs time and nothing else.
        crew: who works.
        progress: told about files.

    Raises:
        fsio.WriteError: the cache cannot be written.
    """
    now, files = time.time_ns(), sources.files
    known = _read_index(index, cache.code)
    later = _read_index(_additions(index), cache.code)
    kept = _unchanged(files, {**known, **later})
    changed = [file for file in files if file.shown not in kept]
    weight = sum(file.size for file in changed)
    fresh = 0
    if changed:
        progress.start("reading", len(changed))
    jobs = [_Job(chunk, cache) for chunk in crew.chunks(changed, lambda file: file.size + 2_000)]
    packs: list[bytes] = []
    for packed in crew.run(_parse_files, jobs, weight):
        packs.append(packed.entries)
        entries: Index = codec.loads(packed.entries)
        kept.update((shown, parsed) for shown, (_, parsed) in entries.items())
        fresh += packed.fresh
        progress.step(packed.files)
    if changed:
        # What could not be read has no digest: it is tried anew, whatever its stamp says.
        settled = [f for f in changed if kept[f.shown].digest and max(f.stamp[:2]) < now - _SETTLED]
        later.update((file.shown, (file, kept[file.shown])) for file in settled)
        if known or len(settled) < len(files):
            packs = []
        _write_index(index, cache.code, known, later, packs)
    parsed = tuple(kept[file.shown] for file in files)
    return Library(files, parsed, sources.diagnostics, len(changed), fresh)


def _unchanged(files: Sequence[SourceFile], known: Index) -> dict[str, Parsed]:
    """Return what is known of the files that are as they were."""
    kept = {}
    for file in files:
        entry = known.get(file.shown)
        if entry is not None and entry[0] == file:
            kept[file.shown] = entry[1]
    return kept


def _additions(index: Path) -> Path:
    """Return the file of what changed since the index was written."""
    return index.with_name(index.name + "+")


def _write_index(index: Path, code: str, known: Index, later: Index, packs: Sequence[bytes]) -> None:
    """Note what changed beside the index; when that is much, write the index anew.

    ``packs`` are all its entries as the workers packed them, where they are just these.
    """
    if len(later) * _SHARE <= len(known):
        _write_packs(_additions(index), code, [codec.dumps(later)])
    else:
        _write_packs(index, code, packs or [codec.dumps({**known, **later})])
        _write_packs(_additions(index), code, [])


def _write_packs(path: Path, code: str, packs: Sequence[bytes]) -> None:
    body = codec.dumps((code, tuple(packs)))
    fsio.write_atomically(path, hashlib.sha256(body).digest() + body)


def _read_index(path: Path, code: str) -> Index:
    """Return the entries, or none when the file is missing, damaged, or of another state of the code."""
    try:
        data = memoryview(path.read_bytes())
    except OSError:
        return {}
    if hashlib.sha256(data[32:]).digest() != data[:32]:
        return {}
    written_by, packs = codec.loads(data[32:])
    entries: Index = {}
    for pack in packs if written_by == code else ():
        entries.update(codec.loads(pack))
    return entries


def _parse_files(job: _Job) -> _Packed:
    """Parse the files of a job in a worker; what the cache holds is not parsed again."""
    outcomes = [_parse_file(file, job.cache) for file in job.files]
    entries = {file.shown: (file, one.parsed) for file, one in zip(job.files, outcomes, strict=True)}
    return _Packed(codec.dumps(entries), len(entries), sum(one.fresh for one in outcomes))


def _parse_file(file: SourceFile, cache: ParseCache) -> _Outcome:
    if file.size > LARGEST:
        return _refused(file, _too_large(file))
    try:
        data = Path(file.path).read_bytes()
    except OSError as error:
        return _refused(file, unreadable(file.shown, error))
    digest = hashlib.sha256(data).hexdigest()
    remembered = cache.parsed(file.shown, digest)
    if remembered is not None:
        return _Outcome(remembered, fresh=False)
    return _Outcome(_parse(data, file.shown, digest, cache)[0], fresh=True)


def _refused(file: SourceFile, reason: Diagnostic) -> _Outcome:
    """Return the outcome of a file whose content nobody has seen."""
    return _Outcome(Parsed(file.shown, "", file.size, None, (reason,)), fresh=False)


def _parse(data: bytes, shown: str, digest: str, cache: ParseCache) -> tuple[Parsed, Law | None]:
    result = parse_bytes(data, shown)
    law = result.law
    parsed = Parsed(
        shown=shown,
        digest=digest,
        size=len(data),
        record=None if law is None else record_of(law),
        diagnostics=result.diagnostics,
        images=() if law is None else image_refs(images(law), result.source),
        citations=() if law is None else extract(law),
    )
    cache.store(parsed, law)
    return parsed, law


def _too_large(file: SourceFile) -> Diagnostic:
    message = f"{file.size:,} bytes; a source file may have {LARGEST:,}: split it by instrument"
    return Diagnostic(file.shown, 0, 0, "file-too-large", message, Severity.ERROR)


class ChangedError(Exception):
    """A law file changed, or went away, while the build ran."""


def load_law(shown: str, path: str, digest: str, cache: ParseCache) -> Law:
    """Return the text tree of a file that was parsed before, from the cache or by parsing it again.

    Raises:
        ChangedError: the file is not what it was any more.
    """
    law = cache.law(shown, digest)
    if law is None:
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            raise ChangedError(f"{shown}: went away while the site was built; run again") from error
        if hashlib.sha256(data).hexdigest() == digest:
            law = _parse(data, shown, digest, cache)[1]
    if law is None:
        raise ChangedError(f"{shown}: changed while the site was built; run again")
    return law
