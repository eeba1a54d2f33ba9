"""Companions in a build: which law they stand with, what is said of those that fit none, and what is made anew."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from build_tools.pages.companions import MARK
from build_tools.pipeline import bundling
from build_tools.pipeline.build import build
from build_tools.pipeline.bundling import Order, make_bundles
from build_tools.pipeline.register import register
from build_tools.pipeline.summaries import SummaryError, import_summary, write_new
from build_tools.publish.selecting import Wish
from tests.projects import changed, fake_capture, same_as_fresh, settings_of, stamps, write_laws

LAW = "laws/henansheng-shehui-zhili-tiaoli"
COMPANION = """\
---
law: {law}
language: en
publisher: He Nan Ri Bao
{more}---

## Core Points

- The regulations aim high

## Chapter 1: General Principles {{#chp_1}}

- Grassroots governance comes first [2][9]
"""


def write(config_file: Path, law: str = "a2", more: str = "", name: str = "source/companions/s.md") -> None:
    write_laws(config_file.parent, {name: COMPANION.format(law=law, more=more)})


def page(config_file: Path, address: str) -> str:
    return (config_file.parent / "site" / address).read_text("utf-8")


def test_it_stands_with_the_version_of_its_id(config_file):
    write(config_file)
    report = build(settings_of(config_file))
    assert report.files == 3
    assert [found.code for found in report.diagnostics if "companion" in found.path] == []
    assert MARK in page(config_file, f"{LAW}/2025-09-30/c1.html")
    assert MARK not in page(config_file, f"{LAW}/2020-01-01/c1.html")


@pytest.mark.parametrize(
    ("law", "more", "expected"),
    [
        ("z9", "", [("companion-law", 0)]),
        ("a2", "articles: true\n", [("companion-article", 14)]),
    ],
)
def test_findings(config_file, law, more, expected):
    write(config_file, law, more)
    found = build(settings_of(config_file)).diagnostics
    assert [(each.code, each.line) for each in found if "companions/s.md" in each.path] == expected


def test_a_place_that_the_law_lacks_is_said_and_shown_with_the_law(config_file):
    write(config_file)
    path = config_file.parent / "source/companions/s.md"
    path.write_text(path.read_text("utf-8").replace("chp_1", "chp_8"), encoding="utf-8")
    found = build(settings_of(config_file)).diagnostics
    assert [(each.code, each.line) for each in found if "companions/s.md" in each.path] == [
        ("companion-place", 11)
    ]
    assert "Grassroots" in page(config_file, f"{LAW}/2025-09-30/index.html")


def test_a_changed_companion_renders_its_law_again_and_no_other(config_file, tmp_path_factory):
    write(config_file)
    build(settings_of(config_file))
    before = stamps(config_file.parent / "site")
    path = config_file.parent / "source/companions/s.md"
    path.write_text(path.read_text("utf-8").replace("Grassroots", "Community"), encoding="utf-8")
    report = build(settings_of(config_file))
    assert report.works_rendered == 1
    files = changed(before, stamps(config_file.parent / "site"))
    assert {name for name in files if name.startswith("laws/")} == {
        f"{LAW}/2025-09-30/c1.html",
        f"{LAW}/2025-09-30/index.html",
    }
    same_as_fresh(config_file.parent, tmp_path_factory.mktemp("fresh"))


@pytest.mark.parametrize("step", ["add", "remove", "law edited"])
def test_whatever_happened_the_site_is_that_of_a_build_from_scratch(config_file, tmp_path_factory, step):
    path = config_file.parent / "source/companions/s.md"
    if step != "add":
        write(config_file)
    build(settings_of(config_file))
    if step == "add":
        write(config_file)
    elif step == "remove":
        path.unlink()
    else:
        law = config_file.parent / "source/a/2025.md"
        law.write_text(law.read_text("utf-8").replace("加强社会治理", "治理加强社会"), encoding="utf-8")
    build(settings_of(config_file))
    same_as_fresh(config_file.parent, tmp_path_factory.mktemp("fresh"))


def test_companions_are_no_laws(config_file):
    write(config_file)
    write(config_file, name="source/companions/below/t.md")
    settings = settings_of(config_file)
    assert build(settings).works == 2
    assert {entry.id for entry in register(settings).added} == {"a1", "a2", "b1"}


def test_they_are_in_bundles(config_file, monkeypatch):
    monkeypatch.setattr(bundling, "capture", fake_capture)
    write(config_file)
    out = config_file.parent / "dist"
    (bundle,) = make_bundles(
        settings_of(config_file, law_json=True), Order(Wish(laws=("henansheng-shehui-zhili-tiaoli",)), out)
    ).bundles
    with zipfile.ZipFile(out / bundle.file) as zipped:
        base = f"{bundle.name}/site/{LAW}/2025-09-30/"
        assert MARK in zipped.read(base + "index.html").decode()
        assert MARK not in zipped.read(base + "full.html").decode()
        assert len(json.loads(zipped.read(base + "law.json"))["companions"]) == 1


SUMMARY = "{title}\nHe Nan Ri Bao· 2025-10-16 23:43\nCore Points - One [1] Chapter 1: General - Two [2]"


@pytest.mark.parametrize(
    ("title", "law", "complaint"),
    [
        ("最低工资规定", "", ""),
        ("Anything", "b1", ""),
        ("Anything", "", "no law file with an id has a title"),
        ("河南省社会治理条例", "", "2 law files have a title"),
        ("最低工资规定", "z9", "no law file with an id has the id z9"),
    ],
)
def test_which_law_a_summary_speaks_of(config_file, title, law, complaint):
    path = config_file.parent / "summary.txt"
    path.write_text(SUMMARY.format(title=title), encoding="utf-8")
    if complaint:
        with pytest.raises(SummaryError, match=complaint):
            import_summary(settings_of(config_file), path, law)
    else:
        made = import_summary(settings_of(config_file), path, law)
        assert "law: b1\n" in made.text
        assert made.law.endswith("b.md")
        write_new(config_file.parent / "source/companions/b.md", made.text)
        report = build(settings_of(config_file))
        assert [found for found in report.diagnostics if "companions" in found.path] == []


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"a\x00b"])
def test_what_is_no_text_is_no_summary(config_file, data):
    path = config_file.parent / "summary.txt"
    path.write_bytes(data)
    with pytest.raises(SummaryError):
        import_summary(settings_of(config_file), path, "b1")


def test_no_other_file_is_written_over(tmp_path):
    path = tmp_path / "companions" / "c.md"
    write_new(path, "one")
    write_new(path, "one")
    with pytest.raises(SummaryError, match="is there already"):
        write_new(path, "two")
    assert path.read_text("utf-8") == "one"
