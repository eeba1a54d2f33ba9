"""Keys made from titles, remembered from build to build.

Spelling 2,500 titles in pinyin takes two seconds, most of it for loading dictionaries; an edited text
keeps its title, and needs none of that.
"""

from __future__ import annotations

import json
from pathlib import Path

from build_tools import fsio
from build_tools.slugs import key_for


class KeyMemory:
    """A function from titles to keys that asks :func:`build_tools.slugs.key_for` once for each title."""

    def __init__(self, path: Path, code: str) -> None:
        """Read what is remembered.

        Args:
            path: the file; a missing or damaged one costs time and nothing else.
            code: fingerprint of the code; what another state of it spelled does not count.
        """
        self._path = path
        self._code = code
        self._keys: dict[str, str] = {}
        self._used: dict[str, str] = {}
        try:
            data = json.loads(path.read_bytes())
            if data["code"] == code:
                self._keys = dict(data["keys"])
        except (OSError, ValueError, KeyError, TypeError):
            return

    def __call__(self, title: str) -> str:
        """Return the key that a title gives."""
        key = self._used[title] = self._keys.get(title) or key_for(title)
        return key

    def save(self) -> None:
        """Remember the titles that were asked for since.

        Raises:
            fsio.WriteError: the disk refuses.
        """
        if self._used != self._keys:
            text = json.dumps({"code": self._code, "keys": self._used})
            fsio.write_atomically(self._path, text.encode())
