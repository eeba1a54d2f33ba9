"""Which lines are the top units of a document without 条: 一、二、三、 of a decision, 1. 2. 3. of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from build_tools.model.nodes import DivisionKind, Role, Run
from build_tools.parse.labels import ENDS_SENTENCE, Label, Style, label_of
from build_tools.parse.lines import BLANK
from build_tools.parse.tokens import Kind, Token


def mark_units(tokens: Sequence[Token]) -> list[Token]:
    """Return ``tokens`` with the lines that are top units made UNIT tokens.

    * 一、 lines are the units where there are any (全国人大常委会的决定, 刑法修正案).
    * Numbers 1. 2. 3. are the units where there are no 一、 lines, or where they count on across them:
      then the 一、 lines are headings (最高人民法院关于人民法院执行工作若干问题的规定（试行）, 1.–137.).
    """
    tokens = _unglue(tokens)
    labels = [_label(t) for t in tokens]
    chinese = [lb for lb in labels if lb and lb.style is Style.CHINESE]
    headed = any(t.kind is Kind.UNIT for t in tokens)
    if headed or _counts_across(labels):
        return _numbered(tokens, labels)
    if any(lb.number == 1 for lb in chinese):
        return _chinese(tokens, labels)
    if [lb.number for lb in chinese[:2]] == [2, 3]:
        return _chinese(tokens, _with_misprint(tokens, labels))
    if not chinese and _counts(labels):
        return _numbered(tokens, labels)
    return [_unheaded(t) for t in tokens]


def _label(token: Token) -> Label | None:
    """Return the label of a line, or of a heading line that is numbered 一、."""
    if token.kind is Kind.TEXT and token.table is None and token.role is Role.TEXT:
        return label_of(token.text)
    if token.kind is Kind.DIVISION and token.division is DivisionKind.HEADING and token.number:
        return Label(Style.CHINESE, token.number, 0)
    return None


def _unglue(tokens: Sequence[Token]) -> Sequence[Token]:
    """Cut out a first unit that stands in mid-line, where the lines count from 二、 on.

    ``…制定本决定：一、第十四届全国人民代表大会代表的名额不超过3000人。`` / ``二、省、自治区、直辖市应选…``
    """
    labels = [_label(t) for t in tokens]
    first = next((i for i, lb in enumerate(labels) if lb and lb.style is Style.CHINESE), 0)
    label = labels[first] if tokens else None
    if not first or label is None or label.number != 2:
        return tokens
    for index in range(first - 1, -1, -1):
        token = tokens[index]
        match = _GLUED.search(token.text) if token.kind is Kind.TEXT and token.table is None else None
        if match:
            head = replace(token, text=token.text[: match.end()])
            tail = replace(token, text=token.text[match.end() :], start=token.start + match.end())
            return [*tokens[:index], head, tail, *tokens[index + 1 :]]
    return tokens


_GLUED = re.compile(r"[：:。][\s\u3000]*(?=一、)")


def _counts(labels: Sequence[Label | None]) -> bool:
    """Return whether there is a list that begins 1. 2."""
    numbers = [lb.number for lb in labels if lb and lb.style is Style.ARABIC]
    return numbers[:2] == [1, 2]


def _counts_across(labels: Sequence[Label | None]) -> bool:
    """Return whether 1. 2. 3. count on behind a second 一、 line instead of starting again."""
    seen = 0
    last = 0
    for label in labels:
        if label is None:
            continue
        if label.style is Style.CHINESE and last:
            seen += 1
        elif label.style is Style.ARABIC:
            if seen and last >= 1 and label.number == last + 1:
                return True
            if label.number not in {1, last + 1}:
                return False
            last, seen = label.number, 0
    return False


def _with_misprint(tokens: Sequence[Token], labels: Sequence[Label | None]) -> list[Label | None]:
    """Return ``labels`` with a first heading that a converter numbered otherwise read as the first unit.

    ``1. 爱卫会的性质和任务`` / ``二、爱卫会的组织`` / ``三、…``
    """
    out = list(labels)
    for index, label in enumerate(labels):
        if label and label.style is Style.CHINESE:
            break
        if (
            label
            and label.style is Style.ARABIC
            and label.number == 1
            and tokens[index].text[-1] not in ENDS_SENTENCE
        ):
            out[index] = label._replace(style=Style.CHINESE)
    return out


def _chinese(tokens: Sequence[Token], labels: Sequence[Label | None]) -> list[Token]:
    out = []
    for token, label in zip(tokens, labels, strict=True):
        if label and label.style is Style.CHINESE:
            out.append(_unit(token, label))
        else:
            out.append(_unheaded(token))
    return out


def _numbered(tokens: Sequence[Token], labels: Sequence[Label | None]) -> list[Token]:
    out = []
    for token, label in zip(tokens, labels, strict=True):
        if label and label.style is Style.ARABIC:
            out.append(_unit(token, label))
        elif label and label.style is Style.CHINESE and token.kind is Kind.TEXT:
            out.append(_division(token, label))
        else:
            out.append(token)
    return out


def _unit(token: Token, label: Label) -> Token:
    """Return the unit that begins with ``label``; a ``##`` heading becomes the unit's first line."""
    if token.kind is Kind.DIVISION:
        return replace(token, kind=Kind.UNIT, division=None)
    run = Run(token.start, token.text[: label.length])
    rest = token.text[label.length :]
    return Token(Kind.UNIT, run.end, rest, run, label.number, indented=token.indented)


def _division(token: Token, label: Label) -> Token:
    rest = token.text[label.length :]
    title = rest.lstrip(BLANK)
    start = token.start + len(token.text) - len(title)
    run = Run(token.start, token.text[: label.length])
    return Token(Kind.DIVISION, start, title, run, label.number, division=DivisionKind.HEADING)


def _unheaded(token: Token) -> Token:
    """Return a UNIT that was set in bold as text, where the document counts otherwise."""
    return token.as_text() if token.kind is Kind.UNIT else token
