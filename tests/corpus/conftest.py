"""The real law files as one library, put together as a build does it, once for all tests that ask for it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from build_tools.cite.resolve import Resolver
from build_tools.pipeline.cache import ParseCache
from build_tools.pipeline.library import load_library
from build_tools.pipeline.sources import find_sources
from build_tools.pipeline.tables import read_tables
from build_tools.pipeline.workers import Crew, Quiet
from build_tools.registry import Registry
from build_tools.versions.families import build_site
from tests.corpus.cited import AS_OF, Cited
from tests.corpus.searchable import Searchable, make_searchable


@pytest.fixture(scope="session")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> ParseCache:
    """Where the documents are kept once they are parsed."""
    return ParseCache(tmp_path_factory.mktemp("parsed"), "0" * 64)


@pytest.fixture(scope="session")
def cited(corpus: Path, parsed: ParseCache) -> Cited:
    """All documents, and what became of their citations."""
    with Crew(os.cpu_count() or 1) as crew:
        library = load_library(find_sources([corpus]), parsed, parsed.root / "index", crew, Quiet())
    tables = read_tables(corpus)
    site = build_site(library.records, Registry(), AS_OF, "", renamed=tables.renamed)
    names, _ = tables.names(site)
    return Cited(site, Resolver(site, names, library.citations), library.citations)


@pytest.fixture(scope="session")
def searchable(
    corpus: Path,
    repository: Path,
    cited: Cited,
    parsed: ParseCache,
    tmp_path_factory: pytest.TempPathFactory,
) -> Searchable:
    """All documents with the files that search needs, and what each entry says."""
    folder = tmp_path_factory.mktemp("searchable")
    return make_searchable(folder, repository, cited, parsed, read_tables(corpus))
