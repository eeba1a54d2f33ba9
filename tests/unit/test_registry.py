import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.diagnostics import Severity
from build_tools.registry import HEADER, Entry, Registry, dump, identity, load, merge, parse

XINGFA = Entry("2c909fdd", "xingfa", "1997-03-14")
MINFADIAN = Entry("ff808081", "minfadian", "2020-05-28")

_WORD = st.text("abcdefgh", min_size=1, max_size=5)
_ENTRY = st.builds(
    Entry,
    st.text("0123456789abcdef@", min_size=1, max_size=6),
    _WORD,
    st.dates().map(lambda day: day.isoformat()),
)
_ENTRIES = st.lists(_ENTRY, max_size=12)


def test_what_is_written_is_sorted_and_read_again():
    registry = Registry((XINGFA, MINFADIAN))
    text = dump(registry)
    assert text == f"{HEADER}\nff808081\tminfadian\t2020-05-28\n2c909fdd\txingfa\t1997-03-14\n"
    assert parse(text, "registry.tsv") == (Registry((MINFADIAN, XINGFA)), ())


@given(_ENTRIES)
def test_merging_writing_and_reading_keep_every_entry(entries):
    registry, _ = merge(Registry(), entries)
    assert parse(dump(registry), "r") == (registry, ())
    assert len({entry.id for entry in registry.entries}) == len(registry.entries)
    assert len({entry[1:] for entry in registry.entries}) == len(registry.entries)


@given(_ENTRIES, _ENTRIES)
def test_a_frozen_line_never_changes(old, new):
    before, _ = merge(Registry(), old)
    after, faults = merge(before, new)
    assert set(before.entries) <= set(after.entries)
    refused = [entry for entry in set(new) if entry not in after.entries]
    assert len(faults) == len(refused)


def test_an_entry_is_found_by_its_id():
    registry = Registry((XINGFA,))
    assert registry.find("2c909fdd") == XINGFA
    assert registry.find("nobody") is None
    assert registry.segments("xingfa") == {"1997-03-14"}
    assert registry.segments("minfadian") == frozenset()


def test_a_document_without_id_is_known_by_title_and_segment():
    assert identity("2c909fdd", "刑法", "1997-03-14") == "2c909fdd"
    assert identity("", "河南省社会治理条例", "2025-09-30") == "@河南省社会治理条例@2025-09-30"


def test_merging_reports_what_contradicts_a_frozen_line():
    registry = Registry((XINGFA,))
    moved = XINGFA._replace(key="xingfa-2")
    intruder = Entry("other", "xingfa", "1997-03-14")
    same, faults = merge(registry, [moved, intruder, XINGFA])
    assert same == registry
    assert [fault.code for fault in faults] == ["registry-frozen"] * 2
    assert "cannot move to xingfa-2" in faults[0].message
    assert "frozen for 2c909fdd" in faults[1].message


@pytest.mark.parametrize(
    "line",
    [
        "only two\tfields",
        "a\tb\t2020-01-01\tfour",
        "\txingfa\t2020-01-01",
        "a\t../x\t2020-01-01",
        "a\tcon\t2020-01-01",
        "a\txingfa\tlatest",
        "2c909fdd\tother\t2020-01-01",
        "other\txingfa\t1997-03-14",
    ],
)
def test_malformed_lines_are_reported_with_their_number(line):
    text = f"{HEADER}\n2c909fdd\txingfa\t1997-03-14\n{line}\nff808081\tminfadian\t2020-05-28\n"
    registry, faults = parse(text, "source/registry.tsv")
    assert registry == Registry((MINFADIAN, XINGFA))
    assert [(f.path, f.line, f.code, f.severity) for f in faults] == [
        ("source/registry.tsv", 3, "registry-line", Severity.ERROR)
    ]


def test_all_malformed_lines_are_reported():
    _, faults = parse("a\nb\nc\n", "r")
    assert [fault.line for fault in faults] == [1, 2, 3]


def test_a_file_that_is_missing_is_empty(tmp_path):
    assert load(tmp_path / "registry.tsv") == (Registry(), ())


def test_a_file_is_read_with_byte_order_mark_and_crlf(tmp_path):
    path = tmp_path / "registry.tsv"
    path.write_bytes(b"\xef\xbb\xbf" + dump(Registry((XINGFA,))).replace("\n", "\r\n").encode())
    assert load(path) == (Registry((XINGFA,)), ())


def test_a_file_that_is_not_utf8_is_an_error(tmp_path):
    path = tmp_path / "registry.tsv"
    path.write_bytes(b"id\tkey\tsegment\n\xff\xfe\n")
    registry, faults = load(path)
    assert registry == Registry()
    assert [(fault.line, fault.code) for fault in faults] == [(2, "registry-broken")]
