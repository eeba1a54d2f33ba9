"""Content as Markdown: plain to read, and rendered by MkDocs to the text, links and ids of the HTML.

The dialect is Python-Markdown's with ``attr_list`` (``{: #id }``) and ``tables``, both part of every
MkDocs installation; CommonMark renders the same text. Arbitrary text comes out as that text:

* characters with a meaning inside a line are written as references (``&lt;``) or with a backslash,
  whichever both dialects read alike (Python-Markdown knows a backslash before few characters only);
* a paragraph is one line, so that only its beginning can be taken for a list, a heading or a rule,
  and :data:`_START` breaks exactly those beginnings;
* blanks at both ends go, so that nothing is indented code or a forced line break.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache

from build_tools.pages.content import (
    Block,
    Break,
    Entry,
    Facts,
    Fold,
    Fragment,
    Grid,
    Group,
    Head,
    Inline,
    Inlines,
    Line,
    Link,
    Mark,
    Nav,
    Page,
    Tree,
)
from build_tools.pages.text import clean, percent
from build_tools.urls import FULL, markdown_of

_SPECIAL = re.compile(r"[\\`*_{}\[\]!#<>&|~]")
_ESCAPES = str.maketrans(
    {char: f"\\{char}" for char in "\\*_[]{}!#"}
    | {"`": "&#96;", "<": "&lt;", ">": "&gt;", "&": "&amp;", "|": "&#124;", "~": "&#126;"}
)
# In a title, which is read as it stands: all that could end it, or be taken for markup before it is read.
_IN_TITLE = str.maketrans({char: f"&#{ord(char)};" for char in "\\`*_{}[]()!#<>&|~\"':"})
# What begins a list (- + 1. 1)), an underlined heading or a rule (= -), a definition (:)
# or a foldable admonition (???). Python-Markdown's \d takes full-width digits too.
_START = re.compile(r"\d+(?=[.)])|(?=[-+=:?])")
# Both dialects know a backslash before these.
_BACKSLASHED = frozenset(".)-+")
# Nearly every target: nothing in it has to be written otherwise.
_PLAIN_TARGET = re.compile(r"[A-Za-z0-9_./#-]+\Z")
# The lists by kind, region, year and status, and the whole text, have no Markdown page.
_HTML_ONLY = re.compile(rf"(?:\.\./)+(?:kinds|regions|years|status)/|(?:.*/)?{re.escape(FULL)}")


def escape(text: str) -> str:
    """Return ``text`` as Markdown that renders as exactly that text, except at the start of a block."""
    text = clean(text)
    return text.translate(_ESCAPES) if _SPECIAL.search(text) else text


def page(content: Page) -> str:
    """Return a page as a Markdown file with its title in front matter (JSON strings are YAML)."""
    title = json.dumps(clean(content.title), ensure_ascii=False)
    text = blocks(content.blocks).removesuffix("\n")
    return f"---\ntitle: {title}\n---\n\n{text}"


def blocks(content: Iterable[Block]) -> str:
    """Return the blocks as Markdown, each followed by a blank line."""
    return "".join([block(each) for each in content])


def block(one: Block) -> str:
    """Return one block as Markdown, with the blank line behind it."""
    if isinstance(one, Line):
        return _line(one)
    if isinstance(one, Fragment):
        return one.markdown
    if isinstance(one, Head):
        mark = f" {{: #{one.eid} }}" if one.eid else ""
        return f"{'#' * one.level} {_start(inlines(one.inlines))}{mark}\n\n"
    if isinstance(one, Group):
        return blocks(one.blocks)
    if isinstance(one, Fold):
        return block(one.head) + blocks(one.blocks)
    if isinstance(one, Nav):
        return " ".join([_inline(link) for link in one.links]) + "\n\n"
    if isinstance(one, Tree):
        return "".join(_entries(one.entries, "")) + "\n"
    return _facts(one) if isinstance(one, Facts) else _grid(one)


def inlines(content: Inlines) -> str:
    """Return inline content as Markdown, without blanks at its ends."""
    if len(content) == 1 and type(content[0]) is str:
        return escape(content[0]).strip()
    return "".join([_inline(each) for each in content]).strip()


def _line(line: Line) -> str:
    """Return a paragraph, its id on a line of its own; without text only the anchor is left."""
    text = inlines(line.inlines)
    if not text:
        return f'<a id="{line.eid}"></a>\n\n' if line.eid else ""
    return f"{_start(text)}\n{{: #{line.eid} }}\n\n" if line.eid else f"{_start(text)}\n\n"


def _start(text: str) -> str:
    """Return the text of a block with a beginning that begins nothing else."""
    match = _START.match(text)
    if not match:
        return text
    at = match.end()
    char = text[at]
    harmless = f"\\{char}" if char in _BACKSLASHED else f"&#{ord(char)};"
    return text[:at] + harmless + text[at + 1 :]


def _inline(one: Inline) -> str:
    """Return one piece of inline content as Markdown."""
    if isinstance(one, str):
        return escape(one)
    if isinstance(one, Link):
        return _link(one)
    if isinstance(one, Break):
        return "<br>"
    if isinstance(one, Mark):
        # **…** beside Chinese punctuation is no emphasis in CommonMark; the element is one everywhere.
        text = _inline(one.text)
        return f"<strong>{text}</strong>" if one.tag == "strong" else text
    return f"![{escape(one.alt)}]({_quoted(one.src)})"


def _link(one: Link) -> str:
    """Return a link as Markdown."""
    title = f' "{clean(one.title).translate(_IN_TITLE)}"' if one.title else ""
    return f"[{escape(one.text)}]({_target(one.href)}{title})"


@lru_cache(maxsize=1 << 15)
def _target(href: str) -> str:
    """Return the target of a link: the Markdown page where there is one."""
    path = href.partition("#")[0]
    if ":" in path or not path.endswith(".html") or _HTML_ONLY.match(path):
        return _quoted(href)
    return _quoted(markdown_of(href))


def _quoted(href: str) -> str:
    """Return an address as a link target: ``&`` as a reference, and nothing that would end it."""
    if _PLAIN_TARGET.match(href):
        return href
    return percent(href).replace("&", "&amp;")


def _entries(entries: tuple[Entry, ...], indent: str) -> list[str]:
    """Return the lines of a list and of the lists in it."""
    lines = []
    for entry in entries:
        lines.append(f"{indent}- {_start(inlines(entry.inlines))}\n")
        lines.extend(_entries(entry.children, indent + "    "))
    return lines


def _facts(facts: Facts) -> str:
    """Return metadata as a table whose first line is its head, as Markdown demands one."""
    rows = [f"| {escape(row.term)} | {inlines(row.value)} |\n" for row in facts.rows]
    rows.insert(1, "| --- | --- |\n")
    return "".join(rows) + "\n"


def _grid(grid: Grid) -> str:
    """Return a table; one without a head gets an empty head."""
    width = len(grid.rows[0]) if grid.rows else 0
    if not width:
        return ""
    rows = [f"| {' | '.join([inlines(cell) for cell in row])} |\n" for row in grid.rows]
    if not grid.has_header:
        rows.insert(0, "| " * (width + 1) + "\n")
    rows.insert(1, "| --- " * width + "|\n")
    return "".join(rows) + "\n"
