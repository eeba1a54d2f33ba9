"""The catalogue ``bundles.json``: what offline bundles there are. ``tiaowen bundle`` keeps it, a build shows it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, Final

from build_tools.kinds import ALL, REGIONS
from build_tools.model.bundles import Bundle, BundleSort
from build_tools.pages.text import clean

CATALOGUE: Final = "bundles.json"
"""Name of the file beside the zips."""
FORMAT: Final = 1
"""Version of the form of the file; another one is not read."""

_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_FILE = re.compile(r"[A-Za-z0-9._-]+\.zip\Z")
_ADDRESS = re.compile(r"(?:https?://|(?![^/?#]*:|/|\\))[^\s\x00-\x1f]+\Z")
"""A link of http or https, or one within the site."""
_PLACES: Final = {
    name: at for at, name in enumerate([*(kind.name for kind in ALL), *(region.name for region in REGIONS)])
}


class CatalogueError(ValueError):
    """The file is no catalogue of ours; the message names it and says what to do."""


def read_catalogue(path: Path) -> tuple[Bundle, ...]:
    """Return the bundles of a catalogue, in the order in which they are shown; none where the file is missing.

    Raises:
        CatalogueError: the file cannot be read, or is no such catalogue.
    """
    try:
        data = json.loads(path.read_bytes())
        if data["format"] != FORMAT:
            raise ValueError(f"format {data['format']!r} instead of {FORMAT}")
        return ordered(_bundle(row) for row in data["bundles"])
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise CatalogueError(
            f"{path}: is no catalogue of bundles ({error}); remove it, and let “tiaowen bundle” write it anew"
        ) from error


def is_offered_at(address: str) -> bool:
    """Tell whether a bundle may be offered at an address: one of http or https, or one within the site."""
    return bool(_ADDRESS.match(address))


def catalogue_text(bundles: Iterable[Bundle]) -> str:
    """Return the text of a catalogue."""
    rows = [{**asdict(bundle), "day": bundle.day.isoformat()} for bundle in ordered(bundles)]
    return json.dumps({"format": FORMAT, "bundles": rows}, ensure_ascii=False, indent=1) + "\n"


def merged(old: Iterable[Bundle], new: Iterable[Bundle]) -> tuple[Bundle, ...]:
    """Return the bundles of both; of two with one name the new one."""
    by_name = {bundle.name: bundle for bundle in (*old, *new)}
    return ordered(by_name.values())


def ordered(bundles: Iterable[Bundle]) -> tuple[Bundle, ...]:
    """Return bundles as readers look for them: all laws, by kind, by region, then those somebody chose."""
    sorts = list(BundleSort)
    return tuple(
        sorted(
            bundles,
            key=lambda each: (sorts.index(each.sort), _PLACES.get(each.title, len(_PLACES)), each.name),
        )
    )


def _bundle(row: Mapping[str, Any]) -> Bundle:
    """Return a row of the file, checked: it goes into a page.

    Raises:
        ValueError, KeyError, TypeError: it is none.
    """
    bundle = Bundle(
        name=str(row["name"]),
        title=clean(str(row["title"])),
        sort=BundleSort(row["sort"]),
        file=str(row["file"]),
        url=str(row["url"]),
        day=date.fromisoformat(row["day"]),
        laws=int(row["laws"]),
        files=int(row["files"]),
        bytes=int(row["bytes"]),
        sha256=str(row["sha256"]),
        articles=bool(row["articles"]),
    )
    named = ((_SHA256, bundle.sha256), (_FILE, bundle.file), (_FILE, f"{bundle.name}.zip"))
    for pattern, value in (*named, (_ADDRESS, bundle.url)):
        if not pattern.match(value):
            raise ValueError(f"{value!r} is not what stands there")
    return bundle
