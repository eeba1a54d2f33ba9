"""The questions of ``tiaowen new``: asked one after the other, or answered beforehand by options."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from build_tools import kinds
from build_tools.dates import find_dates
from build_tools.drafting.answers import Answers, complaints, plain, plain_title
from build_tools.intake.metadata import Fields, propose_status
from build_tools.intake.names import id_of

Ask = Callable[[str], str | None]
"""Puts a question; returns the line that was answered, or None when there will be no more answers."""

MOST_CHAPTERS: Final = 100
MOST_ARTICLES: Final = 2_000
"""More than any law has; the Civil Code has 1,260."""


class AnswerError(Exception):
    """Answers that nothing can be made of; the message holds every reason, one a line."""


def _nothing(answers: Answers, as_of: date) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question; ``name`` is the field that the answer goes to, and with - for _ the option."""

    name: str
    words: Callable[[Answers], str]
    read: Callable[[str, Answers], Answers]
    """Takes in an answer, which may be empty. Raises ValueError: what is wrong with it."""
    proposal: Callable[[Answers, date], str] = _nothing
    """What an empty answer means, on a day."""
    is_put: bool = True
    """Whether a person is asked; else only an option answers it."""


def ask_all(given: Mapping[str, str], ask: Ask | None, say: Callable[[str], None], as_of: date) -> Answers:
    """Return the answers to all questions.

    Args:
        given: answers beforehand, by name; these are not asked.
        ask: puts a question; None: nothing more is asked, and what is not given is not known.
        say: tells why an answer will not do; then the question is put again.
        as_of: the day for the proposed status.

    Raises:
        AnswerError: answers given beforehand will not do, or there is no title and nobody to ask.
    """
    answers, faults = Answers(), []
    for question in QUESTIONS:
        proposal = question.proposal(answers, as_of)
        line = given.get(question.name)
        if line is None and ask is not None and question.is_put:
            line = _asked(question, proposal, answers, ask, say)
            ask = ask if line is not None else None
        try:
            answers = _taken(question, line or "", proposal, answers)
        except ValueError as fault:
            faults.append(f"--{question.name.replace('_', '-')}: {fault}")
    if faults:
        raise AnswerError("\n".join(faults))
    return answers


def _asked(
    question: Question, proposal: str, answers: Answers, ask: Ask, say: Callable[[str], None]
) -> str | None:
    """Ask until an answer will do, and return it; None when there are no more."""
    words = f"{question.words(answers)}{f' [{proposal}]' if proposal else ''}: "
    while (line := ask(words)) is not None:
        try:
            _taken(question, line, proposal, answers)
        except ValueError as fault:
            say(str(fault))
        else:
            return line
    return None


def _taken(question: Question, line: str, proposal: str, answers: Answers) -> Answers:
    """Return ``answers`` with one more. Raises ValueError: what is wrong with it."""
    told = question.read(plain(line) or proposal, answers)
    if found := complaints(told):
        raise ValueError("; ".join(found))
    return told


def _title(text: str, answers: Answers) -> Answers:
    return replace(answers, title=plain_title(text))


def _author(text: str, answers: Answers) -> Answers:
    return replace(answers, author=text)


def _kind(text: str, answers: Answers) -> Answers:
    for kind in kinds.ALL:
        if text in (kind.name, kind.slug):
            return replace(answers, group=kind.name)
    raise ValueError(f"the kinds are {', '.join(kind.name for kind in kinds.ALL)}")


def _published(text: str, answers: Answers) -> Answers:
    return replace(answers, publication_date=_day(text))


def _effective(text: str, answers: Answers) -> Answers:
    return replace(answers, effective_date=_day(text))


def _status(text: str, answers: Answers) -> Answers:
    return replace(answers, status=text)


def _url(text: str, answers: Answers) -> Answers:
    return replace(answers, url=text)


def _id(text: str, answers: Answers) -> Answers:
    return replace(answers, id=text)


def _chapters(text: str, answers: Answers) -> Answers:
    return replace(answers, chapters=_number(text, 0, MOST_CHAPTERS))


def _articles(text: str, answers: Answers) -> Answers:
    counts = tuple(
        _number(word, 1, MOST_ARTICLES) for word in text.replace(",", " ").replace("，", " ").split()
    )
    wanted = max(answers.chapters, 1)
    if len(counts) != wanted:
        raise ValueError(f"as many numbers as there are chapters: {wanted}, not {len(counts)}")
    if sum(counts) > MOST_ARTICLES:
        raise ValueError(f"{sum(counts):,} articles; no law has more than {MOST_ARTICLES:,}")
    return replace(answers, articles=counts)


def _day(text: str) -> date | None:
    """Return the day that a person wrote, 2025-09-30 or 2025年9月30日; None for no answer."""
    if not text:
        return None
    written = find_dates(text)
    if len(written) == 1 and text[written[0].start : written[0].end] == text:
        return written[0].day
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:  # Python also reads 20250930
        raise ValueError(f"“{text}” is not a day; write it as 2025-09-30 or 2025年9月30日")
    return day


def _number(text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and least <= int(text) <= most):
        raise ValueError(f"“{text}” is not a number from {least} to {most:,}")
    return int(text)


def _proposed_kind(answers: Answers, _: date) -> str:
    return kinds.kind_of(answers).name


def _proposed_id(answers: Answers, _: date) -> str:
    return id_of(answers.url)


def _no_chapters(answers: Answers, _: date) -> str:
    return "0"


def _one_each(answers: Answers, _: date) -> str:
    return " ".join(["1"] * max(answers.chapters, 1))


def _proposed_status(answers: Answers, as_of: date) -> str:
    """Return what title and dates say. That a law was amended or repealed they cannot know, so it is asked."""
    if not (answers.publication_date or answers.effective_date):
        return ""
    fields = Fields(
        title=answers.title,
        publication_date=answers.publication_date,
        effective_date=answers.effective_date,
    )
    return propose_status(fields, as_of)


def _asked_articles(answers: Answers) -> str:
    if answers.chapters > 1:
        return f"Articles (条) in each of the {answers.chapters} chapters, such as {' '.join(_examples(answers))}"
    return "Articles (条)"


def _examples(answers: Answers) -> Iterator[str]:
    yield from (str(8 - at % 3) for at in range(min(answers.chapters, 5)))
    if answers.chapters > 5:
        yield "…"


def _words(text: str) -> Callable[[Answers], str]:
    return lambda answers: text


QUESTIONS: Final = (
    Question("title", _words("Title (标题), as printed"), _title),
    Question("author", _words("Issuing body (制定机关), such as 河南省人民代表大会常务委员会"), _author),
    Question("kind", _words("Kind, such as 地方性法规"), _kind, _proposed_kind),
    Question("publication_date", _words("Day of publication (公布), such as 2025-09-30"), _published),
    Question("effective_date", _words("In force from (施行); nothing where the text says it"), _effective),
    Question("status", _words("Status"), _status, _proposed_status),
    Question("url", _words("Address of the official text (https://flk.npc.gov.cn/detail?id=…)"), _url),
    Question(
        "id", _words("Id in the official database; the address may tell it"), _id, _proposed_id, is_put=False
    ),
    Question("chapters", _words("Chapters (章); 0 for none"), _chapters, _no_chapters),
    Question("articles", _asked_articles, _articles, _one_each),
)
"""In the order in which they are put; a proposal is made from the answers before."""
