"""``tiaowen serve``: the built site on a local address, rebuilt and shown anew when something changes.

The pages that are sent get one script more than the pages that are stored; it waits for the next build.
"""

from __future__ import annotations

import errno
import sys
import threading
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

from build_tools import urls

_EVENTS: Final = "/.tiaowen/changes"
_SCRIPT: Final = f'<script>new EventSource("{_EVENTS}").onmessage=()=>location.reload()</script>'.encode()
_PATIENCE: Final = 20.0
"""Seconds after which a waiting browser is told that nothing has happened, so that a dead one is noticed."""


class PortError(Exception):
    """The server cannot listen where it should; the message says what to do."""


class Generation:
    """Counts builds, and lets threads wait for the next one."""

    def __init__(self) -> None:
        self._number = 0
        self._changed = threading.Condition()

    @property
    def number(self) -> int:
        """How many builds there have been."""
        return self._number

    def advance(self) -> None:
        """Tell everybody who waits that there is a new site."""
        with self._changed:
            self._number += 1
            self._changed.notify_all()

    def wait_beyond(self, number: int, patience: float) -> bool:
        """Wait until there is a later build than ``number``; tell whether there is."""
        with self._changed:
            return self._changed.wait_for(lambda: self._number > number, patience)


class _Handler(SimpleHTTPRequestHandler):
    """Sends the files of the site; pages with the script, and 404.html where there is nothing."""

    def __init__(self, generation: Generation, *rest: object, directory: str) -> None:
        self._generation = generation
        super().__init__(*rest, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer a request."""
        if self.path == _EVENTS:
            self._send_events()
            return
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path /= urls.INDEX
        if path.is_dir():
            super().do_GET()  # which redirects to the address with a slash
        elif path.suffix == ".html" and path.is_file():
            self._send_page(path, HTTPStatus.OK)
        elif path.is_file():
            super().do_GET()
        else:
            self._send_page(Path(self.directory, urls.NOT_FOUND), HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        """Forbid the browser to keep anything: the next build may change it."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing about requests."""

    def _send_page(self, path: Path, status: HTTPStatus) -> None:
        body = (path.read_bytes() if path.is_file() else b"") + _SCRIPT
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _send_events(self) -> None:
        """Keep the connection, and tell of the next build."""
        number = self._generation.number
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            while not self._generation.wait_beyond(number, _PATIENCE):
                self.wfile.write(b": nothing yet\n\n")
            self.wfile.write(b"data: built\n\n")
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True


class _Server(ThreadingHTTPServer):
    """Keeps quiet about browsers that go away."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Report what is a fault of ours, as the base class does, and nothing else."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def make_server(site: Path, port: int, generation: Generation) -> ThreadingHTTPServer:
    """Return a server of ``site`` on this machine only, bound and ready to run.

    Args:
        site: the site folder.
        port: 0 for any free one.
        generation: advanced after each build.

    Raises:
        PortError: the port cannot be had.
    """
    try:
        return _Server(("127.0.0.1", port), partial(_Handler, generation, directory=str(site)))
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        reason = "is taken" if taken else f"cannot be used ({error.strerror})"
        raise PortError(f"port {port} {reason}; choose another with --port") from error


def rebuild_on_change(
    snapshot: Callable[[], object],
    rebuild: Callable[[], bool],
    generation: Generation,
    pause: Callable[[], bool],
) -> None:
    """Look for changes and rebuild, until ``pause`` says that it is enough.

    Args:
        snapshot: a value that differs when something changed.
        rebuild: builds, and tells whether there is a new site.
        generation: advanced when there is.
        pause: waits a little; false ends the loop.
    """
    before = snapshot()
    while pause():
        now = snapshot()
        if now != before:
            before = now
            if rebuild():
                generation.advance()
