"""What kind of document a law is, for which region it holds, and whether it can have versions."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import NamedTuple, Protocol

from build_tools import places


class Described(Protocol):
    """What this module reads of a document's metadata (``model.law.Meta`` has it)."""

    @property
    def title(self) -> str:
        """Title."""

    @property
    def author(self) -> str:
        """Issuing body."""

    @property
    def group(self) -> str:
        """Kind as the front matter says it."""

    @property
    def categories(self) -> tuple[str, ...]:
        """Categories of the front matter."""


class Kind(NamedTuple):
    """A kind of document: Chinese name and the ASCII name in addresses."""

    name: str
    slug: str


class Region(NamedTuple):
    """A province-level region: short Chinese name (河南) and pinyin (``henan``)."""

    name: str
    slug: str


CONSTITUTION = Kind("宪法", "xianfa")
STATUTE = Kind("法律", "falv")
LEGAL_INTERPRETATION = Kind("法律解释", "falv-jieshi")
DECISION = Kind("有关法律问题和重大问题的决定", "jueding")
AMENDMENT = Kind("修正案", "xiuzhengan")
AMENDING_DECISION = Kind("修改、废止的决定", "xiugai-feizhi")
ADMINISTRATIVE = Kind("行政法规", "xingzheng-fagui")
SUPERVISORY = Kind("监察法规", "jiancha-fagui")
JUDICIAL = Kind("司法解释", "sifa-jieshi")
LOCAL = Kind("地方性法规", "difangxing-fagui")
AUTONOMOUS = Kind("自治条例和单行条例", "zizhi-tiaoli")
RULE = Kind("规章", "guizhang")
OTHER = Kind("其他", "qita")

ALL = (
    CONSTITUTION,
    STATUTE,
    LEGAL_INTERPRETATION,
    DECISION,
    AMENDMENT,
    AMENDING_DECISION,
    ADMINISTRATIVE,
    SUPERVISORY,
    JUDICIAL,
    LOCAL,
    AUTONOMOUS,
    RULE,
    OTHER,
)
"""All kinds, in the order of the National Database of Laws and Regulations."""

REGIONS = tuple(Region(name, slug) for name, slug in places.PROVINCES)
"""The province-level regions, in the order of GB/T 2260."""

# Names that the database and its mirrors use for the same kinds.
_BY_NAME = {kind.name: kind for kind in ALL} | {
    "有关法律问题和重大问题的决定（部分）": DECISION,
    "修改、废止决定": AMENDING_DECISION,
    "法规性决定": LOCAL,
    "经济特区法规": LOCAL,
    "浦东新区法规": LOCAL,
    "海南自由贸易港法规": LOCAL,
    "自治条例": AUTONOMOUS,
    "单行条例": AUTONOMOUS,
    "部门规章": RULE,
    "地方政府规章": RULE,
    "高法司法解释": JUDICIAL,
    "高检司法解释": JUDICIAL,
    "联合发布司法解释": JUDICIAL,
}
# The first that fits the issuing body, or where that is not known the title, wins.
_BY_ISSUER = (
    (re.compile(r"最高人民(?:法院|检察院)"), JUDICIAL),
    (re.compile(r"国家监察委员会"), SUPERVISORY),
    (re.compile(r"(?:中华人民共和国)?(?:国务院|中央军事委员会)|政务院"), ADMINISTRATIVE),
    (re.compile(r"(?:中华人民共和国)?全国人民代表大会|全国人大"), STATUTE),
)
_CHANGES = re.compile(r"关于(?:修改|废止|修订|修正|宣布失效).*决定\Z")
_DECIDES = re.compile(r"(?:决定|决议)\Z")
_SINGLE = re.compile(r"(?:决定|决议|批复|答复|函|通知|公告|通告|命令|修正案)\Z")
_TAIL = re.compile(r"(?:[（(][^（）()]*[）)])+\Z")


def kind_of(meta: Described) -> Kind:
    """Return the kind of a document: its ``group``, else one of its categories, else by issuer and title."""
    for name in (meta.group, *meta.categories):
        kind = _BY_NAME.get(name)
        if kind:
            return kind
    return _inferred_kind(_bare(meta.title), meta)


def region_of(meta: Described) -> Region | None:
    """Return the region for which a document holds, or None for a national one.

    The issuing body says it (洛阳市人民代表大会常务委员会 is in 河南); where there is none, the title;
    then a category that names a province.
    """
    if kind_of(meta) not in (LOCAL, AUTONOMOUS, RULE, OTHER, AMENDING_DECISION, DECISION):
        return None
    name = places.province_of(meta.author)
    if name is None and not any(pattern.match(meta.author) for pattern, _ in _BY_ISSUER):
        name = places.province_of(meta.title) or next((c for c in meta.categories if c in _REGION), None)
    return _REGION[name] if name else None


def folder_of(meta: Described) -> PurePosixPath:
    """Return where the files of such documents lie below a source folder: ``national/falv``, ``local/henan``."""
    kind, region = kind_of(meta), region_of(meta)
    if region:
        return PurePosixPath("local", region.slug)
    if kind is OTHER:
        return PurePosixPath(kind.slug)
    return PurePosixPath("local") if kind in (LOCAL, AUTONOMOUS) else PurePosixPath("national", kind.slug)


def is_versionable(title: str, group: str) -> bool:
    """Tell whether two documents of this title can be versions of one law.

    Decisions, replies, notices, announcements and amendments are single acts: two of the same title
    (国务院关于修改和废止部分行政法规的决定) are different documents.
    """
    if _BY_NAME.get(group) in (AMENDING_DECISION, AMENDMENT):
        return False
    return not _SINGLE.search(_bare(title))


def _bare(title: str) -> str:
    """Return the title without blanks and without what stands in brackets at its end."""
    return _TAIL.sub("", re.sub(r"\s", "", title))


def _inferred_kind(title: str, meta: Described) -> Kind:
    """Return the kind of a document that does not name it."""
    if title.endswith("修正案"):
        return AMENDMENT
    if title == "中华人民共和国宪法":
        return CONSTITUTION
    if places.province_of(meta.author) or (not meta.author and places.province_of(meta.title)):
        return LOCAL
    issuer = meta.author or title
    kind = next((k for pattern, k in _BY_ISSUER if pattern.match(issuer)), None)
    if _CHANGES.search(title) and kind in (STATUTE, ADMINISTRATIVE, JUDICIAL):
        return AMENDING_DECISION
    if kind is STATUTE:
        return _of_congress(title)
    if kind is None and title.startswith("中华人民共和国") and title.endswith(("法", "法典")):
        return STATUTE
    return kind or OTHER


def _of_congress(title: str) -> Kind:
    """Return the kind of a document of the National People's Congress or its Standing Committee."""
    if _DECIDES.search(title):
        return DECISION
    return LEGAL_INTERPRETATION if title.endswith("解释") else STATUTE


_REGION = {region.name: region for region in REGIONS}
