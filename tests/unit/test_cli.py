"""The command line: words, exit codes, and what goes to which stream."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from build_tools import cli
from build_tools.diagnostics import Diagnostic, Severity
from build_tools.fsio import lock
from build_tools.pipeline import build as build_module
from build_tools.pipeline import bundling as bundling_module
from build_tools.pipeline import checking
from build_tools.pipeline.report import Report
from tests.projects import fake_capture, files_of, law_text, make_project, write_laws
from tests.unit.intake.docx import law


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project, which is also the current folder."""
    monkeypatch.setattr(build_module, "capture", fake_capture)
    monkeypatch.setattr(checking, "capture", fake_capture)
    make_project(tmp_path, {"a.md": law_text("最低工资规定", id="b1", date="2004-01-20", status="有效")})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> int:
    return cli.main(words)


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


def test_inspect_prints_a_line_for_each_file(project, capsys):
    assert run("inspect", "source/a.md", "source/a.md") == cli.OK
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["path"] for line in lines] == ["source/a.md"] * 2
    assert "最低工资规定" in lines[0]
    assert run("inspect", "source/none.md", "source/a.md") == cli.FOUND_ERRORS
    assert len(capsys.readouterr().out.splitlines()) == 2


CITING = law_text(
    "工资支付办法",
    "- **第一条**　违反《最低工资规定》第二条第二款的，依照《劳动监察规定》第一条处理。\n",
    id="c1",
    date="2010-01-01",
    status="有效",
)


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


def test_check_counts_the_citations(project, capsys):
    write_laws(project / "source", {"c.md": CITING})
    run("check")
    words = capsys.readouterr().err
    assert "citations: 2 found, 1 linked, 1 text\n  law-not-in-library: 1 found, 1 text\nby form:\n" in words


def test_register_freezes_addresses_once(project, capsys):
    assert run("register") == cli.OK
    captured = capsys.readouterr()
    assert captured.out == "laws/zuidi-gongzi-guiding/2004-01-20/\tb1\n"
    assert "1 added, 1 in all" in captured.err
    registry = project / "source" / "registry.tsv"
    before = registry.read_bytes()
    assert run("register") == cli.OK
    assert registry.read_bytes() == before
    registry.write_text("not a registry")
    assert run("register") == cli.FOUND_ERRORS
    assert registry.read_text() == "not a registry"


def test_a_frozen_address_outlives_a_new_title(project):
    assert run("register") == cli.OK
    write_laws(
        project / "source", {"a.md": law_text("最低工资条例", id="b1", date="2004-01-20", status="有效")}
    )
    assert run("build") == cli.OK
    assert [path.name for path in (project / "site" / "laws").iterdir()] == ["zuidi-gongzi-guiding"]


def test_check_builds_aside_when_there_is_no_site(project, capsys):
    assert run("check") == cli.OK
    words = capsys.readouterr().err
    assert "1 address is not frozen;" in words
    assert "0 errors" in words
    assert not (project / "site").exists()
    assert not (project / "docs" / "laws").exists()


def test_check_looks_at_the_built_site(project, capsys):
    run("register")
    run("build")
    assert run("check", "--strict") == cli.OK
    page = project / "site/laws/zuidi-gongzi-guiding/2004-01-20/1.html"
    page.write_text(page.read_text("utf-8").replace("制定本条例", "制订本条例"), encoding="utf-8")
    (project / "site/laws/zuidi-gongzi-guiding/2004-01-20/2.html").unlink()
    before = files_of(project / "site")
    assert run("check") == cli.FOUND_ERRORS
    words = capsys.readouterr().err
    assert "2004-01-20/1.html: error: shows" in words
    assert "2004-01-20/2.html: error: cannot be read" in words
    assert "[link-broken]" in words
    assert files_of(project / "site") == before
    # The next build mends what the check has found.
    assert run("build") == cli.OK
    assert run("check", "--strict") == cli.OK


def test_check_says_what_is_out_of_date_and_unregistered(project, capsys):
    run("build")
    assert run("check", "--strict") == cli.FOUND_ERRORS
    assert "[address-unregistered]" in capsys.readouterr().err
    run("register")
    write_laws(
        project / "source",
        {"a.md": law_text("最低工资规定", "- **第一条**　新。\n", id="b1", date="2004-01-20")},
    )
    assert run("check") == cli.FOUND_ERRORS
    words = capsys.readouterr().err
    assert "1 law is out of date" in words
    assert "[page-text]" not in words


def test_check_misses_a_published_law(project, capsys):
    write_laws(project / "source", {"b.md": law_text("北京市河湖保护条例", id="c1", date="2026-01-01")})
    run("register")
    (project / "source" / "b.md").unlink()
    assert run("check") == cli.FOUND_ERRORS
    assert "laws/beijingshi-hehu-baohu-tiaoli/2026-01-01/ was published" in capsys.readouterr().err


