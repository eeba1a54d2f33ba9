"""What scripts know before a query: all versions in order, how their entries lie, and where the lists are."""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from build_tools import kinds
from build_tools.kinds import kind_of, region_of
from build_tools.model.site import Site, Version
from build_tools.pages.badges import timeline_data
from build_tools.pages.text import squeeze
from build_tools.search.blocks import swap
from build_tools.search.chunk import chunk, payload
from build_tools.search.digits import BASE36, BASE91, base36, base91
from build_tools.search.folding import SIMPLIFIED
from build_tools.search.ranking import FORCES, Ids, Ranking
from build_tools.search.shards import HASH, Bucket
from build_tools.search.sid import SHORT, sids
from build_tools.versions.force import published

FORMAT: Final = 1
"""Version of the format of everything below ``search/``; scripts refuse another one."""
MANY: Final = 90
"""A version has fewer prose entries and divisions than this, or its layout is written out."""
ITEMS: Final = 46 * 91
"""A number of units from here on is one of top units, and so much less."""
MOST_BODIES: Final = 91**2 - 1
"""So many issuing bodies can be told apart."""

_MOST_ITEMS: Final = len(BASE91) ** 2 - ITEMS
_EPOCH: Final = 1948
_USUAL = re.compile(r"h([0-9]+)(?: a([0-9]+)| i([0-9]+))?\Z")
_DIGITS: Final = 8


def directory_files(
    site: Site,
    ranking: Ranking,
    ids: Ids,
    layouts: Sequence[str],
    buckets: Sequence[Bucket],
    folded: Iterable[str],
    known: Iterable[str],
    beside: str = "",
) -> Iterator[tuple[str, str]]:
    """Yield path below ``search/`` and text of the directory and the two files beside it.

    Args:
        site: the library.
        ranking: its versions in order.
        ids: the numbers of its entries.
        layouts: of the versions, in order (:func:`build_tools.search.layout.layout_of`).
        buckets: all of them, in order.
        folded: the traditional characters in the library.
        known: the characters that some term begins with.
        beside: changes when companions do.
    """
    facets = _facets(ranking)
    folding = _folding(set(known))
    data: dict[str, object] = {
        "day": site.as_of.isoformat(),
        "works": len(ranking.works),
        "total": ids.total,
        "slabs": list(ids.slabs),
        "n": len(ranking.versions),
        # What is equally random stands together: gzip saves 300 bytes more so.
        **_addresses(ranking),
        **_folders(buckets),
        **_layouts(layouts),
        **_traits(ranking),
        **_times(site, ranking),
        **_heavy(buckets),
        "fold": _pairs({char: SIMPLIFIED[char] for char in folded}),
    }
    generation = _generation(ranking, payload([data, facets, folding]) + beside)
    yield "directory.js", chunk("directory", payload({"v": FORMAT, "g": generation, **data}))
    yield "facets.js", chunk("facets", payload(facets))
    yield "folding.js", chunk("folding", payload(folding))


def _generation(ranking: Ranking, rest: str) -> str:
    """Return eight digits that change with anything that scripts may hold in a cache, texts included."""
    digest = hashlib.sha256(rest.encode())
    for work, version in ranking.versions:
        said = (work.key, work.title, version.segment, version.record.digest, timeline_data(version.timeline))
        digest.update("\0".join(said).encode())
    return base36(int.from_bytes(digest.digest(), "big") % 36**_DIGITS, _DIGITS)


def _addresses(ranking: Ranking) -> dict[str, object]:
    """Return the names of the versions' folders."""
    names = sids(ranked.address for ranked in ranking.versions)
    found = [names[ranked.address] for ranked in ranking.versions]
    long = {str(index): sid for index, sid in enumerate(found) if len(sid) > SHORT}
    return {"sid": "".join([sid[-SHORT:] for sid in found]), "sidx": long}


def _layouts(layouts: Sequence[str]) -> dict[str, object]:
    """Return how the entries lie: two numbers for nearly all versions."""
    heads, counts, odd = "", [], {}
    for index, layout in enumerate(layouts):
        head, count = _usual(layout)
        if head == MANY:
            odd[str(index)] = layout
        heads += base91(head, 1)
        counts.append(base91(count, 2))
    # All first digits, then all second ones: gzip finds more in them so.
    return {"head": heads, "art": "".join([*[n[0] for n in counts], *[n[1] for n in counts]]), "odd": odd}


