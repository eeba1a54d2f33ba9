"""The scripts of the site as they are served: without comments, local names short, the search in one file.

In ``overrides/assets/js`` they are written to be read. Nothing else is done to them: they are ES5 there and
ES5 here, so that they run in the web views of old phones.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from calmjs.parse import es5
from calmjs.parse.exceptions import ECMASyntaxError
from calmjs.parse.unparsers.es5 import minify_print

FOLDER: Final = "assets/js/"
SEARCH_BUNDLE: Final = "assets/js/search.js"
"""Everything that a first query needs, in one file: its parts alone would compress a seventh worse, and be a request each."""
_BUNDLED: Final = tuple(
    f"assets/js/search/{name}.js" for name in ("text", "index", "lists", "hits", "stages", "jump", "engine")
)
"""Its parts, each after those that it uses."""


class ScriptError(Exception):
    """A script is not ES5; the message says where."""


def minified(script: str, name: str) -> str:
    """Return a script without comments and with short local names; global names stay.

    Args:
        script: ES5.
        name: what messages call it.

    Raises:
        ScriptError: it is not ES5.
    """
    try:
        tree = es5(script)
    except ECMASyntaxError as error:
        raise ScriptError(f"{name}: {error}; scripts must be ES5, with Chinese keys in quotes") from error
    return str(minify_print(tree, obfuscate=True, obfuscate_globals=False, shadow_funcname=True)) + "\n"


def served(scripts: Mapping[str, str]) -> dict[str, str]:
    """Return the scripts of the site as they are served, by address.

    Args:
        scripts: address → script, of every script of ours; the bundle is made where its parts are there.

    Raises:
        ScriptError: one is not ES5.
    """
    small = {name: minified(script, name) for name, script in sorted(scripts.items())}
    if all(name in small for name in _BUNDLED):
        small[SEARCH_BUNDLE] = "".join([small[name] for name in _BUNDLED])
    return small
