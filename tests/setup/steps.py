"""Run the ``run:`` steps of a workflow in order, on a clean clone, as GitHub would.

Usage::

    python tests/setup/steps.py .github/workflows/publish.yml --set steps.pages.outputs.base_url=http://127.0.0.1:8000

The clone is that of the last commit, or with ``--worktree`` of the files as they are now. The steps of all jobs run
one after the other in that one clone, which stands in for what jobs hand over as artifacts. An action (``uses:``) is
only named; what it would give to later steps is said by ``--set``. The values in ``${{ … }}`` that a ``run:`` step
needs are worked out for the few forms that our workflows use; another form is an error, never a guess.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).resolve().parents[2]
VALUES = {
    "github.event_name": "push",
    "github.ref": "refs/heads/main",
    "github.ref_name": "main",
    "github.repository": "tiaowen/tiaowen",
    "github.server_url": "https://github.com",
    "github.token": "",
}
"""What GitHub would say, unless told otherwise."""

_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
_TERM = re.compile(
    r"(?P<name>[a-z_]+(?:\.[\w-]+)+)|'(?P<text>[^']*)'|format\('(?P<form>[^']*)', (?P<of>[\w.-]+)\)"
)


class StepsError(Exception):
    """The workflow cannot be run here; the message says why."""


class Done(NamedTuple):
    """What became of a step."""

    job: str
    name: str
    code: int | None
    """The exit code; None: it is an action, or its condition does not hold, and it was not run."""
    seconds: float


def run_steps(
    workflow: Path,
    clone: Path,
    values: Mapping[str, str],
    environment: Mapping[str, str],
    only: str | None = None,
) -> Iterator[Done]:
    """Run the steps one after the other; the first that fails is the last.

    Args:
        workflow: the file.
        clone: the working folder of the steps.
        values: name → value of what expressions may name, over :data:`VALUES`.
        environment: of the steps, besides that of this process.
        only: the one job to run; None: all of them.

    Yields:
        What became of each step.

    Raises:
        StepsError: an expression is of a form that is not known here, or names what has no value.
    """
    known = {**VALUES, **values}
    with tempfile.TemporaryDirectory() as scratch:
        files = {name: Path(scratch, name.lower()) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for path in files.values():
            path.touch()
        around = {
            **os.environ,
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(clone),
            "RUNNER_TEMP": scratch,
            **{name: str(path) for name, path in files.items()},
            **environment,
        }
        for job, step in _steps(yaml.safe_load(workflow.read_text("utf-8")), only):
            done = _run(job, step, clone, known, around)
            yield done
            known.update(_outputs(step, files["GITHUB_OUTPUT"]))
            if done.code:
                return
        sys.stdout.write(files["GITHUB_STEP_SUMMARY"].read_text("utf-8"))


def _steps(workflow: dict[str, Any], only: str | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the steps of all jobs, which stand in the order in which they need each other, or of one."""
    for name, job in workflow["jobs"].items():
        if only in (None, name):
            for step in job["steps"]:
                yield name, step


def _run(
    job: str, step: Mapping[str, Any], clone: Path, known: Mapping[str, str], around: Mapping[str, str]
) -> Done:
    """Run a step if it is a command."""
    if "run" not in step:
        return Done(job, step["uses"], None, 0)
    if "if" in step:
        raise StepsError(f"{step['name']}: a command with a condition is not understood here")
    own = {name: evaluate(str(value), known) for name, value in step.get("env", {}).items()}
    began = time.perf_counter()
    # The shell as GitHub starts it where a workflow names none: it ends at the first command that fails.
    command = ["bash", "-e", "-c", evaluate(step["run"], known)]
    done = subprocess.run(command, cwd=clone, env={**around, **own}, stdin=subprocess.DEVNULL, check=False)
    return Done(job, step["name"], done.returncode, time.perf_counter() - began)


def evaluate(text: str, known: Mapping[str, str]) -> str:
    """Return a text with its expressions worked out: ``a.b.c``, ``'text'``, ``format('{0}/', a.b)``, joined by ``||``.

    Raises:
        StepsError: one is of another form, or names what has no value.
    """
    return _EXPRESSION.sub(lambda match: _either(match[1], known), text)


def _either(expression: str, known: Mapping[str, str]) -> str:
    """Return the first alternative that is not empty; only repository variables may be unknown, and are empty then."""
    value = ""
    for term in expression.split(" || "):
        match = _TERM.fullmatch(term)
        if not match:
            raise StepsError(f"the expression {term!r} is not understood here")
        value = match["text"] or ""
        if name := match["name"] or match["of"]:
            if name not in known and not name.startswith("vars."):
                raise StepsError(f"{name} has no value: --set {name}=…")
            value = known.get(name, "")
            value = match["form"].replace("{0}", value) if match["form"] else value
        if value:
            break
    return value


def _outputs(step: Mapping[str, Any], file: Path) -> dict[str, str]:
    """Return what a step has set (``name=value`` a line), as expressions name it, and empty the file."""
    lines = file.read_text("utf-8").splitlines()
    file.write_text("", encoding="utf-8")
    pairs = (line.partition("=") for line in lines)
    return {f"steps.{step.get('id', '')}.outputs.{name}": value for name, _, value in pairs}


def make_clone(folder: Path, *, worktree: bool) -> None:
    """Clone this repository; with ``worktree`` then copy the files as they are now, those not committed too."""
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    if not worktree:
        return
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True).stdout.decode().split("\0")
    for name in filter(None, names):
        target = folder / name
        if (ROOT / name).is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target)
        else:
            target.unlink(missing_ok=True)


def main(arguments: list[str] | None = None) -> int:
    """Run a workflow and say what became of each step; the exit code is that of the step that failed, or 0."""
    parser = argparse.ArgumentParser(prog="steps.py", description="Run the commands of a workflow.")
    parser.add_argument("workflow", type=Path)
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help="what ${{ NAME }} is"
    )
    parser.add_argument("--job", metavar="NAME", help="only this job")
    parser.add_argument("--worktree", action="store_true", help="with the changes that are not committed")
    parser.add_argument(
        "--clone", type=Path, metavar="DIR", help="keep the clone there; one that is there is used"
    )
    options = parser.parse_args(arguments)
    values = dict(pair.split("=", 1) for pair in options.set)
    with tempfile.TemporaryDirectory() as scratch:
        clone = options.clone or Path(scratch, "clone")
        if not clone.exists():
            make_clone(clone, worktree=options.worktree)
        done = []
        for step in run_steps(options.workflow, clone.resolve(), values, {}, options.job):
            done.append(step)
            print(_line(step), flush=True)
    print("", *map(_line, done), sep="\n")
    return next((step.code for step in done if step.code), 0)


def _line(done: Done) -> str:
    """Return a step as a line of the report."""
    if done.code is None:
        return f"--- {done.job}: {done.name}: an action, not run"
    end = "passed" if done.code == 0 else f"FAILED ({done.code})"
    return f"--- {done.job}: {done.name}: {end} in {done.seconds:.1f} s"


if __name__ == "__main__":
    sys.exit(main())
