from array import array

import pytest

from build_tools.search import shards
from build_tools.search.names import Name
from build_tools.search.shards import BETWEEN, BUCKETS, bucket_files, bucket_of, shard_of
from tests.unit.search.reading import data_of

CHAR = "盗"
NUMBER = bucket_of(CHAR)


def postings(*ids: int) -> "array[int]":
    return array("I", [id_ << 2 for id_ in ids])


def bucket(**more: object) -> shards.Bucket:
    lists = {"盗窃": postings(1, 2, 5), "盗版": postings(3), "盗$": postings(7)}
    given: dict[str, object] = {"lists": lists, "slabs": (10,), "words": {}, "names": {}, **more}
    return bucket_files(NUMBER, **given)  # type: ignore[arg-type]


def test_a_bucket_has_its_number_and_a_hash_in_its_name() -> None:
    found = bucket()
    assert len(found.folder) == 8
    assert found.shards == 1
    assert [path for path, _ in found.files] == [f"{found.folder}/0.js"]
    assert bucket().folder == found.folder
    assert bucket(words={"盗窃": "盗窃罪H"}).folder != found.folder


def test_a_shard_holds_everything_by_first_character() -> None:
    found = bucket(words={"盗窃": "盗窃H盗窃罪G", "盗版": "盗版G"}, names={"盗窃": (Name("盗窃解释", 3, 0),)})
    (row,) = data_of(dict(found.files), f"{found.folder}/0")
    char, seconds, lists, head, words, names = row
    assert (char, len(seconds)) == (CHAR, 3)
    assert lists.split(BETWEEN) == ["*", "&", "$#%"], "in the order of the second characters: $, 版, 窃"
    assert head == [5, "$##$$"]
    assert words == "盗窃H盗窃罪G", "盗版 is in too few entries"
    assert names == [["盗窃解释", 3, 0]]


def test_empty_members_at_the_end_are_left_out() -> None:
    found = bucket(lists={}, names={"盗窃": (Name("盗窃解释", 3, 0),)})
    assert data_of(dict(found.files), f"{found.folder}/0")[0][3:] == ["", "", [["盗窃解释", 3, 0]]]
    assert len(data_of(dict(bucket().files), f"{bucket().folder}/0")[0]) == 4


def test_an_empty_bucket_has_no_files() -> None:
    found = bucket(lists={})
    assert (found.shards, found.files, found.heavy) == (0, (), ())


def test_a_heavy_term_has_a_file_for_every_slab(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "HEAVY", 2)
    found = bucket(slabs=(2, 5, 5, 10))
    assert found.heavy == (("盗窃", 3),)
    names = [path.rpartition("/")[2] for path, _ in found.files]
    assert names == ["0.js", "76d77a83-0.js", "76d77a83-1.js", "76d77a83-2.js", "76d77a83-3.js"]
    texts = [data_of(dict(found.files), f"{found.folder}/76d77a83-{k}") for k in range(4)]
    assert texts == ["$", "#", "", "#"]


def test_many_names_have_a_file_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "MANY_NAMES", 7)
    names = (Name("盗窃解释", 3, 0), Name("盗窃解释二", 4, 0))
    found = bucket(names={"盗窃": names})
    files = dict(found.files)
    assert data_of(files, f"{found.folder}/0")[0][5] == [["盗窃"]]
    assert data_of(files, f"{found.folder}/76d77a83-n") == [["盗窃解释", 3, 0], ["盗窃解释二", 4, 0]]


def test_what_is_encoded_already_is_taken() -> None:
    known = bucket(encoded={"盗窃": "$#%"})
    assert known == bucket()
    assert bucket(encoded={"盗窃": "$#$"}) != bucket()


def test_large_buckets_have_several_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "_SHARD", 4)
    lists = {CHAR + chr(0x4E00 + n): postings(n) for n in range(40)}
    found = bucket(lists=lists)
    assert found.shards > 5
    for n in range(found.shards):
        for row in data_of(dict(found.files), f"{found.folder}/{n}"):
            assert all(shard_of(second, found.shards) == n for second in shards.swap(row[1]))
            assert bool(row[3:]) is (n == 0), "the head is in the first shard"


def test_buckets_are_spread() -> None:
    numbers = {bucket_of(chr(code)) for code in range(0x4E00, 0x9FFF)}
    assert numbers == set(range(BUCKETS))
    assert (bucket_of("的"), bucket_of("a"), bucket_of("9")) == (
        0x7684 * 2_654_435_761 % 2**32 >> 23,
        97 * 2_654_435_761 % 2**32 >> 23,
        57 * 2_654_435_761 % 2**32 >> 23,
    )
    assert shard_of("", 7) == 0
    assert shard_of("$", 7) == (36 * 2_654_435_761 % 2**32 >> 8) % 7
