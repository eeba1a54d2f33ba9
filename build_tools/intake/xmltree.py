"""XML → a small tree, hardened: no DTD, no entities, nothing external, and everything counted.

A part of an Office document may not hold a document type declaration (ECMA-376 part 2, 8.1.4), so one is
refused as soon as it begins: with it go external entities and those that grow. What remains to bound is
size (the caller's), the number of elements, and depth.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers import expat

from build_tools.intake.findings import Findings, RejectedError

MOST_ELEMENTS = 300_000
"""An XML part may have so many elements; the largest official text has 6,000."""
DEEPEST = 120
"""So deep may they be nested; real files reach 15, a table in a text box in a table 40."""

_CHUNK = 1024 * 1024
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "urn:schemas-microsoft-com:vml": "v",
}


@dataclass(slots=True)
class Node:
    """An element: its name with the customary prefix (``w:p``), attributes, text, and children.

    ``text`` is what stands before the first child: of all elements that are read, only those without
    children (``w:t``, ``m:t``) have text that counts.
    """

    name: str
    attributes: dict[str, str]
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def get(self, name: str) -> str:
        """Return an attribute, empty when it is not there."""
        return self.attributes.get(name, "")

    def child(self, *path: str) -> Node | None:
        """Return the first child of that name, or the child of the child."""
        node: Node | None = self
        for name in path:
            node = next((c for c in node.children if c.name == name), None) if node else None
        return node

    def value(self, *path: str) -> str:
        """Return ``w:val`` of a child, empty when there is no such child."""
        node = self.child(*path)
        return node.get("w:val") if node else ""

    def each(self, name: str) -> Iterator[Node]:
        """Yield the children of that name."""
        return (c for c in self.children if c.name == name)

    def find(self, name: str) -> Iterator[Node]:
        """Yield the elements of that name below this one, in document order."""
        for node in self.children:
            if node.name == name:
                yield node
            yield from node.find(name)


def parse(data: bytes, part: str, findings: Findings) -> Node:
    """Return the root of an XML part; ``part`` is its name for messages.

    Raises:
        RejectedError: it is not well-formed, has a DTD, or too many or too deeply nested elements.
    """
    return _Builder(part, findings).build(data)


class _Builder:
    """Builds the tree of one part."""

    def __init__(self, part: str, findings: Findings) -> None:
        self._part = part
        self._findings = findings
        self._count = 0
        self._open: list[Node] = [Node("", {})]
        self._text: list[str] = []

    def build(self, data: bytes) -> Node:
        """Return the root."""
        parser = expat.ParserCreate(namespace_separator="\n")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        try:
            for at in range(0, len(data), _CHUNK):
                parser.Parse(data[at : at + _CHUNK], False)
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            message = (
                f"{self._part} is no well-formed XML ({error}); take the file from the official source again"
            )
            raise self._findings.reject("docx-damaged", message) from error
        return self._open[0].children[0]

    def _doctype(self, *_: object) -> None:
        message = f"{self._part} declares a document type or entities, which no .docx may; it was not read"
        raise self._reject("docx-dtd", message)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS or len(self._open) > DEEPEST:
            message = f"{self._part} has too many or too deeply nested elements; this is no law text"
            raise self._reject("docx-too-large", message)
        self._text.clear()
        node = Node(_prefixed(name), {_prefixed(key): value for key, value in attributes.items()})
        self._open[-1].children.append(node)
        self._open.append(node)

    def _end(self, _: str) -> None:
        node = self._open.pop()
        if not node.children:
            node.text = "".join(self._text)
        self._text.clear()

    def _reject(self, code: str, message: str) -> RejectedError:
        return self._findings.reject(code, message)


@lru_cache(maxsize=1 << 10)
def _prefixed(name: str) -> str:
    """Return an expanded name with the customary prefix; one of another namespace keeps its local name only."""
    space, _, local = name.rpartition("\n")
    prefix = _PREFIXES.get(space, "")
    return f"{prefix}:{local}" if prefix else local
