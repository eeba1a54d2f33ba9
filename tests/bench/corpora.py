"""Folders of law files to measure with: a copy that may be edited, a part of it, and more of it."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from build_tools.pipeline.sources import COMPANIONS

ADDED = 50
STAND_IN = 5_000
"""Articles, at least, of the copies that stand in for real law files."""
_ARTICLE = re.compile(r"^\W*第[〇零一二三四五六七八九十百千]+条", re.MULTILINE)


def find(root: Path) -> Path | None:
    """Return the folder of real law files, for the checkout at ``root``; the same rule as in tests/skips.py."""
    folder = Path(os.environ.get("TIAOWEN_CORPUS") or root.parent / "shared" / "corpus")
    return folder if folder.is_dir() else None


def copy(corpus: Path, target: Path) -> None:
    """Copy the law files of ``corpus``, made writable."""
    for path in corpus.rglob("*.md"):
        place = target / path.relative_to(corpus)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)


def sample(source: Path, target: Path, share: float) -> None:
    """Copy that share of the law files, by size: the same ones every time, and large and small alike."""
    _take(source, target, share * sum(map(_size, source.rglob("*.md"))), _size)


def sample_articles(source: Path, target: Path, articles: int) -> None:
    """Copy law files, the same ones every time, until they have about that many articles."""
    _take(source, target, articles, _articles)


def _take(source: Path, target: Path, enough: float, weight: Callable[[Path], int]) -> None:
    """Copy law files in an order that has nothing to do with what they are, until their weights are enough."""
    for path in sorted(source.rglob("*.md"), key=lambda path: hashlib.sha256(path.name.encode()).digest()):
        if enough <= 0:
            break
        enough -= weight(path)
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)


def stand_in(source: Path, target: Path) -> None:
    """Copy the law files of ``source`` again and again, under other titles and ids, until there are enough articles."""
    files = _law_files(source)
    articles = sum(map(_articles, files))
    if not articles:
        raise SystemExit(f"{source}: no law files to measure with")
    for round_ in range(-(-STAND_IN // articles)):
        for number, path in enumerate(files):
            _copy_renamed(path, target / f"{round_}-{number}.md", f"{round_}之{number}")


def add_laws(source: Path) -> None:
    """Add laws that were not there: copies of others, under other titles and ids."""
    files = _law_files(source)
    for number, path in enumerate(files[:: max(1, len(files) // ADDED)][:ADDED]):
        _copy_renamed(path, path.with_name(f"added-{number}.md"), f"新{number}")


def _law_files(source: Path) -> list[Path]:
    laws = (path for path in source.rglob("*.md") if path.name.lower() != "readme.md")
    return sorted(path for path in laws if path.parent != source / COMPANIONS)


def _copy_renamed(path: Path, target: Path, id_: str) -> None:
    """Copy a law file under another title and id."""
    lines = [
        f"title: 新增法规之{id_}"
        if line.startswith("title:")
        else f"id: {id_}"
        if line.startswith("id:")
        else line
        for line in path.read_text("utf-8").splitlines()
    ]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _articles(path: Path) -> int:
    return len(_ARTICLE.findall(path.read_text("utf-8")))


def _size(path: Path) -> int:
    return path.stat().st_size
