"""Page shells: what surrounds the main content, rendered once by MkDocs and stamped many times.

MkDocs with Material renders one *shell page* per kind of page, in which sentinels stand where
the content goes. :func:`cut` minifies such a page and splits it at the sentinels; after that a
page costs one string join (:meth:`Shell.stamp`), so that a hundred thousand pages take seconds.

A shell's own links are relative, hence one kind for every depth of folder at which it is used.

A sentinel is ``@@ name @@``. The blanks matter: they keep the minifier from dropping the quotes
of an attribute whose value is a slot. Where an element is filled the template writes it as a
comment, ``<!--@@ main @@-->``, and where attributes are added, as ``data-slot="@@ data @@"``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import minify_html

from build_tools.pages.scriptfiles import minified


class ShellKind(StrEnum):
    """What a shell is for; the value is the ``shell:`` key in the shell page's front matter."""

    LAW = "law"
    """Pages of a law, three folders deep: ``laws/<key>/<segment>/264.html``."""
    HUB = "hub"
    """Lists one folder deep: ``kinds/<slug>.html``, ``kinds/index.html``."""
    HUB0 = "hub0"
    """Lists at the top of the site: ``recent.html``, ``coming.html``."""
    HOME = "home"
    """The home page, ``index.html``."""


COMMON_SLOTS: Final = frozenset(
    {"title", "description", "canonical", "head", "data", "main", "extra_scripts"}
)
"""Slots of a list page.

``title`` is the text of ``<title>`` and ``description`` that of the meta element; ``canonical``
and ``head`` are whole elements inside ``<head>``, or empty; ``data`` is attributes for the
element around the content, each with a leading blank (`` data-at=art_12``); ``main`` is the
content; ``extra_scripts`` are ``<script>`` elements at the very end.
"""

LAW_SLOTS: Final = COMMON_SLOTS - {"description"}
"""Slots of a law page: its description would be its text once more, and bytes count here."""

HOME_SLOTS: Final = frozenset(
    {"canonical", "head", "extra_scripts", "note", "counts", "recent", "coming", "kinds", "regions", "years"}
)
"""Slots of the HOME shell, whose title and words are hand-written in ``docs/index.md``.

``note`` is a paragraph that says which bundle this is, empty on the site; ``counts`` is a phrase
(``2,829 部法规、85,000 条``); the others are lists, ``<ul>…</ul>``.
"""

SLOTS: Final[Mapping[ShellKind, frozenset[str]]] = {
    ShellKind.LAW: LAW_SLOTS,
    ShellKind.HUB: COMMON_SLOTS,
    ShellKind.HUB0: COMMON_SLOTS,
    ShellKind.HOME: HOME_SLOTS,
}
"""Which slots a shell of each kind has: all of them, each exactly once."""

_WRAPPED = re.compile(r'<!--(@@ \w+ @@)-->| data-slot="(@@ \w+ @@)"')
_SENTINEL = re.compile(r"@@ (\w+) @@")


class ShellError(Exception):
    """A shell page does not hold its sentinels as the templates promise (a template's fault)."""


@dataclass(frozen=True, slots=True)
class Shell:
    """A page cut at its slots: ``pieces[0] + slot[0] + pieces[1] + … + pieces[-1]``."""

    kind: ShellKind
    pieces: tuple[str, ...]
    """One more than ``names``."""
    names: tuple[str, ...]
    """The slot that follows each piece but the last."""

    @property
    def size(self) -> int:
        """Bytes that the shell adds to every page."""
        return sum(len(piece.encode()) for piece in self.pieces)

    def stamp(self, slots: Mapping[str, str]) -> str:
        """Return the page with its slots filled.

        Args:
            slots: a value for every slot of this kind (:data:`SLOTS`), already safe HTML; others are
                ignored. For ``title`` and ``description`` that is escaped text, quotes included.

        Raises:
            KeyError: a slot has no value.
        """
        parts = [self.pieces[0]]
        for name, piece in zip(self.names, self.pieces[1:], strict=True):
            parts.append(slots[name])
            parts.append(piece)
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Shells:
    """All shells of a site, with the style sheet that ``full.html`` carries inside itself."""

    shells: tuple[Shell, ...]
    """One of each kind, in the order of :class:`ShellKind`."""
    full_css: str
    """Minified style sheet for ``full.html``, to be put into ``<style>`` as it is."""
    full_js: str = ""
    """Minified script for ``full.html``, to be put into ``<script>`` as it is."""

    def __getitem__(self, kind: ShellKind) -> Shell:
        """Return the shell of that kind."""
        return next(shell for shell in self.shells if shell.kind is kind)

    @property
    def fingerprint(self) -> str:
        """SHA-256 in hex; two sets of shells with one fingerprint stamp identical pages."""
        return hashlib.sha256(self.dump().encode()).hexdigest()

    def dump(self) -> str:
        """Return the shells as JSON text, for :func:`load`."""
        shells = {shell.kind.value: [shell.pieces, shell.names] for shell in self.shells}
        data = {"shells": shells, "full_css": self.full_css, "full_js": self.full_js}
        return json.dumps(data, ensure_ascii=False, indent=0)


def load(text: str) -> Shells:
    """Return the shells that :meth:`Shells.dump` wrote.

    Raises:
        ValueError, KeyError, TypeError: the text is not such a dump.
    """
    data = json.loads(text)
    return Shells(
        tuple(
            Shell(kind, tuple(data["shells"][kind.value][0]), tuple(data["shells"][kind.value][1]))
            for kind in ShellKind
        ),
        data["full_css"],
        data["full_js"],
    )


def cut(kind: ShellKind, html: str) -> Shell:
    """Minify a rendered shell page and split it at its sentinels.

    Raises:
        ShellError: a slot of this kind is missing or repeated, or an unknown one is present.
    """
    small = minify_html.minify(html, keep_comments=True, keep_closing_tags=True, minify_js=True)
    small = _WRAPPED.sub(lambda match: match[1] or match[2], small)
    parts = _SENTINEL.split(small)
    names = tuple(parts[1::2])
    if sorted(names) != sorted(SLOTS[kind]):
        raise ShellError(
            f"shell page {kind.value!r} must hold each of {sorted(SLOTS[kind])} once, "
            f"but holds {sorted(names)}; mend its template in overrides/"
        )
    return Shell(kind, tuple(parts[0::2]), names)


def assemble(pages: Iterable[tuple[ShellKind, str]], sheets: Iterable[str], script: str = "") -> Shells:
    """Cut the rendered shell pages, one of each kind, into a set of shells.

    Args:
        pages: kind and HTML of each shell page.
        sheets: the style sheets that make up that of ``full.html``, in order.
        script: the script of ``full.html``.

    Raises:
        ShellError: a kind is missing, or a page does not hold its sentinels.
    """
    found = dict(pages)
    missing = [kind.value for kind in ShellKind if kind not in found]
    if missing:
        raise ShellError(f"no page with 'shell: {missing[0]}' was rendered")
    return Shells(
        tuple(cut(kind, found[kind]) for kind in ShellKind),
        _minify_css("".join(sheets)),
        minified(script, "the script of full.html"),
    )


def _minify_css(css: str) -> str:
    """Return a style sheet without comments and needless blanks, fit to stand in ``<style>``.

    Not by ``minify_html``, which rewrites media queries to a syntax that older phones do not know.
    """
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", bare)).replace(": ", ":").strip()
