import io
import zipfile

import pytest

from build_tools.intake.package import LARGEST_XML
from tests.unit.intake.docx import archive, document, docx, law, paragraph, relations, take

RELS = {"_rels/.rels": relations(officeDocument="word/document.xml")}
GOOD = {**RELS, "word/document.xml": document(paragraph("某某条例"))}
XXE = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


WIDE = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr></w:tc></w:tr>'


def row(cells: int) -> str:
    return f"<w:tr>{'<w:tc/>' * cells}</w:tr>"


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("docx-not", b""),
        ("docx-not", b"%PDF-1.7"),
        ("docx-legacy", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("docx-damaged", law("第一条　一。")[:-30]),
        ("docx-damaged", law("第一条　一。")[:200]),
        ("docx-damaged", archive({**RELS, "word/document.xml": "<w:document"})),
        ("docx-not", archive({"word/document.xml": "<x/>"})),
        ("docx-not", archive({**RELS, "word/document.xml": "<x/>"})),
        ("docx-part-missing", archive({"_rels/.rels": relations(officeDocument="../../etc/passwd")})),
        ("docx-dtd", docx(paragraph("&x;"), before=XXE)),
        ("docx-dtd", docx(paragraph("&b;"), before=LAUGHS)),
        ("docx-dtd", archive({**GOOD, "_rels/.rels": XXE + RELS["_rels/.rels"]})),
        ("docx-unsafe-name", archive({**GOOD, "../../x": "x"})),
        ("docx-unsafe-name", archive({**GOOD, "/etc/x": "x"})),
        ("docx-unsafe-name", archive({**GOOD, "word\\..\\..\\x": "x"})),
        ("docx-unsafe-name", archive({**GOOD, "C:x": "x"})),
        ("docx-macros", archive({**GOOD, "word/vbaProject.bin": "x"})),
        ("docx-too-many-parts", archive({**GOOD, **{f"x/{n}": "" for n in range(4100)}})),
        ("docx-too-large", archive({**GOOD, "word/document.xml": b" " * (LARGEST_XML + 1)})),
        ("docx-too-large", docx("<w:sdt>" * 200 + "</w:sdt>" * 200)),
        ("docx-too-large", docx("<w:r/>" * 300_001)),
        ("docx-table-too-large", docx(f"<w:tbl>{row(101)}</w:tbl>")),
        ("docx-table-too-large", docx(f"<w:tbl>{row(100) * 1001}</w:tbl>")),
        ("docx-table-too-large", docx(f"<w:tbl>{row(100)}{'<w:tr/>' * 1001}</w:tbl>")),
        ("docx-table-too-large", docx(f"<w:tbl>{WIDE}</w:tbl>")),
        ("docx-empty", docx("<w:p/>")),
    ],
)
def test_hostile_or_broken_files_end_in_one_error(code, data):
    result = take(data)
    assert result.source == ""
    assert [found.code for found in result.diagnostics if found.severity.word == "error"] == [code]


def test_a_size_that_lies_is_found():
    data = archive({**GOOD, "word/document.xml": document(paragraph("一" * 5000))})
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        size = file.getinfo("word/document.xml").file_size
    lying = data.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert take(lying).diagnostics[-1].code == "docx-damaged"


def test_no_damage_raises():
    data = law("第一条　一。", "第二条　二。")
    for at in range(0, len(data), 3):
        take(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
