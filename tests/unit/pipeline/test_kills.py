"""The real program with real workers, killed at random moments."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from build_tools.fsio import lock
from build_tools.numerals import to_chinese
from build_tools.pipeline.journal import Journal
from tests.projects import copy_project, law_text, outputs_of, write_laws

ARTICLES = 250
KILLS = 4


def long_law(number: int, word: str) -> str:
    """Return a law that is long enough for its parts to be given to workers."""
    clause = f"县级以上人民政府应当{word}社会治理工作，" * 4
    articles = "\n\n".join(f"- **第{to_chinese(n)}条**　{clause}" for n in range(1, ARTICLES + 1))
    return law_text(f"第{to_chinese(number)}号条例", articles + "\n", id=f"law{number}", date="2020-01-01")


def write_long_laws(project: Path, word: str) -> None:
    write_laws(project / "source", {f"{n}.md": long_law(n, word) for n in range(1, 17)})


def start(project: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "build_tools", "build", "--jobs", "2", "--as-of", "2025-11-20"]
    return subprocess.Popen(command, cwd=project, stderr=subprocess.PIPE)


def finish(project: Path) -> float:
    """Build to the end, and return how long that took."""
    began = time.monotonic()
    with start(project) as process:
        _, words = process.communicate()
    assert process.returncode == 0, words.decode()
    return time.monotonic() - began


@pytest.fixture
def project(repository: Path, tmp_path: Path) -> Path:
    """A copy of the project with long laws, built, and then edited."""
    copy_project(repository, tmp_path)
    write_long_laws(tmp_path, "加强")
    return tmp_path


def test_kills_lose_nothing(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    finish(project)
    old = outputs_of(project)
    whole = tmp_path_factory.mktemp("whole")
    shutil.copytree(project, whole, dirs_exist_ok=True)
    for each in (project, whole):
        write_long_laws(each, "推进")
    finish(whole)
    new = outputs_of(whole)
    assert {name for name in new if "/search/" not in name} == {
        name for name in old if "/search/" not in name
    }
    chance = random.Random(20251201)
    for _ in range(KILLS):
        with start(project) as process:
            time.sleep(chance.uniform(0.3, 2.0))
            process.kill()
        # The workers of the killed build notice, and give up the lock.
        with lock(project / ".cache/tiaowen/lock", patience=20):
            journal = Journal(project / ".cache/tiaowen/journal.json")
            if journal.committed:
                journal.settle()
            found = {name: data for name, data in outputs_of(project).items() if "/.laws." not in name}
            # On a quick machine the build may have been done before it was killed. Compared outside of the
            # assertion: to explain a difference of thousands of pages pytest takes minutes.
            is_old, is_new = found == old, found == new
            assert is_old or is_new
    finish(project)
    is_new = outputs_of(project) == new
    assert is_new
    assert [path.name for path in project.glob("site*")] == ["site"]
    assert not list((project / "docs").glob(".laws*"))
