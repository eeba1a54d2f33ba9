"""The search index of the site: what changed since the last build is read anew, the rest is renumbered or kept.

Two ways lead to the next state. Where texts were edited and every entry kept its number, the posting lists of
the terms that came or went are *touched*. Where entries came or went, or the order of the laws is another,
all lists are *renumbered* and the entries of changed versions read anew; a first build does that with
nothing to renumber. Both give the same bytes.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from build_tools import fsio
from build_tools.model.companions import Companion
from build_tools.pages.badges import timeline_data
from build_tools.pages.context import Output
from build_tools.pipeline.buckets import (
    GROUPS,
    BucketJob,
    Edit,
    Renumbering,
    Section,
    Tables,
    do_buckets,
    group_of,
    numbers_of,
    tables_by_bucket,
)
from build_tools.pipeline.companions import OfVersion
from build_tools.pipeline.entries import Read, Task, facts_of, read_versions
from build_tools.pipeline.indexstate import Kept, Row, State, read_state, write_state
from build_tools.pipeline.library import load_law
from build_tools.pipeline.load import Loaded, Session
from build_tools.pipeline.states import Plan
from build_tools.pipeline.workers import SMALL
from build_tools.search.directory import directory_files
from build_tools.search.entries import entries
from build_tools.search.folding import traditional
from build_tools.search.names import names_of
from build_tools.search.ranking import Ids, Ranked, Ranking, is_fine, number, rank
from build_tools.search.shards import BUCKETS, Bucket, bucket_of
from build_tools.search.sid import sids
from build_tools.search.tokens import terms_of, title_terms
from build_tools.search.words import candidate_words, dictionary_version
from build_tools.urls import SEARCH, SEARCH_TEXTS

_FEW: Final = 100
"""So many buckets are changed by this process sooner than others are started for them."""


class _Wanted(NamedTuple):
    """What there is to index."""

    ranking: Ranking
    facts: tuple[str, ...]
    """By version, as :attr:`Row.facts`."""
    structure: str
    """As :attr:`State.structure`."""

    @property
    def addresses(self) -> tuple[tuple[str, str], ...]:
        """Key and segment of every version, in static rank order."""
        return tuple((each.work.key, each.version.segment) for each in self.ranking.versions)


def stage_index(session: Session, loaded: Loaded, plan: Plan) -> Iterator[Output]:
    """Bring the search index up to date and stage what the site lacks of it; note it in the plan.

    Returns:
        The files of the index that belong to no part of it.

    Raises:
        fsio.WriteError: the disk refuses.
        ChangedError: a law file changed meanwhile.
        WorkerError: a process died.
        DamagedError: a kept bucket cannot be used.
        DictionaryError: jieba is missing.
    """
    home = _home(session)
    fsio.make_folder(home)
    wanted = _wanted(loaded)
    state = read_state(home, loaded.cache.code)
    known = _known_rows(wanted, state)
    edits = None if state is None else _edits(loaded, wanted, state, known)
    read = _read(session, loaded, plan, wanted, known, finding=edits is None)
    plan.staged.add(read.staged)
    rows = _completed(wanted, known, read)
    ids = number(wanted.ranking, [row.entries for row in rows])
    if edits is not None:
        assert state is not None
        jobs = _touching(state, edits)
    else:
        jobs = _renumbering(loaded, wanted, state, rows, ids, read)
    kept = _run_buckets(session, plan, home, state, jobs, ids)
    fsio.remove_tree(_aside(session))
    new = State(wanted.structure, wanted.addresses, tuple(rows), len(wanted.ranking.works), kept)
    if new != state:
        write_state(home, loaded.cache.code, new)
    for path, text in _common(loaded, wanted, new, ids):
        yield Output("site", SEARCH + path, text.encode())


# --- what there is, and what is known of it -----------------------------------------------------


def _home(session: Session) -> Path:
    """Return where the index of these source folders is kept; the cache may serve others, too."""
    names = "\0".join(str(source) for source in session.settings.sources)
    return session.settings.cache / "search" / hashlib.sha256(names.encode()).hexdigest()[:16]


def _wanted(loaded: Loaded) -> _Wanted:
    linked = loaded.linked
    ranking = rank(linked.site)
    names = [
        (each.work.key, each.version.segment, each.work.title, each.version.record.meta.title)
        + (each.version.record.number, is_fine(each.version))
        for each in ranking.versions
    ]
    # Where a companion changes, all ids are given anew: there are few, and what one said before is not kept.
    beside = _said_beside(linked.companions, ranking)
    said = (
        names,
        ranking.works,
        sorted(linked.names.items()),
        linked.alias_rows,
        dictionary_version(),
        beside,
    )
    structure = repr(said)
    facts = tuple(_facts(each, linked.companions.get(each.address, ())) for each in ranking.versions)
    return _Wanted(ranking, facts, hashlib.sha256(structure.encode()).hexdigest())


def _said_beside(companions: OfVersion, ranking: Ranking) -> list[tuple[tuple[str, str], list[str]]]:
    """Return the digests of the companions of the versions that have any."""
    addresses = [each.address for each in ranking.versions if each.address in companions]
    return [(address, [each.digest for each in companions[address]]) for address in addresses]


def _facts(ranked: Ranked, companions: Sequence[Companion]) -> str:
    """Return a digest of what the texts of a version show besides the law file."""
    work, version = ranked.work, ranked.version
    segments = [each.segment for each in work.versions]
    beside = tuple(each.digest for each in companions)
    said = (work.key, version.segment, work.title, segments, timeline_data(version.timeline), version.force)
    said_in_all = (*said, *beside)
    return hashlib.sha256(repr(said_in_all).encode()).hexdigest()[:16]


def _known_rows(wanted: _Wanted, state: State | None) -> list[Row | None]:
    """Return the rows of the versions that the last state has just as they are now."""
    known = {} if state is None else dict(zip(state.addresses, state.rows, strict=True))
    rows: list[Row | None] = []
    for each, address, facts in zip(wanted.ranking.versions, wanted.addresses, wanted.facts, strict=True):
        row, record = known.get(address), each.version.record
        same = row is not None and row.made_from == (record.path, record.digest, facts)
        rows.append(row if same else None)
    return rows


def _completed(wanted: _Wanted, rows: Sequence[Row | None], read: Read) -> list[Row]:
    """Return the rows of all versions, with those that were read."""
    done = []
    for place, row in enumerate(rows):
        if row is None:
            record = wanted.ranking.versions[place].version.record
            row = Row(record.path, record.digest, wanted.facts[place], *read.facts[place])
        done.append(row)
    return done


def _read(
    session: Session,
    loaded: Loaded,
    plan: Plan,
    wanted: _Wanted,
    rows: Sequence[Row | None],
    *,
    finding: bool,
) -> Read:
    """Read the versions that are new to the index, and those whose texts the site lacks; note texts as parts."""
    held = held_parts(plan)
    paths = {file.shown: file.path for file in loaded.library.files}
    sizes = loaded.library.sizes
    of_address = sids(wanted.addresses)
    tasks = []
    for version, (each, address) in enumerate(zip(wanted.ranking.versions, wanted.addresses, strict=True)):
        record = each.version.record
        made = f"{loaded.cache.code}\0{record.digest}\0{wanted.facts[version]}"
        folder, digest = SEARCH_TEXTS + of_address[address], hashlib.sha256(made.encode()).hexdigest()[:32]
        plan.parts[folder] = digest
        shows = held.get(folder) != digest
        if shows or rows[version] is None:
            index = next(i for i, one in enumerate(each.work.versions) if one is each.version)
            tasks.append(
                Task(
                    version,
                    each.work,
                    index,
                    paths[record.path],
                    sizes[record.path],
                    of_address[address],
                    shows,
                    finding and rows[version] is None,
                    loaded.linked.companions.get(address, ()),
                )
            )
    aside = _aside(session)
    return read_versions(tasks, loaded.cache, plan.target, aside, session.crew, session.progress)


def _aside(session: Session) -> Path:
    """Return the folder for postings on their way from those who read to those who write buckets."""
    return session.settings.cache / "postings"


def held_parts(plan: Plan) -> Mapping[str, str]:
    """Return the parts of the index that the site holds already."""
    known = plan.tree.manifest
    return known.parts if known is not None and plan.target.existing is not None else {}


class _Changes(NamedTuple):
    """What is to be done to the buckets of a group."""

    group: int
    touched: frozenset[int]
    """Numbers of those that change."""
    edits: Mapping[str, Edit]
    renumbering: Renumbering | None = None
    sections: tuple[Section, ...] = ()
    tables: Mapping[int, Tables] | None = None


# --- touching -----------------------------------------------------------------------------------


def _edits(
    loaded: Loaded, wanted: _Wanted, state: State, rows: Sequence[Row | None]
) -> dict[str, Edit] | None:
    """Return what changes in posting lists while all ids stay; None where ids do not, or too much changed."""
    if state.structure != wanted.structure:
        return None
    changed = [version for version, row in enumerate(rows) if row is None]
    sizes = loaded.library.sizes
    if sum(sizes[wanted.ranking.versions[version].version.record.path] for version in changed) > SMALL:
        return None
    ids = number(wanted.ranking, [row.entries for row in state.rows])
    removed: dict[str, set[int]] = defaultdict(set)
    added: dict[str, list[int]] = defaultdict(list)
    paths = {file.shown: file.path for file in loaded.library.files}
    for version in changed:
        work, (_, now) = wanted.ranking.versions[version].work, wanted.ranking.versions[version]
        fine = is_fine(now)
        before = loaded.cache.law(state.rows[version].path, state.rows[version].digest)
        if before is None:
            return None
        law = load_law(now.record.path, paths[now.record.path], now.record.digest, loaded.cache)
        beside = loaded.linked.companions.get(wanted.addresses[version], ())
        old, new = entries(before, work.title, beside), entries(law, work.title, beside)
        if facts_of(new)[:2] != state.rows[version][3:5]:
            return None
        for ident, (was, is_now) in enumerate(zip(old, new, strict=True), start=ids.starts[version]):
            if was != is_now:
                gone, come = terms_of(was, fine=fine).items(), terms_of(is_now, fine=fine).items()
                for term, _ in gone - come:
                    removed[term].add(ident)
                for term, level in come - gone:
                    added[term].append(ident << 2 | level)
    terms = sorted({*removed, *added})
    if any(not state.buckets[bucket_of(term[0])].size for term in terms):
        return None  # of an empty bucket no words are kept
    return {term: Edit(frozenset(removed.get(term, ())), tuple(added.get(term, ()))) for term in terms}


def _touching(state: State, edits: Mapping[str, Edit]) -> Iterator[_Changes]:
    """Yield what is to be done to the buckets of each group where ids stay."""
    by_group = _by_group(edits)
    for group in range(GROUPS):
        touched = {bucket_of(term[0]) for term in by_group[group]}
        yield _Changes(group, frozenset(touched), by_group[group])


def _by_group(edits: Mapping[str, Edit]) -> defaultdict[int, dict[str, Edit]]:
    found: defaultdict[int, dict[str, Edit]] = defaultdict(dict)
    for term, edit in edits.items():
        found[group_of(term[0])][term] = edit
    return found


# --- renumbering --------------------------------------------------------------------------------


def _renumbering(
    loaded: Loaded, wanted: _Wanted, state: State | None, rows: Sequence[Row], ids: Ids, read: Read
) -> Iterator[_Changes]:
    """Yield what is to be done to the buckets of each group where ids change."""
    old = b"" if state is None else _old_to_new(wanted, state, rows, ids)
    renumbering = Renumbering(old, ids.starts)
    names = names_of(wanted.ranking, loaded.linked.names, loaded.linked.alias_rows)
    tables = tables_by_bucket(candidate_words(), names)
    titles = _by_group(_title_edits(wanted.ranking))
    for group in range(GROUPS):
        yield _Changes(
            group,
            frozenset(numbers_of(group)),
            titles[group],
            renumbering,
            tuple(sections[group] for sections in read.sections),
            {bucket: tables[bucket] for bucket in numbers_of(group) if bucket in tables},
        )


def _old_to_new(wanted: _Wanted, state: State, rows: Sequence[Row], ids: Ids) -> bytes:
    """Return, for every id of the last state, its id now, or -1: four signed bytes each."""
    now = {address: version for version, address in enumerate(wanted.addresses)}
    ours = array("i", [-1]) * state.works
    for address, row in zip(state.addresses, state.rows, strict=True):
        version = now.get(address)
        if version is None or rows[version].made_from != row.made_from:
            ours.extend([-1] * row.entries)
        else:
            ours.extend(range(ids.starts[version], ids.starts[version] + row.entries))
    return ours.tobytes()


def _title_edits(ranking: Ranking) -> dict[str, Edit]:
    """Return the postings of the title entries, which are made anew whenever ids change."""
    postings: dict[str, list[int]] = defaultdict(list)
    for ident, version in enumerate(ranking.works):
        for term, level in title_terms(ranking.versions[version].work.title).items():
            postings[term].append(ident << 2 | level)
    return {term: Edit(frozenset(), tuple(found)) for term, found in postings.items()}


# --- writing ------------------------------------------------------------------------------------


def _run_buckets(
    session: Session, plan: Plan, home: Path, state: State | None, changes: Iterable[_Changes], ids: Ids
) -> tuple[Kept, ...]:
    """Change the buckets, stage those that the site lacks, and note all as parts; return them by number."""
    held = held_parts(plan)
    kept = {} if state is None else dict(enumerate(state.buckets))
    jobs = []
    for change in changes:
        numbers = [n for n in numbers_of(change.group) if _is_due(n, change.touched, kept, held)]
        if numbers:
            old = {n: kept[n].folder for n in numbers if n in kept}
            jobs.append(
                BucketJob(
                    tuple(numbers),
                    old,
                    change.renumbering,
                    change.sections,
                    change.edits,
                    change.tables,
                    ids.slabs,
                    home,
                    plan.target,
                    frozenset(held),
                )
            )
    changing = sum(len(job.numbers) for job in jobs)
    weight = SMALL * changing // _FEW
    for done in session.crew.run(do_buckets, jobs, weight):
        kept.update(done.kept)
        plan.staged.add(done.staged)
    for each in kept.values():
        plan.parts[SEARCH + each.folder] = each.folder
    return tuple(kept[n] for n in range(BUCKETS))


def _is_due(bucket: int, touched: frozenset[int], kept: Mapping[int, Kept], held: Mapping[str, str]) -> bool:
    """Tell whether a bucket changes, or the site lacks it."""
    return bucket in touched or bucket not in kept or SEARCH + kept[bucket].folder not in held


def _common(loaded: Loaded, wanted: _Wanted, state: State, ids: Ids) -> Iterator[tuple[str, str]]:
    """Yield path below ``search/`` and text of the files that are of the whole index."""
    beside = _said_beside(loaded.linked.companions, wanted.ranking)
    folded = traditional(each.work.title for each in wanted.ranking.versions)
    return directory_files(
        loaded.linked.site,
        wanted.ranking,
        ids,
        [row.layout for row in state.rows],
        [Bucket(kept.folder, kept.shards, kept.heavy, ()) for kept in state.buckets],
        folded=folded.union(*(row.folded for row in state.rows)),
        known={char for kept in state.buckets for char in kept.firsts},
        beside=repr(beside) if beside else "",
    )
