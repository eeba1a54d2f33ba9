"""Two ledgers, and what the second one does not keep of the first."""

from __future__ import annotations

import pytest

from build_tools.publish.ledger import Ledger, LedgerError
from build_tools.publish.permanence import Addresses, Vanished, redirected, vanished

OLD, NEW = "laws/qiye/1993-07-02/", "laws/qiye/2020-06-29/"
BOTH = {OLD: "c1 1 2:1(2) 3", NEW: "1 2 4"}


def lost(old: Ledger, new: Ledger) -> list[Vanished]:
    return list(vanished(old, new))


def law(versions: dict[str, str], *pages: str, **redirects: str) -> Ledger:
    return Ledger(versions, frozenset(pages), redirects)


def moved(redirects: dict[str, str], versions: dict[str, str]) -> Ledger:
    return Ledger(versions, frozenset({"index.html", "years/index.html"}), redirects)


def test_what_stays_is_kept():
    both = law(BOTH, "index.html")
    assert lost(both, both) == []
    assert lost(both, law({**BOTH, "laws/other/undated/": "1"}, "index.html", "about.html")) == []
    assert lost(law(BOTH), law({OLD: "c1 1 2:1(3)1 3 4", NEW: "1:2 2 3 4"})) == []


@pytest.mark.parametrize(
    ("versions", "found"),
    [
        (
            {OLD: "c1 1 2:1(2)", NEW: "1 2 4"},
            [Vanished(OLD, ("3.html",)), Vanished("laws/qiye/", ("3.html",))],
        ),
        ({OLD: "1 2:1(2) 3", NEW: "1 2 4"}, [Vanished(OLD, ("c1.html",))]),
        ({OLD: "c1 1 2:1(1) 3", NEW: "1 2 4"}, [Vanished(OLD, (), ("2.html#art_2__para_2__point_2",))]),
        ({OLD: "c1 1 2 3", NEW: "1 2 4"}, [Vanished(OLD, (), ("2.html#art_2__para_2",))]),
        (
            {OLD: "c1 1 2:1(2) 3"},
            [
                Vanished(NEW, ("1.html", "2.html", "4.html", "full.html", "index.html"), whole=True),
                Vanished("laws/qiye/", ("4.html",)),
            ],
        ),
    ],
)
def test_what_is_gone_is_said_once(versions, found):
    assert lost(law(BOTH), law(versions)) == found


def test_an_anchor_of_a_chapter_page_may_stand_in_another_chapter():
    assert lost(law({OLD: "c1 1 c2 2"}), law({OLD: "c1 1 2 c2"})) == []


def test_a_law_that_is_gone():
    found = lost(law({OLD: "1"}, "years/1993.html"), law({}))
    assert [(one.address, one.whole) for one in found] == [
        (OLD, True),
        ("laws/qiye/", True),
        ("years/1993.html", False),
    ]
    assert [one.finding().message for one in found] == [
        "was published, and is gone with its 3 pages; bring its file back, or declare"
        f" “{OLD}: laws/…/” in source/redirects.yml",
        "was published, and is gone with its 2 pages; bring its file back, or declare"
        " “laws/qiye/: laws/…/” in source/redirects.yml",
        "was published, and is gone; bring it back, or declare “years/1993.html: …” in source/redirects.yml",
    ]
    assert {one.finding().code for one in found} == {"address-gone"}


def test_the_message_shows_examples():
    pages = " ".join(map(str, range(1, 9)))
    messages = [one.finding().message for one in lost(law({OLD: pages}), law({OLD: "1:2"}))]
    assert messages[0] == (
        "7 pages of what was published are gone (2.html, 3.html, 4.html …); restore the text, or declare"
        f" “{OLD}2.html: …” in source/redirects.yml"
    )
    (one,) = lost(law({OLD: "1:2"}), law({OLD: "1"}))
    assert one.finding().message.startswith("1 anchor of what was published is gone (1.html#art_1__para_2);")


KEPT = {NEW: "1 2 4"}


