"""Build the real corpus and print the numbers as a table; exit code 1 when a budget is exceeded.

Our clean builds, those without citations and Hugo's take turns, and the medians are compared. Hugo gets the Markdown pages that our
build wrote, with the barest template there is (tests/bench/hugo). Every run goes to a folder of its own
and nothing is removed before the end: on some file systems new files are slow to make where old ones have
just been removed. For the same reason a memory disk is used where there is one with enough room.

Then search is compared (tests/bench/search.py): ours and Pagefind's on the pages of the first run, and both with
Material's on those of a sample.

Where there are no real law files, copies of the few laws in source/ stand in. They show how fast a build is on this
machine, from one change to the next; but the budgets are for real laws, in their numbers and with their oddities, so
that nothing is judged then, and search, which would find the same words in every copy, is left out.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.bench import corpora, search
from tests.bench.table import Comparison, Row, comparison_lines, table_lines

ROOT = Path(__file__).resolve().parents[2]
ROOM = 13 << 30
"""Bytes that the outputs of all runs take, for the usual corpus."""
EDITS = 3
SAMPLE = 9_500
"""Articles, about, of the sample in which all search engines are compared."""


class Run(NamedTuple):
    """One build in a process of its own."""

    seconds: float
    report: dict[str, Any]


def main() -> int:
    """Measure, print, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure against the budgets.")
    parser.add_argument(
        "--corpus",
        type=Path,
        default=corpora.find(ROOT),
        help="folder of law files; without one, copies of the laws in source/ stand in, and nothing is judged",
    )
    parser.add_argument(
        "--hugo", default=find_hugo(), help="the Hugo program; without one its rows are left out"
    )
    parser.add_argument("--runs", type=int, default=3, help="clean builds; default 3")
    parser.add_argument("--work", type=Path, default=find_room(), help="where to build; needs 13 GB")
    parser.add_argument("--only-show", action="store_true", help="exit code 0 also over a budget")
    options = parser.parse_args()
    corpus = options.corpus if options.corpus and options.corpus.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="tiaowen-bench-", dir=options.work) as work:
        rows, tables = measure(Path(work), corpus, options.hugo, options.runs)
    print("\n".join(table_lines(heading(corpus), rows)))
    for table in tables:
        print("\n".join(comparison_lines(table)))
    over = any(row.over for row in rows) or any(line.over for table in tables for line in table.lines)
    return int(over and not options.only_show)


def heading(corpus: Path | None) -> str:
    """Return what the table is about."""
    return "real law files" if corpus else f"{corpora.STAND_IN:,} articles, copied from source/; not judged"


def find_hugo() -> str | None:
    """Return Hugo as this Python environment has it, else the system's, else None."""
    beside = Path(sys.executable).parent / "hugo"
    return str(beside) if beside.exists() else shutil.which("hugo")


def find_room() -> Path:
    """Return a folder with enough room, on a memory disk if possible."""
    places = [Path("/dev/shm"), Path(tempfile.gettempdir())]
    roomy = [place for place in places if place.is_dir() and shutil.disk_usage(place).free > ROOM]
    return roomy[0] if roomy else places[-1]


