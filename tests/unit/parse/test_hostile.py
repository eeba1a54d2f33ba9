"""Bad and arbitrary input: one clear finding, never an exception, never a lost character."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from build_tools.diagnostics import Severity
from build_tools.parse.coverage import gaps
from build_tools.parse.loader import LARGEST, LONGEST, parse_bytes
from build_tools.parse.records import record_of

HEAD = "---\ntitle: 某法\n---\n"

PIECES = st.sampled_from(
    [
        "\n",
        "\n\n",
        "- ",
        "  ",
        "> ",
        "## ",
        "### 附件一：",
        "**",
        "**第一条**　　",
        "**第三条**",
        "第二条",
        "第一章　",
        "第三编",
        "一、",
        "（一）",
        "(三)",
        "1.",
        "1．",
        "（1）",
        "⒈",
        "①",
        "目　录",
        "---",
        "| a | b |",
        "| --- | --- |",
        "|",
        "\\",
        "\\|",
        "![图](../images/x.png)",
        "<script>alert(1)</script>",
        "<br>",
        '<span class="x">',
        "“",
        "”",
        "。",
        "；",
        "：",
        "附",
        "公　告",
        "2015年1月30日",
        "法释〔2020〕22号",
        "序　言",
        "附　则",
        "\u200b",
        "\ufeff",
        "\r\n",
        "\r",
        "\u2028",
        "文字",
    ]
)


@given(st.lists(PIECES | st.text(max_size=8), max_size=60).map("".join))
@settings(max_examples=400, deadline=None)
@example("- - - - 第一条")
@example("|\\|")
@example("****")
@example("![]()![](x)")
@example("# \n#\n##")
def test_any_text_is_kept_whole(body: str) -> None:
    result = parse_bytes((HEAD + body).encode("utf-8", "surrogatepass"), "x.md")
    if result.law is None:
        assert any(d.severity is Severity.ERROR for d in result.diagnostics)
    else:
        assert gaps(result.law, result.source) == ()
        assert record_of(result.law).meta.title == "某法"


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_a_law_or_an_error(data: bytes) -> None:
    result = parse_bytes(data, "x.md")
    assert (result.law is None) == any(d.severity is Severity.ERROR for d in result.diagnostics)


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "file-empty", 0),
        (b" \n\n", "file-empty", 0),
        ("---\ntitle: 某法\n---\n某".encode("gb18030"), "not-utf-8", 2),
        ((HEAD + "第一条\x00").encode(), "control-character", 4),
        ((HEAD + "a\x1bb").encode(), "control-character", 4),
        (b"x" * (LARGEST + 1), "file-too-large", 0),
        (b"a\n" * (LONGEST + 1), "file-too-long", 0),
    ],
)
def test_unreadable_files_give_one_error_with_its_place(data: bytes, code: str, line: int) -> None:
    result = parse_bytes(data, "x.md")
    assert result.law is None
    (finding,) = result.diagnostics
    assert (finding.code, finding.severity, finding.line) == (code, Severity.ERROR, line)


def test_a_byte_order_mark_is_taken_off_and_noted() -> None:
    result = parse_bytes("\ufeff---\ntitle: 某法\n---\n正文。\n".encode(), "x.md")
    assert result.law is not None
    assert "byte-order-mark" in {d.code for d in result.diagnostics}
    assert gaps(result.law, result.source) == ()


def test_line_ends_of_windows_change_nothing_but_offsets() -> None:
    text = HEAD + "**某法**\n\n- **第一条**　　甲。\n\n  乙。\n\n- **第二条**　　丙。\n"
    unix = parse_bytes(text.encode(), "x.md").law
    dos = parse_bytes(text.replace("\n", "\r\n").encode(), "x.md").law
    assert unix is not None
    assert dos is not None
    assert record_of(unix).outline == record_of(dos).outline


def test_ten_thousand_articles() -> None:
    from build_tools.numerals import to_chinese

    body = "\n\n".join(f"- **第{to_chinese(n)}条**　　文。" for n in range(1, 10_001))
    law = parse_bytes((HEAD + body).encode(), "x.md").law
    assert law is not None
    assert len(law.body) == 10_000
    assert law.body[-1].eid == "art_10000"  # type: ignore[union-attr]


@pytest.mark.parametrize("body", ["- " * 20_000 + "x", "（一）" * 20_000, "> " * 20_000 + "x", "**" * 20_001])
def test_deep_nesting_is_text(body: str) -> None:
    result = parse_bytes((HEAD + body).encode(), "x.md")
    assert result.law is not None
    assert gaps(result.law, result.source) == ()


def test_markup_in_the_text_stays_text() -> None:
    body = (
        '- **第一条**　　<script>alert(1)</script><img src=x onerror="alert(1)">[a](javascript:alert(1))。\n'
    )
    law = parse_bytes((HEAD + body).encode(), "x.md").law
    assert law is not None
    plain = law.body[0].children[0].children[0].plain  # type: ignore[union-attr]
    assert plain == '<script>alert(1)</script><img src=x onerror="alert(1)">[a](javascript:alert(1))。'
