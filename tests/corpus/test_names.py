"""The package's tables of names, held against the real law files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from build_tools.cite.tables import PACKAGED as ALIASES
from build_tools.model.site import Site
from build_tools.parse.frontmatter import read
from build_tools.parse.tables import read_table
from build_tools.pipeline.tables import read_tables
from build_tools.registry import Registry
from build_tools.slugs import normal_title
from build_tools.versions.families import build_site
from build_tools.versions.renamed import EVIDENCE, PACKAGED, WAS, law_title
from tests.factories import record

STATE = "中华人民共和国"
NOT_ONE = {"基本法", "驻军法", "国安法", "调解仲裁法"}
"""Names of several laws, which the table has so that they are linked to none."""


@pytest.fixture(scope="module")
def site(corpus: Path) -> Site:
    """The works of the real files, by their front matter alone."""
    records = []
    for path in sorted(corpus.rglob("*.md")):
        meta = read(path.read_text("utf-8"), path.name).meta
        if meta is not None:
            day = str(meta.publication_date or meta.date or "")
            shown = str(path.relative_to(corpus))
            records.append(record(meta.title, day, id=meta.id, path=shown, group=meta.group))
    renamed = read_tables(corpus).renamed
    return build_site(records, Registry(), date(2026, 4, 1), "", lambda title: title, renamed)


def titles(site: Site) -> dict[str, str]:
    """Every title that a file has, and that title without 中华人民共和国 → the title of the work."""
    found = {}
    for work in site.works:
        for name in (work.title, *(law_title(v.record.meta.title) for v in work.versions)):
            found[normal_title(name)] = work.title
    return {name.removeprefix(STATE): work for name, work in found.items()} | found


def test_titles_of_one_row_are_one_work(site: Site) -> None:
    held = titles(site)
    rows = read_table(PACKAGED, (WAS, EVIDENCE)).rows
    together = 0
    for row in rows:
        names = [normal_title(word.text) for word in (row.title, *row.words[WAS])]
        works = {held[name] for name in names if name in held}
        assert len(works) <= 1, row.title.text
        together += sum(name in held for name in names) > 1
    assert together


def test_no_short_name_is_a_title(site: Site) -> None:
    held = titles(site)
    for row in read_table(ALIASES).rows:
        for word in row.words[""]:
            for name in (word.text, STATE + word.text):
                assert name not in held, f"{word.text}: {held.get(name)}"


def test_no_short_name_is_the_end_of_another_laws_title(site: Site) -> None:
    held = titles(site)
    for row in read_table(ALIASES).rows:
        own = held.get(row.title.text, row.title.text)
        for word in row.words[""]:
            ends = {work for name, work in held.items() if name.endswith(word.text)} - {own}
            assert word.text in NOT_ONE or ends == set(), (word.text, ends)


def test_what_a_short_name_means_is_a_work_or_absent(site: Site, corpus: Path) -> None:
    names, found = read_tables(corpus).names(site)
    assert found == ()
    works = {work.title for work in site.works}
    held = titles(site)
    for name, title in names.items():
        assert name not in held
        assert title in works or title not in held
    assert names["商检法"] == "中华人民共和国进出口商品检验法"
    assert names["中国人民解放军现役军官服役条例"] == "中华人民共和国现役军官法"
