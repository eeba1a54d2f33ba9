import pytest

from tests.unit.intake.docx import (
    NAMESPACES,
    archive,
    body,
    codes,
    document,
    docx,
    paragraph,
    relations,
    take,
)

BEGIN = paragraph("某某条例", '<w:jc w:val="center"/>') + paragraph("第一条　一。")


@pytest.mark.parametrize(
    ("runs", "text", "code"),
    [
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲 乙", ""),
        ("<w:hyperlink><w:r><w:t>甲</w:t></w:r></w:hyperlink>", "甲", ""),
        ("<w:ins><w:r><w:t>甲</w:t></w:r></w:ins>", "甲", ""),
        ("<w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>乙</w:delText></w:r></w:del>", "甲", "docx-tracked-change"),
        ("<w:r><w:t>甲</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>乙</w:t></w:r>", "甲", "docx-hidden"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>1甲</w:t></w:r>", "1甲", ""),
        ('<w:r><w:t>x</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>', "x<sup>2</sup>", ""),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>甲</w:t></w:r>', "〓甲", "docx-symbol"),
        ('<w:r><w:sym w:font="宋体" w:char="25A1"/><w:t>甲</w:t></w:r>', "□甲", ""),
        ("<mc:AlternateContent><mc:Choice><w:r><w:t>甲</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>甲</w:t></w:r>"
         "</mc:Fallback></mc:AlternateContent>", "甲", ""),
        ("<w:r><w:t>*甲* &lt;b&gt; a**b`</w:t></w:r>", "\\*甲\\* \\<b> a\\*\\*b\\`", ""),
        ("<w:r><w:t>![甲](乙)</w:t></w:r>", "!\\[甲](乙)", ""),
        ("<w:r><w:t># 甲</w:t></w:r>", "\\# 甲", ""),
        ("<w:r><w:t>- 甲</w:t></w:r>", "\\- 甲", ""),
        ("<w:r><w:t>a\\*b</w:t></w:r>", "a\\\\\\*b", ""),
    ],
)  # fmt: skip
def test_runs(runs, text, code):
    result = take(docx(f"{BEGIN}<w:p>{runs}</w:p>"))
    assert body(result)[-1].strip() == text
    assert not code or code in codes(result)
    assert "intake-text" not in codes(result)


def test_text_boxes_follow_their_paragraph_and_are_reported():
    box = f"<w:r><w:txbxContent>{paragraph('盒子')}</w:txbxContent></w:r>"
    result = take(docx(f"{BEGIN}<w:p>{box}<w:r><w:t>甲。</w:t></w:r></w:p>"))
    assert [line.strip() for line in body(result)[-2:]] == ["甲。", "盒子"]
    assert "docx-text-box" in codes(result)


def test_footnotes_stand_at_the_end():
    notes = f'<w:footnotes {NAMESPACES}><w:footnote w:id="2">{paragraph("注文")}</w:footnote></w:footnotes>'
    mark = '<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    result = take(docx(BEGIN + mark, footnotes=notes))
    assert [line.strip() for line in body(result)[-2:]] == ["甲[^1]", "[^1]: 注文"]
    assert {"docx-note"} <= codes(result)
    assert "intake-text" not in codes(result)


@pytest.mark.parametrize(
    ("form", "pattern", "label"),
    [
        ("chineseCountingThousand", "%1、", "一、"),
        ("chineseCounting", "（%1）", "（一）"),
        ("decimal", "%1.", "1."),
        ("decimalEnclosedCircle", "%1", "①"),
    ],
)
def test_numbers_that_word_counts_are_written(form, pattern, label):
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
    numbering = (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    numbered = paragraph("甲；", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    result = take(docx(BEGIN + numbered, numbering=numbering))
    assert body(result)[-1].strip().removeprefix("- ") == f"{label}甲；"
    assert "docx-number" in codes(result)
    assert "intake-text" not in codes(result)


def test_tables_stand_below_an_empty_header():
    def cell(text, properties=""):
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    wide = cell("甲|乙", '<w:gridSpan w:val="2"/>')
    rows = f"<w:tr>{wide}</w:tr><w:tr>{cell('丙')}{cell('丁')}</w:tr>"
    result = take(docx(f"{BEGIN}<w:tbl>{rows}</w:tbl>"))
    assert body(result)[-4:] == ["|  |  |", "| --- | --- |", "| 甲\\|乙 |  |", "| 丙 | 丁 |"]
    assert "intake-text" not in codes(result)


def image(data, target="media/a.bin"):
    body_ = f'{BEGIN}<w:p><w:r><w:drawing><a:blip r:embed="image_1"/></w:drawing></w:r></w:p>'
    return archive(
        {
            "_rels/.rels": relations(officeDocument="word/document.xml"),
            "word/document.xml": document(body_),
            "word/_rels/document.xml.rels": relations(image_1=target),
            "word/media/a.bin": data,
        }
    )


def test_images_are_named_by_what_they_are():
    result = take(image(b"\x89PNG\r\n\x1a\n123"))
    target = "images/ff80818199e72aa4019a0499b95062df/image_01.png"
    assert body(result)[-1].strip() == f"![]({target})"
    assert [(one.target, one.data[:4]) for one in result.images] == [(target, b"\x89PNG")]


@pytest.mark.parametrize("data", [b"<svg/>", b"\xd7\xcd\xc6\x9a", b""])
def test_images_that_browsers_do_not_show_are_reported(data):
    result = take(image(data))
    assert not result.images
    assert "docx-image" in codes(result)


def test_images_outside_of_the_archive_are_reported():
    assert "docx-image" in codes(take(image(b"", "../../../etc/passwd")))
