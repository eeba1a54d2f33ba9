"""Where a citation starts from: the document that it names, the citation to its left, or its own place.

The order is that of the grammar of citations: a name comes first (forms 1–3), then a relative word (7, 8,
11, 17), then the neighbour in a list (4–6), then the words that a quotation gives, and only then the place
itself (9, 10). Where two documents can be meant, the citation stays text.
"""

from __future__ import annotations

import re
from typing import Final

from build_tools.cite.amending import Span
from build_tools.cite.leads import Led, is_no_name
from build_tools.cite.passages import Sort
from build_tools.cite.refs import Ref
from build_tools.cite.relative import nearest_items, numbers_before, relative_base
from build_tools.cite.sight import ITSELF, Origin, Sight, doubtful
from build_tools.model.citations import Edition, Lead, Locator, Name, Reason

_LAW_WORD: Final = re.compile(r"》|(?:法典?|条例|公约|协定)(?![律院规定人官制治警医庭学令条])")
"""The end of another document's name in a sentence, with or without an article."""
_HEADED: Final = re.compile(r"(?:《([^》]+)》|([一-龥]+法(?:典)?))(?:条文|条款|条目|条文号)?\Z")
"""The head of a column of article numbers: 刑法条文."""
_NOUNS: Final = {"法": ("法", "法典", "通则", "总则")}
"""What 该法 may speak of besides a name in 法."""
_CUT_NUMBER: Final = re.compile(r"第[一二三四五六七八九十百千]+\Z")
"""An article whose 条 was forgotten: 刑法第二百三十六第三款."""
_CHANGED: Final = re.compile(r"\A(?:将|在|把)")
_STRICT: Final = {"本法": ("法", "典"), "本条例": ("条例",)}
"""What the title of a document ends in that calls itself so; elsewhere the words are another document's."""


def origin_of(ref: Ref, led: Led | None, sight: Sight) -> Origin:
    """Return where a citation in ordinary text starts from.

    Args:
        ref: what is named.
        led: the name before it, if there is one.
        sight: what is in sight.
    """
    quote = sight.zone.quote_at(ref.start)
    if led is not None:
        origin = _of_name(led.name, quote, sight)
        # A document that is no amending one may amend another law in passing: 将刑法第一百九十条修改为.
        changes = quote is None and sight.zone.operative and _CHANGED.search(led.name.text)
        return origin._replace(edition=Edition.OLD) if changes else origin
    if ref.relative in ("该条", "该款"):
        return _of_that(ref, sight)
    if ref.relative:
        return _of_place(ref, quote, sight)
    if left := sight.adjoining(ref):
        return left.origin.within(ref)
    if quote is not None:
        introduced = sight.introduced(quote)
        return introduced.origin.within(ref) if introduced else doubtful(Reason.QUOTED)
    if sight.passage.sort is Sort.CELL and ref.articles:
        head = _HEADED.search(sight.passage.heading.strip())
        if head:
            return Origin(Name(Lead.NAME, head[1] or head[2], -1))
    if sight.zone.operative or sight.passage.sort is Sort.NOTE:
        return doubtful(Reason.AMENDMENT)
    if ref.articles or ref.division or ref.annex:
        return _bare_article(ref, sight)
    return _bare_part(ref, sight)


def _of_name(name: Name, quote: Span | None, sight: Sight) -> Origin:
    """Return the document that is named: by title or name, as 该法, or as 本法."""
    if name.lead is Lead.THAT:
        nouns = _NOUNS.get(name.text[1:], (name.text[1:],))
        last = next((each for each in reversed(sight.named) if each.text.endswith(nouns)), None)
        if last is None:
            return Origin(name, doubt=Reason.CONTEXT)
        return Origin(last._replace(start=name.start, alias=True))
    if name.lead is not Lead.SELF:
        sight.named.append(name)
        return Origin(name)
    if quote is not None:
        introduced = sight.introduced(quote)
        if introduced is None:
            return Origin(name, doubt=Reason.QUOTED)
        return Origin(introduced.origin.name._replace(start=name.start, alias=True))
    endings = _STRICT.get(name.text)
    if endings and not sight.own_title.endswith(endings) and not sight.passage.place.scope:
        return Origin(name, doubt=Reason.QUOTED)
    return Origin(name)


def _of_that(ref: Ref, sight: Sight) -> Origin:
    """该条第二款: of the article named last in the passage."""
    left = sight.left
    if (
        left is None
        or not left.locator.article
        or (ref.relative == "该款" and left.locator.paragraph is None)
    ):
        return doubtful(Reason.CONTEXT)
    paragraph = left.locator.paragraph if ref.relative == "该款" else None
    base = left.locator._replace(to_article="", paragraph=paragraph, to_paragraph=None, items=())
    return left.origin._replace(name=left.origin.name._replace(start=-1), base=base)


