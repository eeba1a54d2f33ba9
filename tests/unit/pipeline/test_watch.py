"""What counts as a change, and what images a law may show."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.pipeline.build import build
from build_tools.pipeline.images import ImageRef, find_images, image_name
from build_tools.pipeline.watch import snapshot
from tests.projects import settings_of, write_laws


@pytest.mark.parametrize(
    "name",
    [
        "source/b.md",
        "source/new.md",
        "source/aliases.yml",
        "source/families.yml",
        "source/redirects.yml",
        "source/companions/s.md",
        "docs/about.md",
        "overrides/main.html",
        "mkdocs.yml",
    ],
)
def test_changes_are_seen(config_file, name):
    settings = settings_of(config_file)
    before = snapshot(settings)
    path = config_file.parent / name
    path.parent.mkdir(exist_ok=True)
    path.write_text((path.read_text("utf-8") if path.exists() else "") + "# x\n", encoding="utf-8")
    assert snapshot(settings) != before


def test_outputs_and_others_files_are_no_changes(config_file):
    settings = settings_of(config_file)
    before = snapshot(settings)
    build(settings)
    write_laws(config_file.parent, {"source/.swp": "x", "source/notes.txt": "x", "docs/.laws.ab/x.md": "x"})
    assert snapshot(settings) == before


def test_a_source_that_goes_away_is_a_change(config_file):
    settings = settings_of(config_file)
    before = snapshot(settings)
    (config_file.parent / "source").rename(config_file.parent / "elsewhere")
    assert snapshot(settings) != before


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("../images/flag.png", True),
        ("../images/%66lag.png", True),
        ("../images/FLAG2.JPG", True),
        ("../images/none.png", False),
        ("../../secret.png", False),
        ("../images/link.png", False),
        ("../images/drawing.svg", False),
        ("../images", False),
        ("https://example.cn/flag.png", False),
        ("javascript:alert(1)", False),
        ("a\0b.png", False),
        ("../images/%00.png", False),
    ],
)
def test_images_of_the_source_folders_only(tmp_path, target, found):
    source = tmp_path / "source"
    for name in ("images/flag.png", "images/FLAG2.JPG", "images/drawing.svg", "../secret.png"):
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\x89PNG")
    (source / "images" / "link.png").symlink_to(tmp_path / "secret.png")
    (source / "laws").mkdir()
    refs = [ImageRef(target, 10, 20, 3, 1)] * 2
    images, missing = find_images(refs, str(source / "laws" / "a.md"), "a.md", [source])
    assert [image.target for image in images] == ([target] if found else [])
    assert [(one.path, one.line, one.code) for one in missing] == (
        [] if found else [("a.md", 3, "image-missing")] * 2
    )


def test_equal_images_share_a_name():
    assert image_name(b"x", "a/b.PNG") == image_name(b"x", "c.png")
    assert image_name(b"x", "a.png") != image_name(b"y", "a.png")
    assert Path(image_name(b"x", "a.png")).suffix == ".png"
