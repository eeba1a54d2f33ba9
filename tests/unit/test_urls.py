import re
from posixpath import normpath, relpath

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from build_tools import urls

TABLE = [
    ("art_264", "264.html"),
    ("art_120-1", "120-1.html"),
    ("art_12_2", "12_2.html"),
    ("art_120-1_2", "120-1_2.html"),
    ("item_2", "i-2.html"),
    ("item_2_2", "i-2_2.html"),
    ("book_2__chp_3__sec_1", "b2-c3-s1.html"),
    ("book_2__part_1__chp_3", "b2-p1-c3.html"),
    ("part_1", "p1.html"),
    ("chp_3", "c3.html"),
    ("chp_3_2", "c3_2.html"),
    ("hcontainer_1", "x1.html"),
    ("chp_3__hcontainer_1", "c3-x1.html"),
    ("preamble", "preamble.html"),
    ("annex_1", "annex-1.html"),
]
BELOW = [
    ("art_264__para_2__point_3", "264.html#art_264__para_2__point_3"),
    ("item_2__para_1__indent_1__indent_2", "i-2.html#item_2__para_1__indent_1__indent_2"),
    ("annex_1__art_3", "annex-1.html#annex_1__art_3"),
    ("annex_2__chp_1__sec_1", "annex-2.html#annex_2__chp_1__sec_1"),
    ("preamble__para_1", "preamble.html#preamble__para_1"),
    ("para_3", "index.html#para_3"),
]

_NUMBER = st.builds(
    lambda n, further, repeat: (
        str(n) + (f"-{further}" if further else "") + (f"_{repeat}" if repeat > 1 else "")
    ),
    st.integers(1, 1300),
    st.integers(0, 12),
    st.integers(1, 3),
)
_UNIT = st.builds(lambda kind, n: f"{kind}_{n}", st.sampled_from(["art", "item"]), _NUMBER)
_DIVISION = st.lists(
    st.builds(
        lambda kind, n: f"{kind}_{n}", st.sampled_from(["book", "part", "chp", "sec", "hcontainer"]), _NUMBER
    ),
    min_size=1,
    max_size=4,
).map("__".join)
_ANNEX = st.integers(1, 30).map(lambda n: f"annex_{n}")
_SUBJECT = st.one_of(_UNIT, _DIVISION, _ANNEX, st.just("preamble"))
_BELOW = st.lists(
    st.builds(
        lambda kind, n: f"__{kind}_{n}", st.sampled_from(["para", "point", "indent"]), st.integers(1, 40)
    ),
    max_size=3,
).map("".join)
EIDS = st.one_of(
    _DIVISION,
    st.builds(lambda subject, below: subject + below, st.one_of(_UNIT, _ANNEX, st.just("preamble")), _BELOW),
)
_STEP = st.text("abcdefghij0123456789-", min_size=1, max_size=8)
PATHS = st.builds(
    lambda folders, name: "/".join([*folders, f"{name}.html"]), st.lists(_STEP, max_size=4), _STEP
)


@pytest.mark.parametrize(("eid", "page"), TABLE)
def test_a_subject_has_a_page_of_its_own_without_anchor(eid, page):
    assert urls.page_of(eid) == page
    assert urls.href(eid) == page
    assert urls.subject_of(eid) == eid
    assert urls.eid_of(page) == eid


@pytest.mark.parametrize(("eid", "address"), BELOW)
def test_what_is_below_has_an_anchor_on_that_page(eid, address):
    assert urls.href(eid) == address
    assert urls.page_of(eid) == address.partition("#")[0]


@pytest.mark.parametrize(
    "eid", ["", "art_", "art_x", "article_1", "art_1.html", "../art_1", "Art_1", "book_0x1"]
)
def test_what_is_no_eid_is_refused(eid):
    with pytest.raises(ValueError, match="eId"):
        urls.page_of(eid)


@given(EIDS, EIDS)
def test_distinct_eids_have_distinct_addresses_also_where_case_is_ignored(one, other):
    assume(one != other)
    assert urls.href(one).casefold() != urls.href(other).casefold()


@given(_SUBJECT)
def test_a_page_name_leads_back_to_its_eid(eid):
    assert urls.eid_of(urls.page_of(eid)) == eid


@given(_SUBJECT)
def test_a_page_name_is_safe_on_every_file_system(eid):
    page = urls.page_of(eid)
    assert re.fullmatch(r"[a-z0-9_-]+\.html", page)
    assert page.removesuffix(".html") not in {"con", "aux", "nul", "prn", "index", "full", "com1", "lpt1"}


