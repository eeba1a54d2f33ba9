"""Is the built site whole? Its text is the model's text, and every link in it leads somewhere.

The checks know the files of a site and the model, not the code that rendered one from the other. Each
works on a few folders at a time, so that the pipeline can spread them over processes.
"""

from __future__ import annotations

import html
import json
import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from build_tools import urls
from build_tools.diagnostics import Diagnostic, Severity
from build_tools.model.law import Law
from build_tools.pages.proof import text_of_law, text_of_page, texts_of_pages

_ARTICLE: Final = re.compile(r"<article\b.*</article>", re.DOTALL)
_TAG: Final = re.compile(r"""<([a-z][a-z0-9]*)((?:[^>"']|"[^"]*"|'[^']*')*)>""")
# What another attribute has between its quotes is text, whatever it reads like: it matches without a name.
_ATTRIBUTE: Final = re.compile(r"""\s(id|href|src)=("[^"]*"|'[^']*'|[^\s>]+)|"[^"]*"|'[^']*'""")
_ANY_ATTRIBUTE: Final = re.compile(r"""\s([^\s=>"']+)=("[^"]*"|'[^']*'|[^\s>]+)""")
_LOADS: Final = frozenset({"src", "srcset", "poster", "data", "style"})
"""Attributes by which any element loads something."""
_LOADED: Final = re.compile(r"\b(?:stylesheet|icon|manifest|\w*preload|prefetch|preconnect|dns-prefetch)\b")
"""What the ``rel`` of a link element says when it loads something; canonical and alternate do not."""
_STYLE: Final = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)
_HOST: Final = re.compile(r"""(?:^|[\s,("'])((?:https?:)?//[^\s,)"'>]+)""", re.IGNORECASE)
_URL: Final = re.compile(r"(?:url\(|@import)[^;})]*", re.IGNORECASE)
"""What a style sheet loads."""
_DATA: Final = re.compile(r"\.push\((.*)\);?\s*\Z")
_CONTEXT: Final = 12
"""Characters shown around the first difference of two texts."""


def check_text(folder: Path, shown: str, law: Law) -> Iterator[Diagnostic]:
    """Yield an error for each page of a version whose text is not the model's.

    Args:
        folder: where the pages of the version lie.
        shown: how messages name that folder, with a closing slash.
        law: the text.
    """
    for name, expected in ((urls.FULL, text_of_law(law)), *texts_of_pages(law)):
        try:
            page = (folder / name).read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            yield _error(shown + name, "page-missing", f"cannot be read ({error}); run “tiaowen build”")
            continue
        match = _ARTICLE.search(page)
        found = text_of_page(match[0]) if match else ""
        if found != expected:
            yield _error(shown + name, "page-text", _difference(found, expected, law.path))


def _difference(found: str, expected: str, path: str) -> str:
    """Say where two texts part."""
    at = len(os.path.commonprefix([found, expected]))
    start = max(0, at - _CONTEXT)
    ours, theirs = found[start : at + _CONTEXT], expected[start : at + _CONTEXT]
    return f"shows …{ours!r}… where {path} has …{theirs!r}…; this is a fault of Tiaowen: please report it"


