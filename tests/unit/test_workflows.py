"""The workflows are of GitHub's form, and their commands do in order what they are for.

`make` and `gh` are stand-ins here that take notes; `python tests/setup/steps.py` runs the real ones.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
import yaml

from tests.serving import serving
from tests.setup.steps import run_steps

WORKFLOWS = ("ci", "publish", "release")
STAND_IN = """#!/usr/bin/env bash
# Notes what it was asked for, and fails when that is $FAILS.
echo "$(basename "$0") $* SITE_URL=${SITE_URL:-}" >>"$NOTES"
case "$*" in *bench*) echo "a table" ;; esac
case "$*" in *"$FAILS"*) exit 1 ;; esac
"""


@pytest.fixture(autouse=True)
def _bash_and_curl() -> None:
    for program in ("bash", "curl"):
        if shutil.which(program) is None:
            pytest.skip(f"no {program}")


def load(repository: Path, name: str) -> dict:
    return yaml.safe_load((repository / ".github" / "workflows" / f"{name}.yml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("schema", "pattern"),
    [("vendor.github-workflows", ".github/workflows/*.yml"), ("vendor.dependabot", ".github/dependabot.yml")],
)
def test_the_files_are_of_the_form_that_github_publishes(repository, schema, pattern):
    files = sorted(map(str, repository.glob(pattern)))
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *files]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert files
    assert done.returncode == 0, done.stdout


def test_the_example_for_gitlab_is_of_the_form_that_gitlab_publishes(repository, tmp_path):
    text = (repository / "docs" / "contributing" / "publishing.md").read_text("utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    (tmp_path / ".gitlab-ci.yml").write_text(example, encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci"]
    done = subprocess.run([*command, tmp_path / ".gitlab-ci.yml"], capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_workflows_are_these(repository):
    assert sorted(path.stem for path in (repository / ".github" / "workflows").iterdir()) == sorted(WORKFLOWS)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_run_is_guarded_and_every_job_ends(repository, name):
    workflow = load(repository, name)
    assert "group" in workflow["concurrency"]
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())
    assert all("name" in step for job in workflow["jobs"].values() for step in job["steps"] if "run" in step)


def test_what_may_write_runs_nothing_of_ours(repository):
    writing = {
        f"{name} {job}": {right for right, level in body.get("permissions", {}).items() if level == "write"}
        for name in WORKFLOWS
        for job, body in load(repository, name)["jobs"].items()
    }
    assert {job: rights for job, rights in writing.items() if rights} == {
        "publish deploy": {"pages", "id-token"},
        "release attach": {"contents"},
    }
    assert not any("run" in step for step in load(repository, "publish")["jobs"]["deploy"]["steps"])
    checkouts = [step.get("uses", "") for step in load(repository, "release")["jobs"]["attach"]["steps"]]
    assert not any("checkout" in action for action in checkouts)


def test_the_site_is_published_on_a_push_and_just_after_midnight_in_beijing(repository):
    # PyYAML reads the key `on` as true.
    events = load(repository, "publish")[True]
    assert events["push"] == {"branches": ["main"]}
    assert events["schedule"] == [{"cron": "10 16 * * *"}]


class _Host(BaseHTTPRequestHandler):
    """Answers with what a dictionary says: path → status and text."""

    def __init__(self, answers: dict[str, tuple[int, str]], *rest: object) -> None:
        self.answers = answers
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        status, text = self.answers.get(self.path, (404, "nothing here"))
        self.send_response(status)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def answers() -> dict[str, tuple[int, str]]:
    """What the host answers; empty: nothing was ever published."""
    return {}


@pytest.fixture
def host(answers: dict[str, tuple[int, str]]) -> Iterator[str]:
    with serving(functools.partial(_Host, answers)) as address:
        yield address.rstrip("/")


@pytest.fixture
def run(repository: Path, tmp_path: Path, host: str):
    """Runs the commands of a workflow; returns the exit codes by name, and the notes of the stand-ins."""
    clone = tmp_path / "clone"
    shutil.copytree(repository / ".ci", clone / ".ci")
    (tmp_path / "bin").mkdir()
    for name in ("make", "gh"):
        program = tmp_path / "bin" / name
        program.write_text(STAND_IN)
        program.chmod(0o755)
    notes = tmp_path / "notes"
    notes.touch()

    def call(
        name: str, fails: str = "nothing", only: str | None = None, **values: str
    ) -> tuple[dict[str, int | None], list[str]]:
        known = {"steps.pages.outputs.base_url": host, "github.server_url": f"{host}/hub", **values}
        environment = {
            "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "NOTES": str(notes),
            "FAILS": fails,
            "no_proxy": "127.0.0.1",
        }
        workflow = repository / ".github" / "workflows" / f"{name}.yml"
        done = list(run_steps(workflow, clone, known, environment, only))
        codes = {step.name: step.code for step in done}
        return codes, [line.replace(host, "HOST") for line in notes.read_text().splitlines()]

    return call


def test_the_first_publication_has_nothing_to_check_against(run):
    codes, notes = run("publish")
    assert set(codes.values()) == {0, None}
    assert notes == [
        "make site ARGS=--strict SITE_URL=HOST/",
        "make check ARGS=--strict SITE_URL=HOST/",
    ]


def test_later_ones_are_checked_against_what_is_live(run, answers, tmp_path):
    answers["/ledger.txt"] = (200, "what is live")
    answers["/hub/tiaowen/tiaowen/releases/latest/download/bundles.json"] = (200, "[]")
    codes, notes = run("publish")
    assert set(codes.values()) == {0, None}
    assert notes[1] == "make check ARGS=--strict --against .cache/live-ledger.txt SITE_URL=HOST/"
    assert (tmp_path / "clone" / ".cache" / "live-ledger.txt").read_text() == "what is live"
    assert (tmp_path / "clone" / "dist" / "bundles.json").read_text() == "[]"


def last(codes: dict[str, int | None]) -> str:
    """Return the name of the last step, which failed."""
    name, code = list(codes.items())[-1]
    assert code
    return name


@pytest.mark.parametrize("status", [403, 500])
def test_a_host_that_does_not_answer_is_no_first_publication(run, answers, status):
    # A 5xx is tried again, and stays what it is.
    answers["/ledger.txt"] = (status, "")
    codes, notes = run("publish")
    assert last(codes).startswith("Fetch")
    assert notes == []


@pytest.mark.parametrize(("fails", "step"), [("site", "Build"), ("check", "Check")])
def test_what_fails_is_not_published(run, fails, step):
    codes, _ = run("publish", fails=fails)
    assert last(codes).startswith(step)
    assert not any("upload" in name or "deploy" in name for name in codes)


def test_a_release_is_a_draft_until_the_bundles_are_attached(run, tmp_path):
    dist = tmp_path / "clone" / "dist"
    dist.mkdir()
    (dist / "tiaowen.zip").touch()
    codes, notes = run("release", fails="view", **{"github.ref_name": "v1.2"})
    assert set(codes.values()) == {0, None}
    downloads = "HOST/hub/tiaowen/tiaowen/releases/download/v1.2/"
    assert [note.partition(" SITE_URL=")[0] for note in notes] == [
        "make check ARGS=--strict",
        f"make bundle ARGS=--each --json --base-url {downloads}",
        "gh release view v1.2",
        "gh release create v1.2 --draft --verify-tag --generate-notes",
        "gh release upload v1.2 dist/tiaowen.zip --clobber",
        "gh release edit v1.2 --draft=false",
    ]
    assert notes[1].endswith("SITE_URL=HOST/")


def test_a_release_for_another_host_carries_its_address(run):
    _, notes = run("release", fails="upload", **{"vars.SITE_URL": "https://laws.example/"})
    assert notes[0] == "make check ARGS=--strict SITE_URL=https://laws.example/"


def test_the_table_of_the_bench_is_the_summary_of_the_job(run, capsys):
    codes, notes = run("ci", only="bench")
    assert codes["Show the table"] == 0
    assert notes == ["make --silent bench ARGS=--runs 1 --only-show SITE_URL="]
    assert "a table" in capsys.readouterr().out
