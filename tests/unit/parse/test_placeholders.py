"""A gap of a template that nobody has filled is found wherever it stands in the text."""

from __future__ import annotations

import pytest

from build_tools.parse.loader import parse_bytes
from build_tools.parse.placeholders import LEFT, PLACEHOLDER


@pytest.mark.parametrize(
    ("body", "places"),
    [
        (f"- **第一条**　　{PLACEHOLDER}", [(5, 12)]),
        (
            f"## 第一章　{PLACEHOLDER}\n\n- **第一条**　　甲{PLACEHOLDER}乙{PLACEHOLDER}",
            [(5, 8), (7, 13), (7, 19)],
        ),
        ("- **第一条**　　对待录入的信息予以公开。", []),
    ],
)
def test_gaps(body, places):
    found = parse_bytes(f"---\ntitle: 某条例{PLACEHOLDER}\n---\n\n{body}\n".encode(), "x.md").diagnostics
    assert [(one.line, one.column) for one in found if one.code == LEFT] == places
