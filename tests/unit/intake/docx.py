"""Small ``.docx`` files for tests."""

import io
import zipfile
from datetime import date

from build_tools.intake.convert import Intake, Wishes, convert

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
NAME = "某某条例_20240102_ff80818199e72aa4019a0499b95062df.docx"


def relations(**targets: str) -> str:
    rows = "".join(
        f'<Relationship Id="{i}" Type="{_TYPE}{i.split("_")[0]}" Target="{t}"/>' for i, t in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}">{rows}</Relationships>'


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def centred(text: str) -> str:
    return paragraph(text, '<w:jc w:val="center"/>')


def document(body: str, before: str = "") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>'


def archive(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def docx(body: str, *, before: str = "", **parts: str | bytes) -> bytes:
    """``parts``: ``styles="<w:styles …>"`` and the like; they are related to the document."""
    content = {f"word/{name}.xml": data for name, data in parts.items()}
    links = relations(**{name: f"{name}.xml" for name in parts})
    return archive(
        {
            "_rels/.rels": relations(officeDocument="word/document.xml"),
            "word/document.xml": document(body, before),
            "word/_rels/document.xml.rels": links,
            **content,
        }
    )


def law(*lines: str) -> bytes:
    """A ``.docx`` with a title and these lines."""
    return docx(centred("某某条例") + "".join(paragraph(line) for line in lines))


def take(data: bytes, name: str = NAME, **wishes: str) -> Intake:
    return convert(data, name, name, Wishes(date(2026, 1, 1), **wishes))


def body(intake: Intake) -> list[str]:
    """The lines of the text that are not blank, without the front matter."""
    return [line for line in intake.source.split("\n---\n", 1)[1].split("\n") if line]


def codes(intake: Intake) -> set[str]:
    return {found.code for found in intake.diagnostics}