def _usual(layout: str) -> tuple[int, int]:
    """Return the two numbers of a usual layout, ``h2 a57`` or ``h2 i7``; :data:`MANY` and 0 for others."""
    match = _USUAL.match(layout)
    head, articles, items = [int(number or 0) for number in match.groups()] if match else (MANY, 0, 0)
    if head >= MANY or articles >= ITEMS or items >= _MOST_ITEMS:
        return MANY, 0
    return head, ITEMS + items if items else articles


def _folders(buckets: Sequence[Bucket]) -> dict[str, object]:
    """Return where the lists are."""
    return {
        "buckets": "".join([bucket.folder[-HASH:] for bucket in buckets]),
        "shards": "".join([base91(bucket.shards, 1) for bucket in buckets]),
    }


def _heavy(buckets: Sequence[Bucket]) -> dict[str, object]:
    """Return the heavy terms, and in how many entries each is, roughly: 2 ** (digit / 4)."""
    heavy = sorted(each for bucket in buckets for each in bucket.heavy)
    return {
        "heavy": swap("".join([term for term, _ in heavy])),
        "hdf": "".join([base91(round(math.log2(df) * 4), 1) for _, df in heavy]),
    }


def _traits(ranking: Ranking) -> dict[str, object]:
    """Return one character a version for its force, kind, region and year."""
    versions = [ranked.version for ranked in ranking.versions]
    regions = {region: base36(at, 1) for at, region in enumerate(kinds.REGIONS, start=1)}
    of_kind = {kind: base36(at, 1) for at, kind in enumerate(kinds.ALL)}
    metas = [version.record.meta for version in versions]
    found = [region_of(meta) for meta in metas]
    return {
        "force": "".join([BASE36[FORCES.index(version.force)] for version in versions]),
        "kind": "".join([of_kind[kind_of(meta)] for meta in metas]),
        "region": "".join([regions[region] if region else "0" for region in found]),
        "year": "".join(map(_year, versions)),
    }


def _year(version: Version) -> str:
    """Return the year of publication as one digit; 0 is any that one digit cannot say, too."""
    day = published(version.record)
    year = day.year - _EPOCH if day else 0
    return base91(year if 0 < year < len(BASE91) else 0, 1)


def _times(site: Site, ranking: Ranking) -> dict[str, object]:
    """Return which versions are not the current one of their work, and what is going to change."""
    steps, meant, turns = [], [], []
    last = 0
    for index, (work, version) in enumerate(ranking.versions):
        current = ranking.index[work.key, work.versions[work.current].segment]
        if index != current:
            steps.append(index - last)
            meant.append(current)
            last = index
        for turn in version.timeline:
            if turn.day and turn.day > site.as_of:
                turns.append([index, turn.day.isoformat(), FORCES.index(turn.force)])
    return {"old": [steps, meant], "turns": turns}


def _facets(ranking: Ranking) -> dict[str, object]:
    """Return the names that results are filtered by; the first issuing body is that of versions without one.

    Where two digits cannot tell all bodies, the rarest count as not stated.
    """
    authors = [squeeze(ranked.version.record.meta.author) for ranked in ranking.versions]
    amounts = Counter(author for author in sorted(authors) if author)
    bodies = ["", *sorted(body for body, _ in amounts.most_common(MOST_BODIES))]
    number = {body: base91(at, 2) for at, body in enumerate(bodies)}
    return {
        "kinds": [kind.name for kind in kinds.ALL],
        "regions": [region.name for region in kinds.REGIONS],
        "bodies": bodies,
        "body": "".join([number.get(author, number[""]) for author in authors]),
    }


def _folding(known: set[str]) -> list[str]:
    """Return the traditional characters whose simplified forms the library has, and these."""
    return _pairs({char: plain for char, plain in SIMPLIFIED.items() if plain in known})


def _pairs(table: Mapping[str, str]) -> list[str]:
    """Return a table as two strings of one length."""
    chars = sorted(table)
    return ["".join(chars), "".join([table[char] for char in chars])]
