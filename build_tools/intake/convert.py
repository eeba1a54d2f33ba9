"""One official ``.docx`` → the text of a source file, its images, and everything that is to be said about it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from build_tools.diagnostics import Diagnostic, Severity
from build_tools.intake.blocks import Picture
from build_tools.intake.comparison import compare
from build_tools.intake.document import Document, open_document
from build_tools.intake.entries import Entry, entries
from build_tools.intake.findings import Findings, RejectedError
from build_tools.intake.front import read_front
from build_tools.intake.metadata import Fields, find_author, front_matter, published_on, with_status
from build_tools.intake.names import FileName, id_of, is_safe_id, read_name
from build_tools.intake.outline import read_body
from build_tools.intake.package import read_file
from build_tools.intake.pictures import Pictures
from build_tools.intake.reader import read_blocks
from build_tools.intake.titles import bare, find_title, guess_title, join_title
from build_tools.model.law import Law
from build_tools.model.nodes import Role, Text
from build_tools.model.site import Record
from build_tools.parse.loader import LARGEST, LONGEST, parse_bytes
from build_tools.parse.records import record_of
from build_tools.slugs import key_for

DATABASE = "https://flk.npc.gov.cn/detail?id="
"""Where the National Database shows a document, by id."""

TEXT_DIFFERS = "intake-text"
"""The code of the error that the result does not say what the ``.docx`` says."""

_LONGEST_TITLE = 200
_LARGEST_FRONT = 16 * 1024
_SIGNATURE_LINES = 4


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person who imports says; empty fields are read from the file."""

    as_of: date
    """The day for the proposed status."""
    id: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """What a ``.docx`` gave; ``source`` is empty when an ERROR in ``diagnostics`` says why nothing was read."""

    source: str
    name: str
    """Proposed file name: ``<key>.<publication date>.md``."""
    images: tuple[Picture, ...]
    """To be saved beside the source file, under their targets."""
    diagnostics: tuple[Diagnostic, ...]
    record: Record | None = None
    """What the parser makes of ``source``; its findings are among the record's. Both name the ``.docx``."""


def convert_file(path: Path, shown: str, wishes: Wishes) -> Intake:
    """Read and turn a file into a source file; never raises for what is in it, or that it cannot be read.

    ``shown`` is the file as messages name it; its name without folders may tell title, day and id.
    """
    findings = Findings(shown)
    try:
        data = read_file(path, findings)
    except RejectedError as error:
        return Intake("", "", (), (error.finding,))
    return convert(data, shown, shown.rpartition("/")[2], wishes)


def convert(data: bytes, path: str, name: str, wishes: Wishes) -> Intake:
    """Turn a ``.docx`` into a source file; never raises, whatever the bytes.

    Args:
        data: the file.
        path: the file as messages name it.
        name: its name without folders, which may tell title, day and id.
        wishes: what is known besides.
    """
    findings = Findings(path)
    try:
        return _Conversion(name, wishes, findings).run(data)
    except RejectedError as error:
        # What was noted on the way does not matter for a file that has to be replaced.
        return Intake("", "", (), (error.finding,))


