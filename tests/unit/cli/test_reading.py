"""What reads files without a project, on the command line: ``inspect``, ``citations``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools import cli
from tests.projects import write_laws
from tests.unit.cli.commands import CITING, run


def test_inspect_prints_a_line_for_each_file(project, capsys):
    assert run("inspect", "source/a.md", "source/a.md") == cli.OK
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["path"] for line in lines] == ["source/a.md"] * 2
    assert "最低工资规定" in lines[0]
    assert run("inspect", "source/none.md", "source/a.md") == cli.FOUND_ERRORS
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_citations_prints_a_line_for_each_citation(project, capsys, monkeypatch):
    write_laws(project / "laws", {"c.md": CITING, "a.md": (project / "source/a.md").read_text("utf-8")})
    write_laws(project / "laws", {"x.md": "no front matter"})
    monkeypatch.chdir(project / "docs")  # no project is needed
    assert run("citations", "--library", "../laws", "--jobs", "1", "../laws/c.md") == cli.OK
    captured = capsys.readouterr()
    first, second = map(json.loads, captured.out.splitlines())
    assert (first["path"], first["text"]) == ("../laws/c.md", "《最低工资规定》第二条第二款")
    assert (first["target"]["id"], first["target"]["article"], first["target"]["paragraph"]) == (
        "b1",
        "第二条",
        2,
    )
    assert (second["target"], second["reason"]) == (None, "law-not-in-library")
    assert captured.err == "1 file of the library left out; “tiaowen inspect” says why\n"
    assert not (project / "docs" / ".cache").exists()


def test_citations_of_files_that_cannot_be_read(project, capsys):
    write_laws(project, {"x.md": "no front matter"})
    assert run("citations", "--library", "source", "x.md", "none.md") == cli.FOUND_ERRORS
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "x.md:1:1: error: " in captured.err
    assert "none.md: error: cannot be read" in captured.err


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_inspect_prints_names_and_titles_that_are_no_text(project):
    (project / "title.md").write_text('---\ntitle: "\\ud800"\n---\n\n正文\n', encoding="utf-8")
    for encoding in ("utf-8:strict", "ascii:strict"):
        done = subprocess.run(
            [sys.executable, "-m", "build_tools", "inspect", b"\xff.md", "title.md", "source/a.md"],
            capture_output=True,
            env={
                **os.environ,
                "PYTHONIOENCODING": encoding,
                "PYTHONPATH": str(Path(cli.__file__).parents[1]),
            },
            check=False,
        )
        assert b"Traceback" not in done.stderr
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        assert [answer["path"] for answer in answers] == ["\\udcff.md", "title.md", "source/a.md"]
        assert answers[2]["title"] == "最低工资规定"
