"""The form of every generated file that scripts read: one call with the name of the file and its data.

A classic script, since ``file://`` refuses to fetch data.
"""

from __future__ import annotations

import json

# These two end a line inside a string in scripts of before 2019.
_LINE_ENDS = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029"})


def payload(data: object) -> str:
    """Return ``data`` (strings, numbers, lists, dicts, None) as a script's literal without any blank."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_LINE_ENDS) if "\u2028" in text or "\u2029" in text else text


def chunk(name: str, data: str) -> str:
    """Return the file called ``name`` (its path below ``search/``, without ``.js``) with a :func:`payload`."""
    return f'tws("{name}",{data})\n'
