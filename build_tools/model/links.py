"""Links between laws as the pages need them: outgoing by place in the text, incoming by what is cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from build_tools.model.site import Force


class TextLink(NamedTuple):
    """A stretch of a law's text that is a link. The links of a text do not overlap and come in order.

    A range has two: one at either end.
    """

    start: int
    end: int
    """Offsets in the file of the citing text."""
    key: str
    """The cited work."""
    segment: str
    """The cited version; empty where the library lacks the text that is meant: leads to the law (its stub)."""
    eid: str
    """What is cited in that version; empty: the version page."""
    title: str = ""
    """Title of the cited work; empty where the citing text cites itself."""
    force: Force = Force.NONE
    """What held for the cited version on the day of the build; NONE also without a version."""


class Citing(NamedTuple):
    """Who cites: one unit of one version, or (``eid`` empty) a version as a whole."""

    key: str
    segment: str
    eid: str
    title: str
    """Title of the citing work."""
    label: str
    """Label of the citing unit as links show it: 第三条, 附件一, 引言; empty for a whole document."""
    kind: str
    """Slug of its kind (:mod:`build_tools.kinds`)."""
    force: Force
    """What held for the citing version on the day of the build."""
    is_of_other_text: bool = False
    """It cites another text of the law, in which the article certainly had the same number."""


@dataclass(frozen=True, slots=True)
class VersionLinks:
    """The links of one version of a work."""

    out: tuple[TextLink, ...] = ()
    cited: Mapping[str, tuple[Citing, ...]] = field(default_factory=dict)
    """eId of a page (unit, division, annex, preamble) → the units that cite what stands on it.

    Under the empty eId: the documents that cite the work in any version, each once, as wholes. In each
    tuple those in force come first, then by kind (order of ``kinds.ALL``), newest first.
    """
    made: tuple[Citing, ...] = ()
    """配套规定: the documents made under the work, in the same order."""
    read: tuple[Citing, ...] = ()
    """The interpretations of the work, in the same order."""
    basis: tuple[Citing, ...] = ()
    """What this document was made under, or interprets: the link back. In the order of the text."""


NO_LINKS = VersionLinks()
