"""Folders of law files to measure with: a copy that may be edited, a part of it, and more of it."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

ADDED = 50
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
    _take(source, target, articles, lambda path: len(_ARTICLE.findall(path.read_text("utf-8"))))


def _take(source: Path, target: Path, enough: float, weight: Callable[[Path], int]) -> None:
    """Copy law files in an order that has nothing to do with what they are, until their weights are enough."""
    for path in sorted(source.rglob("*.md"), key=lambda path: hashlib.sha256(path.name.encode()).digest()):
        if enough <= 0:
            break
        enough -= weight(path)
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)


def _size(path: Path) -> int:
    return path.stat().st_size


def add_laws(source: Path) -> None:
    """Add laws that were not there: copies of others, under other titles and ids."""
    files = sorted(path for path in source.rglob("*.md") if path.name.lower() != "readme.md")
    for number, path in enumerate(files[:: max(1, len(files) // ADDED)][:ADDED]):
        lines = path.read_text("utf-8").splitlines()
        changed = [
            f"title: 新增法规之{number}"
            if line.startswith("title:")
            else f"id: added{number}"
            if line.startswith("id:")
            else line
            for line in lines
        ]
        path.with_name(f"added-{number}.md").write_text("\n".join(changed) + "\n", encoding="utf-8")
