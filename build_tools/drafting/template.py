"""Answers → the source file to be typed on: headings and labels, and a gap where the text belongs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from build_tools import urls
from build_tools.drafting.answers import Answers, front_matter
from build_tools.kinds import folder_of
from build_tools.numerals import to_chinese
from build_tools.parse.placeholders import PLACEHOLDER
from build_tools.slugs import key_for

_HINTS: Final = f"""\
# Type the official text in place of each {PLACEHOLDER}; “tiaowen check” lists those that are left.
# A further 款 is a line of its own, indented by two blanks; a 项 is “  - （一）…”. Blank lines between all of them.
# No 题注 (the bracketed lines below the title)? Delete its line. These three lines may go, too.
"""


def template(answers: Answers) -> str:
    """Return the text of the file; the parser reads as many chapters and articles as were asked for."""
    head = front_matter(answers).replace("---\n", f"---\n{_HINTS}", 1)
    return f"{head}\n" + "\n\n".join(_body(answers)) + "\n"


def place_of(answers: Answers) -> PurePosixPath:
    """Return where the file belongs below a source folder: ``local/henan/<key>.<publication date>.md``."""
    day = answers.publication_date
    return folder_of(answers) / f"{key_for(answers.title)}.{day.isoformat() if day else urls.UNDATED}.md"


def _body(answers: Answers) -> Iterator[str]:
    """Yield the blocks of the text."""
    yield f"**{answers.title}**"
    yield f"> （{PLACEHOLDER}）"
    number = 0
    for chapter, articles in enumerate(answers.articles, 1):
        if answers.chapters:
            yield f"## 第{to_chinese(chapter)}章　{PLACEHOLDER}"
        for _ in range(articles):
            number += 1
            yield f"- **第{to_chinese(number)}条**　　{PLACEHOLDER}"
