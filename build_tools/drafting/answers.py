"""What is known of a law that is to be typed, and the front matter that says it.

What an answer may be is not decided here: the parser of front matter reads it, and what it finds is what
the person is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from build_tools import kinds
from build_tools.intake.metadata import Fields
from build_tools.intake.metadata import front_matter as written
from build_tools.parse.frontmatter import read

_MARKUP: Final = re.compile(r"[*`<\\]|!\[")
_LONGEST: Final = 1_000


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known; an empty field is not known, and is left out of the file."""

    title: str = ""
    author: str = ""
    group: str = ""
    """Name of the kind."""
    publication_date: date | None = None
    effective_date: date | None = None
    status: str = ""
    url: str = ""
    id: str = ""
    chapters: int = 0
    articles: tuple[int, ...] = (1,)
    """How many, chapter by chapter; of a law without chapters one number."""

    @property
    def categories(self) -> tuple[str, ...]:
        """None: with them :func:`build_tools.kinds.kind_of` reads answers like any other metadata."""
        return ()


def front_matter(answers: Answers) -> str:
    """Return the front matter with the lines ``---`` around it; the kind where the rest would not tell it."""
    told = kinds.kind_of(replace(answers, group="")).name
    fields = Fields(
        id=answers.id,
        title=answers.title,
        author=answers.author,
        publication_date=answers.publication_date,
        effective_date=answers.effective_date,
        status=answers.status,
        group=answers.group if answers.group != told else "",
        url=answers.url,
    )
    return written(fields)


def complaints(answers: Answers) -> tuple[str, ...]:
    """Return what the parser finds wrong with the front matter, apart from a title that is not known yet."""
    found = read(front_matter(replace(answers, title=answers.title or "-")), "")
    return tuple(one.message for one in found.diagnostics)


def plain(text: str) -> str:
    """Return an answer with single blanks.

    Raises:
        ValueError: it holds what cannot be written into a file, or no answer is as long.
    """
    words = " ".join(text.split())
    if len(words) > _LONGEST:
        raise ValueError(f"an answer may have {_LONGEST:,} characters")
    if not words.isprintable():
        raise ValueError("an answer may have no control characters, and must be text in UTF-8")
    return words


def plain_title(text: str) -> str:
    """Return a title, which stands in the text too.

    Raises:
        ValueError: there is none, or Markdown would take some of it for marks.
    """
    if not text:
        raise ValueError("a law has a title; give it as it is printed")
    if mark := _MARKUP.search(text):
        raise ValueError(f"a title has no {mark[0]}; give it as it is printed")
    return text
