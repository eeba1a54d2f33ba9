"""Drives a search engine in Node (``js/``), and gives shape to what comes back."""

from __future__ import annotations

import gzip
import json
import statistics
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

TOP = 10
"""The results that a reader sees at first."""
DRIVERS = Path(__file__).with_name("js")
WARM = "总则"
"""Asked before the queries that are not the first of their page."""


class Answer(NamedTuple):
    """What became of a query."""

    found: list[str]
    """Addresses of the first results, best first; at most :data:`TOP`."""
    bytes: int
    """What was loaded for it, compressed."""
    trips: int
    """Round trips, one after the other."""
    ms: float
    """Milliseconds of work, without those of the network and the disk."""


class Outcome(NamedTuple):
    """What an engine did with all queries."""

    fresh: list[Answer]
    lists: dict[str, list[Answer]]


def drive(
    node: str,
    driver: str,
    site: Path,
    fresh: Sequence[str],
    lists: Mapping[str, Sequence[str]],
    **more: str,
) -> Outcome:
    """Have a driver ask its engine.

    Args:
        node: the Node.js program.
        driver: name of the script in ``js/``.
        site: the built site with the engine's files.
        fresh: queries each of which is the first on its page.
        lists: queries that are asked on one page, by the name of the list.
        more: what else the driver wants to know.

    Raises:
        subprocess.CalledProcessError: it failed; what it says is printed.
    """
    task = {"site": str(site), "top": TOP, "warm": WARM, "fresh": list(fresh), "lists": dict(lists), **more}
    command = [node, str(DRIVERS / driver)]
    done = subprocess.run(
        command, input=json.dumps(task), stdout=subprocess.PIPE, encoding="utf-8", check=True
    )
    out = json.loads(done.stdout)
    return Outcome(_answers(out["fresh"]), {name: _answers(one) for name, one in out["lists"].items()})


def _answers(printed: Iterable[dict[str, object]]) -> list[Answer]:
    return [Answer(**one) for one in printed]  # type: ignore[arg-type]


def gzipped(files: Iterable[Path]) -> int:
    """Return the bytes of files as a server sends them, each compressed unless that makes it longer."""
    contents = (path.read_bytes() for path in files)
    return sum(min(len(data), len(gzip.compress(data, 6, mtime=0))) for data in contents)


def p95(values: Iterable[float]) -> float:
    """Return the value that 95 of 100 do not exceed."""
    ordered = sorted(values)
    return ordered[-(-95 * len(ordered) // 100) - 1]


def median(values: Iterable[float]) -> float:
    """Return the middle value."""
    return float(statistics.median(values))
