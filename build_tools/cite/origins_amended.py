"""Where a citation in an amending document starts from: the amended document, by its old or its new numbers."""

from __future__ import annotations

from build_tools.cite.amending import Span
from build_tools.cite.leads import Led
from build_tools.cite.refs import Ref
from build_tools.cite.sight import Origin, Sight, doubtful
from build_tools.model.citations import Edition, Lead, Locator, Name, Reason


def is_of_amended(ref: Ref, led: Led | None, sight: Sight) -> bool:
    """Tell whether what is named belongs to an amended document rather than to this one or another.

    本法 does in quoted words; a title or name does in operative words; bare numbers always do, unless
    they go on with the citation to their left.
    """
    if not sight.zone.amends:
        return False
    quoted = sight.zone.quote_at(ref.start) is not None
    if led is not None and led.name.lead is Lead.SELF:
        return quoted
    if led is not None:
        return not quoted and (sight.zone.operative or sight.amended.lists(sight.passage.text))
    return quoted or sight.zone.operative or sight.adjoining(ref) is None


def amended_origin(ref: Ref, led: Led | None, sight: Sight) -> Origin:
    """Return where a citation that speaks of an amended document starts from."""
    amended = sight.amended
    quote = sight.zone.quote_at(ref.start)
    edition = amended.edition(sight.passage.text, ref.start, quote)
    if led is not None and led.name.lead is not Lead.SELF:
        amended.name = led.name
        return Origin(led.name, edition=edition)
    left = None if ref.relative else sight.adjoining(ref)
    if led is None and quote is not None and left is not None:
        return left.origin.within(ref)
    if amended.name is None:
        return doubtful(Reason.AMENDMENT)
    name = amended.name._replace(start=led.name.start if led else -1, alias=led is not None)
    if ref.relative:
        return _relative(ref, name, edition, quote, sight)
    if ref.articles or ref.division or ref.annex or ref.preamble:
        return Origin(name, edition=edition)
    if left is not None:
        return left.origin.within(ref)
    label = amended.article if edition is Edition.NEW else amended.old
    return Origin(name, Locator(article=label), edition=edition, doubt=None if label else Reason.AMENDMENT)


def _relative(ref: Ref, name: Name, edition: Edition, quote: Span | None, sight: Sight) -> Origin:
    """前款 and 本条 in quoted words: of the article whose wording is quoted."""
    amended = sight.amended
    if ref.articles and ref.relative in ("本编", "本分编", "本章", "本节"):
        return Origin(name, edition=edition)
    unknown = Origin(name, edition=edition, doubt=Reason.AMENDMENT)
    if quote is None or not amended.is_certain or edition is Edition.OLD:
        return unknown
    if ref.relative == "本条":
        return Origin(name, Locator(article=amended.article), edition=edition)
    amended.settle(sight.passage.text, quote)
    first = amended.paragraph - ref.count
    if ref.relative != "前款" or first < 1:
        return unknown
    last = amended.paragraph - 1 if ref.count > 1 else None
    base = Locator(article=amended.article, paragraph=first, to_paragraph=last)
    return Origin(name, base, edition=edition)
