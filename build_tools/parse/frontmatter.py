"""Front matter: the YAML block at the top of a source file, checked field by field."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

import yaml

from build_tools.dates import find_dates
from build_tools.diagnostics import Diagnostic, Severity
from build_tools.model.law import Meta
from build_tools.parse.notes import Notes
from build_tools.parse.yamlnodes import Block, has_alias, is_null
from build_tools.urls import is_safe_key

STATUSES = ("有效", "已修改", "已废止", "尚未生效", "生效", "未知")
"""What ``status`` may say (source-format.md, A1)."""

_OPEN = re.compile(r"\ufeff?---[ \t]*(?:\r\n|\n|\Z)")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt\s].*)?\Z")
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,127}\Z")
"""What an ``id`` may be."""
URL = re.compile(r"(?i:https?)://[^\s/?#<>\"'`\\\x00-\x1f]+[^\s<>\"`\\\x00-\x1f]*\Z")
"""What counts as an address of http(s)."""
_TEXT = {
    "title": "title",
    "id": "id",
    "LinkTitle": "link_title",
    "linkTitle": "link_title",
    "file": "file",
    "author": "author",
    "status": "status",
    "group": "group",
    "slug": "slug",
}
_DATES = frozenset({"date", "publication_date", "effective_date"})
_LISTS = frozenset({"categories", "tags", "keywords", "urls"})
_PLACED = frozenset({"title", "id", "slug", "status", *_DATES})
_YEARS = range(1840, 2200)
# Some texts are in force from a day shortly before their publication.
_BEFORE_PUBLICATION = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says; ``meta`` is None when the file cannot be published.

    ``body_start`` is the code-point offset of the body, behind the closing ``---`` and its line end.
    """

    meta: Meta | None
    body_start: int
    diagnostics: tuple[Diagnostic, ...]


def read(source: str, path: str) -> FrontMatter:
    """Read and check the front matter of ``source``; never raises, and reports all that it finds.

    Errors (no front matter, broken YAML, no title) leave ``meta`` None. An unsafe ``id`` or ``slug`` is an
    error too, but the file is published without it. All else is a warning, and the field is left out.
    """
    notes = Notes(path, source)
    front = split_front_matter(source, notes)
    if front is None:
        return FrontMatter(None, 0, tuple(notes.found))
    block = Block(front.text, front.start, notes)
    root = block.compose()
    meta = _Fields(block).read(root) if root else None
    return FrontMatter(meta, front.body_start, tuple(sorted(notes.found)))


class Split(NamedTuple):
    """Where the front matter of a file is."""

    text: str
    """What stands between the two lines ``---``."""
    start: int
    """Its offset in the file."""
    body_start: int
    """Offset of what stands behind it."""


def split_front_matter(source: str, notes: Notes) -> Split | None:
    """Return where the front matter is, or None with an error noted."""
    opening = _OPEN.match(source)
    if not opening:
        message = "no front matter; begin the file with a line ---, the fields (title: …) and a line ---"
        notes.add(Severity.ERROR, "front-matter-missing", 0, 0, message)
        return None
    closing = _CLOSE.search(source, opening.end())
    if not closing:
        message = "the front matter does not end; put a line --- between the fields and the text"
        notes.add(Severity.ERROR, "front-matter-unterminated", 0, opening.end(), message)
        return None
    body_start = min(closing.end() + 1, len(source))
    return Split(source[opening.end() : closing.start()], opening.end(), body_start)


def day_of(value: str) -> date | None:
    """Return the day that ``YYYY-MM-DD`` names, whatever time of day follows; None where there is none."""
    match = _ISO.match(value)
    try:
        return date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        return None