def _error(path: str, code: str, message: str) -> Diagnostic:
    return Diagnostic(path, 0, 0, code, message, Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Links:
    """What the pages of some folders have, and where they lead outside of these folders."""

    broken: tuple[Diagnostic, ...]
    outside: Mapping[tuple[str, str], str]
    """(page, fragment or empty) → one of the pages that link to it."""
    links: int
    pages: int


@dataclass(slots=True)
class _Scan:
    """Pages read so far: their ids, and what they link to."""

    ids: dict[str, set[str]] = field(default_factory=dict)
    links: dict[tuple[str, str], str] = field(default_factory=dict)
    broken: list[Diagnostic] = field(default_factory=list)
    count: int = 0

    def load(self, page: str, words: str, site_url: str) -> None:
        """Note what is loaded from another host: a reader of this site tells nobody else what he reads."""
        for address in _HOST.findall(words):
            if not (site_url and address.startswith(site_url)):
                message = f"loads {address} from another host; keep a copy in overrides/assets"
                self.broken.append(_error(page, "host-foreign", message))

    def link(self, page: str, address: str, base: str, site_url: str = "") -> None:
        """Note a link, unless it leaves the site; one to the site's own public address does not."""
        self.count += 1
        if site_url and address.startswith(site_url):
            address = base + address[len(site_url) :]
        try:
            parts = urlsplit(address)
        except ValueError:
            self.broken.append(_error(page, "link-malformed", f"link {address!r} is no address"))
            return
        if parts.scheme or parts.netloc:
            return
        path = unquote(parts.path)
        if path.startswith("/"):
            # 404.html has such links: it does not know how deep it is shown.
            target = path.removeprefix(base)
        else:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
        if target.startswith(urls.BUNDLES) and target.endswith(".zip"):
            return  # whoever publishes puts the bundles there
        if path.endswith("/") or target in ("", "."):
            target = posixpath.join("" if target == "." else target, urls.INDEX)
        self.links.setdefault((target, unquote(parts.fragment)), page)


def scan_links(root: Path, folders: Sequence[str], site_url: str) -> Links:
    """Read all pages and data scripts in ``folders`` (not below them), and follow their links.

    Args:
        root: the site folder.
        folders: relative to it, ``""`` for the root itself.
        site_url: the site's public address with a closing slash, or empty: full texts, which are saved and
            mailed, link to other laws by it.

    Returns:
        Links that are broken already, and those that lead to other folders.
    """
    scan = _Scan()
    base = unquote(urlsplit(site_url).path) or "/"
    for folder in folders:
        for name in sorted(path.name for path in (root / folder).iterdir()):
            page = posixpath.join(folder, name)
            if name.endswith(".html"):
                _scan_page(scan, page, (root / page).read_text("utf-8"), base, site_url)
            elif name.endswith(".js") and folder.startswith("laws/"):
                _scan_data(scan, page, (root / page).read_text("utf-8"))
    inside = set(folders)
    outside = {}
    for (target, fragment), page in scan.links.items():
        if posixpath.dirname(target) not in inside:
            outside[target, fragment] = page
        elif target in scan.ids:
            if fragment and fragment not in scan.ids[target]:
                scan.broken.append(_broken(page, target, fragment))
        elif not (root / target).is_file():
            scan.broken.append(_broken(page, target, ""))
    return Links(tuple(scan.broken), outside, scan.count, len(scan.ids))


def _scan_page(scan: _Scan, page: str, text: str, base: str, site_url: str = "") -> None:
    ids = scan.ids[page] = set()
    for style in _STYLE.findall(text) if "<style" in text else ():
        for words in _URL.findall(style):
            scan.load(page, words, site_url)
    for tag, attributes in _TAG.findall(text):
        if "//" in attributes and tag not in ("a", "meta"):
            scan.load(page, _loaded(tag, attributes), site_url)
        for name, value in _ATTRIBUTE.findall(attributes):
            if not name:
                continue
            plain = value.strip("\"'")
            plain = html.unescape(plain) if "&" in plain else plain
            if name != "id":
                scan.link(page, plain, base, site_url)
            elif plain in ids:
                scan.broken.append(_error(page, "id-repeated", f"id {plain!r} stands twice"))
            else:
                ids.add(plain)


def _loaded(tag: str, attributes: str) -> str:
    """Return the values of the attributes by which an element loads something."""
    found = {name: html.unescape(value.strip("\"'")) for name, value in _ANY_ATTRIBUTE.findall(attributes)}
    names = _LOADS | {"href"} if tag == "link" and _LOADED.search(found.get("rel", "")) else _LOADS
    return " ".join(value for name, value in found.items() if name in names)


def check_styles(root: Path) -> Iterator[Diagnostic]:
    """Yield an error for everything that a style sheet of the site ``root`` loads from another host."""
    scan = _Scan()
    for path in sorted((root / "assets").rglob("*.css")):
        for words in _URL.findall(path.read_text("utf-8")):
            scan.load(path.relative_to(root).as_posix(), words, "")
    yield from scan.broken


def _scan_data(scan: _Scan, page: str, text: str) -> None:
    """Note the pages that a data script names: the table of contents and the versions; a statement a line."""
    try:
        for statement in text.strip().split("\n"):
            match = _DATA.search(statement)
            kind, data = json.loads(match[1] if match else "")
            if kind == "toc":
                for eid in _toc_eids(data):
                    scan.link(page, urls.href(eid), "")
            elif kind == "moved":
                for address in data.values():
                    scan.link(page, address, "")
            elif kind == "versions":
                for row in data["v"]:
                    scan.link(page, f"{row[0]}/", "")
    except (ValueError, KeyError, TypeError, IndexError) as error:
        scan.broken.append(_error(page, "data-malformed", f"is no data script of ours: {error}"))


def _toc_eids(nodes: Iterable[Any]) -> Iterator[str]:
    for node in nodes:
        yield node[0]
        if isinstance(node[-1], list):
            yield from _toc_eids(node[-1])


def resolve_links(root: Path, outside: Iterable[Mapping[tuple[str, str], str]]) -> tuple[Diagnostic, ...]:
    """Follow the links between folders that :func:`scan_links` left; return an error for each broken one."""
    wanted: dict[str, dict[str, str]] = {}
    for links in outside:
        for (target, fragment), page in links.items():
            wanted.setdefault(target, {}).setdefault(fragment, page)
    broken = []
    for target, fragments in wanted.items():
        path = root / target
        if target.startswith("../") or not path.is_file():
            broken += [_broken(page, target, fragment) for fragment, page in fragments.items()]
        elif any(fragments):
            scan = _Scan()
            _scan_page(scan, target, path.read_text("utf-8"), "/")
            broken += [
                _broken(page, target, fragment)
                for fragment, page in fragments.items()
                if fragment and fragment not in scan.ids[target]
            ]
    return tuple(broken)


def _broken(page: str, target: str, fragment: str) -> Diagnostic:
    address = f"{target}#{fragment}" if fragment else target
    return _error(page, "link-broken", f"links to {address}, which is not there")


def page_folders(root: Path) -> list[tuple[str, int]]:
    """Return the folders of a site, relative to it, with the number of files in each."""
    found = []
    for parent, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name != "assets")
        inside = Path(parent).relative_to(root).as_posix()
        found.append(("" if inside == "." else inside, len(names)))
    return found
