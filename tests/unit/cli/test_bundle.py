"""``tiaowen bundle`` on the command line."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from build_tools import cli
from build_tools.pipeline import bundling as bundling_module
from tests.projects import fake_capture, write_laws
from tests.unit.cli.commands import run


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
