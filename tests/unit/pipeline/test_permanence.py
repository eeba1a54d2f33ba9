"""Addresses through builds: the ledger, laws that go, redirects that come and go, and the check against what was."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from build_tools import urls
from build_tools.diagnostics import Severity
from build_tools.pipeline.build import build, build_into
from build_tools.pipeline.checking import run_check
from build_tools.pipeline.register import register
from build_tools.pipeline.watch import snapshot
from build_tools.publish.ledger import LedgerError, read
from tests import factories
from tests.projects import files_of, law_text, same_as_fresh, settings_of, write_laws

KEY = "laws/henansheng-shehui-zhili-tiaoli/"
NEW = f"{KEY}2025-09-30/"
GONE = "laws/zuidi-gongzi-guiding/"
GONE_VERSION = f"{GONE}2004-01-20/"
MENDED = f"{GONE}: {KEY}\n{GONE_VERSION}: {NEW}\n"
"""What mends that ``b.md`` is gone."""


def declare(config_file: Path, text: str) -> None:
    write_laws(config_file.parent, {"source/redirects.yml": text})


def errors(config_file: Path, against: Path | None = None) -> list[tuple[str, str]]:
    found = run_check(settings_of(config_file), against=against).diagnostics
    return [(one.path, one.code) for one in found if one.severity is Severity.ERROR]


@pytest.fixture
def published(config_file: Path, tmp_path: Path) -> Path:
    """A copy of the site as it was published."""
    build(settings_of(config_file))
    return Path(shutil.copytree(config_file.parent / "site", tmp_path / "published"))


def test_a_site_has_a_ledger_of_what_it_promises(published):
    ledger = read(published)
    assert ledger.versions[NEW] == "c1 1 2:2 c2 3"
    assert {"index.html", "about.html", "kinds/index.html", "years/2004.html"} <= ledger.pages
    assert not [page for page in ledger.pages if page.startswith(("laws/", "assets/", "search/"))]
    assert ledger.redirects == {}


def test_the_ledger_is_the_same_where_mkdocs_builds(config_file, published, tmp_path):
    site = tmp_path / "mkdocs"
    write_laws(site, {"about.html": "<!doctype html>", "assets/x.css": ""})
    build_into(settings_of(config_file, site=site, in_place=True), factories.shells())
    assert (site / "ledger.txt").read_bytes() == (published / "ledger.txt").read_bytes()


def test_a_site_keeps_its_own_promises(config_file, published):
    assert errors(config_file, published) == []
    assert errors(config_file, published / "ledger.txt") == []


def test_a_law_that_is_gone_fails_the_check_and_a_redirect_mends_it(config_file, published):
    (config_file.parent / "source/b.md").unlink()
    build(settings_of(config_file))
    assert errors(config_file, published) == [(GONE, "address-gone"), (GONE_VERSION, "address-gone")]
    assert errors(config_file) == []
    declare(config_file, MENDED)
    build(settings_of(config_file))
    assert errors(config_file, published) == []
    site = config_file.parent / "site"
    link = urls.relative(f"{GONE_VERSION}2.html", f"{NEW}2.html")
    assert f"<a href={link}>" in (site / GONE_VERSION / "2.html").read_text("utf-8")
    assert read(site).redirects[GONE] == KEY


def test_a_redirect_must_stay(config_file, published):
    (config_file.parent / "source/b.md").unlink()
    declare(config_file, MENDED)
    build(settings_of(config_file))
    mended = Path(shutil.copytree(config_file.parent / "site", config_file.parent / "mended"))
    declare(config_file, "")
    build(settings_of(config_file))
    assert not (config_file.parent / "site" / GONE).exists()
    assert {path for path, _ in errors(config_file, mended)} == {GONE, GONE_VERSION}


def test_the_check_asks_the_sources_not_an_old_site(config_file, published):
    (config_file.parent / "source/b.md").unlink()
    assert {code for _, code in errors(config_file, published)} == {"address-gone", "site-outdated"}


def test_a_text_that_loses_an_article_and_a_paragraph(config_file, published):
    path = config_file.parent / "source/a/2025.md"
    text = path.read_text("utf-8")
    text = text.replace("  本省行政区域内的社会治理活动适用本条例。\n\n", "").replace(
        "- **第三条**　本条例自2025年12月1日起施行。\n", ""
    )
    path.write_text(text, "utf-8")
    build(settings_of(config_file))
    found = run_check(settings_of(config_file), against=published).diagnostics
    messages = [one.message for one in found if one.code == "address-gone"]
    assert [message.split(";")[0] for message in messages] == [
        "1 anchor of what was published is gone (2.html#art_2__para_2)",
        "1 page of what was published is gone (3.html)",
    ]
    declare(config_file, f"{NEW}2.html#art_2__para_2: {NEW}2.html#art_2__para_1\n{NEW}3.html: {NEW}2.html\n")
    report = build(settings_of(config_file))
    assert report.works_rendered == 1
    assert errors(config_file, published) == []
    site = config_file.parent / "site"
    assert '["moved",{"art_2__para_2":"2.html#art_2__para_1"}]' in (site / NEW / "toc.js").read_text("utf-8")
    assert "<h1>本页已移至新地址</h1>" in (site / NEW / "3.html").read_text("utf-8")
    assert (site / KEY / "3.html").read_text("utf-8").startswith("<!doctype html>")


def test_a_ledger_that_cannot_be_trusted(config_file, published):
    (published / "ledger.txt").write_bytes((published / "ledger.txt").read_bytes()[:-9])
    with pytest.raises(LedgerError, match="cut off or damaged"):
        errors(config_file, published)
    with pytest.raises(LedgerError, match="cannot be read"):
        errors(config_file, config_file.parent / "nowhere")


def test_a_site_without_a_ledger_is_told_to_be_built(config_file, published):
    (config_file.parent / "site/ledger.txt").unlink()
    assert "ledger-missing" in {code for _, code in errors(config_file, published)}


def test_redirects_outside_of_the_laws_are_checked(config_file, published):
    declare(config_file, "about.html: index.html\nold.html: new.html\nolder.html: about.html\n")
    build(settings_of(config_file))
    found = run_check(settings_of(config_file)).diagnostics
    ours = [(one.line, one.column, one.code) for one in found if one.path.endswith("redirects.yml")]
    assert ours == [(1, 1, "redirect-taken"), (2, 1, "redirect-target"), (3, 13, "redirect-chain")]


def test_faults_of_the_file_are_findings_of_the_build(config_file):
    declare(config_file, f"{KEY}: {GONE}\nlaws/alt/: laws/neu/\n")
    report = build(settings_of(config_file))
    assert report.built
    found = [one for one in report.diagnostics if one.code.startswith("redirect-")]
    assert [(Path(one.path).name, one.line, one.code) for one in found] == [
        ("redirects.yml", 1, "redirect-taken"),
        ("redirects.yml", 2, "redirect-target"),
    ]
    assert not build(settings_of(config_file, strict=True)).built


def test_a_registered_version_that_moved_is_not_missed(config_file, published):
    register(settings_of(config_file))
    (config_file.parent / "source/b.md").unlink()
    assert "address-gone" in {one.code for one in build(settings_of(config_file)).diagnostics}
    declare(config_file, MENDED)
    assert "address-gone" not in {one.code for one in build(settings_of(config_file)).diagnostics}
    declare(config_file, f"{GONE}: {KEY}\n")  # the law has no version of that day
    assert "address-gone" in {one.code for one in build(settings_of(config_file)).diagnostics}


STEPS = {
    "law → redirect": [("b.md", None), ("redirects.yml", MENDED)],
    "redirect → law": [("b.md", None), ("redirects.yml", MENDED), ("redirects.yml", ""), ("b.md", "back")],
    "both at once": [("b.md", None), ("redirects.yml", MENDED), ("b.md redirects.yml", "back")],
    "version → redirect": [("a/2020.md", None), ("redirects.yml", f"{KEY}2020-01-01/: {NEW}\n")],
    "redirect → version": [
        ("a/2020.md", None),
        ("redirects.yml", f"{KEY}2020-01-01/: {NEW}\n"),
        ("a/2020.md redirects.yml", "back"),
    ],
    "a target grows": [("redirects.yml", f"laws/alt/: {GONE}\n"), ("b.md", "grown")],
    "a row goes": [("redirects.yml", f"laws/alt/: {GONE}\nold.html: about.html\n"), ("redirects.yml", "")],
    "a page of a law": [("redirects.yml", f"{NEW}9.html: {NEW}1.html\n"), ("redirects.yml", "")],
    "an anchor": [("redirects.yml", f"{NEW}1.html#art_1__para_2: {NEW}1.html\n"), ("redirects.yml", "")],
}


@pytest.mark.parametrize("forgetful", [False, True])
@pytest.mark.parametrize("steps", STEPS.values(), ids=STEPS)
def test_folders_of_redirects_come_and_go(config_file, tmp_path_factory, steps, forgetful):
    source = config_file.parent / "source"
    build(settings_of(config_file))
    before = {name: (source / name).read_text("utf-8") for name in ("b.md", "a/2020.md")} | {
        "redirects.yml": ""
    }
    for names, text in steps:
        for name in names.split():
            if text is None:
                (source / name).unlink()
            elif text == "grown":
                write_laws(source, {name: law_text("最低工资规定", _LONGER, id="b1", date="2004-01-20")})
            else:
                write_laws(source, {name: before[name] if text == "back" else text})
        if forgetful:
            shutil.rmtree(config_file.parent / ".cache/tiaowen/trees")
        build(settings_of(config_file))
    same_as_fresh(config_file.parent, tmp_path_factory.mktemp("fresh"))


_LONGER = "- **第一条**　一。\n\n- **第二条**　二。\n\n- **第三条**　三。\n\n- **第四条**　四。\n"


def test_what_did_not_change_is_not_touched(config_file):
    declare(config_file, f"laws/alt/: {GONE}\n{NEW}9.html: {NEW}1.html\nold.html: about.html\n")
    build(settings_of(config_file))
    report = build(settings_of(config_file))
    assert (report.works_rendered, report.written, report.removed) == (0, 0, 0)


def test_a_change_of_the_file_is_seen(config_file):
    before = snapshot(settings_of(config_file))
    declare(config_file, "# nothing yet\n")
    assert snapshot(settings_of(config_file)) != before


def test_jobs_make_no_difference(config_file, tmp_path_factory):
    declare(config_file, f"laws/alt/: {GONE}\n{NEW}9.html: {NEW}1.html\n")
    build(settings_of(config_file, jobs=2))
    fresh = tmp_path_factory.mktemp("fresh")
    same_as_fresh(config_file.parent, fresh)
    assert files_of(fresh / "site")["ledger.txt"] == files_of(config_file.parent / "site")["ledger.txt"]
