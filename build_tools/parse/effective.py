"""When a law commences: the front matter's day, else the one that its text states."""

from __future__ import annotations

import re

from build_tools.dates import commencement, find_dates
from build_tools.model.law import Certainty, Dated, Meta

_CHANGE = re.compile(r"修[正订改](?![^《]{0,200}》)")
_BY_DECISION = re.compile(r"根据\s*\Z")


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
    """Tell whether the 题注 says that the text was last changed by a decision, and not set forth anew.

    根据2016年…《…的决定》第二次修订 and …修正 are changes of single articles. 2018年…修订 and
    2024年…国务院令第791号第三次修订 are new texts, whose last article speaks of themselves.
    """
    end = len(note)
    for found in reversed(find_dates(note)):
        changes = _CHANGE.findall(note, found.start, end)
        if changes:
            return changes[-1] == "修正" or bool(_BY_DECISION.search(note[: found.start]))
        end = found.start
    return False
