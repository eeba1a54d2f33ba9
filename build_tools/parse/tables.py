"""Hand-kept tables: a YAML file → its rows, each a title and what is said of it, with places."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import yaml

from build_tools.diagnostics import Diagnostic, Severity
from build_tools.parse.notes import Notes
from build_tools.parse.yamlnodes import Block, has_alias, is_null

_NOTHING = re.compile(r"(?:\s|#.*+|---)*+\Z")
"""A table that is all comments has no rows, and nothing is wrong with it."""


class Word(NamedTuple):
    """A text in a table, and where it stands."""

    text: str
    path: str
    line: int
    column: int
    start: int
    end: int

    def finding(self, code: str, message: str, severity: Severity = Severity.WARNING) -> Diagnostic:
        """Return a finding about it."""
        return Diagnostic(self.path, self.line, self.column, code, message, severity, self.start, self.end)


class Row(NamedTuple):
    """What a table says of a title."""

    title: Word
    words: Mapping[str, tuple[Word, ...]]
    """By name of the field; under the empty name what stands there without one."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was read; what could not be used is left out, and ``diagnostics`` say why."""

    rows: tuple[Row, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def read_table(path: Path, fields: Collection[str] = ()) -> Table:
    """Read a table; a missing file is an empty one.

    Args:
        path: a YAML file of rows ``title: …``.
        fields: the fields that a row has (``title: {field: text or list of texts}``); without any a row is
            a text, a list of texts, or nothing.
    """
    shown = str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not path.is_symlink():
            return Table()
        message = f"cannot be read: {error.strerror or error}; mend its rights, or the link"
        return Table((), (Diagnostic(shown, 0, 0, "table-unreadable", message, Severity.ERROR),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "not UTF-8; save the file as UTF-8"
        return Table((), (Diagnostic(shown, line, 1, "table-broken", message, Severity.ERROR),))
    return parse_table(text, shown, fields)


def parse_table(text: str, path: str, fields: Collection[str] = ()) -> Table:
    """Read a table from its text; see :func:`read_table`. ``path`` is the file as diagnostics name it."""
    notes = Notes(path, text)
    if _NOTHING.match(text):
        return Table()
    reader = _Reader(Block(text, 0, notes, "table"), path, fields)
    rows = tuple(reader.rows())
    return Table(rows, tuple(sorted(notes.found)))


class _Reader:
    """Turns the nodes of one table into rows."""

    def __init__(self, block: Block, path: str, fields: Collection[str]) -> None:
        """Read ``block``, and report to its notes."""
        self._block = block
        self._path = path
        self._fields = fields

    def rows(self) -> Iterator[Row]:
        """Yield the rows that can be used."""
        root = self._block.compose()
        if root is None:
            return
        alias = has_alias(root)
        if alias is not None:
            message = "YAML aliases (*name) are not followed; write the value out in both places"
            self._block.warn(alias, "table-alias", message, Severity.ERROR)
            return
        keys = {key.value: key for key, _ in reversed(root.value) if isinstance(key, yaml.ScalarNode)}
        for title, node in self._block.fields(root):
            if title.strip():
                words = self._of_fields(node) if self._fields else {"": self._texts(node)}
                yield Row(self._word(keys[title]), words)

    def _of_fields(self, node: yaml.Node) -> dict[str, tuple[Word, ...]]:
        """Return the fields of a row."""
        names = " and ".join(f"“{name}”" for name in self._fields)
        if not isinstance(node, yaml.MappingNode):
            self._block.warn(node, "table-form", f"not a row with {names}; write the fields below the title")
            return {}
        found = {}
        for name, value in self._block.fields(node):
            if name in self._fields:
                found[name] = self._texts(value)
            else:
                self._block.warn(
                    value, "table-form", f"“{name}” is no field of this table; a row has {names}"
                )
        return found

    def _texts(self, node: yaml.Node) -> tuple[Word, ...]:
        """Return the texts of a value; one text is a list of one, and an empty value a list of none."""
        found = []
        for item in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            if not isinstance(item, yaml.ScalarNode):
                message = "must be a text or a list of texts; this is left out"
                self._block.warn(item, "table-form", message)
            elif not is_null(item):
                found.append(self._word(item))
        return tuple(found)

    def _word(self, node: yaml.ScalarNode) -> Word:
        """Return the text of a node with its place."""
        return Word(" ".join(node.value.split()), self._path, *self._block.place(node))
