"""`tests/setup/steps.py` runs the commands of a workflow in order, as GitHub would."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.setup.steps import StepsError, evaluate, make_clone, run_steps

KNOWN = {
    "github.ref_name": "v1",
    "steps.pages.outputs.base_url": "https://laws.example",
    "steps.a.outputs.none": "",
}

WORKFLOW = """\
jobs:
  one:
    steps:
      - uses: actions/checkout@0
      - id: first
        name: First
        run: |
          echo "day=today" >> "$GITHUB_OUTPUT"
          echo "one $CI" >> notes
      - name: Second
        env:
          DAY: ${{ steps.first.outputs.day }}
        run: echo "two $DAY" >> notes
  two:
    needs: one
    steps:
      - name: Third
        run: |
          false
          echo "never" >> notes
      - name: Fourth
        run: echo "never" >> notes
"""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("plain $text", "plain $text"),
        ("${{ steps.pages.outputs.base_url }}/ledger.txt", "https://laws.example/ledger.txt"),
        ("${{ vars.SITE_URL || format('{0}/', steps.pages.outputs.base_url) }}", "https://laws.example/"),
        ("${{ steps.a.outputs.none || 'else' }}", "else"),
        ("${{ github.ref_name }} ${{github.ref_name}}", "v1 v1"),
    ],
)
def test_expressions_are_worked_out(text, value):
    assert evaluate(text, KNOWN) == value


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("${{ steps.nothing.outputs.x }}", "steps.nothing.outputs.x has no value"),
        ("${{ hashFiles('a') }}", "is not understood here"),
        ("${{ github.ref == 'x' }}", "is not understood here"),
    ],
)
def test_what_is_not_known_is_never_guessed(text, why):
    with pytest.raises(StepsError, match=why):
        evaluate(text, KNOWN)


def test_steps_run_in_order_until_one_fails(tmp_path: Path):
    workflow = tmp_path / "workflow.yml"
    workflow.write_text(WORKFLOW)
    done = list(run_steps(workflow, tmp_path, {}, {}))
    assert [(step.job, step.name, step.code) for step in done] == [
        ("one", "actions/checkout@0", None),
        ("one", "First", 0),
        ("one", "Second", 0),
        ("two", "Third", 1),
    ]
    assert (tmp_path / "notes").read_text() == "one true\ntwo today\n"


def test_a_clone_has_what_is_committed_and_can_have_what_is_not(repository: Path, tmp_path: Path):
    if not (repository / ".git").exists():
        pytest.skip("not a git checkout")
    make_clone(tmp_path / "clone", worktree=True)
    assert (tmp_path / "clone" / "Makefile").read_bytes() == (repository / "Makefile").read_bytes()
    assert not (tmp_path / "clone" / ".venv").exists()
