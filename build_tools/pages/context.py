"""What pages are a function of besides the laws, and what rendering gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from build_tools.pages.reach import EVERYTHING, Reach
from build_tools.pages.shell import Shells


class Output(NamedTuple):
    """A file to be written: ``path`` is relative to the site folder or to ``docs/``."""

    root: Literal["site", "docs"]
    path: str
    data: bytes
    sort: str = ""
    """What it is counted as in the report, where its path does not tell."""


@dataclass(frozen=True, slots=True)
class Context:
    """The same for every page of a build; goes to the worker processes."""

    site_url: str
    """Public address with a closing slash, or empty."""
    as_of: date
    """The day of the build; the versions' ``force`` is what held on it."""
    shells: Shells
    site_name: str = "条文"
    """Ends the title of every page."""
    images: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Images that the site has: digest of the law and target as written → address from the root."""
    reach: Reach = EVERYTHING
    """What stands beside the pages."""
    law_json: bool = False
    """Whether every version has a ``law.json``."""
