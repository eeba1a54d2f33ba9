"""YAML as nodes with places: composed by libyaml, never constructed into objects.

No tag is obeyed and no alias followed, so that a hostile file can neither make objects nor grow
("billion laughs"); every node knows where it stands in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from build_tools.diagnostics import Severity, place
from build_tools.parse.notes import Notes

_LARGEST = 1 << 18
# libyaml's composer calls itself once a level and would overflow the C stack; hundreds of levels are
# safe, and no file needs five. A level in flow style costs a bracket, one in block style a column.
_MOST_BRACKETS = 500
_DEEP_BLOCK = re.compile(r"^[ \-?:\t]{250}", re.MULTILINE)
_DEEPEST = 20


class Block:
    """The YAML text ``source[start:end]`` of a file, and what is to be said about it."""

    def __init__(self, text: str, start: int, notes: Notes, what: str = "front matter") -> None:
        """Read ``text``, which stands at offset ``start`` of the file that ``notes`` are about.

        ``what`` is what messages call it; codes begin with it (``front-matter-broken``).
        """
        self.text = text
        self.start = start
        self._notes = notes
        self._what = what

    def compose(self) -> yaml.MappingNode | None:
        """Return the mapping that the text writes, or None with an error reported."""
        if self._is_too_complex():
            message = f"the {self._what} is too large or too deeply nested; keep it to plain fields and lists"
            self._fail(0, len(self.text), "too-complex", message)
            return None
        try:
            root = yaml.compose(self.text, Loader=yaml.CSafeLoader)
        except yaml.YAMLError as error:
            self._broken(error)
            return None
        except UnicodeEncodeError as error:
            message = "half of a surrogate pair is no character; delete it"
            self._fail(error.start, error.end, "broken", message)
            return None
        if isinstance(root, yaml.MappingNode):
            return root
        message = f"the {self._what} is not a list of fields; write one “title: …” a line"
        self._fail(0, len(self.text), "broken", message)
        return None

    def fields(self, root: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node]]:
        """Yield name and value of every field once: a repeated field is reported, and the first counts."""
        seen: dict[str, int] = {}
        for key, value in root.value:
            if not isinstance(key, yaml.ScalarNode):
                self.warn(key, "field-name", "a field name must be plain text; this field is left out")
            elif key.value in seen:
                message = f"the field “{key.value}” stands here again; the first one counts, delete this one"
                self.warn(key, "field-repeated", message)
            else:
                seen[key.value] = 1
                yield key.value, value

    def plain(self, node: yaml.Node, depth: int = 0, above: tuple[int, ...] = ()) -> object:
        """Return the value of ``node`` as plain data: text, None, lists and dictionaries of them.

        A node that is an alias of one above it, or nested deeper than 20 levels, becomes None.
        """
        if isinstance(node, yaml.ScalarNode):
            return None if is_null(node) else node.value
        if depth > _DEEPEST or id(node) in above:
            return None
        above = (*above, id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, depth + 1, above) for item in node.value]
        return {
            str(self.plain(key, depth + 1, above)): self.plain(value, depth + 1, above)
            for key, value in node.value
        }

    def place(self, node: yaml.Node) -> tuple[int, int, int, int]:
        """Return line, column, start and end of ``node`` in the file."""
        at = node.start_mark.index
        line, column = place(self.text, at)
        # Front matter begins in the second line, behind the ---; a file of its own in the first.
        line += self.start > 0
        return line, column, self.start + at, self.start + node.end_mark.index

    def warn(self, node: yaml.Node, code: str, message: str, severity: Severity = Severity.WARNING) -> None:
        """Report something about ``node``."""
        start, end = self.start + node.start_mark.index, self.start + node.end_mark.index
        self._notes.add(severity, code, start, end, message)

    def _is_too_complex(self) -> bool:
        """Tell whether libyaml should not be given the text."""
        brackets = self.text.count("[") + self.text.count("{")
        return len(self.text) > _LARGEST or brackets > _MOST_BRACKETS or bool(_DEEP_BLOCK.search(self.text))

    def _broken(self, error: yaml.YAMLError) -> None:
        """Report YAML that cannot be read, at the place that libyaml names."""
        mark = getattr(error, "problem_mark", None)
        # Of a character that YAML does not have libyaml gives the place in bytes.
        before = self.text.encode("utf-8", "surrogatepass")[: getattr(error, "position", 0)]
        at = min(mark.index if mark else len(before.decode("utf-8", "ignore")), len(self.text))
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be read"
        message = f"broken YAML: {problem}; put the value in 'single quotes' or mend the indentation"
        self._fail(at, min(at + 1, len(self.text)), "broken", message)

    def _fail(self, start: int, end: int, fault: str, message: str) -> None:
        """Report an error about a stretch of the text."""
        code = f"{self._what.replace(' ', '-')}-{fault}"
        self._notes.add(Severity.ERROR, code, self.start + start, self.start + end, message)


def is_null(node: yaml.Node) -> bool:
    """Tell whether ``node`` is empty: nothing, ``null``, ``~`` or an empty text."""
    return isinstance(node, yaml.ScalarNode) and (node.tag.endswith(":null") or not node.value.strip())


def has_alias(root: yaml.Node) -> yaml.Node | None:
    """Return a node that stands in the tree twice (through an alias), or None; aliases are not followed."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            return node
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            waiting.extend(part for pair in node.value for part in pair)
    return None
