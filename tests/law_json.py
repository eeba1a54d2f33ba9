"""``law.json`` as its readers see it: the text is rebuilt by the lines that the documentation gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

DOCUMENTATION = Path(__file__).parent.parent / "docs" / "contributing" / "law-json.md"


@cache
def _documented() -> dict[str, Any]:
    """What the Python lines in the documentation define."""
    [code] = re.findall(r"```python\n(.*?)```", DOCUMENTATION.read_text("utf-8"), re.DOTALL)
    defined: dict[str, Any] = {}
    exec(code, defined)
    return defined


def text_of(data: Any) -> str:
    """The text of a version, in reading order."""
    return str(_documented()["text_of"](data))


def eids_of(node: Any) -> Iterator[str]:
    """The eIds in a file, in order."""
    if isinstance(node, dict):
        if "eId" in node:
            yield node["eId"]
        for part in node.values():
            yield from eids_of(part)
    elif isinstance(node, list):
        for part in node:
            yield from eids_of(part)
