"""A hook of MkDocs that measures what Material's search plugin takes, and writes it to ``seconds.txt`` of the site."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

_spent: list[float] = []


def on_env(env: Any, *, config: MkDocsConfig, **_: object) -> None:
    """Put a watch on the two methods that make the index."""
    plugin: Any = config.plugins["material/search"]
    index = plugin.search_index
    for name in ("add_entry_from_context", "generate_search_index"):
        setattr(index, name, _timed(getattr(index, name)))


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write the sum, once the index is written."""
    Path(config.site_dir, "seconds.txt").write_text(str(sum(_spent)), encoding="utf-8")


def _timed(method: Callable[..., Any]) -> Callable[..., Any]:
    def timed(*arguments: Any) -> Any:
        began = time.perf_counter()
        result = method(*arguments)
        _spent.append(time.perf_counter() - began)
        return result

    return timed
