"""What a law is called by those who jump to it: titles, short names, pinyin, document numbers.

A name is looked up by its **form**: its run characters without 中华人民共和国, so that blanks, punctuation,
brackets, width and traditional characters make no difference.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from build_tools.cite.tables import plain_name
from build_tools.model.site import Work
from build_tools.numerals import to_int
from build_tools.parse.tables import Row
from build_tools.search.folding import fold
from build_tools.search.ranking import Ranking
from build_tools.search.tokens import HAN, runs
from build_tools.slugs import normal_title

TITLE: Final = 0
OTHER_TITLE: Final = 1
ALIAS: Final = 2
PINYIN: Final = 3
NUMBER: Final = 4
"""Flags of a name: what it is."""

_STATE: Final = "中华人民共和国"
_HASH = re.compile(r"-[0-9a-f]{6}\Z")
_CHINESE = re.compile(r"(?<=[第\[(])[〇零一二两三四五六七八九十百千万]+(?=[号\])])")
_FILLING = re.compile(rf"[第年号]|[^0-9a-z{HAN}]")
_BETWEEN = re.compile(r"(?<=[0-9]) +(?=[0-9])")


class Name(NamedTuple):
    """A form and what it means."""

    form: str
    version: int
    """Index of a version."""
    flag: int


def name_form(text: str) -> str:
    """Return the form of a name; empty where it has no run characters. 中华人民共和国 alone is kept."""
    form = "".join(runs(text))
    return form.replace(_STATE, "") or form


def number_form(text: str) -> str:
    """Return the form of a document number (文号): numbers with digits, and ``-`` where two would touch.

    ``法释〔2020〕22号`` → ``法释2020-22``, ``中华人民共和国主席令第五十七号`` → ``主席令57``.
    """
    plain = _CHINESE.sub(_in_digits, fold(text)).replace(_STATE, "")
    return _BETWEEN.sub("-", _FILLING.sub(" ", plain)).replace(" ", "")


def _in_digits(match: re.Match[str]) -> str:
    """Return a Chinese numeral in digits; what is none stays."""
    try:
        return str(to_int(match[0]))
    except ValueError:
        return match[0]


def names_of(
    ranking: Ranking, aliases: Mapping[str, str], rows: Iterable[Row] = ()
) -> dict[str, tuple[Name, ...]]:
    """Return the names of a library by their first two characters, sorted.

    Args:
        ranking: the versions.
        aliases: name → title, as :meth:`build_tools.cite.tables.AliasTables.names` gives them.
        rows: the tables of short names, for those that stand for several laws and so for none in ``aliases``.

    Returns:
        Names of two characters and more; where a form has several meanings, each is there.
    """
    works = {ranked.work.key: ranked.work for ranked in ranking.versions}
    best: dict[tuple[str, int], int] = {}
    for name in (*_own(ranking, works.values()), *_aliases(ranking, works.values(), aliases, rows)):
        if len(name.form) > 1:
            meaning = name.form, name.version
            best[meaning] = min(name.flag, best.get(meaning, name.flag))
    found: dict[str, list[Name]] = defaultdict(list)
    for (form, version), flag in sorted(best.items()):
        found[form[:2]].append(Name(form, version, flag))
    return {pair: tuple(names) for pair, names in sorted(found.items())}


def _own(ranking: Ranking, works: Iterable[Work]) -> Iterator[Name]:
    """Yield the titles, pinyin and document numbers of all works."""
    for work in works:
        current = _current(ranking, work)
        yield Name(name_form(work.title), current, TITLE)
        yield Name(_HASH.sub("", work.key).replace("-", ""), current, PINYIN)
        for version in work.versions:
            index = ranking.index[work.key, version.segment]
            yield Name(name_form(normal_title(version.record.meta.title)), current, OTHER_TITLE)
            if version.record.number:
                yield Name(number_form(version.record.number), index, NUMBER)


def _aliases(
    ranking: Ranking, works: Iterable[Work], aliases: Mapping[str, str], rows: Iterable[Row]
) -> Iterator[Name]:
    """Yield the other names that the library's laws have."""
    by_title = {normal_title(work.title): _current(ranking, work) for work in works}
    shared = [(plain_name(word.text), row.title.text) for row in rows for word in row.words[""]]
    meanings = [*aliases.items(), *((name, title) for name, title in shared if aliases.get(name) == "")]
    for name, title in meanings:
        version = by_title.get(normal_title(title)) if title else None
        if version is not None:
            yield Name(name_form(name), version, ALIAS)


def _current(ranking: Ranking, work: Work) -> int:
    """Return the index of the current version of a work."""
    return ranking.index[work.key, work.versions[work.current].segment]
