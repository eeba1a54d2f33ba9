"""What stands in for real law files where there are none."""

from __future__ import annotations

import pytest

from tests.bench import corpora
from tests.bench.table import Row, table_lines


def test_copies_of_the_laws_stand_in_under_other_titles_and_ids(seed_source, tmp_path):
    corpora.stand_in(seed_source, tmp_path)
    texts = [path.read_text("utf-8") for path in tmp_path.glob("*.md")]
    titles = {line for text in texts for line in text.splitlines() if line.startswith("title:")}
    ids = {line for text in texts for line in text.splitlines() if line.startswith("id:")}
    articles = sum(text.count("**第") for text in texts)
    assert articles >= corpora.STAND_IN
    assert len(titles) == len(ids) == len(texts)


def test_nothing_can_stand_in_for_nothing(tmp_path):
    with pytest.raises(SystemExit, match="no law files"):
        corpora.stand_in(tmp_path, tmp_path / "to")


def test_the_table_has_a_head_and_says_what_is_over():
    rows = [Row("clean build", 3.5, "s", 3), Row("files", 1200, "", 0)]
    assert list(table_lines("real law files", rows)) == [
        "| real law files | ours | at most |  |",
        "| --- | --- | --- | --- |",
        "| clean build | 3.50 s | ≤ 3 s | OVER |",
        "| files | 1,200  |  |  |",
    ]
