"""Every file of a small library, from source to finished page, compared with what is expected.

`pytest tests/golden --update` rewrites the expected files: one for each law and one for the lists, in
which a line ``=== path`` stands before each file. Read the difference before committing it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from build_tools.model.law import Law
from build_tools.model.site import Record, Site
from build_tools.pages.context import Context, Output
from build_tools.pages.hubs import render_hubs
from build_tools.pages.law import render_work
from build_tools.parse.loader import parse_bytes
from build_tools.parse.records import record_of
from build_tools.registry import Registry
from build_tools.versions.families import build_site
from tests.factories import shells
from tests.golden.links import real

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"
AS_OF = date(2020, 12, 31)
"""One day before the law of 2020 commences."""


def library() -> tuple[Site, dict[str, Law], dict[str, str]]:
    """The site of the sources, and the laws and their files by digest."""
    laws: dict[str, Law] = {}
    sources: dict[str, str] = {}
    records: list[Record] = []
    for path in sorted((HERE / "source").glob("*.md")):
        law = parse_bytes(path.read_bytes(), path.name).law
        assert law is not None, path
        laws[law.digest] = law
        sources[law.digest] = path.read_bytes().decode()
        records.append(record_of(law))
    return build_site(records, Registry(), AS_OF, "https://laws.example/"), laws, sources


def rendered() -> Iterator[tuple[str, list[Output]]]:
    """Name of the expected file, and what it holds."""
    site, laws, sources = library()
    links = real(site.works, sources)
    context = Context(site.site_url, site.as_of, shells())
    for work in site.works:
        texts = [laws[version.record.digest] for version in work.versions]
        yield work.key, list(render_work(work, texts, context, links[work.key]))
    yield "lists", list(render_hubs(site, context))


def as_text(outputs: list[Output]) -> str:
    """All files of a law as one text."""
    return "".join(f"=== {output.root}/{output.path}\n{output.data.decode()}\n" for output in outputs)


def test_pages_are_as_expected(update: bool) -> None:
    found = {f"{name}.txt": as_text(outputs) for name, outputs in rendered()}
    if update:
        for old in EXPECTED.glob("*.txt"):
            old.unlink()
        for name, text in found.items():
            (EXPECTED / name).write_text(text, encoding="utf-8", newline="\n")
    assert {path.name for path in EXPECTED.glob("*.txt")} == set(found)
    for name, text in found.items():
        assert text.split("\n") == (EXPECTED / name).read_text(encoding="utf-8").split("\n"), name


@pytest.mark.parametrize("form", ["site", "docs"])
def test_no_two_files_have_one_address(form: str) -> None:
    paths = [output.path.lower() for _, outputs in rendered() for output in outputs if output.root == form]
    assert len(set(paths)) == len(paths)
