"""Offline bundles as data: what the catalogue says of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class BundleSort(StrEnum):
    """What decided which laws are in a bundle."""

    SITE = "site"
    """All laws."""
    KIND = "kind"
    REGION = "region"
    CHOICE = "choice"
    """Laws that somebody chose."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A zip that was made."""

    name: str
    """Of the folder in the zip, and of the file without ``.zip``."""
    title: str
    """What people call it: 河南, 行政法规."""
    sort: BundleSort
    file: str
    """Name of the zip."""
    url: str
    """Where it is offered: absolute, or relative to the site."""
    day: date
    """The day for which it was built."""
    laws: int
    files: int
    """How many files are in the zip."""
    bytes: int
    """Of the zip."""
    sha256: str
    articles: bool = False
    """Whether every article has a page of its own in it."""