def _of_place(ref: Ref, quote: Span | None, sight: Sight) -> Origin:
    """前款, 本条, 本章: of the place; in quoted words of another document, of the article quoted."""
    if quote is None:
        base, doubt = relative_base(ref, sight.passage.place)
        return Origin(ITSELF, base, local=True, doubt=doubt)
    introduced = sight.introduced(quote)
    if introduced is not None and ref.relative == "前款" and ref.count == 1:
        paragraph = introduced.locator.paragraph
        if paragraph is not None and paragraph > 1:
            base = Locator(article=introduced.locator.article, paragraph=paragraph - 1)
            return introduced.origin._replace(name=introduced.origin.name._replace(start=-1), base=base)
    return doubtful(Reason.QUOTED)


def _bare_article(ref: Ref, sight: Sight) -> Origin:
    """第…条 without a name is the document itself, unless another one is named before it in the sentence."""
    left, scope = sight.left_in_sentence(ref.start), sight.passage.place.scope
    is_foreign = left is not None and left.origin.name.lead is not Lead.SELF
    if ref.annex and not sight.has_annexes and left is not None and is_foreign:
        return left.origin.within(ref)
    if ref.articles and scope not in sight.articles:
        # No 第…条 of its own to speak of: the law in the title, or nobody knows which.
        return Origin(sight.default) if sight.default and not scope else doubtful(Reason.CONTEXT)
    if is_foreign or _names_another(sight.sentence(ref.start)):
        return doubtful(Reason.CONTEXT)
    return Origin(ITSELF)


def _names_another(sentence: str) -> bool:
    """Tell whether a sentence names another document."""
    for match in _LAW_WORD.finditer(sentence):
        before = sentence[: match.start()][-1:]
        if match[0] == "》" or not (before in ("本", "") or is_no_name(sentence, match.end())):
            return True
    return False


def _bare_part(ref: Ref, sight: Sight) -> Origin:
    """第…款 or 第…项 alone: of the article named last in the sentence, else of the article itself."""
    place, left = sight.passage.place, sight.left
    if left is None and place.item is not None:
        return _of_lead_in(ref, sight)
    if _CUT_NUMBER.search(sight.passage.text[max(0, ref.start - 20) : ref.start]):
        return doubtful(Reason.CONTEXT)
    near = sight.left_in_sentence(ref.start)
    if near is not None and not ref.paragraphs and near.locator.items:
        return near.origin.within(ref)
    if near is not None and not near.origin.local:
        if near.locator.paragraph is not None and sight.passage.text.endswith("违反", 0, ref.start):
            # 违反第三十三条第一款规定的，…；违反第二款规定的，… goes on with article 33.
            return near.origin.within(ref)
        return doubtful(Reason.CONTEXT)
    if ref.paragraphs:
        return _own_paragraph(ref, sight)
    base, doubt = nearest_items(ref, place)
    if doubt and left is not None and left.locator.article:
        return left.origin.within(ref)
    return Origin(ITSELF, base, local=True, doubt=doubt)


def _own_paragraph(ref: Ref, sight: Sight) -> Origin:
    """第…款 alone means the article itself, unless the sentence before spoke of another one."""
    base, doubt = relative_base(Ref(ref.start, ref.start, relative="本条"), sight.passage.place)
    if sight.left is not None and not sight.left.origin.local:
        doubt = Reason.CONTEXT
    return Origin(ITSELF, base, local=True, doubt=doubt)


def _of_lead_in(ref: Ref, sight: Sight) -> Origin:
    """第…项 in a 项: of the article of this law that the words before the list name, else of the list itself.

    违反本条例第二十七条规定，…按照下列规定予以处罚：（一）违反第一项规定的, speaks of article 27. After
    应当认定为刑法第…条规定的“情节严重”：（三）达到第一项规定标准, the list itself is meant.
    """
    place = sight.passage.place
    unit, paragraph, left = sight.lead_in
    if (
        unit is place.unit
        and paragraph == place.paragraph
        and left is not None
        and left.locator.article
        and left.origin.name.lead is Lead.SELF
    ):
        return left.origin.within(ref)
    if ref.paragraphs:
        base, doubt = relative_base(Ref(ref.start, ref.start, relative="本条"), place)
        return Origin(ITSELF, base, local=True, doubt=doubt)
    before = numbers_before(place)
    if all(one.number in before for one in ref.items):
        return Origin(ITSELF, nearest_items(ref, place)[0], local=True)
    return doubtful(Reason.CONTEXT)
