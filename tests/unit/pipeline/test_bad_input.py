"""Bad files through the whole pipeline: each is reported with its place, and the others are built."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_tools.diagnostics import Severity
from build_tools.numerals import to_chinese
from build_tools.parse.loader import LARGEST
from build_tools.pipeline.build import build
from build_tools.pipeline.checking import run_check
from tests.projects import CHAPTERS, files_of, law_text, make_project, settings_of

GOOD = law_text("河南省社会治理条例", id="good", date="2025-09-30", status="有效")

REFUSED: dict[str, bytes] = {
    "yaml.md": b"---\ntitle: [broken\n---\n\n- **\xe7\xac\xac\xe4\xb8\x80\xe6\x9d\xa1** x\n",
    "no-title.md": b"---\nid: n1\n---\n\ntext\n",
    "no-front-matter.md": "第一条　没有前言。\n".encode(),
    "not-utf-8.md": "---\ntitle: 国家标准\n---\n".encode("gb18030"),
    "nul.md": b"---\ntitle: a\n---\n\na\0b\n",
    "empty.md": b"",
    "blank.md": b" \n\n",
    "title-is-a-list.md": b"---\ntitle: [a, b]\n---\n\ntext\n",
}
"""Files that give no law, and an error each."""

ODD: dict[str, bytes] = {
    "bom.md": b"\xef\xbb\xbf" + law_text("字节顺序标记规定", id="o1").encode(),
    "crlf.md": law_text("换行规定", id="o2").replace("\n", "\r\n").encode(),
    "dates.md": law_text("日期规定", id="o3", date="2020-02-30", publication_date="不详").encode(),
    "types.md": b"---\ntitle: \xe7\xb1\xbb\xe5\x9e\x8b\nid: 12\ntags: 5\nurls: {a: b}\ndate: [1]\n---\n\n"
    + CHAPTERS.encode(),
    "same-id.md": law_text("同号规定", id="good").encode(),
    "slug-up.md": law_text("路径规定", id="../../etc/passwd", slug="../../outside").encode(),
    "slug-device.md": law_text("设备规定", id="o5", slug="con").encode(),
    "slug-one.md": law_text("甲规定", id="o6", slug="same").encode(),
    "slug-two.md": law_text("乙规定", id="o7", slug="same").encode(),
    "nested.md": law_text(
        "嵌套规定", "".join(f"{'  ' * n}- 第{n}层\n" for n in range(600)), id="o8"
    ).encode(),
    "quoted.md": law_text("引用规定", f"{'> ' * 600}深\n", id="o9").encode(),
    "empty-body.md": "---\ntitle: 空白规定\n---\n".encode(),
    "odd.md": law_text(
        "怪字规定", "- **第一条**　\ud83d\udc6e\u202e左\ufeff右\u2028行\u3000\n".replace("\ud83d\udc6e", "👮")
    ).encode(),
    "script.md": law_text(
        "<script>alert(1)</script>规定",
        "- **第一条**　<script>alert(2)</script><img src=x onerror=alert(3)>[点](javascript:alert(4)) \"' & <b>粗</b>\n\n"
        "![x](javascript:alert(5))\n\n| <script> | a |\n|---|---|\n| <svg onload=alert(6)> | b |\n",
        id="o10",
        author="</title><script>alert(7)</script>",
        urls="javascript:alert(8)",
    ).encode(),
}
"""Files that can be published, if only as plain text; with what is wrong said or put right."""


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with all of them and one good law."""
    folder = tmp_path_factory.mktemp("bad")
    config_file = make_project(folder, {"good.md": GOOD})
    for name, data in {**REFUSED, **ODD}.items():
        (folder / "source" / name).write_bytes(data)
    with (folder / "source" / "huge.md").open("wb") as file:
        file.truncate(LARGEST + 1)
    return config_file


@pytest.fixture
def report(everything):
    return build(settings_of(everything))


def test_all_errors_are_reported_at_once(report):
    errors = {Path(found.path).name for found in report.diagnostics if found.severity is Severity.ERROR}
    assert {*REFUSED, "huge.md", "same-id.md"} <= errors
    assert "good.md" not in errors - {"same-id.md"}


def test_everything_else_is_built(report, everything):
    assert report.versions == len(ODD) + 1
    page = everything.parent / "site/laws/henansheng-shehui-zhili-tiaoli/2025-09-30/1.html"
    assert "加强社会治理" in page.read_text("utf-8")


@pytest.mark.parametrize(
    "name", ["dates.md", "types.md", "slug-up.md", "slug-device.md", "slug-two.md", "bom.md"]
)
def test_odd_fields_are_named_with_their_place(report, name):
    found = [one for one in report.diagnostics if Path(one.path).name == name]
    assert found, name
    assert all(one.message and one.code for one in found)


def test_no_file_leaves_the_outputs(report, everything):
    project = everything.parent
    assert {path.name for path in project.iterdir()} == {
        "source", "docs", "overrides", "mkdocs.yml", "site", ".cache"
    }  # fmt: skip
    keys = [path.name for path in (project / "site" / "laws").iterdir()]
    assert "con" not in keys
    assert len(keys) == len(set(keys)) == report.works
    assert all(re.fullmatch(r"[a-z0-9-]+", key) for key in keys)


def test_nothing_in_a_file_becomes_markup(report, everything):
    pages = {
        name: data.decode()
        for name, data in files_of(everything.parent / "site").items()
        if name.endswith(".html") and b"alert(" in data
    }
    assert pages
    for name, page in pages.items():
        for tag in re.findall(r"<[a-z][^>]*>", page):
            assert "alert(" not in re.sub(r'(title|alt|content|aria-label)="[^"]*"', "", tag), (name, tag)
        assert not re.search(r"<script>\s*alert", page), name
        assert not re.search(r"(href|src)=[\"']?javascript:", page), name


def test_the_site_is_whole_all_the_same(report, everything):
    checked = run_check(settings_of(everything))
    faults = {found.code for found in checked.diagnostics if found.severity is Severity.ERROR}
    assert not faults & {
        "text-lost",
        "text-changed",
        "text-order",
        "page-text",
        "page-missing",
        "link-broken",
    }


def test_ten_thousand_articles(tmp_path):
    body = "\n\n".join(f"- **第{to_chinese(n)}条**　本条规定第{n}项事务。" for n in range(1, 10_001))
    config_file = make_project(tmp_path, {"long.md": law_text("冗长规定", body + "\n", id="long")})
    report = build(settings_of(config_file))
    assert report.tally.files("article") == 10_000
    assert "第一万条" in next((tmp_path / "site/laws").glob("*/undated/10000.html")).read_text("utf-8")


@pytest.mark.parametrize(
    "line",
    [
        *("第一条", "- ", "（一）", "“第一条　", "| a ", "> ", "**", "## 第一章　", "目　录\n"),
        *("刑法第一条", "前款、", "《民法典》", "附件"),
    ],
)
def test_a_large_file_of_nothing_but_marks(tmp_path, line):
    config_file = make_project(tmp_path, {"marks.md": law_text("标记规定", line * 20_000, id="m")})
    assert build(settings_of(config_file)).versions == 1
    checked = run_check(settings_of(config_file))
    assert not [one for one in checked.diagnostics if one.code.startswith(("text-", "page-"))]
