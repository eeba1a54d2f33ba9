"""Finding, parsing and remembering law files."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from build_tools.diagnostics import Severity
from build_tools.parse.loader import LARGEST
from build_tools.pipeline import workers
from build_tools.pipeline.cache import ParseCache, code_fingerprint
from build_tools.pipeline.keys import KeyMemory
from build_tools.pipeline.library import ChangedError, Library, load_law, load_library
from build_tools.pipeline.sources import NoSourcesError, find_sources
from build_tools.pipeline.workers import Crew, Quiet
from tests.projects import law_text, write_laws


class Place:
    """A source folder and a cache."""

    def __init__(self, root: Path) -> None:
        self.source = root / "source"
        self.cache = ParseCache(root / "cache", "0" * 64)
        self.index = root / "index"

    def load(self, jobs: int = 1) -> Library:
        files = find_sources([self.source])
        with Crew(jobs, ThreadPoolExecutor) as crew:
            return load_library(files, self.cache, self.index, crew, Quiet())


@pytest.fixture
def place(tmp_path: Path) -> Place:
    found = Place(tmp_path)
    write_laws(found.source, {f"{n}.md": law_text(f"第{n}号条例", id=f"n{n}") for n in range(30)})
    return found


def test_law_files_are_found_in_order(tmp_path):
    names = ["b.md", "a/z.md", "a/README.md", "a/.hidden.md", ".git/x.md", "c.txt", "目录/法.md"]
    write_laws(tmp_path, dict.fromkeys(names, "x"))
    found, remarks = find_sources([tmp_path])
    assert remarks == ()
    assert [Path(f.path).relative_to(tmp_path).as_posix() for f in found] == ["a/z.md", "b.md", "目录/法.md"]
    assert [f.shown for f in found] == [Path(f.path).as_posix() for f in found]
    assert find_sources([tmp_path, tmp_path / "a"]) == (found, ())


def test_every_missing_folder_is_named(tmp_path):
    (tmp_path / "law.md").write_text("")
    with pytest.raises(NoSourcesError) as caught:
        find_sources([tmp_path, tmp_path / "x", tmp_path / "y", tmp_path / "law.md"])
    words = str(caught.value)
    assert "/x: no such source folder" in words
    assert "/y: no such source folder" in words
    assert "/law.md: is a file, not a folder" in words


def remarks_on(folder: Path) -> dict[str, tuple[str, Severity]]:
    """Return what is said about the files in a folder: name → code and severity."""
    remarks = find_sources([folder]).diagnostics
    assert all("; " in one.message for one in remarks)
    return {Path(one.path).name: (one.code, one.severity) for one in remarks}


@pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")
def test_nothing_is_left_out_in_silence(tmp_path):
    source = tmp_path / "source"
    write_laws(source, dict.fromkeys(["law.md", "LAW.MD", "law.markdown", "README.MD", "notes.txt"], "x"))
    (tmp_path / "elsewhere").mkdir()
    for name, target in {
        "a.md": "b.md",
        "b.md": "a.md",
        "dangling.md": "nowhere.md",
        "dangling.txt": "nowhere.txt",
        "folder": tmp_path / "elsewhere",
        ".hidden": tmp_path / "elsewhere",
        "same.md": "law.md",
    }.items():
        (source / name).symlink_to(target)
    os.mkfifo(source / "pipe.md")
    ignored, error = ("file-ignored", Severity.WARNING), ("file-unreadable", Severity.ERROR)
    assert remarks_on(source) == {
        "a.md": error,
        "b.md": error,
        "dangling.md": ignored,
        "folder": ignored,
        "pipe.md": ignored,
        "LAW.MD": ignored,
        "law.markdown": ignored,
    }
    assert len(find_sources([source]).files) == 1


def deny(monkeypatch: pytest.MonkeyPatch, where: object, name: str, denied: str) -> None:
    """Refuse the call ``where.name`` for paths that end in ``denied``: rights do not stop root."""
    real = getattr(where, name)

    def call(path: object, *rest: object) -> object:
        if os.fspath(path).endswith(denied):  # type: ignore[call-overload]
            raise PermissionError(13, "Permission denied", os.fspath(path))  # type: ignore[call-overload]
        return real(path, *rest)

    monkeypatch.setattr(where, name, call)


def test_a_folder_that_cannot_be_read_is_an_error_of_its_own(place, monkeypatch):
    write_laws(place.source, {"closed/x.md": law_text("甲")})
    deny(monkeypatch, os, "scandir", "closed")
    assert remarks_on(place.source) == {"closed": ("file-unreadable", Severity.ERROR)}
    library = place.load()
    assert len(library.records) == 30
    assert "Permission denied" in library.diagnostics[0].message


def test_without_any_other_file_what_cannot_be_read_is_named(tmp_path, monkeypatch):
    deny(monkeypatch, os, "scandir", tmp_path.name)
    with pytest.raises(NoSourcesError, match=r"no law file(?s:.*)cannot be read: Permission denied"):
        find_sources([tmp_path])


def test_a_file_that_cannot_be_read_is_tried_again(place, monkeypatch):
    with monkeypatch.context() as patch:
        deny(patch, Path, "read_bytes", "7.md")
        library = place.load()
    unreadable = [found for found in library.diagnostics if found.code == "file-unreadable"]
    assert {Path(found.path).name for found in unreadable} == {"7.md", "17.md", "27.md"}
    assert len(library.records) == 27
    again = place.load()
    assert (again.read, len(again.records), again.diagnostics) == (3, 30, ())


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_no_text_can_be_shown(tmp_path):
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.md")).write_text(law_text("甲"))
    except OSError:
        pytest.skip("the file system wants text")
    (found,) = find_sources([tmp_path]).files
    assert found.shown.endswith("/\\udcff.md")
    assert Path(found.path).read_text("utf-8").startswith("---")


def test_only_what_changed_is_read_again(place):
    first = place.load()
    assert (first.read, first.fresh) == (30, 30)
    second = place.load()
    assert (second.read, second.fresh) == (0, 0)
    assert second.parsed == first.parsed
    write_laws(place.source, {"7.md": law_text("第7号条例", "- **第一条**　新的内容。\n", id="n7")})
    third = place.load()
    assert (third.read, third.fresh) == (1, 1)
    assert len(third.records[7 if third.records[7].meta.id == "n7" else 28].outline) >= 1
    assert place.load().read == 0


def test_a_touched_file_is_read_but_not_parsed(place):
    place.load()
    os.utime(place.source / "3.md", (1, 1))
    again = place.load()
    assert (again.read, again.fresh) == (1, 0)


def test_many_changes_make_a_new_index(place):
    place.load()
    for n in range(20):
        write_laws(place.source, {f"{n}.md": law_text(f"第{n}号办法", id=f"n{n}")})
    assert place.load().fresh == 20
    assert place.load().read == 0
    assert [r.meta.title for r in place.load().records if r.meta.id == "n3"] == ["第3号办法"]


def test_another_state_of_the_code_starts_afresh(place):
    place.load()
    place.cache = ParseCache(place.cache.root, "1" * 64)
    place.cache.remove_others()
    assert place.load().fresh == 30
    assert [path.name for path in place.cache.root.iterdir()] == ["1" * 16]


def test_the_fingerprint_of_the_code_is_stable():
    assert code_fingerprint() == code_fingerprint()


def test_workers_find_the_same(place, monkeypatch, tmp_path):
    alone = place.load().parsed
    monkeypatch.setattr(workers, "SMALL", 0)
    place.cache, place.index = ParseCache(tmp_path / "other", "0" * 64), tmp_path / "other-index"
    assert place.load(jobs=4).parsed == alone


def test_a_huge_file_is_refused_unread(place):
    with (place.source / "huge.md").open("wb") as file:
        file.truncate(LARGEST + 1)
    (found,) = place.load().diagnostics
    assert (found.code, Path(found.path).name) == ("file-too-large", "huge.md")
    assert "split it" in found.message


def test_a_law_is_parsed_again_when_the_cache_has_lost_it(place):
    (parsed, *_), (file, *_) = (library := place.load()).parsed, library.files
    law = load_law(parsed.shown, file.path, parsed.digest, place.cache)
    for path in place.cache.root.rglob("*"):
        if path.is_file():
            path.unlink()
    assert load_law(parsed.shown, file.path, parsed.digest, place.cache) == law
    assert place.cache.law(parsed.shown, parsed.digest) == law


@pytest.mark.parametrize("text", [None, "---\ntitle: 别的\n---\n"])
def test_a_law_that_changed_meanwhile(place, text):
    (parsed, *_), (file, *_) = (library := place.load()).parsed, library.files
    empty = ParseCache(place.cache.root, "2" * 64)
    Path(file.path).unlink()
    if text:
        Path(file.path).write_text(text, encoding="utf-8")
    with pytest.raises(ChangedError, match="while the site was built; run again"):
        load_law(parsed.shown, file.path, parsed.digest, empty)


def test_keys_are_remembered(tmp_path, monkeypatch):
    path = tmp_path / "keys.json"
    first = KeyMemory(path, "code")
    assert first("最低工资规定") == "zuidi-gongzi-guiding"
    first.save()
    monkeypatch.setattr("build_tools.pipeline.keys.key_for", lambda title: "spelled-anew")
    assert KeyMemory(path, "code")("最低工资规定") == "zuidi-gongzi-guiding"
    assert KeyMemory(path, "code")("刑法") == "spelled-anew"
    assert KeyMemory(path, "other code")("最低工资规定") == "spelled-anew"
    path.write_text("{")
    assert KeyMemory(path, "code")("最低工资规定") == "spelled-anew"
