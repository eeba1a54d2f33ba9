"""``mkdocs build`` with our plugin gives the site that ``tiaowen build`` gives."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from build_tools import mkdocs_plugin
from build_tools.pipeline.build import build
from build_tools.pipeline.settings import Request, read_settings

AS_OF = date(2025, 11, 20)


@pytest.fixture
def project(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project, on the 20th of November 2025."""
    monkeypatch.setattr(mkdocs_plugin, "today", lambda: AS_OF)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "true")
    shutil.copy(repository / "mkdocs.yml", tmp_path)
    for folder in ("docs", "overrides", "source"):
        shutil.copytree(repository / folder, tmp_path / folder, ignore=shutil.ignore_patterns("laws"))
    return tmp_path


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the files of a site but the marker, which names the state of our own builds."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".tiaowen"
    }


def run_mkdocs(project: Path) -> dict[str, bytes]:
    mkdocs_build(load_config(str(project / "mkdocs.yml"), strict=True))
    return files_of(project / "site")


def test_both_commands_give_the_same_site(project):
    settings = read_settings(Request(as_of=AS_OF, jobs=1, config_file=project / "mkdocs.yml"))
    assert build(settings).built
    ours, markdown = files_of(project / "site"), files_of(project / "docs" / "laws")
    assert "laws/henansheng-shehui-zhili-tiaoli/2025-09-30/12.html" in ours
    theirs = run_mkdocs(project)
    assert sorted(theirs) == sorted(ours)
    assert [name for name in ours if ours[name] != theirs[name]] == []
    assert files_of(project / "docs" / "laws") == markdown
    # Neither a second run of MkDocs nor a build of ours on top of it is misled by what is there.
    assert run_mkdocs(project) == ours
    assert build(settings).built
    assert files_of(project / "site") == ours


def test_what_stops_the_pipeline_stops_mkdocs(project):
    shutil.rmtree(project / "source")
    (project / "source").mkdir()
    with pytest.raises(Abort):
        run_mkdocs(project)
