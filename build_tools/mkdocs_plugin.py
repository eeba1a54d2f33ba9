"""MkDocs events → pipeline. No logic of its own.

The shells are ordinary pages to MkDocs: ``docs/index.md`` and a few virtual ones whose front
matter says ``shell: <kind>``. When such a page has been rendered its HTML is kept and nothing
is written for it. After the build the pipeline stamps the law pages into the site folder.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Final

from jinja2 import Template
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from build_tools.diagnostics import Severity
from build_tools.fsio import WriteError
from build_tools.pages.scriptfiles import FOLDER, ScriptError, served
from build_tools.pages.shell import ShellError, ShellKind, Shells, assemble
from build_tools.pipeline.buckets import DamagedError
from build_tools.pipeline.build import build_into
from build_tools.pipeline.clock import today
from build_tools.pipeline.library import ChangedError
from build_tools.pipeline.settings import Request, SettingsError, read_settings
from build_tools.pipeline.sources import NoSourcesError
from build_tools.pipeline.tree import MARKER
from build_tools.pipeline.workers import WorkerError
from build_tools.publish.catalogue import CatalogueError
from build_tools.search.words import DictionaryError

_SHELL_PAGES: Final = {
    ShellKind.LAW: "shells/law/version/page.md",
    ShellKind.HUB: "shells/hub.md",
    ShellKind.HUB0: "shell.md",
}
"""Virtual pages, each at the depth at which its kind is used; HOME is ``docs/index.md``."""

_UNUSED_ASSETS: Final = (
    "assets/images/favicon.png",
    "assets/javascripts/lunr/",
    "assets/javascripts/workers/",
    "assets/js/full.js",
    "assets/js/lost.js",
    "assets/stylesheets/palette",
)
"""Files of the theme that no page asks for (as are its source maps): lunr's search, colour schemes
that ``tokens.css`` replaces, the scripts that ``full.html`` and ``404.html`` carry inside themselves."""


_FULL_SHEETS: Final = ("assets/css/tokens.css", "assets/css/text.css", "assets/css/full.css")
"""Style sheets that ``full.html`` carries inside itself, in order."""
_FULL_SCRIPT: Final = "assets/js/full.js"
"""The script that ``full.html`` carries inside itself."""


_LOG: Final = get_plugin_logger("tiaowen")
_LEVELS: Final = {
    Severity.INFO: logging.DEBUG,
    Severity.WARNING: logging.INFO,
    Severity.ERROR: logging.ERROR,
}
"""What is said about the laws; INFO and DEBUG are not counted by MkDocs under ``--strict``."""


_FAULTS: Final = (
    SettingsError,
    NoSourcesError,
    ChangedError,
    WorkerError,
    ShellError,
    DamagedError,
    DictionaryError,
    CatalogueError,
    WriteError,
)
"""What may go wrong outside of the program: said in a sentence, without a traceback."""


def _is_ours(file: File) -> bool:
    """Tell whether a file is a script of this site, not of Material."""
    return file.src_uri.startswith(FOLDER) and file.src_uri.endswith(".js")


class TiaowenConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs has no types here
    """Options under ``plugins: tiaowen:`` in ``mkdocs.yml``."""

    source = config_options.Type(str, default="source")
    """Folder of the law files, next to ``mkdocs.yml``."""
    bundles = config_options.Type(str, default="dist/bundles.json")
    """The catalogue that ``tiaowen bundle`` writes; what it lists stands on the download page."""
    law_json = config_options.Type(bool, default=False)
    """Whether every version gets a ``law.json``."""


class TiaowenPlugin(BasePlugin[TiaowenConfig]):  # type: ignore[no-untyped-call]
    """Keeps the shells and hands over to the pipeline.

    Events: ``on_pre_build`` forgets what the site folder held; ``on_files`` adds the shell pages and
    drops unused theme files; ``on_pre_template`` drops MkDocs' sitemap, which would list shells and miss
    the laws; ``on_post_page`` keeps the shells; ``on_post_build`` runs the pipeline, unless
    :attr:`stamping` was switched off.
    """

    def __init__(self) -> None:
        self.stamping = True
        self._rendered: dict[ShellKind, str] = {}
        self._full_sheets: list[str] = []
        self._full_script = ""

    @property
    def shells(self) -> Shells:
        """The shells that the last build rendered.

        Raises:
            ShellError: a shell page is missing or lacks a sentinel.
        """
        return assemble(self._rendered.items(), self._full_sheets, self._full_script)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Take away the marker of the site: MkDocs empties the folder next, but for hidden files."""
        if self.stamping:
            (Path(config.site_dir) / MARKER).unlink(missing_ok=True)

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add the virtual shell pages, and drop theme files that no page uses."""
        self._full_sheets = [files.src_uris[uri].content_string for uri in _FULL_SHEETS]
        self._full_script = files.src_uris[_FULL_SCRIPT].content_string
        for file in list(files):
            if file.src_uri.endswith(".map") or file.src_uri.startswith(_UNUSED_ASSETS):
                files.remove(file)
        self._serve_scripts(files, config)
        for kind, uri in _SHELL_PAGES.items():
            content = f"---\ntitle: {kind}\ntemplate: shell.html\nshell: {kind}\n---\n"
            files.append(File.generated(config, uri, content=content, inclusion=InclusionLevel.NOT_IN_NAV))
        return files

    def _serve_scripts(self, files: Files, config: MkDocsConfig) -> None:
        """Put the scripts of the site in the place of those that are written to be read.

        Raises:
            ShellError: one is not ES5.
        """
        ours = {file.src_uri: file for file in files if _is_ours(file)}
        try:
            small = served({uri: file.content_string for uri, file in ours.items()})
        except ScriptError as error:
            raise ShellError(str(error)) from error
        for uri, script in small.items():
            if uri in ours:
                files.remove(ours[uri])
            files.append(File.generated(config, uri, content=script))

    def on_pre_template(
        self, template: Template, /, *, template_name: str, config: MkDocsConfig
    ) -> Template | None:
        """Empty ``sitemap.xml``, so that MkDocs does not write it."""
        return Template("") if template_name == "sitemap.xml" else template

    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Keep a shell and write nothing for it; leave other pages alone."""
        kind = page.meta.get("shell")
        if kind is None:
            return output
        self._rendered[ShellKind(kind)] = output
        return ""

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the law pages into the site that MkDocs has just written.

        Raises:
            PluginError: they cannot be written; the message says why.
        """
        if not self.stamping:
            return
        request = Request(
            as_of=today(),
            jobs=os.cpu_count() or 1,
            config_file=Path(config.config_file_path),
            site=Path(config.site_dir),
            in_place=True,
        )
        try:
            report = build_into(read_settings(request), self.shells)
        except _FAULTS as error:
            raise PluginError(str(error)) from error
        for found in report.diagnostics:
            _LOG.log(_LEVELS[found.severity], found.format())
