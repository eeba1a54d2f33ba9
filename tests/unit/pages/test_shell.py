"""Cutting a rendered page at its sentinels, and filling it again."""

from __future__ import annotations

import pickle

import pytest

from build_tools.pages.shell import SLOTS, ShellError, ShellKind, assemble, cut, load

PAGE = """<!doctype html>
<html lang="zh" class="no-js">
  <head>
    <meta charset="utf-8">
    <meta name="description" content="@@ description @@">
    <!--@@ canonical @@-->
    <title>@@ title @@</title>
    <!--@@ head @@-->
  </head>
  <body>
    <main>
      <div class="page" id="page" data-slot="@@ data @@"><!--@@ main @@--></div>
    </main>
    <!--@@ extra_scripts @@-->
  </body>
</html>
"""

VALUES = {
    "title": "第十二条 - 河南省社会治理条例",
    "description": "一 &quot;引号&quot; 二",
    "canonical": "<link rel=canonical href=https://tiaowen.example/x.html>",
    "head": "<meta name=x>",
    "data": " data-at=art_12",
    "main": "<p>县级以上人民政府 @@ title @@</p>",
    "extra_scripts": "<script src=x.js></script>",
}


def shell_page(kind: ShellKind) -> str:
    return "<!doctype html><title>x</title>" + "".join(f"<!--@@ {slot} @@-->" for slot in sorted(SLOTS[kind]))


def test_stamp_puts_every_value_in_its_place():
    html = cut(ShellKind.HUB, PAGE).stamp(VALUES)
    assert '<meta content="一 &quot;引号&quot; 二" name=description>' in html
    assert "<title>第十二条 - 河南省社会治理条例</title>" in html
    assert "data-at=art_12" in html
    assert "data-slot" not in html
    assert html.index("rel=canonical") < html.index("<title>") < html.index("name=x") < html.index("县级以上")
    assert html.index("县级以上") < html.index("src=x.js")


def test_a_value_that_looks_like_a_sentinel_stays_text():
    assert "<p>县级以上人民政府 @@ title @@</p>" in cut(ShellKind.HUB, PAGE).stamp(VALUES)


def test_size_is_what_the_shell_adds_to_a_page():
    shell = cut(ShellKind.HUB, PAGE)
    assert shell.size == len(shell.stamp(dict.fromkeys(VALUES, "")).encode())


def test_a_slot_without_value_is_refused():
    with pytest.raises(KeyError, match="main"):
        cut(ShellKind.HUB, PAGE).stamp({slot: "" for slot in VALUES if slot != "main"})


@pytest.mark.parametrize(
    "page",
    [
        PAGE.replace("<!--@@ main @@-->", ""),
        PAGE.replace("<!--@@ main @@-->", "<!--@@ main @@--><!--@@ main @@-->"),
        PAGE.replace("<!--@@ main @@-->", "<!--@@ main @@--><!--@@ other @@-->"),
    ],
    ids=["missing", "twice", "unknown"],
)
def test_a_wrong_template_is_refused(page):
    with pytest.raises(ShellError, match="template"):
        cut(ShellKind.HUB, page)


def test_one_shell_of_each_kind_is_needed():
    pages = {kind: shell_page(kind) for kind in ShellKind if kind is not ShellKind.HOME}
    with pytest.raises(ShellError, match="shell: home"):
        assemble(pages.items(), [])


def test_shells_survive_text_and_pickle_and_know_their_change():
    pages = {kind: shell_page(kind) for kind in ShellKind}
    shells = assemble(pages.items(), ["a { b: c }"])
    assert load(shells.dump()) == shells
    assert pickle.loads(pickle.dumps(shells)) == shells
    assert shells[ShellKind.LAW].kind is ShellKind.LAW
    assert assemble(pages.items(), ["a { b: c }"]).fingerprint == shells.fingerprint
    assert assemble(pages.items(), ["a { b: d }"]).fingerprint != shells.fingerprint


@pytest.mark.parametrize(
    ("sheet", "small"),
    [
        ("/* note */\na,\nb {\n  color: red;\n}\n", "a,b{color:red;}"),
        (
            "@media (max-width: 600px) {\n  .x {\n    --inset: 0em;\n  }\n}",
            "@media (max-width:600px){.x{--inset:0em;}}",
        ),
        (":hover > .mark { opacity: 1 }", ":hover > .mark{opacity:1}"),
        ('a::before { content: "：目前没有"; }', 'a::before{content:"：目前没有";}'),
    ],
)
def test_style_sheet_is_small_and_means_the_same(sheet, small):
    pages = {kind: shell_page(kind) for kind in ShellKind}
    assert assemble(pages.items(), [sheet]).full_css == small
