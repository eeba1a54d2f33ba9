"""A small site, built once, that the browser tests open over http and from disk."""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Iterator
from datetime import date
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from build_tools.pipeline.build import build
from build_tools.pipeline.settings import Request, read_settings

BUILT_ON = date(2025, 11, 20)
"""The day for which the site is built: the seed regulation is yet to commence, on 2025-12-01."""

SEED = "laws/henansheng-shehui-zhili-tiaoli"
SEED_VERSION = f"{SEED}/2025-09-30"
TWICE = "laws/shilishi-hedao-guanli-tiaoli"
"""A law with two versions (tests/browser/laws); the second, without article 4, commences on 2025-12-01."""

SUBFOLDER = "/mirror/tiaowen/"
"""The server offers the site here as well as at the root."""


@pytest.fixture(scope="session")
def site(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site: the repository's own law and those of tests/browser/laws."""
    project = tmp_path_factory.mktemp("project")
    shutil.copy(repository / "mkdocs.yml", project)
    shutil.copytree(repository / "overrides", project / "overrides")
    shutil.copytree(repository / "docs", project / "docs", ignore=shutil.ignore_patterns("laws"))
    shutil.copytree(repository / "source", project / "source")
    shutil.copytree(Path(__file__).parent / "laws", project / "source" / "examples")
    settings = read_settings(Request(as_of=BUILT_ON, jobs=1, config_file=project / "mkdocs.yml"))
    assert build(settings).built
    return settings.site


class _Handler(SimpleHTTPRequestHandler):
    """A static host: serves the site at two places, and 404.html for what is not there."""

    def translate_path(self, path: str) -> str:
        """Return the file for an address; the sub-folder is the site once more."""
        if path.startswith(SUBFOLDER):
            path = "/" + path.removeprefix(SUBFOLDER)
        return super().translate_path(path)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page, as GitHub Pages does."""
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="session")
def host(site: Path) -> Iterator[str]:
    """Address of a server for the site, with a closing slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, host: str, site: Path) -> str:
    """Where the site is opened: from a server, and from disk."""
    return host if request.param == "http" else site.as_uri() + "/"
