"""Imports point downwards: in our package, and the checker itself on small packages made for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.layers import LAYERS, PACKAGE, cycles, read_modules, violations

SMALL = (("cli",), ("pipeline", "build"), ("pages",), ("model",), ("urls", "dates"))


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package whose imports all point downwards."""
    files = {
        "__init__.py": '"""A package."""\n',
        "__main__.py": "from build_tools.cli import main\n",
        "cli.py": "import sys\nfrom build_tools.pipeline import run\n",
        "pipeline.py": "from build_tools.build import jobs\nfrom build_tools.pages.html import page\n",
        "build/__init__.py": "",
        "build/jobs.py": "import build_tools.model.law\n",
        "pages/__init__.py": "",
        "pages/html.py": "from build_tools import urls\nfrom build_tools.pages.words import word\n",
        "pages/words.py": "from build_tools.model.law import Law\n",
        "model/__init__.py": '"""Data."""\n',
        "model/law.py": '"""A law.\n\nMore words."""\nfrom build_tools.dates import Day\n',
        "urls.py": "from pathlib import Path\n",
        "dates.py": "from build_tools.urls import page_of\n",
    }
    root = tmp_path / PACKAGE
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def test_our_imports_point_downwards(repository):
    assert violations(repository / PACKAGE) == []


def test_our_imports_have_no_rings(repository):
    assert cycles(repository / PACKAGE) == []


def test_no_layer_is_named_twice():
    parts = [part for layer in LAYERS for part in layer]
    assert len(parts) == len(set(parts))


def test_downward_imports_pass(package):
    assert violations(package, SMALL) == []
    assert cycles(package) == []


@pytest.mark.parametrize(
    ("file", "line", "where"),
    [
        (
            "model/law.py",
            "from build_tools.pages.html import page",
            "model.law:5 imports build_tools.pages.html.page",
        ),
        ("model/law.py", "import build_tools.cli", "model.law:5 imports build_tools.cli"),
        ("urls.py", "from build_tools import model", "urls:2 imports build_tools.model"),
        ("pages/words.py", "from ..pipeline import run", "pages.words:2 imports build_tools.pipeline.run"),
        ("pages/__init__.py", "from .. import cli", "pages:1 imports build_tools.cli"),
        ("pages/__init__.py", "from ..cli import main", "pages:1 imports build_tools.cli.main"),
        (
            "build/jobs.py",
            "def late():\n    from build_tools.cli import main",
            "build.jobs:3 imports build_tools.cli.main",
        ),
        (
            "dates.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from build_tools.model.law import Law",
            "dates:4 imports build_tools.model.law.Law",
        ),
        ("__init__.py", "from build_tools.urls import page_of", "build_tools:2 imports"),
        ("cli.py", "import build_tools.__main__", "cli:3 imports build_tools.__main__"),
    ],
)
def test_an_upward_import_is_found(package, file, line, where):
    with (package / file).open("a") as out:
        out.write(line + "\n")
    (found,) = violations(package, SMALL)
    assert where in found


def test_a_module_without_a_layer_is_found(package):
    (package / "helpers.py").write_text("")
    assert violations(package, SMALL) == [
        "build_tools.helpers is in no layer: add it to LAYERS in tests/layers.py"
    ]


def test_a_relative_import_within_a_folder_is_no_upward_import(package):
    (package / "pages" / "html.py").write_text("from .words import word\nfrom . import words\n")
    assert violations(package, SMALL) == []


def test_a_ring_within_a_layer_is_found(package):
    (package / "pages" / "words.py").write_text("from build_tools.pages.html import page\n")
    assert cycles(package) == ["build_tools.pages.html → build_tools.pages.words → build_tools.pages.html"]


def test_summaries_are_first_lines(package):
    summaries = {module.name: module.summary for module in read_modules(package)}
    assert summaries["build_tools.model.law"] == "A law."
    assert summaries["build_tools.urls"] == ""
