"""Versions → the texts that search shows, staged, and the postings of their entries, in the workers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from build_tools.model.companions import Companion
from build_tools.model.site import Work
from build_tools.pipeline import codec
from build_tools.pipeline.buckets import Section, provisional, write_sections
from build_tools.pipeline.cache import ParseCache
from build_tools.pipeline.library import load_law
from build_tools.pipeline.render import Staged
from build_tools.pipeline.report import Tally
from build_tools.pipeline.tree import Stager, Target, files_below
from build_tools.pipeline.workers import Crew, Progress
from build_tools.search.blocks import block_files
from build_tools.search.entries import Entry, entries
from build_tools.search.folding import traditional
from build_tools.search.layout import layout_of
from build_tools.search.ranking import is_fine
from build_tools.search.tokens import terms_of
from build_tools.urls import SEARCH, SEARCH_TEXTS


class Task(NamedTuple):
    """A version to be read."""

    version: int
    """Its number in the static ranking."""
    work: Work
    place: int
    """Of the version in the work."""
    path: str
    """Where its law file lies."""
    weight: int
    """Bytes of source."""
    sid: str
    shows: bool
    """Whether its texts are to be staged."""
    finds: bool
    """Whether its postings are wanted."""
    companions: tuple[Companion, ...] = ()


class ReadJob(NamedTuple):
    """Versions for one worker."""

    tasks: bytes
    """A list of :class:`Task`, packed by the codec."""
    cache: ParseCache
    target: Target
    sections: Path
    """The file for the postings."""


class Facts(NamedTuple):
    """What the index must know of the entries of a version."""

    layout: str
    entries: int
    """How many there are."""
    folded: str
    """Characters that folding changes into simplified ones."""


@dataclass(slots=True)
class Read:
    """What reading versions gave."""

    facts: dict[int, Facts] = field(default_factory=dict)
    """By number of the version."""
    sections: list[list[Section]] = field(default_factory=list)
    """For every file of postings, where those of each group lie."""
    staged: Staged = field(default_factory=Staged)
    """The texts, counted by folder."""

    def add(self, other: Read) -> None:
        """Take in what another worker read."""
        self.facts.update(other.facts)
        self.sections += other.sections
        self.staged.add(other.staged)


def facts_of(found: Sequence[Entry]) -> Facts:
    """Return what the index must know of these entries of a version."""
    folded = traditional(text for entry in found for text in (entry.label, entry.path, entry.text))
    return Facts(layout_of(found), len(found), "".join(sorted(folded)))


def read_versions(
    tasks: Sequence[Task], cache: ParseCache, target: Target, aside: Path, crew: Crew, progress: Progress
) -> Read:
    """Read versions: stage their texts and write their postings aside.

    Args:
        tasks: the versions.
        cache: where parsed laws are kept.
        target: the site.
        aside: a folder for files of postings.
        crew: who works.
        progress: told about versions.

    Raises:
        fsio.WriteError: the disk refuses.
        ChangedError: a law file changed meanwhile.
    """
    total = Read()
    if tasks:
        progress.start("indexing", len(tasks))
    chunks = crew.chunks(tasks, lambda task: task.weight + 2_000)
    jobs = (
        ReadJob(codec.dumps(chunk), cache, target, aside / f"{number}.postings")
        for number, chunk in enumerate(chunks)
    )
    for read in crew.run(_read_job, jobs, sum(task.weight for task in tasks)):
        total.add(read)
        progress.step(len(read.facts))
    return total


def _read_job(job: ReadJob) -> Read:
    """Read the versions of a job in a worker."""
    read = Read()
    postings: dict[str, list[int]] = defaultdict(list)
    tasks: list[Task] = codec.loads(job.tasks)
    with Stager(job.target) as stager:
        for task in tasks:
            record = task.work.versions[task.place].record
            law = load_law(record.path, task.path, record.digest, job.cache)
            found = entries(law, task.work.title, task.companions)
            read.facts[task.version] = facts_of(found)
            if task.shows:
                _stage_texts(task, found, stager, job.target, read.staged)
            if task.finds:
                fine = is_fine(task.work.versions[task.place])
                _add_postings(task.version, found, fine, postings)
        read.staged.moves, read.staged.written = stager.staged, stager.written
    if postings:
        read.sections.append(write_sections(job.sections, postings))
    return read


def _stage_texts(task: Task, found: Sequence[Entry], stager: Stager, target: Target, staged: Staged) -> None:
    folder = SEARCH_TEXTS + task.sid
    tally = Tally()
    written = set()
    for name, text in block_files(task.work, task.work.versions[task.place], task.sid, found):
        data = text.encode()
        tally.add("site", SEARCH + name, len(data))
        written.add(stager.put(SEARCH + name, data))
    staged.counts[folder] = tally.dump()
    if target.existing is not None:
        staged.removals += sorted(set(files_below(target.existing, folder)) - written)


def _add_postings(version: int, found: Sequence[Entry], fine: bool, postings: dict[str, list[int]]) -> None:
    for ordinal, entry in enumerate(found):
        posting = provisional(version, ordinal)
        for term, level in terms_of(entry, fine=fine).items():
            postings[term].append(posting | level)
