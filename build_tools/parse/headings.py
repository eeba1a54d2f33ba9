"""Headings that lost their marks: 一、管辖 above articles, a chapter title left as the last 款, 附则."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from build_tools.model.nodes import DivisionKind, Role, Run
from build_tools.parse.labels import ENDS_SENTENCE, UNNUMBERED, Label, Style, label_of
from build_tools.parse.lines import BLANK
from build_tools.parse.notes import Notes
from build_tools.parse.tokens import Kind, Token, squeeze

TITLE_LENGTH = 40
"""A line longer than this is no heading."""

_ENDS_PARAGRAPH = frozenset("。；”）》〉；;.)")


def promote(tokens: Sequence[Token], notes: Notes) -> list[Token]:
    """Return the tokens of a document with articles, its unmarked headings made divisions or HEADING text."""
    out = _continue_titles(tokens)
    out = _number_headings(out, notes)
    return _lost_titles(out, notes)


def _is_title(token: Token) -> bool:
    """Return whether a text is short and ends as no sentence does."""
    if token.kind is not Kind.TEXT or token.table is not None:
        return False
    text = token.text.strip(BLANK)
    return (
        0 < len(text) <= TITLE_LENGTH
        and text[-1] not in ENDS_SENTENCE
        and not any(c in "。；！" for c in text)
        and "![" not in text
    )


def _continue_titles(tokens: Sequence[Token]) -> list[Token]:
    """Join a title that runs on in the next line: ``## 第三章　审议工作报告…`` / ``审查国民经济…``."""
    out: list[Token] = []
    for index, token in enumerate(tokens):
        upcoming = tokens[index + 1] if index + 1 < len(tokens) else None
        if (
            out
            and out[-1].kind is Kind.DIVISION
            and out[-1].more is None
            and "![" not in out[-1].text
            and _is_title(token)
            and not token.indented
            and label_of(token.text) is None
            and upcoming is not None
            and upcoming.kind is Kind.ARTICLE
        ):
            out[-1] = replace(out[-1], more=Run(token.start, token.text.strip(BLANK)))
        else:
            out.append(token)
    return out


def _number_headings(tokens: Sequence[Token], notes: Notes) -> list[Token]:
    """Make divisions of ``一、管辖`` … ``二十二、…``: each right above an article, counting through the law.

    Below one of them ``（一）动产质押`` may stand, right above its articles (担保法解释).
    """
    below = _sections(tokens)
    found = []
    for index, token in enumerate(tokens[:-1]):
        label = label_of(token.text) if _is_title(token) else None
        above = tokens[index + 1].kind in (Kind.ARTICLE, Kind.DIVISION) or index + 1 in below
        if label and label.style is Style.CHINESE and above:
            found.append((index, label))
    numbers = [label.number for _, label in found]
    if not numbers or numbers != sorted(set(numbers)) or (len(numbers) < 2 and numbers != [1]):
        return list(tokens)
    out = list(tokens)
    for index, label in [*found, *below.items()]:
        if index not in below or index > found[0][0]:
            out[index] = _heading(out[index], label)
    notes.info(
        "heading-unmarked",
        tokens[found[0][0]],
        f"{len(found)} numbered headings without ## were read as divisions",
    )
    return out


def _sections(tokens: Sequence[Token]) -> dict[int, Label]:
    """Return the lines ``（一）动产质押`` right above an article and below a 一、 heading, or counting on from one."""
    found: dict[int, Label] = {}
    last = 0
    for index, token in enumerate(tokens[:-1]):
        label = label_of(token.text) if _is_title(token) else None
        before = label_of(tokens[index - 1].text) if index and _is_title(tokens[index - 1]) else None
        if before and before.style is Style.CHINESE:
            last = 0
            first = label is not None and label.number == 1
        else:
            first = False
        if (
            label is None
            or label.style is not Style.CHINESE_PAREN
            or tokens[index + 1].kind is not Kind.ARTICLE
        ):
            continue
        if first or (last and label.number == last + 1 and label_of(tokens[index - 1].text) is None):
            found[index] = label
            last = label.number
    return found


def _heading(token: Token, label: Label) -> Token:
    """Return the division that a numbered line is."""
    rest = token.text[label.length :]
    title = rest.lstrip(BLANK)
    return Token(
        Kind.DIVISION,
        token.start + len(token.text) - len(title),
        title,
        Run(token.start, token.text[: label.length]),
        label.number,
        division=DivisionKind.HEADING,
    )


def _lost_titles(tokens: Sequence[Token], notes: Notes) -> list[Token]:
    """Set apart a title that was left as the last lines of an article, and 附则 without its ``##``."""
    out = list(tokens)
    for index in range(len(out) - 1, 0, -1):
        if out[index].kind is not Kind.ARTICLE:
            continue
        first = index
        while first > 0 and index - first < 3 and _is_title(out[first - 1]) and _unlabelled(out[first - 1]):
            first -= 1
        if first == index or first == 0 or not _ends_paragraph(out[first - 1]):
            continue
        for at in range(first, index):
            out[at] = _as_heading(out[at], notes)
    return out


def _unlabelled(token: Token) -> bool:
    """Return whether a line is no item; ``1. 在法定刑以下判处刑罚和2. …`` is a title all the same."""
    label = label_of(token.text)
    return label is None or (label.style is Style.ARABIC and label.number == 1)


def _ends_paragraph(token: Token) -> bool:
    text = token.text.rstrip(BLANK)
    return token.table is None and bool(text) and text[-1] in _ENDS_PARAGRAPH


def _as_heading(token: Token, notes: Notes) -> Token:
    if squeeze(token.text) in UNNUMBERED:
        notes.warn(
            "heading-unmarked", token, "a heading without ##; it was read as a division. Put ## before it"
        )
        return replace(token, kind=Kind.DIVISION, division=DivisionKind.HEADING)
    notes.warn(
        "heading-lost",
        token,
        "this line reads as a chapter title that lost its ## and number; it is shown as a heading and is no 款."
        " Compare with the official text",
    )
    return replace(token, role=Role.HEADING)