class _Fields:
    """The fields of one front matter."""

    def __init__(self, block: Block) -> None:
        """Read the fields of ``block``, and report to its notes."""
        self._block = block
        self._values: dict[str, Any] = {}
        self._extra: list[tuple[str, str]] = []
        self._nodes: dict[str, yaml.Node] = {}

    def read(self, root: yaml.MappingNode) -> Meta | None:
        """Return the checked fields, or None when there is no title."""
        alias = has_alias(root)
        if alias is not None:
            message = "YAML aliases (*name) are not followed; write the value out in both places"
            self._block.warn(alias, "front-matter-alias", message, Severity.ERROR)
            return None
        for name, node in self._block.fields(root):
            if is_null(node):
                continue
            if name in _PLACED:
                self._nodes[name] = node
            if name in _TEXT:
                self._text(_TEXT[name], name, node)
            elif name in _DATES:
                self._values[name] = self._date(name, node)
            elif name in _LISTS:
                self._values[name] = self._list(name, node)
            else:
                self._extra.append((name, json.dumps(self._block.plain(node), ensure_ascii=False)))
        if not self._values.get("title"):
            message = "no title; add “title: …” to the front matter"
            self._block.warn(root, "title-missing", message, Severity.ERROR)
            return None
        places = tuple((name, *self._block.place(node)) for name, node in self._nodes.items())
        meta = Meta(**self._values, extra=tuple(self._extra), places=places)
        self._check_order(meta)
        return meta

    def _check_order(self, meta: Meta) -> None:
        """Report a text that would have commenced long before it was published."""
        published, effective = meta.publication_date or meta.date, meta.effective_date
        if published and effective and effective + _BEFORE_PUBLICATION < published:
            message = (
                f"the text commences on {effective}, long before its publication on {published}, and counts as "
                "in force from its publication on; correct one of the days"
            )
            self._block.warn(self._nodes["effective_date"], "date-order", message)

    def _text(self, attribute: str, name: str, node: yaml.Node) -> None:
        """Keep a field that is a text, where it passes its check."""
        if not isinstance(node, yaml.ScalarNode):
            message = f"“{name}” must be one text, not a {_kind(node)}; the field is left out"
            self._block.warn(node, "field-type", message)
            return
        value = " ".join(node.value.split())
        if attribute == "id" and not ID.match(value):
            message = "an id may have letters, digits, - and _ only; without an id the address is not frozen"
            self._block.warn(node, "id-unsafe", message, Severity.ERROR)
        elif attribute == "slug" and not is_safe_key(value):
            message = "a slug is words of a–z and 0–9 joined by -, and no reserved name; left out, the title gives one"
            self._block.warn(node, "slug-unsafe", message, Severity.ERROR)
        else:
            if attribute == "status" and value not in STATUSES:
                message = f"unknown status; write one of {'、'.join(STATUSES)}, or leave the field out"
                self._block.warn(node, "status-unknown", message)
            self._values.setdefault(attribute, value)

    def _date(self, name: str, node: yaml.Node) -> date | None:
        """Return the day of a date field, or None with a warning."""
        value = node.value.strip() if isinstance(node, yaml.ScalarNode) else ""
        match = _ISO.match(value)
        if not match:
            written = find_dates(value)
            day = written[0].day if len(written) == 1 else None
            hint = f"write '{day}'" if day else "write 'YYYY-MM-DD', or '' where it is not known"
            self._block.warn(node, "date-form", f"“{name}” is not a date of the form YYYY-MM-DD; {hint}")
            return day
        try:
            day = date(*(int(part) for part in match.groups()))
        except ValueError:
            self._block.warn(
                node, "date-impossible", f"“{name}”: there is no day {value}; the field is left out"
            )
            return None
        if day.year not in _YEARS:
            message = f"“{name}”: the year {day.year} cannot be meant; the field is left out"
            self._block.warn(node, "date-impossible", message)
            return None
        return day

    def _list(self, name: str, node: yaml.Node) -> tuple[str, ...]:
        """Return the texts of a list field; a single text is a list of one."""
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        out: list[str] = []
        for item in items:
            if not isinstance(item, yaml.ScalarNode):
                message = f"“{name}” must be a list of texts, not of a {_kind(item)}; the entry is left out"
                self._block.warn(item, "field-type", message)
            elif not is_null(item):
                value = item.value.strip()
                if name == "urls" and not URL.match(value):
                    message = "not an http or https address; it is not published"
                    self._block.warn(item, "url-unsafe", message)
                else:
                    out.append(value if name == "urls" else " ".join(value.split()))
        return tuple(out)


def _kind(node: yaml.Node) -> str:
    """Return what a node is, in words."""
    if isinstance(node, yaml.SequenceNode):
        return "list"
    return "mapping" if isinstance(node, yaml.MappingNode) else "text"
