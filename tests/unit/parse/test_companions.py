"""Companion files: what is read of them, and what is said of those that are not as they should be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.diagnostics import Severity
from build_tools.model.companions import Part, Piece
from build_tools.parse.companions import parse_companion

HEAD = "law: a1\nlanguage: en\npublisher: He Nan Ri Bao\n"
BODY = "## Core Points\n\n- A point [3][49]\n"


def file(head: str = HEAD, body: str = BODY) -> bytes:
    return f"---\n{head}---\n\n{body}".encode()


def codes(data: bytes) -> list[tuple[str, int]]:
    """Code and line of every finding; of one that leaves a companion none is an error, and the other way round."""
    parsed = parse_companion(data, "c.md")
    assert (parsed.companion is None) == any(f.severity is Severity.ERROR for f in parsed.diagnostics)
    return [(found.code, found.line) for found in parsed.diagnostics]


def test_all_that_there_can_be():
    head = HEAD + "title: A summary\ndate: '2025-10-16 23:43'\nurl: https://news.example/1\narticles: true\n"
    body = (
        "Before every heading,\non two lines.\n\n"
        "## Core Points\n- One\n- Two\n  goes on\n\nA paragraph.\n"
        "### Chapter 1: General Principles {#chp_1}\n\n* “Three” [7]\n"
    )
    companion = parse_companion(file(head, body), "c.md").companion
    assert companion is not None
    assert (companion.law, companion.language, companion.publisher) == ("a1", "en", "He Nan Ri Bao")
    assert (companion.title, companion.url) == ("A summary", "https://news.example/1")
    assert (companion.date, companion.has_articles) == (date(2025, 10, 16), True)
    assert companion.parts == (
        Part("", "", 10, (Piece("Before every heading, on two lines.", False, 11),)),
        Part(
            "",
            "Core Points",
            14,
            (Piece("One", True, 15), Piece("Two goes on", True, 16), Piece("A paragraph.", False, 19)),
        ),
        Part("chp_1", "Chapter 1: General Principles", 20, (Piece("“Three” [7]", True, 22),)),
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (file(), []),
        (file().replace(b"\n", b"\r\n"), []),
        (b"", [("file-empty", 0)]),
        (b"\xff", [("not-utf-8", 1)]),
        (b"text", [("front-matter-missing", 1)]),
        (b"---\nlaw: a1\n", [("front-matter-unterminated", 1)]),
        (file("law: [\n"), [("front-matter-broken", 3)]),
        (file(HEAD, "a\x00b"), [("control-character", 7)]),
        (file(HEAD, "\n\n"), [("companion-empty", 6)]),
        (file("language: en\npublisher: x\n"), [("companion-law-missing", 2)]),
        (
            file("law: a1\n"),
            [("companion-language-missing", 2), ("companion-publisher-missing", 2)],
        ),
        (file(HEAD.replace("a1", "../a1")), [("id-unsafe", 2)]),
        (file(HEAD.replace("en", "in English")), [("companion-language", 3)]),
        (file(HEAD + "url: javascript:alert(1)\n"), [("url-unsafe", 5)]),
        (file(HEAD + "date: 16 October\n"), [("date-form", 5)]),
        (file(HEAD + "date: '2025-02-30'\n"), [("date-form", 5)]),
        (file(HEAD + "articles: yes\n"), [("companion-articles", 5)]),
        (file(HEAD + "status: 有效\n"), [("companion-field", 5)]),
        (file(HEAD + "title: [a, b]\n"), [("field-type", 5)]),
        (file(HEAD + "title: &a x\nurl: *a\n"), [("front-matter-alias", 5)]),
    ],
)
def test_findings(data, expected):
    assert codes(data) == expected


def test_what_is_no_markup_is_text():
    body = "## <b>Head</b> {#not a place}\n\n- **bold** [link](javascript:x) <script>\n"
    companion = parse_companion(file(HEAD, body), "c.md").companion
    assert companion is not None
    (part,) = companion.parts
    assert (part.eid, part.heading) == ("", "<b>Head</b> {#not a place}")
    assert part.pieces[0].text == "**bold** [link](javascript:x) <script>"


@given(st.binary(max_size=200), st.text(max_size=200))
def test_nothing_raises(data, text):
    parse_companion(data, "c.md")
    parsed = parse_companion(file(HEAD, text), "c.md")
    assert parsed.companion or parsed.diagnostics
