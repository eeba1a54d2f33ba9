"""The numerals that jumps read are those of the build. Forms of names: tests/unit/search/test_names.py."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from build_tools.numerals import to_int

NUMBERS = json.loads(Path(__file__).with_name("jumps.json").read_text("utf-8"))["numbers"]


@pytest.mark.parametrize(("words", "number"), NUMBERS)
def test_numerals(words, number):
    if number is None:
        with pytest.raises(ValueError, match="numeral"):
            to_int(words)
    else:
        assert to_int(words) == number
