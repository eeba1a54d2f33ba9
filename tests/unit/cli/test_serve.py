"""``tiaowen serve`` on the command line."""

from __future__ import annotations

import socket

from build_tools import cli
from tests.unit.cli.commands import run


def test_serve_ends_with_ctrl_c(project, capsys, monkeypatch):
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "snapshot", interrupt)
    assert run("serve", "--port", "0") == cli.OK
    assert "http://127.0.0.1:" in capsys.readouterr().err


def test_serve_before_the_build_needs_its_port(project, capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert run("serve", "--port", str(port)) == cli.CANNOT
    assert capsys.readouterr().err == f"tiaowen: port {port} is taken; choose another with --port\n"
    assert not (project / "site").exists()


def test_serve_ends_quietly_also_while_it_builds(project, capsys, monkeypatch):
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "build", interrupt)
    assert run("serve", "--port", "0") == cli.OK
    assert capsys.readouterr().err == ""
