"""MkDocs events → pipeline. No logic of its own.

The shells are ordinary pages to MkDocs: ``docs/index.md`` and a few virtual ones whose front
matter says ``shell: <kind>``. When such a page has been rendered its HTML is kept and nothing
is written for it. After the build the pipeline stamps the law pages into the site folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from jinja2 import Template
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from build_tools.pages.shell import ShellKind, Shells, assemble

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
    "assets/js/lost.js",
    "assets/stylesheets/palette",
)
"""Files of the theme that no page asks for (as are its source maps): lunr's search, colour schemes
that ``tokens.css`` replaces, the script that ``404.html`` carries inside itself."""


_FULL_SHEETS: Final = ("assets/css/tokens.css", "assets/css/text.css", "assets/css/full.css")
"""Style sheets that ``full.html`` carries inside itself, in order."""


class TiaowenConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs has no types here
    """Options under ``plugins: tiaowen:`` in ``mkdocs.yml``."""

    source = config_options.Type(str, default="source")
    """Folder of the law files, next to ``mkdocs.yml``."""


class TiaowenPlugin(BasePlugin[TiaowenConfig]):  # type: ignore[no-untyped-call]
    """Keeps the shells and hands over to the pipeline.

    Events: ``on_files`` adds the shell pages and drops unused theme files; ``on_pre_template``
    drops MkDocs' sitemap, which would list shells and miss the laws; ``on_post_page`` keeps the
    shells; ``on_post_build`` runs the pipeline, unless :attr:`stamping` was switched off.
    """

    def __init__(self) -> None:
        self.stamping = True
        self._rendered: dict[ShellKind, str] = {}
        self._full_sheets: list[str] = []

    @property
    def shells(self) -> Shells:
        """The shells that the last build rendered.

        Raises:
            ShellError: a shell page is missing or lacks a sentinel.
        """
        return assemble(self._rendered.items(), self._full_sheets)

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add the virtual shell pages, and drop theme files that no page uses."""
        for file in list(files):
            if file.src_uri.endswith(".map") or file.src_uri.startswith(_UNUSED_ASSETS):
                files.remove(file)
        for kind, uri in _SHELL_PAGES.items():
            content = f"---\ntitle: {kind}\ntemplate: shell.html\nshell: {kind}\n---\n"
            files.append(File.generated(config, uri, content=content, inclusion=InclusionLevel.NOT_IN_NAV))
        self._full_sheets = [files.src_uris[uri].content_string for uri in _FULL_SHEETS]
        return files

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
        """Stamp the law pages into the site that MkDocs has just written."""
        if not self.stamping:
            return
        from build_tools import pipeline

        project = Path(config.config_file_path).parent
        pipeline.build_into(Path(config.site_dir), self.shells, project / self.config.source)
