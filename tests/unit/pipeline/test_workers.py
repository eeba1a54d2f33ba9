"""Tasks and processes, the codec that carries laws between them, and the numbers of a report."""

from __future__ import annotations

import gc
import json
import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.model.law import Law
from build_tools.parse.loader import parse_bytes
from build_tools.parse.records import record_of
from build_tools.pipeline import codec, workers
from build_tools.pipeline.report import Tally, count_codes, quantile, sort_of
from build_tools.pipeline.workers import Crew, InlineExecutor, WorkerError, peak_memory, processes
from tests.projects import law_text


def double(number: int) -> int:
    return 2 * number


def complain(number: int) -> int:
    raise ValueError(number)


def die(number: int) -> int:
    os._exit(7)


def test_small_work_stays_here():
    def no_pool(jobs: int) -> ThreadPoolExecutor:
        raise AssertionError

    with Crew(4, no_pool) as crew:
        assert list(crew.run(double, [1, 2, 3], weight=10)) == [2, 4, 6]
        assert crew.submit(double, 4, weight=10)() == 8


@pytest.mark.parametrize("executors", [ThreadPoolExecutor, processes])
def test_large_work_is_handed_out(executors):
    with Crew(2, executors) as crew:
        assert sorted(crew.run(double, range(20), weight=workers.SMALL)) == list(range(0, 40, 2))
        assert crew.submit(double, 4, weight=workers.SMALL)() == 8
        assert crew.peak >= peak_memory() > 0


def test_one_job_needs_no_processes():
    with Crew(1) as crew:
        assert isinstance(crew.executor(workers.SMALL), InlineExecutor)


def test_failures_come_back():
    with Crew(2) as crew:
        with pytest.raises(ValueError, match="1"):
            list(crew.run(complain, [1], weight=workers.SMALL))
        with pytest.raises(ValueError, match="2"):
            crew.submit(complain, 2, weight=0)()


def test_a_worker_that_dies_is_explained():
    with Crew(2) as crew, pytest.raises(WorkerError, match="Try fewer --jobs"):
        list(crew.run(die, [1], weight=workers.SMALL))


@given(st.lists(st.integers(0, 1000), max_size=60), st.integers(1, 4))
def test_chunks_hold_every_item_once(weights, jobs):
    pieces = Crew(jobs).chunks(list(enumerate(weights)), lambda item: item[1])
    assert sorted(item for piece in pieces for item in piece) == list(enumerate(weights))
    assert all(pieces)


def test_chunks_are_balanced():
    pieces = Crew(2).chunks(list(range(1, 1001)), lambda n: n)
    loads = [sum(piece) for piece in pieces]
    assert len(pieces) >= 20
    assert max(loads) < 2 * min(loads[:-1])


def test_the_codec_gives_back_what_it_took():
    law = parse_bytes(law_text("河南省社会治理条例", id="a", date="2025-09-30").encode(), "a.md").law
    assert isinstance(law, Law)
    for value in (law, record_of(law), [law, law], {"a": (1, None, "第一条")}):
        assert codec.loads(codec.dumps(value)) == value


def test_the_collector_is_off_inside_only():
    assert gc.isenabled()
    with codec.no_collection(), codec.no_collection():
        assert not gc.isenabled()
    assert gc.isenabled()


@pytest.mark.parametrize(
    ("root", "path", "sort"),
    [
        ("docs", "laws/xingfa/1997-03-14/264.md", "markdown"),
        ("site", "laws/xingfa/1997-03-14/264.html", "article"),
        ("site", "laws/xingfa/1997-03-14/120-1.html", "article"),
        ("site", "laws/x/undated/i-2.html", "article"),
        ("site", "laws/xingfa/1997-03-14/b2-c3.html", "division"),
        ("site", "laws/xingfa/1997-03-14/index.html", "division"),
        ("site", "laws/xingfa/1997-03-14/annex-1.html", "division"),
        ("site", "laws/xingfa/1997-03-14/full.html", "full"),
        ("site", "laws/xingfa/1997-03-14/full.md", "data"),
        ("site", "laws/xingfa/1997-03-14/law.json", "data"),
        ("site", "laws/xingfa/1997-03-14/cited.html", "list"),
        ("site", "laws/xingfa/1997-03-14/264-cited.html", "list"),
        ("site", "laws/xingfa/1997-03-14/toc.js", "script"),
        ("site", "laws/xingfa/264.html", "stub"),
        ("site", "laws/xingfa/index.html", "stub"),
        ("site", "laws/xingfa/versions.js", "script"),
        ("site", "kinds/falv.html", "list"),
        ("site", "index.html", "list"),
        ("site", "assets/css/law.css", "asset"),
    ],
)
def test_sorts_of_files(root, path, sort):
    assert sort_of(root, path) == sort


def test_a_tally_counts_blocks_of_a_tar():
    tally = Tally()
    tally.add("site", "laws/xingfa/1997-03-14/264.html", 513)
    tally.add("site", "laws/xingfa/1997-03-14/265.html", 1)
    tally.add("docs", "laws/xingfa/1997-03-14/264.md", 100)
    tally.add("site", f"laws/{'x' * 100}/1.html", 0)
    other = Tally.load(json.loads(json.dumps(tally.dump())))
    other.merge(tally)
    numbers = other.as_json()
    assert numbers["files"] == {"article": 4, "markdown": 2, "stub": 2}
    assert numbers["site_bytes"] == 2 * 514
    assert numbers["site_tar_bytes"] == 2 * 512 * (3 + 2 + 3)
    assert (numbers["article_bytes_median"], numbers["article_bytes_p95"]) == (513, 513)


@pytest.mark.parametrize(
    ("values", "share", "wanted"), [([], 0.5, 0), ([7], 0.95, 7), (range(100), 0.95, 95)]
)
def test_quantiles(values, share, wanted):
    assert quantile(list(values), share) == wanted


def test_codes_are_counted_by_severity():
    found = parse_bytes(b"no front matter", "a.md").diagnostics
    assert sum(count_codes([*found, *found])["error"].values()) == 2 * len(found)
