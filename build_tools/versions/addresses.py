"""Keys and segments: under which address every document stands.

The registry comes first: a document that is registered stays where it is, whatever its title says now.
What is not registered gets the ``slug`` of its front matter or the pinyin of its title as key, and its
date as segment; where two want the same key, a hash of what tells them apart is added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from build_tools.diagnostics import Diagnostic, Severity
from build_tools.model.site import Record
from build_tools.registry import Entry, Registry
from build_tools.slugs import with_hash
from build_tools.versions.findings import about
from build_tools.versions.identity import base_segment, record_identity

KeyMaker = Callable[[str], str]
"""From a title to a key: :func:`build_tools.slugs.key_for`, or a function that remembers what it said."""
Frozen = Mapping[str, Entry]
"""From the path of a document to its frozen address."""


@dataclass(frozen=True, slots=True)
class Family:
    """Documents that stand under one key, oldest first.

    ``title`` is the one they share; ``single`` says that the document can have no versions.
    """

    title: str
    single: bool
    records: tuple[Record, ...]
    key: str = ""

    @property
    def slug(self) -> str:
        """The key that a maintainer wishes for, or empty."""
        return self.wisher.meta.slug

    @property
    def wisher(self) -> Record:
        """The newest document that wishes for a key; the newest of all, where none does."""
        return next((r for r in reversed(self.records) if r.meta.slug), self.records[-1])

    @property
    def seed(self) -> str:
        """What tells this family from others of the same key: the title, or the id of a single act."""
        return record_identity(self.records[0]) if self.single else self.title


def with_keys(
    families: Sequence[Family], frozen: Frozen, key_for: KeyMaker
) -> tuple[list[Family], list[Diagnostic]]:
    """Return the families with their keys, and what is to be said about keys that two of them want.

    No two families of the result have the same key.
    """
    placed: list[Family] = []
    wanting: dict[str, list[Family]] = defaultdict(list)
    for family in families:
        for part in _by_frozen_key(family, frozen):
            if part.key:
                placed.append(part)
            else:
                wanting[part.slug or key_for(part.title)].append(part)
    placed = _merged(placed)
    taken = {family.key for family in placed}
    found: list[Diagnostic] = []
    for key in sorted(wanting):
        keepers, others = _claims(wanting[key], key in taken)
        found += _conflicts(key, others)
        for family in keepers:
            placed.append(replace(family, key=key))
            taken.add(key)
        for family in others:
            placed.append(replace(family, key=_free_key(key, family.seed, {*taken, *wanting})))
            taken.add(placed[-1].key)
    return placed, found


def segments(family: Family, frozen: Frozen, registry: Registry) -> tuple[str, ...]:
    """Return the segment of every document of a family: the frozen one, else its date, ``-2`` if taken."""
    taken = set(registry.segments(family.key))
    out: list[str] = []
    for record in family.records:
        if record.path in frozen:
            out.append(frozen[record.path].segment)
            continue
        base = segment = base_segment(record)
        repeat = 1
        while segment in taken:
            repeat += 1
            segment = f"{base}-{repeat}"
        taken.add(segment)
        out.append(segment)
    return tuple(out)


def _by_frozen_key(family: Family, frozen: Frozen) -> list[Family]:
    """Return the family in parts, one for each key that the registry has for a document of it.

    Documents that are not registered go with the newest one that is.
    """
    keys = [frozen[record.path].key for record in family.records if record.path in frozen]
    if not keys:
        return [family]
    parts: dict[str, list[Record]] = defaultdict(list)
    for record in family.records:
        key = frozen[record.path].key if record.path in frozen else keys[-1]
        parts[key].append(record)
    return [replace(family, records=tuple(records), key=key) for key, records in parts.items()]


def _merged(families: Iterable[Family]) -> list[Family]:
    """Return the families with those joined that the registry has under one key (a law that was renamed).

    Single acts stay single: they share the key, because a published address stays, and nothing else.
    """
    by_key: dict[str, Family] = {}
    for family in families:
        first = by_key.get(family.key)
        if first:
            single = first.single and family.single
            family = replace(family, records=(*first.records, *family.records), single=single)
        by_key[family.key] = family
    return list(by_key.values())


def _claims(families: list[Family], is_taken: bool) -> tuple[list[Family], list[Family]]:
    """Return who may keep a key that all of ``families`` want (at most one), and who gets a hash.

    A wish (``slug``) gives way to a title, a single act to a law, and equals to each other: then
    nobody keeps the key, so that the outcome does not depend on the order of the files.
    """
    for rank in (_is_law, _is_act, _is_wish):
        ranked = [family for family in families if rank(family)]
        if ranked:
            keepers = ranked if len(ranked) == 1 and not is_taken else []
            return keepers, [family for family in families if family not in keepers]
    return [], families


def _is_wish(family: Family) -> bool:
    """Tell whether the family's key is the wish of a maintainer."""
    return bool(family.slug)


def _is_act(family: Family) -> bool:
    """Tell whether the key comes from the title of a single act."""
    return family.single and not family.slug


def _is_law(family: Family) -> bool:
    """Tell whether the key comes from the title of a law."""
    return not family.single and not family.slug


def _conflicts(key: str, losers: list[Family]) -> list[Diagnostic]:
    """Return what is to be said about families that did not get the key they want.

    Single acts of the same title are no news; that two titles sound alike, or two laws wish for the
    same key, is.
    """
    found = []
    for family in losers:
        if family.slug:
            message = (
                f"another law has the key “{key}”; choose another slug. The address has a hash meanwhile"
            )
            found.append(about(family.wisher, ("slug",), "key-conflict", message, Severity.ERROR))
        elif not family.single:
            message = (
                f"another law has the key “{key}”, so the address has a hash; a slug gives it a better one"
            )
            found.append(about(family.records[-1], ("title",), "key-conflict", message))
    return found


def _free_key(key: str, seed: str, taken: set[str]) -> str:
    """Return ``key`` with a hash of ``seed`` that nobody has."""
    candidate = with_hash(key, seed)
    attempt = 1
    while candidate in taken:
        attempt += 1
        candidate = with_hash(key, f"{seed}#{attempt}")
    return candidate
