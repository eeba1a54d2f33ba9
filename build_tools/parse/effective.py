"""When a law commences: the front matter's day, else the one that its text states."""

from __future__ import annotations

import re

from build_tools.dates import commencement, find_dates
from build_tools.model.law import Certainty, Dated, Meta

_AMENDED = re.compile(r"修正|根据[^）]*修[订改]|第[一二三四五六七八九十]+次修[订改]")
"""A 题注 that tells of an amendment. 2018年10月26日…修订 alone is a new text, whose last article counts."""


def effective(meta: Meta, note: str, closing: str) -> Dated:
    """Return the day of commencement, and how it is known.

    ``note`` is the text of the 题注; ``closing`` that of the last article, or of the last paragraphs of
    a document without articles. The front matter's ``effective_date`` is taken as it is; else 自…起施行
    in the 题注 is, then that of the closing (:func:`build_tools.dates.commencement` says what is not
    taken). What remains is unknown: a text that was amended without saying since when.
    """
    if meta.effective_date:
        return Dated(meta.effective_date, Certainty.KNOWN)
    noted = find_dates(note)
    published = meta.publication_date or meta.date or (noted[-1].day if noted else None)
    day = commencement(note, published=published) or commencement(
        closing, published=published, amended=is_amended(note)
    )
    return Dated(day, Certainty.INFERRED) if day else Dated(None, Certainty.UNKNOWN)


def is_amended(note: str) -> bool:
    """Tell whether the 题注 says that the text has been amended since it was enacted."""
    return bool(_AMENDED.search(note))
