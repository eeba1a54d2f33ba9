"""What stands behind the text: closing words, signature and date line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from build_tools.model.nodes import Role
from build_tools.parse.labels import DAY, ENDS_SENTENCE, is_annex_mark, label_of
from build_tools.parse.lines import BLANK
from build_tools.parse.tokens import Kind, Token, squeeze

_CLOSES = re.compile(
    r"(?:此复|特此(?:批复|答复|函复|通知|公告|决定|函告)?|以上.{0,12}(?:执行|办理|参照)|现予公告)。?\Z"
)
"""``此复。`` ``特此批复。`` ``现予公告。``"""

_REPUBLISHES = re.compile(r"《[^》]+(?:》[^》]*《[^》]+)*》?根据本(?:决定|修正案).{0,60}公布。?\Z")
"""``《中华人民共和国公司法》根据本决定作相应修改，重新公布。``"""

_COMMENCES = re.compile(r"(?:本|该)[^，。；]{1,20}(?:自|从|于)[^。；]{2,40}(?:施行|生效|实施|执行)。?\Z")
"""``本决定自公布之日起施行。``: said of the whole document, whatever number stands above it."""

_ORGANS = 4
"""A signature names so many bodies at most before its date line."""


def split_back(tokens: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """Return the tokens of the text and those behind it, the signature among them with its role.

    ``tokens`` are the main body's. A date line at the end and the short lines right above it are the
    signature. In a document without articles the closing words (此复, 本决定自…起施行) stand behind the
    last unit too, and are not part of it; neither is a list of the annexes that follow.
    """
    listed = _annex_list(tokens)
    signature = _signature(tokens[:listed])
    end = signature
    if not any(t.kind is Kind.ARTICLE for t in tokens) and any(t.kind is Kind.UNIT for t in tokens):
        while end and _is_closing(tokens[end - 1]):
            end -= 1
    signed = [replace(t, role=Role.SIGNATURE) for t in tokens[signature:listed]]
    names = [replace(t, role=Role.TEXT) for t in tokens[listed:]]
    return list(tokens[:end]), [*tokens[end:signature], *signed, *names]


_LIST_LINES = 12
"""A list of annexes has no more lines than this."""


def _annex_list(tokens: Sequence[Token]) -> int:
    """Return the index where a list of annexes at the end begins: ``附件：1.国务院决定修改的行政法规`` / ``2. …``."""
    for index in range(len(tokens) - 1, max(-1, len(tokens) - 1 - _LIST_LINES), -1):
        token = tokens[index]
        if not _is_plain(token):
            break
        if is_annex_mark(squeeze(token.text), heading=True):
            return index
        if label_of(token.text) is None and token.text[-1] in ENDS_SENTENCE:
            break
    return len(tokens)


def _signature(tokens: Sequence[Token]) -> int:
    """Return the index where the signature begins (the number of tokens when there is none)."""
    end = len(tokens)
    if not end or not _is_plain(tokens[-1]) or not DAY.match(squeeze(tokens[-1].text)):
        return end
    begin = end - 1
    while begin > 1 and end - begin <= _ORGANS and _is_name(tokens[begin - 1]):
        begin -= 1
    return begin


def _is_plain(token: Token) -> bool:
    return token.kind is Kind.TEXT and token.table is None


def _is_name(token: Token) -> bool:
    """Return whether a line may name a body: short, and no sentence."""
    text = token.text.strip(BLANK)
    return (
        _is_plain(token)
        and 0 < len(text) <= 30
        and text[-1] not in ENDS_SENTENCE
        and text[-1] not in "）)”"
        and label_of(text) is None
        and not _CLOSES.match(text)
    )


def _is_closing(token: Token) -> bool:
    text = squeeze(token.text) if _is_plain(token) else ""
    return bool(text) and len(text) <= 120 and any(p.match(text) for p in (_CLOSES, _COMMENCES, _REPUBLISHES))
