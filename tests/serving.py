"""Servers for tests, on an address of this machine."""

from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SUBFOLDER = "/mirror/tiaowen/"
"""A static host offers the site here as well as at the root."""


@contextlib.contextmanager
def serving(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """Serve until the block ends; gives the address, with a closing slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def static_host(site: Path) -> contextlib.AbstractContextManager[str]:
    """Serve a site as a static host does."""
    return serving(functools.partial(_Handler, directory=str(site)))


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
