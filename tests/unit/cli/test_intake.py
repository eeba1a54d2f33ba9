"""What brings documents in, on the command line: ``new``, ``import``, ``import-summary``."""

from __future__ import annotations

import io
import json
import sys

import pytest

from build_tools import cli
from tests.projects import files_of, law_text, write_laws
from tests.unit.cli.commands import run
from tests.unit.intake.docx import law


def test_new_asks_and_writes_a_template_once(project, capsys, monkeypatch):
    lines = "学位法\n\n法律\n2024-04-26\n\n\n\n2\n3 1\n"
    path = project / "source/national/falv/xueweifa.2024-04-26.md"
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    assert run("new", "--as-of", "2025-11-20") == cli.OK
    captured = capsys.readouterr()
    assert captured.out == "source/national/falv/xueweifa.2024-04-26.md\n"
    assert "Status [有效]: " in captured.err
    text = path.read_text("utf-8")
    assert "- **第四条**　　〔待录入〕\n" in text
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    assert run("new") == cli.CANNOT
    assert "exists already and is left as it is" in capsys.readouterr().err
    assert path.read_text("utf-8") == text
    assert run("inspect", str(path)) == cli.OK


def test_new_asks_nobody_where_options_answer_and_there_is_no_terminal(project, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("法律\n"))
    assert run("new", "--title", "学位法", "--chapters", "2", "--out", "laws/a.md") == cli.OK
    captured = capsys.readouterr()
    assert captured.out == "laws/a.md\n"
    assert "Kind" not in captured.err
    assert (project / "laws/a.md").is_file()


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([], "--title: a law has a title"),
        (["--title", "学位法", "--status", "现行", "--chapters", "x"], "--chapters: “x” is not a number"),
        (["--title", "学位法", "--source", "nowhere"], "nowhere: no such source folder"),
        (["--title", "学位法", "--out", "source"], "source: exists already"),
    ],
)
def test_new_says_what_it_cannot_do(project, capsys, monkeypatch, words, complaint):
    before = files_of(project)
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert run("new", *words) == cli.CANNOT
    assert complaint in capsys.readouterr().err
    assert files_of(project) == before


def test_new_takes_answers_in_utf_8_only(project, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("学位法\n".encode("gbk")), "utf-8"))
    assert run("new") == cli.CANNOT
    assert "the answers are no text in UTF-8" in capsys.readouterr().err


def test_import_says_what_became_of_each_file(project, capsys):
    (project / "甲法_20240102_0123456789abcdef0123456789abcdef.docx").write_bytes(law("第一条　甲。"))
    (project / "b.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert run("import", "--folder", ".", "--report", "report.json") == cli.FOUND_ERRORS
    captured = capsys.readouterr()
    rows = [line.split("\t") for line in captured.out.splitlines()]
    assert [row[0] for row in rows] == ["rejected", "written"]
    assert (project / rows[1][1]).is_file()
    assert "b.doc: error: a legacy .doc" in captured.err
    assert "2 files: 1 written, 1 rejected; 1 error, " in captured.err
    assert json.loads((project / "report.json").read_text("utf-8"))["counts"]["written"] == 1


def test_import_works_without_a_project(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.docx").write_bytes(law("第一条　甲。"))
    words = ("import", "x.docx", "--id", "abc", "--url", "https://example.org/x", "--as-of", "2026-01-01")
    assert run(*words) == cli.OK
    assert capsys.readouterr().out == "written\tqita/moumou-tiaoli.undated.md\tx.docx\n"
    assert run(*words, "--check") == cli.OK
    assert capsys.readouterr().out == "equal\tqita/moumou-tiaoli.undated.md\tx.docx\n"


@pytest.mark.parametrize(
    "words", [[], ["--folder", "missing"], ["a.docx", "b.docx", "--id", "x"], ["--source", "missing", "a"]]
)
def test_import_without_anything_to_do(project, capsys, words):
    assert run("import", *words) == cli.CANNOT
    assert capsys.readouterr().err.startswith("tiaowen: ")


def test_a_summary_becomes_a_companion(project, capsys):
    write_laws(
        project,
        {"s.txt": "Anything\nHe Nan Ri Bao· 2025-10-16\nCore Points - One [1] Chapter 8: Two - Three"},
    )
    write_laws(project / "source", {"c.md": law_text("北京市河湖保护条例", id="c1", date="2026-01-01")})
    assert run("import-summary", "s.txt", "--law", "c1") == cli.OK
    out, err = capsys.readouterr()
    assert "## Chapter 8: Two\n\n- Three\n" in out
    assert "[not-mapped]" in err
    assert run("import-summary", "s.txt", "--law", "c1", "--out", "source/companions/s.md") == cli.OK
    assert (project / "source/companions/s.md").read_text("utf-8") == out
    (project / "source/companions/s.md").write_text("mine", encoding="utf-8")
    assert run("import-summary", "s.txt", "--law", "c1", "--out", "source/companions/s.md") == cli.CANNOT
    assert "is there already" in capsys.readouterr().err
    assert run("import-summary", "nowhere.txt") == cli.CANNOT
