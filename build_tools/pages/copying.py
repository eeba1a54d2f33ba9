"""What the copy menu says of a version besides its places: names, and the year that tells it from others.

The 《法学引注手册》 (rules 58 to 64) cites a law that was amended with the year of its
wording, 《公司法》（2005年修订）, 《公司法》（2013年修正）; 修订 or 修正 is what the 题注 says of the last amendment.
"""

from __future__ import annotations

import re

from build_tools.dates import find_dates
from build_tools.model.law import Law
from build_tools.model.nodes import Role, Text
from build_tools.model.site import Version, Work
from build_tools.pages.text import squeeze
from build_tools.slugs import normal_title
from build_tools.urls import UNDATED

_TITLES = re.compile(r"《[^《》]*》")
# 修正案 is the name of a document; 修改 is said of the decision, the text is then 修正 or 修订.
_AMENDED = re.compile(r"修正(?!案)|修订")
_LAG = 1
"""Years from an amendment to the publication of the text: adopted in December, published in January."""


def copy_facts(work: Work, version: Version, law: Law) -> dict[str, str]:
    """Return title, issuing bodies, 文号 and year of a version, for the script; what is empty is left out.

    The title is the version's own, without the year that some files put behind it.
    """
    own = normal_title(law.meta.title)
    facts = {
        "title": work.title if own.startswith(work.title) else own,
        "by": squeeze(law.meta.author),
        "number": squeeze(version.record.number),
        "year": year_words(work, version, law),
    }
    return {name: value for name, value in facts.items() if value}


def year_words(work: Work, version: Version, law: Law) -> str:
    """Return what tells this wording from others: ``2020年修正``, ``1979年``, or nothing for the only one.

    A text that was published long after the last amendment that its 题注 names has been amended since, and
    is known by its year alone.
    """
    year, word = _last_amendment(law)
    published = law.meta.publication_date
    if word and not (published and published.year > year + _LAG):
        return f"{year}年{word}"
    if not word and len(work.versions) == 1:
        return ""
    own = version.segment.partition("-")[0]
    return "" if own == UNDATED else f"{own}年"


def _last_amendment(law: Law) -> tuple[int, str]:
    """Return year and word of the last amendment in the 题注, or no word.

    What stands in 《》 is the name of an amending document.
    """
    note = " ".join(block.plain for block in law.front if isinstance(block, Text) and block.role is Role.NOTE)
    inner = ""
    while inner != note:
        inner, note = note, _TITLES.sub("", note)
    words = list(_AMENDED.finditer(note))
    dates = find_dates(note[: words[-1].start()]) if words else ()
    return (dates[-1].day.year, words[-1][0]) if dates else (0, "")