@pytest.mark.parametrize(
    ("eid", "page"),
    [
        ("", "cited.html"),
        ("art_264", "264-cited.html"),
        ("item_2", "i-2-cited.html"),
        ("book_2__chp_3", "b2-c3-cited.html"),
        ("preamble", "preamble-cited.html"),
        ("annex_1", "annex-1-cited.html"),
    ],
)
def test_the_list_of_who_cites(eid, page):
    assert urls.cited_page(eid) == page


@given(_SUBJECT)
def test_a_list_of_who_cites_is_no_page_of_a_text(eid):
    assert urls.is_cited_page(urls.cited_page(eid))
    assert urls.eid_of(urls.cited_page(eid)) is None
    assert not urls.is_cited_page(urls.page_of(eid))


@pytest.mark.parametrize(
    ("target", "address"),
    [
        (("xingfa", "2020-12-26", "art_264"), "laws/xingfa/2020-12-26/264.html"),
        (
            ("xingfa", "2020-12-26", "art_264__para_2"),
            "laws/xingfa/2020-12-26/264.html#art_264__para_2",
        ),
        (("xingfa", "2020-12-26", ""), "laws/xingfa/2020-12-26/index.html"),
        (("xingfa", "", ""), "laws/xingfa/index.html"),
    ],
)
def test_the_place_of_a_text_on_the_site(target, address):
    assert urls.place(*target) == address


@pytest.mark.parametrize(
    "page", ["index.html", "full.html", "264", "264.md", "b2-.html", "z1.html", "annex-x.html"]
)
def test_a_page_that_is_no_subject_has_no_eid(page):
    assert urls.eid_of(page) is None


@pytest.mark.parametrize(
    ("here", "to", "link"),
    [
        ("laws/xingfa/1997-03-14/264.html", "laws/xingfa/1997-03-14/265.html", "265.html"),
        ("laws/xingfa/1997-03-14/264.html", "laws/xingfa/1997-03-14/c1.html#art_3", "c1.html#art_3"),
        ("laws/xingfa/1997-03-14/264.html", "laws/xingfa/264.html", "../264.html"),
        ("laws/xingfa/1997-03-14/264.html", "index.html", "../../../index.html"),
        ("laws/xingfa/1997-03-14/264.html", "kinds/falv.html", "../../../kinds/falv.html"),
        ("index.html", "laws/xingfa/index.html", "laws/xingfa/index.html"),
        ("recent.html", "about.html", "about.html"),
        ("kinds/index.html", "kinds/falv.html", "falv.html"),
        ("kinds/falv.html", "kinds/falv.html", "falv.html"),
        ("kinds/falv.html", "kinds/falv.html#top", "#top"),
        ("laws/xingfa/264.html", "laws/xingfa/", "./"),
        ("laws/xingfa/1997-03-14/264.html", "laws/xingfa/", "../"),
    ],
)
def test_links_are_relative(here, to, link):
    assert urls.relative(here, to) == link


@given(PATHS, PATHS)
def test_a_relative_link_leads_there(here, to):
    assume(here != to)
    link = urls.relative(here, to)
    folder = here.rpartition("/")[0]
    assert normpath(f"{folder}/{link}" if folder else link) == to
    assert link == relpath(to, folder or ".")


def test_folders_and_hubs():
    assert urls.law_dir("xingfa") == "laws/xingfa/"
    assert urls.version_dir("xingfa", "2020-12-26") == "laws/xingfa/2020-12-26/"
    assert urls.kind_page("falv") == "kinds/falv.html"
    assert urls.region_page("henan") == "regions/henan.html"
    assert urls.year_page(1997) == "years/1997.html"
    assert urls.status_page("youxiao") == "status/youxiao.html"
    assert urls.markdown_of("laws/xingfa/2020-12-26/264.html#x") == "laws/xingfa/2020-12-26/264.md#x"


@pytest.mark.parametrize("key", ["xingfa", "henansheng-shehui-zhili-tiaoli", "a1", "2020-nian"])
def test_safe_keys(key):
    assert urls.is_safe_key(key)


@pytest.mark.parametrize(
    "key",
    [
        "",
        "-",
        "a-",
        "-a",
        "a--b",
        "../x",
        "a/b",
        "a.b",
        "A",
        "刑法",
        "con",
        "aux",
        "nul",
        "com1",
        "lpt9",
        "a b",
        "a\n",
        "x" * 81,
    ],
)
def test_unsafe_keys(key):
    assert not urls.is_safe_key(key)


@pytest.mark.parametrize("segment", ["2020-12-26", "2020-12-26-2", "undated", "undated-3"])
def test_safe_segments(segment):
    assert urls.is_safe_segment(segment)


@pytest.mark.parametrize(
    "segment", ["", "2020", "2020-12-26-0", "..", "2020-12-26/..", "undated-", "2020-12-26\n"]
)
def test_unsafe_segments(segment):
    assert not urls.is_safe_segment(segment)
