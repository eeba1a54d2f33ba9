"""Run MkDocs once, aside, and keep what it made: the hand-written pages and the shells.

MkDocs takes most of a second to import and run, so its result is kept in the scratch folder
and used again until something that it was made from changes.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final, Protocol, cast

from build_tools.pages.shell import ShellError, Shells, load

PLUGIN: Final = "tiaowen"
"""Name of our plugin in ``mkdocs.yml`` and among the entry points ``mkdocs.plugins``."""

_PACKAGES: Final = ("mkdocs", "mkdocs-material", "minify-html", "calmjs.parse", "Jinja2", "Markdown")
"""Whose version decides how a page looks."""
_ENV: Final = re.compile(r"!ENV\s+(\[[^\]]*\]|\S+)")
"""Where ``mkdocs.yml`` asks for environment variables."""


@dataclass(frozen=True, slots=True)
class Captured:
    """What MkDocs made."""

    shells: Shells
    static: Path
    """A folder whose files belong into the site as they are: ``assets/``, ``about.html`` …"""


class Capturing(Protocol):
    """What :func:`capture` asks of our MkDocs plugin."""

    stamping: bool
    """Whether the plugin goes on to write the law pages when MkDocs is done."""

    @property
    def shells(self) -> Shells:
        """The shells that the last build rendered."""


class CaptureError(Exception):
    """MkDocs could not build the hand-written pages; the message says what to mend."""


def capture(config_file: Path, scratch: Path) -> Captured:
    """Build the hand-written pages and the shells, or return those of the last run if still good.

    Args:
        config_file: ``mkdocs.yml``; ``docs/`` and ``overrides/`` stand where it says.
        scratch: a folder of our own, created if need be; nothing else may write there.

    Raises:
        CaptureError: ``mkdocs.yml`` is missing or wrong, or a template or page fails.
        OSError: the scratch folder cannot be written.
    """
    if not config_file.is_file():
        raise CaptureError(f"{config_file}: no such file; run this in the folder that holds mkdocs.yml")
    mark, dump, static = scratch / "inputs", scratch / "shells.json", scratch / "static"
    wanted = inputs_fingerprint(config_file)
    if _read(mark) == wanted:
        return Captured(load(dump.read_text("utf-8")), static)
    mark.unlink(missing_ok=True)
    docs = _copy_docs(config_file.parent / "docs", scratch / "docs")
    shells = _run_mkdocs(config_file, docs, static)
    dump.write_text(shells.dump(), "utf-8")
    mark.write_text(wanted, "utf-8")
    return Captured(shells, static)


def inputs_fingerprint(config_file: Path) -> str:
    """Return a digest of everything that MkDocs' pages are made from; ``docs/laws`` is not."""
    digest = hashlib.sha256()
    for package in _PACKAGES:
        digest.update(f"{package} {metadata.version(package)}\0".encode())
    root = config_file.parent
    code = Path(__file__).parent
    plugin = code.parent / "mkdocs_plugin.py"
    for name in _variables(config_file.read_text("utf-8", "replace")):
        digest.update(f"{name}={os.environ.get(name)}\0".encode("utf-8", "surrogateescape"))
    parts = (config_file, plugin, code / "shell.py", code / "scriptfiles.py")
    for path in (*parts, *_files(root / "docs"), *_files(root / "overrides")):
        digest.update(f"{path.name}\0{path.parent}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _variables(config: str) -> list[str]:
    """Return the environment variables that ``mkdocs.yml`` may look up, sorted; a few words too many do no harm."""
    return sorted({word for node in _ENV.findall(config) for word in re.findall(r"\w+", node)})


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files below ``folder`` in a fixed order, without the generated ``laws``."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            if path.name != "laws":
                yield from _files(path)
        else:
            yield path


def _copy_docs(docs: Path, aside: Path) -> Path:
    """Copy the hand-written pages aside: MkDocs would list all of ``docs/laws`` to exclude it."""
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    for path in _files(docs):
        target = aside / path.relative_to(docs)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return aside


class _Heard(logging.Handler):
    """Keeps what MkDocs complains about: it logs the reasons and raises without them."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.messages.append(record.getMessage())


def _run_mkdocs(config_file: Path, docs: Path, static: Path) -> Shells:
    """Build into ``static`` with our plugin, and return the shells it kept.

    A warning fails the run: what MkDocs warns about is a dead link or a page that is not there.
    """
    # Material prints a banner about MkDocs 2 unless this is set; both are pinned.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "true")
    from jinja2 import TemplateError
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    log, heard = logging.getLogger("mkdocs"), _Heard()
    log.addHandler(heard)
    try:
        config = load_config(str(config_file), docs_dir=str(docs), site_dir=str(static), strict=True)
        if PLUGIN not in config.plugins:
            raise CaptureError(f"{config_file}: 'plugins:' must list '{PLUGIN}'")
        plugin = cast(Capturing, config.plugins[PLUGIN])
        plugin.stamping = False
        build(config)
        return plugin.shells
    except (MkDocsException, TemplateError, ShellError) as error:
        reasons = "; ".join([*heard.messages, str(error)])
        raise CaptureError(f"{config_file}: the hand-written pages cannot be built: {reasons}") from error
    finally:
        log.removeHandler(heard)


def _read(path: Path) -> str:
    """Return the text of a file, or nothing where there is none."""
    return path.read_text("utf-8") if path.is_file() else ""
