"""Images of a document: checked by their bytes, numbered, and named for the folder beside the source file."""

from __future__ import annotations

import re

from build_tools.diagnostics import Severity
from build_tools.intake.blocks import Picture
from build_tools.intake.document import Document
from build_tools.intake.findings import Findings
from build_tools.intake.package import LARGEST_IMAGE

_MOST = 200
_LARGEST_TOTAL = 100 * 1024 * 1024
_KINDS = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"),
    (re.compile(rb"\xff\xd8\xff"), "jpg"),
    (re.compile(rb"GIF8[79]a"), "gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "webp"),
)


class Pictures:
    """The images of one document, each relation once."""

    def __init__(self, folder: str, findings: Findings) -> None:
        """Name images ``folder/image_01.png``; ``folder`` is relative to the source file, and safe."""
        self._folder = folder
        self._findings = findings
        self._targets: dict[str, str] = {}
        self._total = 0
        self.found: list[Picture] = []

    def add(self, document: Document, relation: str, paragraph: int) -> str:
        """Return the target of an image of the text, empty when it cannot be shown (which is reported)."""
        if relation not in self._targets:
            self._targets[relation] = self._read(document, relation, paragraph)
        return self._targets[relation]

    def _read(self, document: Document, relation: str, paragraph: int) -> str:
        part = document.targets.get(relation, "")
        if not part or not document.package.has(part):
            self._report("an image is missing from the file, or lies elsewhere; add it by hand", paragraph)
            return ""
        self._total += document.package.size(part)
        if self._total > _LARGEST_TOTAL or len(self.found) >= _MOST:
            raise self._findings.reject("docx-too-large", "more or larger images than a law has")
        data = document.package.read(part, LARGEST_IMAGE)
        ending = next((ending for magic, ending in _KINDS if magic.match(data)), "")
        if not ending:
            message = (
                "an image that is no PNG, JPEG, GIF or WebP was left out; save it as PNG and add it by hand"
            )
            self._report(message, paragraph)
            return ""
        target = f"{self._folder}/image_{len(self.found) + 1:02d}.{ending}"
        self.found.append(Picture(target, data))
        return target

    def _report(self, message: str, paragraph: int) -> None:
        self._findings.add("docx-image", message, severity=Severity.ERROR, paragraph=paragraph)
