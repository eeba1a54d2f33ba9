"""Hostile files, each in a process of its own that may have 500 MB: one clear error, or a clean result.

The limits are the system's: a file that costs more ends the process, and so fails the test. That of time is wide, for
slow machines, and only there so that nothing hangs; the slowest file here takes 3 seconds of a processor.
"""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.intake.docx import NAMESPACES, document, law, paragraph, relations

if sys.platform == "win32":
    pytest.skip("the system sets no limits for a process", allow_module_level=True)

_PROGRAM = """
import datetime, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (500_000_000, 500_000_000))
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
from pathlib import Path
from build_tools.intake.convert import Wishes, convert_file
result = convert_file(Path(sys.argv[1]), "x.docx", Wishes(datetime.date(2026, 1, 1)))
print(bool(result.source), *(found.code for found in result.diagnostics if found.severity.word == "error"))
"""
_MEGABYTE = 1024 * 1024
_RELATIONS = relations(officeDocument="word/document.xml")
_DTD = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
_XXE = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def pack(path: Path, **parts: str | bytes) -> None:
    """Write a ``.docx``: ``document`` and further parts of ``word/``."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("_rels/.rels", _RELATIONS)
        links = relations(**{name: f"{name}.xml" for name in parts if name != "document"})
        file.writestr("word/_rels/document.xml.rels", links)
        for name, data in parts.items():
            file.writestr(f"word/{name}.xml", data)


def big_part(name: str, size: int) -> Callable[[Path], None]:
    """A part of that many bytes, which packs to a thousandth."""

    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("_rels/.rels", _RELATIONS)
            if name != "word/document.xml":
                file.writestr("word/document.xml", document(paragraph("某某条例")))
            with file.open(name, "w") as part:
                for _ in range(size // _MEGABYTE):
                    part.write(b" " * _MEGABYTE)

    return write


def lying(path: Path) -> None:
    """A directory that states 1,000 bytes for a part of 200 MB."""
    big_part("word/document.xml", 200 * _MEGABYTE)(path)
    path.write_bytes(path.read_bytes().replace(struct.pack("<I", 200 * _MEGABYTE), struct.pack("<I", 1000)))


def named(name: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(law("第一条　甲。"))
        with zipfile.ZipFile(path, "a") as file:
            file.writestr(name, "x")

    return write


def body(xml: str, before: str = "") -> Callable[[Path], None]:
    return lambda path: pack(path, document=document(xml, before))


def many_notes(path: Path) -> None:
    notes = (
        f'<w:footnotes {NAMESPACES}><w:footnote w:id="1">{paragraph("注" * 1000)}</w:footnote></w:footnotes>'
    )
    marks = '<w:r><w:footnoteReference w:id="1"/></w:r>' * 100_000
    pack(path, document=document(f"<w:p>{marks}</w:p>"), footnotes=notes)


def long_pattern(path: Path) -> None:
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="{"%1" * 50_000}"/></w:lvl>'
    lists = (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    row = paragraph("甲", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    pack(path, document=document(row * 20_000), numbering=lists)


def half(path: Path) -> None:
    data = law("第一条　甲。")
    path.write_bytes(data[: len(data) // 2])


def one_row(cells: int) -> str:
    return f"<w:tr>{'<w:tc/>' * cells}</w:tr>"


FILES = {
    "a part of 200 MB": (big_part("word/document.xml", 200 * _MEGABYTE), "docx-too-large"),
    "an image of 600 MB": (big_part("word/media/a.png", 600 * _MEGABYTE), "docx-too-large"),
    "a size that lies": (lying, "docx-damaged"),
    "an external entity": (body(paragraph("&x;"), _XXE), "docx-dtd"),
    "entities that grow": (body(paragraph("&b;"), _DTD), "docx-dtd"),
    "a name that leads up": (named("../../etc/cron.d/x"), "docx-unsafe-name"),
    "a name from the root": (named("/etc/x"), "docx-unsafe-name"),
    "macros": (named("word/vbaProject.bin"), "docx-macros"),
    "half a file": (half, "docx-damaged"),
    "100,000 levels": (body("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000), "docx-too-large"),
    "a million elements": (body("<w:r/>" * 1_000_000), "docx-too-large"),
    "100,000 paragraphs": (body(paragraph("一，") * 100_000), "docx-too-large"),
    "350,000 cells": (body(f"<w:tbl>{one_row(50) * 7_000}</w:tbl>"), "docx-too-large"),
    "9,000,000 cells": (body(f"<w:tbl>{one_row(100)}{'<w:tr/>' * 90_000}</w:tbl>"), "docx-table-too-large"),
    "2 million brackets": (body(paragraph("（" * 1_000_000 + "《" * 1_000_000)), "docx-too-large"),
    "100,000 marks of one note": (many_notes, ""),
    "a pattern of 100,000 characters": (long_pattern, ""),
    "4 million blanks": (body(paragraph(f"第一条{' ' * 4_000_000}甲")), ""),
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_ends_within_the_limits(name, tmp_path, repository):
    write, code = FILES[name]
    path = tmp_path / "x.docx"
    write(path)
    environment = {**os.environ, "PYTHONPATH": str(repository)}
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(path)],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    has_source, *errors = re.split(r"\s+", done.stdout.strip())
    assert (has_source, errors) == (("False", [code]) if code else ("True", []))