def measure(
    work: Path, corpus: Path | None, hugo: str | None, runs: int
) -> tuple[list[Row], Sequence[Comparison]]:
    """Do all runs; return our figures, and those side by side with others.

    Args:
        work: an empty folder for everything that is built.
        corpus: real law files; None: copies of those in source/ stand in, so that nothing is judged.
        hugo: the Hugo program, if there is one.
        runs: how many clean builds.
    """
    source = work / "source"
    if corpus:
        corpora.copy(corpus, source)
    else:
        corpora.stand_in(ROOT / "source", source)
    ours: list[Run] = []
    uncited: list[Run] = []
    theirs: list[float] = []
    for number in range(runs):
        project = make_project(work / f"run-{number}")
        ours.append(build(project, source))
        say(f"clean build {number + 1}: {ours[-1].seconds:.1f} s")
        uncited.append(build_uncited(make_project(work / f"uncited-{number}"), source))
        say(f"without citations {number + 1}: {uncited[-1].seconds:.1f} s")
        if hugo:
            theirs.append(run_hugo(hugo, project / "docs" / "laws", work / f"hugo-{number}"))
            say(f"Hugo {number + 1}: {theirs[-1]:.1f} s")
    searched = compare_search(work, source, ours[0], hugo) if corpus else search.Compared([], None)
    small = work / "small"
    corpora.sample(source, small, 0.05)
    few = build(make_project(work / "run-small"), small)
    edited = [edit_and_build(project, source, number) for number in range(EDITS)]
    corpora.add_laws(source)
    added = build(project, source)
    rows = rows_of(ours, uncited, theirs, few, edited, added)
    rows += _search_rows(ours, theirs, searched.pagefind_seconds)
    return (rows if corpus else [row._replace(budget=0) for row in rows]), searched.tables


def compare_search(work: Path, source: Path, run: Run, hugo: str | None) -> search.Compared:
    """Compare the search engines on the first run, and on a part of the laws."""
    everything = library(work / "run-0", run, work / "hugo-0" if hugo else None)
    return search.compare(everything, sample_library(work, source, hugo), work / "material")


def library(project: Path, run: Run, hugo: Path | None) -> search.Library:
    """Return what was built in a project folder, as the search engines want it; ``hugo`` is where Hugo worked."""
    return search.read_library(project, run.report["seconds"]["index"], hugo and hugo / "public")


def sample_library(work: Path, source: Path, hugo: str | None) -> search.Library:
    """Build a part of the laws, and have Hugo build its pages."""
    corpora.sample_articles(source, work / "sample", SAMPLE)
    project = make_project(work / "run-sample")
    run = build(project, work / "sample")
    if hugo:
        run_hugo(hugo, project / "docs" / "laws", work / "hugo-sample")
    return library(project, run, work / "hugo-sample" if hugo else None)


def make_project(folder: Path) -> Path:
    """Copy what a build needs besides laws; nothing is cached in there."""
    folder.mkdir()
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("laws"))
    return folder


def build(project: Path, source: Path, module: str = "build_tools") -> Run:
    """Build in a fresh process, and time it from outside; ``module`` is what stands in for the command."""
    report = project / "report.json"
    command = [sys.executable, "-m", module, "build", "--config-file", str(project / "mkdocs.yml")]
    command += ["--source", str(source), "--docs", str(project / "docs"), "--report", str(report)]
    began = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, check=False)
    seconds = time.perf_counter() - began
    if done.returncode > 1:
        raise SystemExit(done.stderr)
    return Run(seconds, json.loads(report.read_text("utf-8")))


def build_uncited(project: Path, source: Path) -> Run:
    """Build as if no law cited anything, and time it."""
    run = build(project, source, "tests.bench.uncited")
    if run.report["citations"]["found"]:
        raise SystemExit("citations were found where none should be looked for")
    return run


def run_hugo(hugo: str, laws: Path, folder: Path) -> float:
    """Let Hugo build the same Markdown pages, and time it.

    ``index.md`` becomes ``_index.md``: beside an ``index.md`` Hugo takes pages for its attachments and
    would not build them.
    """
    shutil.copytree(Path(__file__).parent / "hugo", folder)
    for parent, _, names in os.walk(laws):
        target = folder / "content" / "laws" / Path(parent).relative_to(laws)
        target.mkdir(parents=True)
        for name in names:
            if name.endswith(".md"):
                os.link(f"{parent}/{name}", target / ("_index.md" if name == "index.md" else name))
    command = [hugo, "--quiet", "--source", str(folder), "--destination", str(folder / "public")]
    environment = {**os.environ, "HUGO_CACHEDIR": str(folder / "cache")}
    began = time.perf_counter()
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def edit_and_build(project: Path, source: Path, number: int) -> Run:
    """Change a word in the largest law, and build again in a fresh process."""
    largest = max(source.rglob("*.md"), key=lambda path: path.stat().st_size)
    text = largest.read_text("utf-8")
    largest.write_text(text.replace("应当", "必须", number + 1), encoding="utf-8")
    run = build(project, source)
    if run.report["files_read"] == 0 or run.report["written"] == 0:
        raise SystemExit("the edit was not noticed")
    return run


