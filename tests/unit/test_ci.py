"""`.ci/run` runs every step, fails when one fails, and closes with pytest's own line."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

MAKE = """#!/usr/bin/env bash
# Stands in for make: notes what it was asked for, and fails at the target in $FAILS.
echo "${*: -1} CI=$CI" >>"$NOTES"
case " $* " in *" test "*) echo "===== 3 passed, 1 skipped in 0.12s =====" ;; esac
case " $* " in *" $FAILS "*) exit 2 ;; esac
"""


@pytest.fixture
def run(repository: Path, tmp_path: Path):
    """Runs a copy of .ci/run with a make that only takes notes; returns exit code, output and notes."""
    if shutil.which("bash") is None:
        pytest.skip("no bash")
    checkout = tmp_path / "checkout"
    shutil.copytree(repository / ".ci", checkout / ".ci")
    (tmp_path / "bin").mkdir()
    make = tmp_path / "bin" / "make"
    make.write_text(MAKE)
    make.chmod(make.stat().st_mode | stat.S_IEXEC)
    notes = tmp_path / "notes"

    def call(fails: str = "nothing", corpus: Path | None = None) -> tuple[int, list[str], str]:
        path = f"{make.parent}{os.pathsep}{os.environ['PATH']}"
        extra = {
            "PATH": path,
            "NOTES": str(notes),
            "FAILS": fails,
            "TIAOWEN_CORPUS": str(corpus or tmp_path / "no"),
        }
        command = ["bash", str(checkout / ".ci" / "run")]
        done = subprocess.run(
            command,
            cwd=tmp_path,
            env={**os.environ, **extra},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )
        return done.returncode, done.stdout.splitlines(), notes.read_text()

    return call


def test_all_steps_pass(run):
    code, output, notes = run()
    assert code == 0
    assert output[-1] == "===== 3 passed, 1 skipped in 0.12s ====="
    assert "All steps passed." in output[-2]
    assert "test CI=true" in notes


@pytest.mark.parametrize("target", ["lint", "types", "lock-check", "site", "check", "test"])
def test_one_failed_step_fails_the_run_and_the_others_run_all_the_same(run, target):
    code, output, notes = run(fails=target)
    assert code == 1
    assert "Failed: " in output[-2]
    assert output[-1].endswith("in 0.12s =====")
    assert len(notes.splitlines()) == 6


def test_real_law_files_are_checked_where_there_are_some(run, tmp_path):
    (tmp_path / "corpus").mkdir()
    _, _, notes = run(corpus=tmp_path / "corpus")
    assert f"CORPUS={tmp_path / 'corpus'} CI=true" in notes
