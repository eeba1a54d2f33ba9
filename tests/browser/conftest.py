"""A small site, built once, that the browser tests open over http and from disk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from build_tools.pipeline.build import build
from build_tools.pipeline.settings import Request, read_settings
from tests.projects import copy_project
from tests.serving import static_host

BUILT_ON = date(2025, 11, 20)
"""The day for which the site is built: the seed regulation is yet to commence, on 2025-12-01."""

SEED = "laws/henansheng-shehui-zhili-tiaoli"
SEED_VERSION = f"{SEED}/2025-09-30"
TWICE = "laws/shilishi-hedao-guanli-tiaoli"
"""A law with two versions (tests/browser/laws); the second, without article 4, commences on 2025-12-01."""


@pytest.fixture(scope="session")
def site(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site: the repository's own law and those of tests/browser/laws."""
    project = tmp_path_factory.mktemp("project")
    copy_project(repository, project)
    shutil.copytree(repository / "source", project / "source")
    shutil.copytree(Path(__file__).parent / "laws", project / "source" / "examples")
    settings = read_settings(Request(as_of=BUILT_ON, jobs=1, config_file=project / "mkdocs.yml"))
    assert build(settings).built
    return settings.site


@pytest.fixture(scope="session")
def host(site: Path) -> Iterator[str]:
    """Address of a server for the site, with a closing slash."""
    with static_host(site) as address:
        yield address


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, host: str, site: Path) -> str:
    """Where the site is opened: from a server, and from disk."""
    return host if request.param == "http" else site.as_uri() + "/"