def rows_of(
    ours: list[Run], uncited: list[Run], theirs: list[float], few: Run, edited: list[Run], added: Run
) -> list[Row]:
    """Put the numbers together; the budgets are those of the design."""
    clean = statistics.median(run.seconds for run in ours)
    report = ours[0].report
    out = report["outputs"]
    pages = sum(out["files"].values())
    per_page = 1000 * clean / pages
    per_page_few = 1000 * few.seconds / sum(few.report["outputs"]["files"].values())
    rows = [
        Row("files (Markdown, HTML, stubs, scripts)", pages, "", 0),
        Row("article pages", out["article_pages"], "", 0),
        Row("clean build, nothing cached", clean, "s", 0),
        *_citation_rows(ours, uncited),
    ]
    if theirs:
        hugo = statistics.median(theirs)
        rows += [
            Row("Hugo, the same Markdown pages", hugo, "s", 0),
            Row(
                "clean build without the search index ÷ Hugo",
                (clean - _phases(ours, "index")) / hugo,
                "",
                0.7,
            ),
        ]
    return [
        *rows,
        Row("largest law edited, fresh process", statistics.median(run.seconds for run in edited), "s", 3),
        Row(f"{corpora.ADDED} laws added, fresh process", added.seconds, "s", 20),
        Row(
            "peak memory, all processes",
            max(run.report["peak_memory_bytes"] for run in ours) / 1e9,
            "GB",
            1.5,
        ),
        Row("article page, median", out["article_bytes_median"], "bytes", 5000),
        Row("article page, 95 of 100", out["article_bytes_p95"], "bytes", 9000),
        Row(
            "tar per 85,000 articles", out["site_tar_bytes"] / out["article_pages"] * 85_000 / 1e9, "GB", 0.9
        ),
        Row(f"per file at {pages:,}", per_page, "ms", 0),
        Row("per file, a twentieth of the corpus", per_page_few, "ms", 0),
        Row("growth of time per file", per_page / per_page_few, "", 1.2),
    ]


def _search_rows(ours: list[Run], theirs: list[float], pagefind: float | None) -> list[Row]:
    """Return what search costs a build, ours and theirs."""
    rows = [Row("search index, part of the clean build", _phases(ours, "index"), "s", 0)]
    if theirs and pagefind:
        both = statistics.median(theirs) + pagefind
        clean = statistics.median(run.seconds for run in ours)
        rows += [
            Row("Hugo + Pagefind, the same pages", both, "s", 0),
            Row("clean build ÷ (Hugo + Pagefind)", clean / both, "", 0.5),
        ]
    return rows


def _citation_rows(ours: list[Run], uncited: list[Run]) -> list[Row]:
    """Return what citations cost: to find and resolve them, which has a budget, and to show them."""
    census = ours[0].report["citations"]
    whole = statistics.median(run.seconds for run in uncited)
    finding = _phases(ours, "load", "cite") - _phases(uncited, "load", "cite")
    showing = _phases(ours, "render") - _phases(uncited, "render")
    return [
        Row("citations found", census["found"], "", 0),
        Row("citations linked", census["linked"], "", 0),
        Row("build without citations", whole, "s", 0),
        Row("finding and resolving them, on top of that", 100 * finding / whole, "%", 20),
        Row("links and lists on the pages, on top of that", 100 * showing / whole, "%", 0),
    ]


def _phases(runs: list[Run], *names: str) -> float:
    """Return the seconds that some phases took together, in the median run."""
    return float(statistics.median(sum(run.report["seconds"][name] for name in names) for run in runs))


def say(text: str) -> None:
    """Tell how far it is."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
