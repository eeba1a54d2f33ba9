"""What the scripts of a version are told of anchors that have moved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_tools.pages.scripts import toc_script
from tests.golden.samples import flag_work


@pytest.mark.parametrize(
    ("new", "address"),
    [
        ("laws/guoqifa/1990-06-28/2.html#art_2__para_1", "2.html#art_2__para_1"),
        ("laws/guoqifa/1990-06-28/index.html", "index.html"),
        ("laws/guoqifa/3.html", "../3.html"),
        ("laws/guohuifa/1991-03-02/1.html", "../../guohuifa/1991-03-02/1.html"),
        ("about.html", "../../../about.html"),
    ],
)
def test_addresses_are_relative_to_the_folder_of_the_version(new, address):
    work, laws = flag_work()
    version = replace(work.versions[0], moved=(("art_2__para_9", new),))
    last = toc_script(work, version, laws[0]).splitlines()[-1]
    assert last == f'(self.tw=self.tw||[]).push(["moved",{{"art_2__para_9":"{address}"}}]);'


def test_without_any_nothing_is_said():
    work, laws = flag_work()
    assert '"moved"' not in toc_script(work, work.versions[0], laws[0])
