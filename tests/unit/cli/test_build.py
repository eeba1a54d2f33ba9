"""The command line: words, exit codes, what goes to which stream, and what ``build`` says."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from build_tools import cli
from build_tools.diagnostics import Diagnostic, Severity
from build_tools.fsio import lock
from build_tools.pipeline.report import Report
from tests.projects import files_of, law_text, write_laws
from tests.unit.cli.commands import run


def test_build_reports_to_people_and_to_a_file(project, capsys):
    assert run("build", "--jobs", "1", "--report", "report.json") == cli.OK
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "1 file → 1 law in 1 version, 3 articles; " in captured.err
    report = json.loads((project / "report.json").read_text("utf-8"))
    assert report["built"] is True
    assert report["outputs"]["article_pages"] == 3
    phases = ["load", "link", "cite", "shells", "render", "index", "commit", "total"]
    assert list(report["seconds"]) == phases
    assert report["peak_memory_bytes"] > 1_000_000
    assert (project / "site/laws/zuidi-gongzi-guiding/2004-01-20/1.html").exists()


def test_all_findings_are_printed_with_their_places(project, capsys):
    write_laws(
        project / "source",
        {"x.md": "no front matter", "y.md": "---\ntitle: 乙\ndate: 2020-13-45\n---\n\n正文\n"},
    )
    assert run("build") == cli.FOUND_ERRORS
    words = capsys.readouterr().err
    assert "source/x.md" in words
    assert "source/y.md:3:" in words
    assert (project / "site/laws/zuidi-gongzi-guiding/index.html").exists()


def test_strict_builds_nothing(project, capsys):
    write_laws(project / "source", {"x.md": "no front matter"})
    assert run("build", "--strict") == cli.FOUND_ERRORS
    assert "nothing was built" in capsys.readouterr().err
    assert not (project / "site").exists()


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["bild"],
        ["inspect"],
        ["citations", "source/a.md"],
        ["citations", "--library", "source"],
        ["register", "--site", "x"],
    ],
)
def test_wrong_usage(project, capsys, words):
    with pytest.raises(SystemExit) as caught:
        run(*words)
    assert caught.value.code == cli.CANNOT
    assert "usage: tiaowen" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "value", "reason"),
    [
        ("--as-of", "2025-02-30", "not a date of the form YYYY-MM-DD"),
        ("--as-of", "20250101", "not a date of the form YYYY-MM-DD"),
        ("--as-of", "tomorrow", "not a date of the form YYYY-MM-DD"),
        ("--jobs", "0", "not a positive number"),
        ("--jobs", "-1", "not a positive number"),
        ("--jobs", "many", "not a positive number"),
        ("--jobs", "²", "not a positive number"),
        ("--port", "99999999", "not a port number from 0 to 65535"),
        ("--port", "-1", "not a port number from 0 to 65535"),
        ("--port", "http", "not a port number from 0 to 65535"),
        ("--docs", "", "an empty name is no file or folder"),
        ("--site", "", "an empty name is no file or folder"),
        ("--source", " ", "an empty name is no file or folder"),
    ],
)
def test_values_that_an_option_cannot_have(project, capsys, option, value, reason):
    with pytest.raises(SystemExit) as caught:
        run("serve", f"{option}={value}")
    assert caught.value.code == cli.CANNOT
    words = capsys.readouterr().err
    assert reason in words
    assert "invalid _" not in words


def test_every_argument_has_its_help(project, capsys):
    with pytest.raises(SystemExit):
        run("inspect", "--help")
    assert "a law file;" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["build", "--source", "nowhere"], "nowhere: no such source folder"),
        (["build", "--source", "docs"], "docs: no law file"),
        (["build", "--config-file", "x/mkdocs.yml"], "no such file"),
        (["build", "--site", "."], "choose another --site"),
        (["check", "--source", "nowhere"], "no such source folder"),
        (["register", "--source", "nowhere"], "no such source folder"),
        (["serve", "--source", "nowhere"], "no such source folder"),
        (["citations", "--library", "nowhere", "source/a.md"], "nowhere: no such source folder"),
    ],
)
def test_what_cannot_be_done(project, capsys, words, complaint):
    assert run(*words) == cli.CANNOT
    assert complaint in capsys.readouterr().err


def test_a_fault_of_the_system_is_a_sentence(project, capsys, monkeypatch):
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "docs/about.md")

    monkeypatch.setattr(cli, "build", refuse)
    assert run("build") == cli.CANNOT
    assert capsys.readouterr().err == "tiaowen: docs/about.md: Permission denied; change its rights\n"


def test_notes_are_for_the_check(project, capsys):
    text = law_text("北京市河湖保护条例", id="c1", date="2026-01-01", status="有效")
    note = Diagnostic("source/a.md", 1, 1, "some-note", "a note", Severity.INFO)
    write_laws(project / "source", {"c.md": text})
    real = cli.build

    def with_notes(*arguments: Any) -> Report:
        return replace(real(*arguments), diagnostics=(note, note))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cli, "build", with_notes)
        assert run("build") == cli.OK
    words = capsys.readouterr().err
    assert "[some-note]" not in words
    assert "0 errors, 0 warnings, 2 notes (“tiaowen check” shows them); " in words


def test_a_broken_registry_stops_the_build(project, capsys):
    run("build")
    before = files_of(project / "site")
    (project / "source" / "registry.tsv").write_text("")
    assert run("build") == cli.FOUND_ERRORS
    words = capsys.readouterr().err
    assert "registry.tsv:1:1: error: the header line" in words
    assert "nothing was built: 1 error, 0 warnings; source/registry.tsv must be mended first" in words
    assert files_of(project / "site") == before
    assert run("register") == cli.FOUND_ERRORS
    assert (project / "source" / "registry.tsv").read_text() == ""


def test_published_pages_that_go_are_named(project, capsys):
    write_laws(project / "source", {"b.md": law_text("北京市河湖保护条例", id="c1", date="2026-01-01")})
    run("register")
    run("build")
    (project / "source" / "b.md").unlink()
    assert run("build", "--strict") == cli.FOUND_ERRORS
    capsys.readouterr()
    assert run("build") == cli.OK
    words = capsys.readouterr().err
    assert "[address-gone]" in words
    assert " pages of 1 published law were removed; 0 errors, 1 warning; " in words


def test_a_second_build_is_told_to_wait(project, capsys):
    with lock(project / ".cache/tiaowen/lock"):
        assert run("build") == cli.CANNOT
    assert "another build is running" in capsys.readouterr().err


def test_an_interruption_has_its_own_code(project, capsys, monkeypatch):
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "build", interrupt)
    assert run("build") == cli.INTERRUPTED
    assert "interrupted" in capsys.readouterr().err


def test_the_day_decides_the_status(project):
    text = law_text(
        "河南省社会治理条例", id="a2", date="2025-09-30", effective_date="2025-12-01", status="有效"
    )
    write_laws(project / "source", {"b.md": text})
    page = project / "site/laws/henansheng-shehui-zhili-tiaoli/2025-09-30/1.html"
    assert run("build", "--as-of", "2025-11-30") == cli.OK
    before = page.read_text("utf-8")
    assert run("build", "--as-of", "2025-12-01") == cli.OK
    after = page.read_text("utf-8")
    assert "尚未施行（2025-12-01" in before
    assert "尚未施行（2025-12-01" not in after


def test_the_progress_bar_is_for_terminals(project, capsys):
    run("build")
    assert "rendering" not in capsys.readouterr().err
    shutil.rmtree(project / "site")
    run("build", "--progress")
    assert "rendering" in capsys.readouterr().err


def test_the_module_is_the_command():
    done = subprocess.run(
        [sys.executable, "-m", "build_tools", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("tiaowen ")
