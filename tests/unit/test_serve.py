"""The local server: pages with the script, 404.html, and news of the next build."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.serve import Generation, PortError, make_server, rebuild_on_change
from tests.projects import write_laws


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[http.client.HTTPConnection, Generation, Path]]:
    site = tmp_path / "site"
    write_laws(
        site, {"index.html": "<p>首页", "404.html": "<p>没有", "a/index.html": "<p>甲", "a/b.css": "p{}"}
    )
    write_laws(tmp_path, {"secret.html": "secret"})
    generation = Generation()
    with make_server(site, 0, generation) as server:
        assert server.server_address[0] == "127.0.0.1"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
        yield connection, generation, site
        connection.close()
        server.shutdown()


def get(connection: http.client.HTTPConnection, path: str) -> tuple[int, str, http.client.HTTPResponse]:
    connection.request("GET", path)
    response = connection.getresponse()
    return response.status, response.read().decode(), response


@pytest.mark.parametrize(
    ("path", "status", "text"),
    [
        ("/", 200, "首页"),
        ("/index.html?q=1", 200, "首页"),
        ("/a/", 200, "甲"),
        ("/a/b.css", 200, "p{}"),
        ("/gone.html", 404, "没有"),
        ("/a/gone/", 404, "没有"),
        ("/../secret.html", 404, "没有"),
        ("/%2e%2e/secret.html", 404, "没有"),
    ],
)
def test_files_of_the_site(served, path, status, text):
    found, body, response = get(served[0], path)
    assert found == status
    assert text in body
    assert "secret" not in body
    assert ("EventSource" in body) is (not path.endswith(".css"))
    assert response.headers["Cache-Control"] == "no-store"


def test_a_port_that_is_taken(served, tmp_path):
    port = served[0].port
    with pytest.raises(PortError, match=f"port {port} is taken; choose another with --port"):
        make_server(tmp_path, port, Generation())


def test_a_folder_is_given_its_slash(served):
    status, _, response = get(served[0], "/a")
    assert (status, response.headers["Location"]) == (301, "/a/")


def test_the_stored_page_has_no_script(served):
    get(served[0], "/")
    assert (served[2] / "index.html").read_text("utf-8") == "<p>首页"


def test_browsers_hear_of_the_next_build(served):
    connection, generation, _ = served
    connection.request("GET", "/.tiaowen/changes")
    response = connection.getresponse()
    assert response.headers["Content-Type"] == "text/event-stream"
    generation.advance()
    assert response.readline() == b"data: built\n"


def test_a_change_is_built_and_told():
    looks = iter([1, 1, 2, 2, 3, 3])
    pauses = iter([True] * 5 + [False])
    builds = iter([True, False])
    generation = Generation()
    built = []

    def rebuild() -> bool:
        built.append(next(builds))
        return built[-1]

    rebuild_on_change(lambda: next(looks), rebuild, generation, lambda: next(pauses))
    assert built == [True, False]
    assert generation.number == 1


def test_waiting_ends_without_a_build():
    assert not Generation().wait_beyond(0, patience=0.01)
