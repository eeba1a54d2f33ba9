"""The table that the scripts of search are tested against holds for the build as well."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from build_tools.search.folding import fold
from build_tools.search.sid import SHORT, long_sid
from build_tools.search.tokens import runs

TABLE = json.loads((Path(__file__).parent / "search.json").read_text("utf-8"))


@pytest.mark.parametrize(("text", "folded"), TABLE["fold"])
def test_folding(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(("text", "found"), TABLE["runs"])
def test_runs(text, found):
    assert runs(text) == found


@pytest.mark.parametrize(("key", "segment", "sids"), TABLE["sids"])
def test_names_of_folders(key, segment, sids):
    assert [long_sid(key, segment)[-SHORT:], long_sid(key, segment)] == sids
