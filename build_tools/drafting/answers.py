"""What is known of a law that is to be typed, and the front matter that says it.

What an answer may be is not decided here: the parser of front matter reads it, and what it finds is what
the person is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from urllib.parse import parse_qs, urlsplit

import yaml

from build_tools import kinds
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
    published = answers.publication_date.isoformat() if answers.publication_date else ""
    fields = {
        "id": answers.id,
        "title": answers.title,
        "author": answers.author,
        "date": published,
        "publication_date": published,
        "effective_date": answers.effective_date.isoformat() if answers.effective_date else "",
        "status": answers.status,
        "group": answers.group if answers.group != told else "",
    }
    lines = [f"{name}: {_scalar(value)}" for name, value in fields.items() if value]
    if answers.url:
        lines += ["urls:", f"  - {_scalar(answers.url)}"]
    return "\n".join(["---", *lines, "---", ""])


def complaints(answers: Answers) -> tuple[str, ...]:
    """Return what the parser finds wrong with the front matter, apart from a title that is not known yet."""
    found = read(front_matter(replace(answers, title=answers.title or "-")), "")
    return tuple(one.message for one in found.diagnostics)


def id_of(url: str) -> str:
    """Return the id that an address of the National Database names (``detail?id=…``), else empty."""
    try:
        found = parse_qs(urlsplit(url).query).get("id", [""])[0]
    except ValueError:  # no address
        return ""
    return "" if complaints(Answers(id=found)) else found


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


def _scalar(value: str) -> str:
    """Return a YAML scalar on one line, quoted where it must be."""
    text: str = yaml.safe_dump(value, allow_unicode=True, width=1_000_000)
    return text.removesuffix("\n").removesuffix("\n...")
