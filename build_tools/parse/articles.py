"""Which labels 第…条 are articles, and which are citations, quotations or lost in other lines.

The numbers decide: a law counts 1, 2, 3 …, and a label that does not go on with the count has to
explain itself. Rules and the real lines they come from:

* ``- **第四十五条**　　第二款规定的…`` behind art. 46 is a wrapped citation (兵役法).
* ``- **第一百二十三条**　　…`` behind art. 52, with a quotation open, is quoted text (宪法修正案 2018).
* ``- **第一百二十三条**　　…`` behind ``…作为第一百二十三条至第一百二十七条。内容如下：`` is new text (same).
* ``## 第五章　　信息公开和公众参与第五十三条 公民…`` holds art. 53 (环境保护法).
* ``  第四条人民陪审员确定后…`` between art. 3 and 5 is art. 4 (glued), and so is one in mid-line.
* ``  第五十二条以及本规定第十四条之规定…`` in art. 13 is a citation (民间借贷规定).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from build_tools.model.nodes import Run
from build_tools.numerals import LARGEST, NUMERAL, to_chinese, to_int
from build_tools.parse.labels import AMENDS, CONTINUES
from build_tools.parse.notes import Notes
from build_tools.parse.tokens import Kind, Token

_ADDS = re.compile(rf"作为第(?P<first>{NUMERAL})条(?:至第(?P<last>{NUMERAL})条)?")
"""``增加五条，分别作为第一百二十三条至第一百二十七条。内容如下：``"""


def decide(tokens: Sequence[Token], notes: Notes, *, quoting: bool) -> list[Token]:
    """Return ``tokens`` with every article label decided: ARTICLE stays, the rest becomes TEXT.

    ``quoting`` says that the tokens are an annex, which may quote any articles of other laws:
    there every line that is set as an article is one, unless none is: then it is a law like others.
    """
    if any(t.kind is Kind.ARTICLE for t in tokens):
        return _Decision(_unglue(tokens, notes), notes, quoting=quoting).run()
    if _is_plain_law(tokens):
        return _Decision(tokens, notes, plain=True).run()
    return [t.as_text() if t.kind is Kind.MAYBE else t for t in tokens]


def _is_plain_law(tokens: Sequence[Token]) -> bool:
    """Return whether unmarked lines count 第一条, 第二条, 第三条 … as the articles of a law do."""
    expected = 1
    for token in tokens:
        if token.kind is Kind.MAYBE and token.number == expected and not _reads_on(token):
            expected += 1
    return expected > 2


def _reads_on(token: Token) -> bool:
    """Return whether the text behind a label shows it to be a citation."""
    return bool(CONTINUES.match(token.text) or AMENDS.match(token.text))


class _Decision:
    """One pass over the tokens, with the number of the article before."""

    def __init__(
        self, tokens: Sequence[Token], notes: Notes, *, quoting: bool = False, plain: bool = False
    ) -> None:
        self.tokens = tokens
        self.notes = notes
        self.quoting = quoting
        self.plain = plain
        """No article of the law has its marks."""
        self.before = (0, 0)
        self.quote_open = False
        self.added: range = range(0)
        self.unmarked: list[Token] = []
        self.upcoming = list(_upcoming(tokens))

    def run(self) -> list[Token]:
        """Return the tokens, decided."""
        out = []
        for index, token in enumerate(self.tokens):
            if token.kind in (Kind.ARTICLE, Kind.MAYBE):
                token = self._decided(index, token)
            elif token.kind is Kind.DIVISION and not token.level and (self.quote_open or self.added):
                # `第七节　监察委员会` is a heading of the new text that an amendment quotes.
                token = token.as_text()
            self._follow_quotes(token)
            self._follow_additions(token)
            out.append(token)
        if self.unmarked:
            first = self.unmarked[0].as_text()
            count = len(self.unmarked)
            what = (
                "an article without its marks was"
                if count == 1
                else f"{count} articles without their marks were"
            )
            self.notes.info(
                "article-unmarked", first, f"{what} read by the count; set articles as - **第一条**　　…"
            )
        return out

    def _decided(self, index: int, token: Token) -> Token:
        number = (token.number, token.further)
        if token.kind is Kind.MAYBE:
            if not self._is_unmarked_article(index, token):
                return token.as_text()
            self.unmarked.append(token)
        elif not self._is_article(token):
            return token.as_text()
        self.before = number
        self.quote_open = False
        self.added = range(0)
        return token if token.kind is Kind.ARTICLE else replace(token, kind=Kind.ARTICLE)

    def _expected(self, token: Token) -> bool:
        number, further = self.before
        return (token.number, token.further) in {(number + 1, 0), (number, further + 1)}

    def _is_article(self, token: Token) -> bool:
        """Decide on a line that is set as an article."""
        if self.quoting or self._expected(token) or self.before == (0, 0):
            return True
        if CONTINUES.match(token.text):
            self.notes.warn(
                "article-false",
                token,
                "this line begins with a citation and is no article; it was put to the article before."
                " Take the article marks off",
            )
            return False
        if self.quote_open or token.number in self.added:
            self.notes.info(
                "article-quoted",
                token,
                "this article is new text that an amendment quotes; it was put to the article before",
            )
            return False
        if token.number != 1:
            self._note_gap(token)
        return True

    def _is_unmarked_article(self, index: int, token: Token) -> bool:
        """Decide on a plain line that begins with 第…条."""
        if self.quoting or _reads_on(token) or self.quote_open:
            return False
        if self.plain and token.number > self.before[0] + 1:
            return self._jumps(index, token)
        upcoming = self.upcoming[index]
        return self._expected(token) and (upcoming is None or upcoming > token.number or upcoming == 1)

    def _jumps(self, index: int, token: Token) -> bool:
        """Return whether a plain law goes on from here, one or more articles missing before it."""
        later = (t for t in self.tokens[index + 1 :] if t.kind is Kind.MAYBE and not _reads_on(t))
        following = next(later, None)
        if following is None or following.number != token.number + 1:
            self.notes.warn(
                "article-unread", token, "this line begins like an article out of turn and was read as text"
            )
            return False
        self._note_gap(token)
        return True

    def _note_gap(self, token: Token) -> None:
        name = f"第{to_chinese(self.before[0])}条"
        self.notes.warn("article-gap", token, f"the article before is {name}; compare with the official text")

    def _follow_additions(self, token: Token) -> None:
        """Remember which articles of another law the text says it adds."""
        match = _ADDS.search(token.text) if "作为第" in token.text else None
        if match:
            try:
                first = to_int(match["first"])
                self.added = range(first, to_int(match["last"] or match["first"]) + 1)
            except ValueError:
                self.added = range(0)

    def _follow_quotes(self, token: Token) -> None:
        opened, closed = token.text.rfind("“"), token.text.rfind("”")
        if opened != closed:
            self.quote_open = opened > closed


def _upcoming(tokens: Sequence[Token]) -> Iterator[int | None]:
    """Yield for each token the number of the next line that is set as an article."""
    numbers: list[int | None] = []
    upcoming: int | None = None
    for token in reversed(tokens):
        numbers.append(upcoming)
        if token.kind is Kind.ARTICLE:
            upcoming = token.number
    return reversed(numbers)


def _unglue(tokens: Sequence[Token], notes: Notes) -> list[Token]:
    """Return ``tokens`` with an article that stands in mid-line cut out, where the count misses one."""
    out: list[Token] = []
    before = 0
    for token in tokens:
        if token.kind is Kind.ARTICLE:
            missing = before + 1
            if token.number == missing + 1 and not token.further and not _stands_plain(out, missing):
                _cut_out(out, missing, notes)
            before = token.number
        out.append(token)
    return out


def _stands_plain(tokens: Sequence[Token], number: int) -> bool:
    """Return whether a plain line behind the last article begins with 第``number``条."""
    for token in reversed(tokens):
        if token.kind is Kind.ARTICLE:
            return False
        if token.kind is Kind.MAYBE and token.number == number:
            return True
    return False


def _cut_out(tokens: list[Token], number: int, notes: Notes) -> None:
    """Cut article ``number`` out of a line behind the last article in ``tokens``, if it is there."""
    if number > LARGEST:
        return
    name = f"第{to_chinese(number)}条"
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        at = _glued_at(token.text, name) if token.table is None else -1
        if at >= 0:
            label = Run(token.start + at, name)
            rest = token.text[at + len(name) :]
            found = Token(Kind.ARTICLE, label.end, rest, label, number, line=(label.start, name + rest))
            tokens[index : index + 1] = [replace(token, text=token.text[:at]), found]
            notes.warn(
                "article-glued",
                found,
                "an article in the middle of a line; it was cut out by its number. Give it a line of its own",
            )
            return
        if token.kind is Kind.ARTICLE:
            return


def _glued_at(text: str, name: str) -> int:
    """Return where the label ``name`` stands in ``text`` behind the end of a sentence (-1: nowhere)."""
    at = text.find(name, 1)
    while at >= 0:
        if text[at - 1] in _BEFORE_GLUED and not CONTINUES.match(text, at + len(name)):
            return at
        at = text.find(name, at + 1)
    return -1


_BEFORE_GLUED = frozenset("。；： \u3000\xa0")
