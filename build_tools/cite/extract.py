"""A law → the citations in it. Nothing of the library is known here: what a name stands for is resolved later."""

from __future__ import annotations

import re
from typing import Final

from build_tools.cite.amending import Amended, Quotes
from build_tools.cite.passages import passages
from build_tools.cite.reader import Reader
from build_tools.model.citations import Citation
from build_tools.model.law import Law

_TRIGGER: Final = re.compile(
    r"第|《|[前上]述?[一二两三四五六七八九]?[条款项]|本[条款项章节编分]|附[件表录]|序言|简称|下称|“|”"
)
"""What a passage with a citation, an alias or a quotation has; nine of ten passages have none of it."""


def extract(law: Law) -> tuple[Citation, ...]:
    """Return the citations of ``law`` in the order of its text.

    Relative ones (前款, 本章) are led to their place by the tree of the law; a bare number inherits the
    document and the article of what stands to its left. A citation that the text alone shows to be
    doubtful says so (``doubt``).
    """
    amended, quotes = Amended(law.meta), Quotes()
    reader = Reader(law, amended)
    for passage in passages(law, None if amended.active else _TRIGGER):
        if amended.active or _TRIGGER.search(passage.text):
            reader.read(passage, amended.zone(passage, quotes.spans(passage)))
    return tuple(reader.found)
