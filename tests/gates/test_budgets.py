"""What the pages may weigh. The samples are few and small; `make bench` measures the same on real law files."""

from __future__ import annotations

import zipfile

MOST_ARTICLE = 5_000
"""Bytes of an article page, median (DESIGN, "Budgets")."""
MOST_ARTICLES = 9_000
"""Bytes of an article page, 95 of 100."""
MOST_TAR = 0.9e9 / 85_000
"""Bytes of the site as tar, an article."""
MOST_PATH = 150
"""Characters of a path in a bundle: Windows takes 260, and the folder in which it is unpacked counts."""


def test_article_pages_are_light(published):
    outputs = published.report["outputs"]
    assert outputs["article_bytes_median"] <= MOST_ARTICLE
    assert outputs["article_bytes_p95"] <= MOST_ARTICLES


def test_what_a_law_adds_to_the_site_is_small(published):
    # What every site has (scripts, styles, empty lists and feeds) is not what grows with the laws.
    laws = published.site / "laws"
    taken = sum(
        512 + -(-path.stat().st_size // 512) * 512 for path in laws.rglob("*") if path.name != "law.json"
    )
    assert taken / published.report["outputs"]["article_pages"] <= 2 * MOST_TAR


def test_paths_in_a_bundle_fit_any_system(published):
    with zipfile.ZipFile(published.archive) as packed:
        names = packed.namelist()
    assert [name for name in names if not name.isascii() or len(name) > MOST_PATH] == []
    assert len({name.lower() for name in names}) == len(names)