@pytest.mark.parametrize(
    ("redirects", "left"),
    [
        ({OLD: NEW}, [(OLD, ("3.html", "c1.html")), ("laws/qiye/", ("3.html",))]),
        (
            {OLD: NEW, f"{OLD}3.html": f"{NEW}4.html", f"{OLD}c1.html": f"{NEW}index.html"},
            [("laws/qiye/", ("3.html",))],
        ),
        (
            {
                OLD: NEW,
                f"{OLD}3.html": f"{NEW}4.html",
                f"{OLD}c1.html": f"{NEW}index.html",
                "laws/qiye/3.html": "laws/qiye/4.html",
            },
            [],
        ),
    ],
)
def test_a_redirect_mends(redirects, left):
    found = [(one.address, one.pages) for one in lost(law(BOTH), moved(redirects, KEPT))]
    assert found == left


def test_a_law_that_moved_takes_its_versions_along():
    versions = {"laws/gongsi/1993-07-02/": "c1 1 2:1(2) 3", "laws/gongsi/2020-06-29/": "1 2 4"}
    assert lost(law(BOTH), moved({"laws/qiye/": "laws/gongsi/"}, versions)) == []


def test_what_a_law_took_along_is_promised_too():
    took = {"laws/alt/": "laws/qiye/"}
    before = moved(took, BOTH)
    row = {**took, OLD: NEW, f"{OLD}3.html": f"{NEW}4.html", f"{OLD}c1.html": f"{NEW}index.html"}
    row["laws/qiye/3.html"] = "laws/qiye/4.html"
    assert lost(before, moved(row, KEPT)) == []
    apart = {**row, "laws/alt/": "laws/neu/", "laws/neu/3.html": "laws/neu/4.html"}
    found = lost(before, moved(apart, {**KEPT, "laws/neu/2020-06-29/": "1 2 4"}))
    assert [(one.address, one.whole) for one in found] == [("laws/alt/1993-07-02/", True)]


@pytest.mark.parametrize("above", ["art_2__para_2", "art_2__para_2__point_2"])
def test_an_anchor_that_moved_takes_what_is_below_it_along(above):
    old, new = {OLD: "1 2:1((2))"}, {OLD: "1 2:1(1)"}
    row = {f"{OLD}2.html#{above}": f"{OLD}2.html#art_2__para_1"}
    (before,) = lost(law(old), law(new))
    assert before.anchors == (
        "2.html#art_2__para_2__point_1__indent_1",
        "2.html#art_2__para_2__point_1__indent_2",
    )
    left = [one.anchors for one in lost(law(old), moved(row, new))]
    assert left == ([] if above.endswith("para_2") else [before.anchors])


def test_a_redirect_is_a_promise_itself():
    row = {OLD: NEW, "years/1993.html": "years/index.html", f"{NEW}1.html#art_1__para_2": f"{NEW}2.html"}
    before = moved(row, KEPT)
    assert lost(before, before) == []
    assert [one.address for one in lost(before, moved({}, KEPT))] == [
        OLD,
        f"{NEW}1.html#art_1__para_2",
        "years/1993.html",
    ]
    assert lost(before, Ledger({OLD: "1 2 4", NEW: "1:2 2 4"}, before.pages | {"years/1993.html"})) == []


def test_a_ledger_that_leads_in_circles_promises_nothing():
    addresses = Addresses(Ledger(redirects={"laws/a/": "laws/b/", "laws/b/": "laws/a/"}))
    assert addresses.names("laws/a/") == frozenset()


def test_nonsense_for_anchors_is_said():
    with pytest.raises(LedgerError, match="the ledger is damaged: laws/qiye/1993-07-02/"):
        lost(law({OLD: "1 :::"}), law({}))


@pytest.mark.parametrize(
    ("folder", "target"),
    [
        ("laws/a/", "laws/b/"),
        ("laws/a/2020-01-01/", "laws/b/2020-01-01/"),
        ("laws/a/1990-01-01/", "laws/c/1991-01-01/"),
        ("laws/x/", ""),
        ("laws/x/2020-01-01/", ""),
        ("kinds/", ""),
        ("laws/", ""),
        ("laws/a/b/c/", ""),
        ("", ""),
    ],
)
def test_where_a_folder_leads(folder, target):
    rows = {"laws/a/": "laws/b/", "laws/a/1990-01-01/": "laws/c/1991-01-01/"}
    assert redirected(folder, rows) == target