def test_check_against_what_was_published(project, capsys):
    assert run("build") == cli.OK
    shutil.copytree("site", "published")
    assert run("check", "--against", "published") == cli.OK
    Path("source/a.md").unlink()
    write_laws(project / "source", {"b.md": law_text("某某规定", id="c1", date="2004-01-20", status="有效")})
    assert run("build") == cli.OK
    assert run("check", "--against", "published/ledger.txt") == cli.FOUND_ERRORS
    words = capsys.readouterr().err
    line = "laws/zuidi-gongzi-guiding/2004-01-20/: error: was published, and is gone with its 7 pages;"
    assert line in words
    rows = "laws/zuidi-gongzi-guiding/: laws/moumou-guiding/\n"
    write_laws(project / "source", {"redirects.yml": rows})
    assert run("build") == cli.OK
    assert run("check", "--against", "published/ledger.txt") == cli.OK


@pytest.mark.parametrize(("name", "words"), [("nowhere", "cannot be read"), ("mkdocs.yml", "is no ledger")])
def test_check_against_what_is_no_ledger(project, capsys, name, words):
    assert run("check", "--against", name) == cli.CANNOT
    assert words in capsys.readouterr().err


def test_check_misses_the_public_address(project, capsys):
    (project / "mkdocs.yml").write_text("site_name: 条文\n", encoding="utf-8")
    assert run("check") == cli.OK
    assert "[site-url-missing]" in capsys.readouterr().err


def test_the_progress_bar_is_for_terminals(project, capsys):
    run("build")
    assert "rendering" not in capsys.readouterr().err
    shutil.rmtree(project / "site")
    run("build", "--progress")
    assert "rendering" in capsys.readouterr().err


def test_serve_ends_with_ctrl_c(project, capsys, monkeypatch):
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "snapshot", interrupt)
    assert run("serve", "--port", "0") == cli.OK
    assert "http://127.0.0.1:" in capsys.readouterr().err


def test_serve_before_the_build_needs_its_port(project, capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert run("serve", "--port", str(port)) == cli.CANNOT
    assert capsys.readouterr().err == f"tiaowen: port {port} is taken; choose another with --port\n"
    assert not (project / "site").exists()


def test_serve_ends_quietly_also_while_it_builds(project, capsys, monkeypatch):
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "build", interrupt)
    assert run("serve", "--port", "0") == cli.OK
    assert capsys.readouterr().err == ""


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


def test_the_module_is_the_command():
    done = subprocess.run(
        [sys.executable, "-m", "build_tools", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("tiaowen ")


# --- bundle -----------------------------------------------------------------------------------------


@pytest.fixture
def bundling(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project, with shells of the factories for bundles, too."""
    monkeypatch.setattr(bundling_module, "capture", fake_capture)
    return project


def test_bundle_prints_what_it_made(bundling, capsys):
    assert run("bundle", "--law", "zuidi-gongzi-guiding", "--name", "gongzi") == cli.OK
    captured = capsys.readouterr()
    data = (bundling / "dist/gongzi.zip").read_bytes()
    assert captured.out == f"dist/gongzi.zip\t{len(data)}\t{hashlib.sha256(data).hexdigest()}\n"
    assert re.fullmatch(
        r"1 bundle, \d+ files, 0\.\d MB; 0 errors, \d warnings?; .* s, [\d,]+ MB of memory\n", captured.err
    )


def test_bundle_reads_a_list_of_laws(bundling, capsys):
    (bundling / "list.txt").write_text("# 工资\n\n最低工资规定  # 2004\n", encoding="utf-8")
    assert run("bundle", "--laws", "list.txt", "--out", "zips", "--json", "--articles") == cli.OK
    assert capsys.readouterr().out.startswith("zips/tiaowen-zuidi-gongzi-guiding-articles.zip\t")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--region", "atlantis"], "--region 'atlantis': there is none"),
        (["--laws", "missing.txt"], "missing.txt: No such file"),
        (["--laws", "gbk.txt"], "gbk.txt: is no text in UTF-8"),
        (["--laws", "nothing.txt"], "nothing.txt: names no law"),
        (["--out", "site"], "site: lies in site, which a build replaces; choose another --out"),
        (["--out", "bad"], "bundles.json: is no catalogue of bundles"),
    ],
)
def test_bundle_says_what_it_cannot_do(bundling, capsys, words, said):
    write_laws(bundling, {"bad/bundles.json": "?"})
    (bundling / "gbk.txt").write_bytes("最低工资规定".encode("gbk"))
    (bundling / "nothing.txt").write_text("# 都不要\n", encoding="utf-8")
    assert run("bundle", *words) == cli.CANNOT
    assert said in capsys.readouterr().err
    assert not (bundling / "dist").exists()


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)//", "JavaScript:x", "/downloads", "ftp://x/", "https:x", "a b", ""]
)
def test_bundle_takes_addresses_of_the_web_or_the_site(bundling, capsys, url):
    with pytest.raises(SystemExit):
        run("bundle", "--base-url", url)
    assert "neither an address of http(s) nor a folder of the site" in capsys.readouterr().err


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