class _Conversion:
    """One file on its way."""

    def __init__(self, name: str, wishes: Wishes, findings: Findings) -> None:
        self._name = name
        self._told: FileName = read_name(name)
        self._wishes = wishes
        self._findings = findings
        self._id = self._find_id()

    def run(self, data: bytes) -> Intake:
        """Return the result."""
        document = open_document(data, self._findings)
        # Without an id the bytes of the file tell its images from those of other laws.
        folder = self._id or hashlib.sha256(data).hexdigest()[:12]
        pictures = Pictures(f"images/{folder}", self._findings)
        found = list(entries(read_blocks(document, pictures, self._findings)))
        if not found:
            raise self._findings.reject("docx-empty", "the document holds no text")
        place = find_title(found, self._told.title, whole=self._told.is_whole) or guess_title(found)
        title = self._title(found, place)
        fields = Fields(id=self._id, title=title, file=self._name, publication_date=self._told.day)
        front = read_front(found, place, self._findings)
        body = "\n\n".join((*front.lines, *read_body(found[front.end :], self._findings))) + "\n"
        if len(body.encode()) > LARGEST - _LARGEST_FRONT or body.count("\n") > LONGEST - _LARGEST_FRONT:
            message = f"the text is larger than a source file may be ({LARGEST:,} bytes, {LONGEST:,} lines): split it"
            raise self._findings.reject("docx-too-large", message)
        fields = self._complete(fields, body)
        source = f"{front_matter(fields)}\n{body}"
        record = self._checked(source, document)
        day = fields.publication_date
        key = f"{key_for(fields.title)}.{day.isoformat() if day else 'undated'}.md"
        return Intake(source, key, tuple(pictures.found), self._findings.found, record)

    def _find_id(self) -> str:
        """Return the id: the one that was asked for, else that of the address, else that of the file name."""
        wanted = self._wishes.id
        if wanted and not is_safe_id(wanted):
            self._say(
                "intake-id", f"the id {wanted[:40]!r} may have letters, digits, - and _ only; it was left out"
            )
            wanted = ""
        found = wanted or id_of(self._wishes.url) or self._told.id
        if not found:
            self._say("intake-id", "no id: neither the options nor the file name tell it; give --id or --url")
        return found

    def _title(self, found: Sequence[Entry], place: range) -> str:
        """Return the title: the file name's where it is whole, else the printed one."""
        printed = join_title(found[place.start : place.stop])
        told = self._told.title.replace("_", " ").strip()
        if not place:
            message = "the title of the file name does not stand in the text; look at both"
            self._say("intake-title", message, found[0])
            return told or found[0].text[:_LONGEST_TITLE]
        if self._told.is_whole and (bare(told) == bare(printed) or self._told.id):
            return told
        if bare(printed) != bare(told):
            self._say(
                "intake-title",
                "the file name holds no whole title; the printed one was taken",
                found[place.start],
            )
        return "".join(found[at].text for at in place) if "\\" in printed else printed

    def _complete(self, fields: Fields, body: str) -> Fields:
        """Return ``fields`` with what the text says: issuing body, dates, status."""
        law = self._draft(fields, body)
        note = _texts(law, Role.NOTE)
        published = self._published(note, _texts(law, Role.ANNOUNCEMENT))
        fields = replace(fields, publication_date=published, url=self._url())
        author = find_author(fields.title, note.replace("\n", ""), _signature(law))
        if published != self._told.day:
            # 自公布之日起施行 is told by a day that was not known when the text was read first.
            law = self._draft(fields, body)
        begins = law.effective.day if law else None
        fields = with_status(replace(fields, author=author, effective_date=begins), self._wishes.as_of)
        self._tell(fields)
        return fields

    def _draft(self, fields: Fields, body: str) -> Law | None:
        """Return what the parser makes of the text with the fields known so far."""
        return parse_bytes(f"{front_matter(fields)}\n{body}".encode(), self._name).law

    def _published(self, note: str, announcement: str) -> date | None:
        """Return the day of publication: the file name's; without it the last that the 题注 tells of, with a warning."""
        if self._told.day:
            return self._told.day
        day = published_on(note, announcement)
        if day:
            self._say("intake-date", f"the file name tells no day; {day} was taken from the 题注: compare it")
        else:
            self._say(
                "intake-date", "no day of publication: neither the file name nor the 题注 tells it; write it"
            )
        return day

    def _url(self) -> str:
        return self._wishes.url or (
            DATABASE + self._told.id if self._told.id and self._told.id == self._id else ""
        )

    def _tell(self, fields: Fields) -> None:
        """Say what was concluded, and what remains to be written."""
        message = f"status {fields.status} is a proposal; compare it with the official source"
        self._say("intake-status", message, severity=Severity.INFO)
        if not fields.author:
            self._say("intake-author", "no issuing body was found; write “author:”")
        if fields.effective_date:
            message = f"effective_date {fields.effective_date} was read from the text; compare it"
            self._say("intake-effective", message, severity=Severity.INFO)
        else:
            self._say(
                "intake-effective", "the text does not say since when it is in force; write “effective_date:”"
            )

    def _checked(self, source: str, document: Document) -> Record | None:
        """Return what the parser makes of the result; say where it differs from the ``.docx``."""
        result = parse_bytes(source.encode(), self._findings.path)
        fault = compare(document, result)
        if fault:
            self._say(TEXT_DIFFERS, fault, severity=Severity.ERROR)
        return record_of(result.law) if result.law else None

    def _say(
        self, code: str, message: str, entry: Entry | None = None, *, severity: Severity = Severity.WARNING
    ) -> None:
        number, quote = (entry.number, entry.text) if entry else (0, "")
        self._findings.add(code, message, severity=severity, paragraph=number, quote=quote)


def _signature(law: Law | None) -> tuple[str, ...]:
    """Return the bodies that sign at the end."""
    blocks = law.back[-_SIGNATURE_LINES:] if law else ()
    texts = [block.plain for block in blocks if isinstance(block, Text)]
    return tuple(text for text in texts if text.endswith(("院", "部", "会", "局")))


def _texts(law: Law | None, role: Role) -> str:
    """Return the texts of one role before the text proper."""
    blocks = law.front if law else ()
    return "\n".join(block.plain for block in blocks if isinstance(block, Text) and block.role is role)
