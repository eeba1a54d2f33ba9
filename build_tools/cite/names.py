"""Names of documents → works of the library, never by guess: one name, one work, or none.

A title is tried as printed, then with 中华人民共和国, then with the issuing body that stands before it
(最高人民法院《关于…》), then as an alias. A bare name is the longest suffix of the words before 第…条
that is a name (form 3 of the grammar); words to its left that make it another law's name forbid it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from build_tools.model.citations import Lead, Name, Reason
from build_tools.model.site import Site
from build_tools.slugs import normal_title

_STATE: Final = "中华人民共和国"
_FOREIGN: Final = re.compile(
    r"(?:香港特别行政区|香港|澳门特别行政区|澳门|台湾地区|台湾|特区|联合国|国际商会|(?:英|美|德|法|日|俄|该|外|请求|缔约)国|第\d+章)(?:的)?\Z"
)
_OWN_TITLE_PLACES: Final = ("香港", "澳门", "台湾")
_ISSUER: Final = re.compile(
    r"(?:最高人民法院|最高人民检察院|国务院办公厅|国务院|全国人民代表大会常务委员会|全国人民代表大会|全国人大常委会|"
    r"[一-龥]{2,12}?(?:人民代表大会常务委员会|人民政府|委员会|部|总局|局|署|院|会))(?:、|和|及)?"
)
_CORE: Final = re.compile(r"(?:刑法|民法典|民法通则|民法总则|宪法|[事政]诉讼法)\Z")
"""Names that no other law's name ends in: whatever stands to the left of them is not part of a name."""
_SAFE_LEFT: Final = frozenset(
    "照据合于将在施用有按成反（(后前比为嫌以担对和受守定者行备犯到入响的指除被去及但使过触与由计无从知援自基向就因经如是了把且均已应依新原旧、"
)
"""Characters that end the verbs and particles before a name, and no part of a name."""
_SAFE_WORDS: Final = re.compile(
    r"(?:包括|从事|处分|保存|支付|受理|超出|提交|提供|未尽|出售|收购|排除|产生|通知|落入|免除|主张|提起|结合|藏匿|执行|制造|虚开|组织|界定|指定|审理)\Z"
)
"""Verbs that stand right before a name; their last characters alone could belong to one."""
_SHORTEST: Final = 2


class Named(NamedTuple):
    """What a name stands for."""

    work: int | None
    """Index in ``site.works``."""
    start: int
    """How many characters of a bare name's words stand before the name itself; 0 for a title."""
    reason: Reason | None
    left: str = ""
    """The words right before a bare name."""
    candidates: tuple[int, ...] = ()
    """The works of that name, where there are several."""


class Names:
    """Knows the names of all works of a site."""

    def __init__(self, site: Site, aliases: Mapping[str, str], mentioned: Iterable[str] = ()) -> None:
        """Learn the names.

        Args:
            site: the library.
            aliases: short name → title, hand-kept.
            mentioned: titles that documents of the library name in 《》. Those that are not in the library
                still are names of laws: 海洋环境保护法 must not be read as 环境保护法.
        """
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._tails: dict[str, list[int]] = defaultdict(list)
        self._titles: list[str] = []
        for index, work in enumerate(site.works):
            titles = {_normal(work.title), *(_normal(v.record.meta.title) for v in work.versions)}
            self._titles.append(_normal(work.title))
            for title in sorted(titles):
                self._exact[title].append(index)
                head, tail, rest = title.partition("关于")
                if head and tail:
                    self._tails[tail + rest].append(index)
        self._bare: dict[str, list[int] | None] = {}
        for title, works in self._exact.items():
            self._bare[title] = works
            self._bare.setdefault(title.removeprefix(_STATE), works)
        for alias, title in aliases.items():
            # A name that stands for several laws is known, and stands for none.
            self._bare.setdefault(_normal(alias), self._exact.get(_normal(title)) if title else [])
        for each in mentioned:
            title = _normal(each)
            self._bare.setdefault(title, None)
            if title.startswith(_STATE):
                self._bare.setdefault(title.removeprefix(_STATE), None)

    def find(self, name: Name) -> Named:
        """Return what ``name`` (a title or a bare name) stands for."""
        if name.lead is Lead.NAME:
            return self._of_words(name.text)
        if "法例" in name.hint:
            return Named(None, 0, Reason.FOREIGN)
        return self._of_title(_normal(name.text), name.before)

    def _of_title(self, title: str, before: str) -> Named:
        if _FOREIGN.search(before) and not title.startswith((*_OWN_TITLE_PLACES, _STATE)):
            return Named(None, 0, Reason.FOREIGN)
        issuer = "".join(_ISSUER.findall(before))
        for candidate in (title, _STATE + title, *_prefixed(issuer, before, title)):
            if works := self._exact.get(candidate):
                return _one(works)
        if title.startswith("关于") and (works := self._tails.get(title)):
            fitting = [w for w in works if not issuer or self._titles[w].startswith(issuer[:3])]
            return _one(fitting or works) if fitting or not issuer else Named(None, 0, Reason.NO_LAW)
        named = self._bare.get(title)
        return Named(None, 0, Reason.NO_LAW) if named is None else _one(named)

    def _of_words(self, words: str) -> Named:
        """Return the longest suffix of ``words`` that is a name."""
        text = _normal(words)
        for start in range(len(text) - _SHORTEST + 1):
            name = text[start:]
            if name not in self._bare:
                continue
            left = text[:start]
            works = self._bare[name]
            if not works:
                reason = Reason.NO_LAW if works is None else Reason.ALIAS
                return Named(None, start, reason, left)
            if _FOREIGN.search(left) and not name.startswith(_OWN_TITLE_PLACES):
                return Named(None, start, Reason.FOREIGN, left)
            if left and not (_is_apart(left) or _CORE.search(name) or name.startswith(_STATE)):
                return Named(None, start, Reason.NO_LAW, left)
            found = _one(works)
            return found._replace(start=start, left=left)
        return Named(None, 0, Reason.NO_LAW)


def _is_apart(left: str) -> bool:
    """Tell whether the words to the left of a name are certainly no part of it."""
    return left[-1] in _SAFE_LEFT or left[-1].isdigit() or _SAFE_WORDS.search(left) is not None


def _one(works: list[int]) -> Named:
    distinct = sorted(set(works))
    if len(distinct) != 1:
        return Named(None, 0, Reason.ALIAS, "", tuple(distinct))
    return Named(distinct[0], 0, None)


def _prefixed(issuer: str, before: str, title: str) -> list[str]:
    """Return the title behind each ending of the words before it that may be its issuing body."""
    if not issuer:
        return []
    return [before[at:] + title for at in range(len(before))]


def _normal(title: str) -> str:
    """Return a title as names are compared: no blanks, full-width brackets, no inner 《》."""
    return normal_title(title).translate(_INNER)


_INNER: Final = dict.fromkeys(map(ord, "《》〈〉＜＞"))
