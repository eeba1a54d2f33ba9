"""Summaries as people copy them: taken apart, mapped to chapters, and complete."""

import pytest

from build_tools.parse.companions import parse_companion
from build_tools.parse.summaries import companion_text, read_summary
from tests import factories as make

LAW = make.law(
    "河南省社会治理条例",
    (
        make.chapter(1, "总则", make.article(1, "为了…，制定本条例。")),
        make.chapter(2, "基本公共服务保障", make.article(2, "各级人民政府应当…。")),
        make.chapter(3, "附则", make.article(3, "本条例自公布之日起施行。")),
    ),
)
SEED = (
    "基本公共服务保障\nSearch documents\n河南省社会治理条例\nHe Nan Ri Bao· 2025-10-16 23:43\n"
    'Core Points - The "Regulations" was approved and will take effect on December 1, 2025 [3][49] - The regulations aim '
    "at multi-layered, self-governing communities [5] Chapter Summaries Chapter 1: General Principles - The regulations "
    "emphasize leadership [7][9] Chapter 2: Basic Public Service Guarantee - Employment support must be implemented [13]"
)


def made(text):
    """The file that comes of a text, and the codes of the remarks on it."""
    text, remarks = companion_text(read_summary(text), make.version(LAW).record)
    return text, [remark.code for remark in remarks]


def sections(text):
    return [
        (part.eid, part.heading, [p.text for p in part.pieces])
        for part in parse_companion(text.encode(), "c").companion.parts
    ]


def test_the_shape_of_the_first_one():
    text, remarks = made(SEED)
    assert remarks == ["not-shown", "not-shown", "not-summarised", "bracketed-numbers"]
    assert "date: '2025-10-16 23:43'" in text
    assert "# not shown: Search documents" in text
    companion = parse_companion(text.replace("law: \n", "law: a1\n").encode(), "c").companion
    assert (companion.publisher, companion.title) == ("He Nan Ri Bao", "河南省社会治理条例")
    assert [(part.eid, part.heading) for part in companion.parts] == [
        ("", "Core Points"),
        ("", "Chapter Summaries"),
        ("chp_1", "Chapter 1: General Principles"),
        ("chp_2", "Chapter 2: Basic Public Service Guarantee"),
    ]
    assert [len(part.pieces) for part in companion.parts] == [2, 0, 1, 1]


@pytest.mark.parametrize(
    ("body", "headings"),
    [
        ("Core Points\n- One.\n- Two.\nChapter 1: General\n- Three.", ["Core Points", "Chapter 1: General"]),
        ("Chapter 1: General - One, see Chapter 2: it says more", ["Chapter 1: General"]),
        (
            "Chapter 1: General - One. Chapter 12: Further - Two.",
            ["Chapter 1: General", "Chapter 12: Further"],
        ),
        ("Chapter Summaries Chapter 2: A - b", ["Chapter Summaries", "Chapter 2: A"]),
        ("No heading at all - one - two", [""]),
    ],
)
def test_headings(body, headings):
    assert [section.heading for section in read_summary(body).sections] == headings


def test_what_cannot_be_mapped_is_said_and_stays():
    text, remarks = made("He Nan Ri Bao· 2025-10-16\nChapter 7: Integrity - Honesty is promoted.")
    assert "not-mapped" in remarks
    assert "## Chapter 7: Integrity\n\n- Honesty is promoted." in text


def test_a_text_without_a_publisher_asks_for_one():
    text, remarks = made("Core Points - One.")
    assert "publisher-missing" in remarks
    assert [found.code for found in parse_companion(text.encode(), "c").diagnostics][
        -1
    ] == "companion-publisher-missing"


@pytest.mark.parametrize(
    "text", [SEED, "x", "Chapter 1: a", "a - b - c", 'Core Points - "q" # {#chp_1} : - [1]']
)
def test_no_character_is_lost(text):
    def words(written):
        # Dashes and the dot in the line of the publisher are marks of the form.
        return sorted("".join(written.split()).replace("-", "").replace("·", ""))

    left = words(made(text)[0])
    for char in words(text):
        left.remove(char)


@pytest.mark.parametrize("line", ["a: b # c", '"quoted" \\ back', "'", "{#chp_1}", "---"])
def test_hostile_lines_before_the_text_do_not_break_the_front_matter(line):
    text, _ = made(f"{line}\n{line}· 2025-10-16\nCore Points - One.")
    data = text.replace("law: \n", "law: a1\n").encode()
    companion = parse_companion(data, "c").companion
    assert companion is not None
    assert companion.publisher == line
