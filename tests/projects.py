"""Small projects on disk for tests of the pipeline: law files, mkdocs.yml, and shells without MkDocs."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from build_tools.pages.badges import STATUS_SLUGS
from build_tools.pages.capture import Captured
from build_tools.pipeline.build import build
from build_tools.pipeline.settings import Request, Settings, read_settings
from build_tools.pipeline.tree import MARKER
from tests import factories

AS_OF = date(2025, 11, 20)

CHAPTERS = """\
## 第一章　总则

- **第一条**　为了加强社会治理，根据有关法律，制定本条例。

- **第二条**　社会治理坚持中国共产党的领导。

  本省行政区域内的社会治理活动适用本条例。

## 第二章　附则

- **第三条**　本条例自2025年12月1日起施行。
"""


def law_text(title: str, body: str = CHAPTERS, **fields: str) -> str:
    """Return a law file; ``fields`` are lines of its front matter."""
    head = "".join(f"{name}: '{value}'\n" for name, value in fields.items())
    return f"---\ntitle: {title}\n{head}---\n\n**{title}**\n\n{body}"


def write_laws(folder: Path, laws: dict[str, str]) -> None:
    """Write text files; the keys are paths relative to ``folder``."""
    for name, text in laws.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def make_project(root: Path, laws: dict[str, str], config: str = "") -> Path:
    """Make a project with law files in ``source/``; return its ``mkdocs.yml``."""
    for name in ("source", "docs", "overrides"):
        (root / name).mkdir(parents=True, exist_ok=True)
    write_laws(root / "source", laws)
    file = root / "mkdocs.yml"
    file.write_text(f"site_name: 条文\nsite_url: https://laws.example/\n{config}", encoding="utf-8")
    return file


def copy_project(repository: Path, folder: Path) -> Path:
    """Put what MkDocs reads of the repository into a folder, its settings, pages and templates; return it."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(repository / "mkdocs.yml", folder)
    for name in ("overrides", "docs"):
        shutil.copytree(repository / name, folder / name, ignore=shutil.ignore_patterns("laws"))
    return folder


def settings_of(config_file: Path, *, as_of: date = AS_OF, jobs: int = 1, **options: object) -> Settings:
    """Return the settings of a project, as the command line would make them."""
    return read_settings(Request(as_of=as_of, jobs=jobs, config_file=config_file, **options))  # type: ignore[arg-type]


def fake_capture(config_file: Path, scratch: Path) -> Captured:
    """Stand in for MkDocs: shells that are made of nothing but slots, and one hand-written page."""
    static = scratch / "static"
    meanings = "".join(f"<h2 id={slug}>…</h2>" for slug in STATUS_SLUGS.values())
    about = f"<!doctype html><title>关于</title>{meanings}"
    write_laws(static, {"assets/site.css": "p{}", "assets/js/lead.js": "", "about.html": about})
    return Captured(factories.shells(), static)


def files_of(folder: Path) -> dict[str, bytes]:
    """Return everything in a folder: path → content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def outputs_of(project: Path) -> dict[str, bytes]:
    """Return everything that a build wrote for readers."""
    site, docs = files_of(project / "site"), files_of(project / "docs")
    return {**{f"site/{k}": v for k, v in site.items()}, **{f"docs/{k}": v for k, v in docs.items()}}


def leftovers(project: Path) -> list[str]:
    """Return what a build should have cleaned up: staged folders and the journal."""
    staged = [path.name for path in (*project.glob("site.*"), *(project / "docs").glob(".*"))]
    return staged + [path.name for path in (project / ".cache" / "tiaowen").glob("journal.json")]


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Return what tells whether the files in a folder were written again."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def changed(before: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]]) -> set[str]:
    """Return the files that were written, or removed, between two calls of :func:`stamps`."""
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


def same_as_fresh(project: Path, fresh: Path, **options: object) -> None:
    """Assert that the outputs are those of a build from scratch, elsewhere."""
    for name in ("source", "docs", "overrides"):
        shutil.copytree(project / name, fresh / name, ignore=shutil.ignore_patterns("laws"))
    shutil.copy(project / "mkdocs.yml", fresh)
    build(settings_of(fresh / "mkdocs.yml", **options))
    ours, theirs = outputs_of(project), outputs_of(fresh)
    assert ours.keys() ^ theirs.keys() == set()
    # The marker names the state, and the state knows where the law files lie.
    assert [name for name in ours if ours[name] != theirs[name] and not name.endswith(MARKER)] == []
