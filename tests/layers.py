"""The layers of the package, and the checker that reads them off the imports (no module is run).

Imports point downwards only: a module may import its own layer and the layers below. A module
or folder that is in no layer is an error, so that whoever adds one decides where it belongs.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LAYERS: tuple[tuple[str, ...], ...] = (
    ("cli",),
    ("arguments",),
    ("serve",),
    ("mkdocs_plugin",),
    ("pipeline",),
    ("check", "citing", "drafting", "inspection"),
    ("publish",),
    ("search",),
    ("pages",),
    ("versions",),
    ("cite",),
    ("intake",),
    ("parse",),
    ("model",),
    ("dates", "diagnostics", "fsio", "kinds", "numerals", "places", "registry", "slugs", "urls"),
)
"""From top to bottom; the last one are the leaves, which import nothing but leaves."""

PACKAGE = "build_tools"


@dataclass(frozen=True, order=True)
class Module:
    """One Python file of the package."""

    name: str
    """Dotted, with the package: ``build_tools.parse.tree``."""
    summary: str
    """The first line of its docstring, or empty."""
    imports: tuple[tuple[int, str], ...]
    """Line and name of every import from the package, wherever in the file it stands."""

    @property
    def part(self) -> str:
        """The folder or file directly below the package: ``parse``; empty for the package itself."""
        return self.name.split(".")[1] if "." in self.name else ""


def _imports(tree: ast.AST, folder: list[str]) -> Iterator[tuple[int, str]]:
    """Yield line and target of every import in ``tree``, a module that stands in package ``folder``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = folder[: len(folder) - node.level + 1] if node.level else []
            base = [*above, *([node.module] if node.module else [])]
            # `from package import x` may name a module or a thing in one; both are below `package.x`.
            yield from ((node.lineno, ".".join([*base, alias.name])) for alias in node.names)


def read_modules(root: Path) -> tuple[Module, ...]:
    """Read every module below ``root``, the folder of the package, sorted by name."""
    modules = []
    for path in root.rglob("*.py"):
        *folder, stem = path.relative_to(root.parent).with_suffix("").parts
        name = ".".join(folder if stem == "__init__" else [*folder, stem])
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
        summary = (ast.get_docstring(tree) or "").partition("\n")[0]
        inside = sorted(i for i in _imports(tree, folder) if i[1].split(".")[0] == root.name)
        modules.append(Module(name, summary, tuple(inside)))
    return tuple(sorted(modules))


def _layer_of(part: str, layers: tuple[tuple[str, ...], ...]) -> int | None:
    if part == "__main__":
        return -1
    return next((index for index, layer in enumerate(layers) if part in layer), None)


def violations(root: Path, layers: tuple[tuple[str, ...], ...] = LAYERS) -> list[str]:
    """Return one line for each import below ``root`` that points upwards, and each part without a layer."""
    found = []
    for module in read_modules(root):
        own = _layer_of(module.part, layers)
        if own is None and module.part:
            found.append(f"{module.name} is in no layer: add it to LAYERS in tests/layers.py")
            continue
        # The package's own __init__ is imported by everything below it, so it may import nothing.
        own = len(layers) if own is None else own
        for line, target in module.imports:
            part = target.split(".")[1]
            other = _layer_of(part, layers)
            if other is not None and other < own:
                found.append(f"{module.name}:{line} imports {target}, which stands above it")
    return found


def cycles(root: Path) -> list[str]:
    """Return one line for each ring of modules below ``root`` that import each other."""
    modules = read_modules(root)
    names = {module.name for module in modules}
    graph = {module.name: sorted(_targets(module, names)) for module in modules}
    found: list[str] = []
    done: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> None:
        if name in trail:
            found.append(" → ".join([*trail[trail.index(name) :], name]))
        elif name not in done:
            for target in graph[name]:
                walk(target, (*trail, name))
            done.add(name)

    for name in graph:
        walk(name, ())
    return found


def _targets(module: Module, names: set[str]) -> set[str]:
    """Return the modules that ``module`` imports; the name of a function counts for its module."""
    targets = set()
    for _, target in module.imports:
        known = target if target in names else target.rpartition(".")[0]
        # `from package import module` runs the package's __init__ too, but needs nothing from it.
        if known in names and known != module.name:
            targets.add(known)
    return targets
