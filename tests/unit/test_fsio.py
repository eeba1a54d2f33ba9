"""The one place that writes: nothing half-written, every failure with its path."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools import fsio


def test_a_folder_writer_makes_folders_and_files(tmp_path):
    with fsio.FolderWriter(tmp_path) as writer:
        for number in range(60):
            writer.write(f"laws/law-{number}/2020-01-01/1.html", b"%d" % number)
            writer.write(f"laws/law-{number}/1.html", b"stub")
        writer.write("index.html", b"home")
    assert (tmp_path / "laws/law-59/2020-01-01/1.html").read_bytes() == b"59"
    assert (tmp_path / "index.html").read_bytes() == b"home"
    assert len(list(tmp_path.rglob("*.html"))) == 121


def test_no_page_is_written_twice(tmp_path):
    with fsio.FolderWriter(tmp_path) as writer:
        writer.write("a/1.html", b"first")
        with pytest.raises(fsio.WriteError, match=r"a/1\.html: cannot be written"):
            writer.write("a/1.html", b"second")
    assert (tmp_path / "a/1.html").read_bytes() == b"first"


def test_a_short_write_is_continued(tmp_path, monkeypatch):
    real = os.write
    monkeypatch.setattr(fsio.os, "write", lambda handle, data: real(handle, bytes(data)[:3]))
    with fsio.FolderWriter(tmp_path) as writer:
        writer.write("1.html", "第一条".encode())
    monkeypatch.undo()
    assert (tmp_path / "1.html").read_text("utf-8") == "第一条"


def test_a_folder_that_is_a_file(tmp_path):
    (tmp_path / "a").write_text("x")
    with fsio.FolderWriter(tmp_path) as writer, pytest.raises(fsio.WriteError, match=r"a/1\.html"):
        writer.write("a/1.html", b"")
    with pytest.raises(fsio.WriteError):
        fsio.make_folder(tmp_path / "a" / "b")


def test_an_atomic_write_that_fails_leaves_the_old_content(tmp_path, monkeypatch):
    path = tmp_path / "registry.tsv"
    fsio.write_atomically(path, b"old")

    def full(handle: int, data: bytes) -> None:
        os.write(handle, data[:2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(fsio, "_write_all", full)
    with pytest.raises(fsio.WriteError, match=r"registry\.tsv: cannot be written: No space left on device"):
        fsio.write_atomically(path, b"new", durable=True)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["registry.tsv"]


def test_an_atomic_write_makes_its_folder(tmp_path):
    fsio.write_atomically(tmp_path / "a/b/c", b"x", durable=True)
    assert (tmp_path / "a/b/c").read_bytes() == b"x"


def test_moving_replaces_and_makes_folders(tmp_path):
    (tmp_path / "new").write_text("new")
    (tmp_path / "old").write_text("old")
    fsio.move(tmp_path / "new", tmp_path / "old")
    fsio.move(tmp_path / "old", tmp_path / "a/b/c")
    assert (tmp_path / "a/b/c").read_text() == "new"
    with pytest.raises(fsio.WriteError):
        fsio.move(tmp_path / "missing", tmp_path / "x")


def test_moving_a_folder_spares_what_is_there(tmp_path):
    (tmp_path / "stage").mkdir()
    (tmp_path / "empty").mkdir()
    fsio.move_folder(tmp_path / "stage", tmp_path / "empty")
    (tmp_path / "stage").mkdir()
    (tmp_path / "empty" / "page.html").write_text("")
    with pytest.raises(fsio.WriteError):
        fsio.move_folder(tmp_path / "stage", tmp_path / "empty")
    assert (tmp_path / "empty" / "page.html").exists()


def test_removing_a_file_removes_empty_folders(tmp_path):
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/1.html").write_text("")
    (tmp_path / "2.html").write_text("")
    fsio.remove_file(tmp_path / "a/b/1.html")
    assert [p.name for p in tmp_path.iterdir()] == ["2.html"]
    fsio.remove_file(tmp_path / "gone.html")
    with pytest.raises(fsio.WriteError):
        fsio.remove_file(tmp_path)


def test_removing_a_tree(tmp_path):
    (tmp_path / "a/b").mkdir(parents=True)
    fsio.remove_tree(tmp_path / "a")
    fsio.remove_tree(tmp_path / "a")
    (tmp_path / "file").write_text("")
    with pytest.raises(fsio.WriteError):
        fsio.remove_tree(tmp_path / "file")
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_a_lock_is_held_by_one(tmp_path):
    path = tmp_path / "cache" / "lock"
    with (
        fsio.lock(path),
        pytest.raises(fsio.LockedError, match="another build is running"),
        fsio.lock(path, patience=0),
    ):
        pass
    with fsio.lock(path, patience=0):
        pass


def test_a_lock_ends_with_its_holder(tmp_path: Path):
    path = tmp_path / "lock"
    program = (
        "import sys, time; from pathlib import Path; from build_tools import fsio\n"
        "with fsio.lock(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(fsio.LockedError), fsio.lock(path, patience=0):
            pass
        holder.kill()
        holder.wait()
        with fsio.lock(path):
            pass


def test_a_write_error_survives_pickling():
    import pickle

    error = pickle.loads(pickle.dumps(fsio.LockedError("a/b", "is locked")))
    assert type(error) is fsio.LockedError
    assert str(error) == "a/b: is locked"


def test_a_new_file_never_takes_the_place_of_another(tmp_path):
    path = tmp_path / "local" / "henan" / "a.md"
    fsio.write_new(path, b"first")
    with pytest.raises(fsio.WriteError, match=r"a\.md: exists already and is left as it is"):
        fsio.write_new(path, b"second")
    assert path.read_bytes() == b"first"


def test_a_new_file_that_fails_leaves_nothing(tmp_path, monkeypatch):
    def full(handle: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(fsio.os, "write", full)
    with pytest.raises(fsio.WriteError, match=r"a\.md: cannot be written: No space left"):
        fsio.write_new(tmp_path / "a.md", b"text")
    assert list(tmp_path.iterdir()) == []
