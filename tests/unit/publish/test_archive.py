"""Zips: the same bytes again, sums that are right, and nothing left when the disk refuses."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from build_tools import fsio
from build_tools.publish.archive import SUMS, pack

PAGE = "<p>第一条　为了加强社会治理，制定本条例。".encode()


def members(folder: Path) -> list[tuple[str, Path | bytes]]:
    page = folder / "1.html"
    page.write_bytes(PAGE)
    return [("README.txt", b"\xef\xbb\xbf\r\n"), ("site/1.html", page), ("start.html", b"")]


def test_the_same_files_give_the_same_bytes_whatever_their_times_and_rights(tmp_path):
    one = pack(tmp_path / "one.zip", "tiaowen", members(tmp_path))
    page = tmp_path / "1.html"
    page.unlink()
    again = members(tmp_path)
    page.chmod(0o600)
    two = pack(tmp_path / "two.zip", "tiaowen", again)
    assert one == two
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_what_is_said_of_a_zip_is_true(tmp_path):
    packed = pack(tmp_path / "a.zip", "tiaowen", members(tmp_path))
    data = (tmp_path / "a.zip").read_bytes()
    assert packed == (4, len(data), hashlib.sha256(data).hexdigest())


def test_members_are_plain_files_of_1980_in_the_order_given(tmp_path):
    pack(tmp_path / "a.zip", "tiaowen", members(tmp_path))
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        names = ["README.txt", "site/1.html", "start.html", SUMS]
        assert archive.namelist() == [f"tiaowen/{name}" for name in names]
        for info in archive.infolist():
            assert (info.date_time, info.create_system) == ((1980, 1, 1, 0, 0, 0), 3)
            assert info.external_attr == 0o100644 << 16
            assert not info.flag_bits & 0x800, "names are ASCII"
        assert archive.read("tiaowen/site/1.html") == PAGE
        assert archive.testzip() is None


def test_the_sums_are_those_of_all_other_members(tmp_path):
    pack(tmp_path / "a.zip", "tiaowen", members(tmp_path))
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        lines = archive.read(f"tiaowen/{SUMS}").decode("ascii").splitlines()
        for line in lines:
            digest, path = line.split("  ")
            assert hashlib.sha256(archive.read(f"tiaowen/{path}")).hexdigest() == digest
    assert [line.split("  ")[1] for line in lines] == ["README.txt", "site/1.html", "start.html"]


def test_a_name_that_systems_read_differently_is_refused(tmp_path):
    with pytest.raises(ValueError, match="is not ASCII"):
        pack(tmp_path / "a.zip", "tiaowen", [("第一条.html", b"")])
    assert list(tmp_path.iterdir()) == []


def test_an_old_zip_stays_until_the_new_one_is_complete(tmp_path):
    target = tmp_path / "a.zip"
    target.write_bytes(b"old")
    with pytest.raises(fsio.WriteError, match=r"a\.zip"):
        pack(target, "tiaowen", [("site/1.html", tmp_path / "missing.html")])
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]
