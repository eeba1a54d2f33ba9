"""The build of the same laws without any citation, to see what they cost: ``python -m tests.bench.uncited build …``."""

from __future__ import annotations

import multiprocessing
import sys
from unittest.mock import patch

from build_tools import cli
from build_tools.model.citations import Citation
from build_tools.model.law import Law
from build_tools.pipeline import library


def find_none(law: Law) -> tuple[Citation, ...]:
    """Stand in for the search for citations."""
    del law
    return ()


if __name__ == "__main__":
    # A worker that is forked finds nothing either; a new interpreter would not know of this.
    multiprocessing.set_start_method("fork")
    with patch.object(library, "extract", find_none):
        sys.exit(cli.main())
