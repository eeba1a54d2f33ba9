"""The module map in docs/contributing/architecture.md is what the code says.

``pytest tests/unit/test_architecture.py --update`` writes it anew.
"""

from __future__ import annotations

import re

from tests.layers import LAYERS, PACKAGE, Module, read_modules

PAGE = "docs/contributing/architecture.md"
MAP = re.compile(r"(<!-- module map[^>]*-->\n).*?(<!-- end of module map -->)", re.DOTALL)


def module_map(modules: tuple[Module, ...]) -> str:
    """Return the map as Markdown: a table for each layer, from top to bottom."""
    tables = []
    for parts in LAYERS:
        here = [module for module in modules if module.part in parts]
        if here:
            names = dict.fromkeys(module.part for module in here)
            title = "leaves" if parts is LAYERS[-1] else " · ".join(names)
            rows = map(_row, here)
            tables.append("\n".join([f"### {title}", "", "| module | what it is for |", "|---|---|", *rows]))
    return "\n" + "\n\n".join(tables) + "\n\n"


def _row(module: Module) -> str:
    name = module.name.removeprefix(f"{PACKAGE}.")
    return f"| `{name}` | {module.summary.replace('|', chr(92) + '|')} |"


def test_the_module_map_is_what_the_code_says(repository, update):
    page = repository / PAGE
    modules = tuple(m for m in read_modules(repository / PACKAGE) if m.part)
    text = page.read_text(encoding="utf-8")
    expected = MAP.sub(lambda match: match[1] + module_map(modules) + match[2], text)
    if update:
        page.write_text(expected, encoding="utf-8", newline="\n")
        return
    assert text == expected, f"{PAGE} is out of date: pytest tests/unit/test_architecture.py --update"


def test_every_module_says_what_it_is_for(repository):
    silent = [module.name for module in read_modules(repository / PACKAGE) if not module.summary]
    assert silent == []


def test_the_map_has_a_table_for_each_layer_from_top_to_bottom():
    modules = (
        Module("build_tools.cli", "Arguments | exit code.", ()),
        Module("build_tools.model", "Data.", ()),
        Module("build_tools.model.law", "A law.", ()),
        Module("build_tools.urls", "Addresses.", ()),
    )
    text = module_map(modules)
    assert re.findall(r"^### (.*)$", text, re.MULTILINE) == ["cli", "model", "leaves"]
    assert "| `model.law` | A law. |" in text
    assert r"| `cli` | Arguments \| exit code. |" in text
