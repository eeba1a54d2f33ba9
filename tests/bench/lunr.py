"""Material's own search, lunr, beside ours: its index built by its plugin, its worker run in Node."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tests.bench.pages import Page

CONFIG = {
    "site_name": "lunr",
    "use_directory_urls": False,
    # An empty page instead of Material's: only the plugin's work counts, and it does not look at the page.
    "theme": {"name": "material", "language": "zh", "font": False, "custom_dir": "theme"},
    "plugins": ["search"],
    "markdown_extensions": ["attr_list"],
    # Without a navigation of its own, MkDocs would make one of all pages, in quadratic time.
    "nav": ["index.md"],
    "not_in_nav": "*",
    "hooks": [str(Path(__file__).with_name("lunr_hook.py"))],
}


class Built(NamedTuple):
    """A site with Material's search."""

    site: Path
    seconds: float
    """What indexing took, without the rest of the build."""

    @property
    def index_file(self) -> Path:
        """The index, which holds all texts."""
        return self.site / "search" / "search_index.json"

    @property
    def worker(self) -> str:
        """The script that searches, from the root of the site."""
        (script,) = self.site.glob("assets/javascripts/workers/search.*.min.js")
        return script.relative_to(self.site).as_posix()


def build(folder: Path, pages: Iterable[Page]) -> Built:
    """Have MkDocs build a site of pages with their headings and texts, and nothing else on them.

    Raises:
        SystemExit: MkDocs failed; the message is what it says.
    """
    docs = folder / "docs"
    for page in pages:
        path = docs / f"{page.address}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.markdown, encoding="utf-8")
    (docs / "index.md").write_text("---\nsearch:\n  exclude: true\n---\n", encoding="utf-8")
    (folder / "theme").mkdir()
    (folder / "theme" / "main.html").write_text("{{ page.content }}", encoding="utf-8")
    # JSON is YAML.
    (folder / "mkdocs.yml").write_text(json.dumps(CONFIG), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "--quiet",
        "build",
        "--config-file",
        str(folder / "mkdocs.yml"),
    ]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, env=environment, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return Built(folder / "site", float((folder / "site" / "seconds.txt").read_text("utf-8")))
