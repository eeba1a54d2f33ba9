"""What a build is asked to do: options and ``mkdocs.yml`` together, checked before anything is touched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml
from yaml_env_tag import construct_env_tag

from build_tools.pipeline.tree import MARKER

CONFIG_FILE: Final = "mkdocs.yml"
REGISTRY_FILE: Final = "registry.tsv"
REDIRECTS_FILE: Final = "redirects.yml"
_KEPT: Final = ("overrides", "build_tools", "tests", ".git", ".github")
"""Folders next to ``mkdocs.yml`` that are no outputs, besides the sources, ``docs/`` and the cache."""

_SITE_URL: Final = re.compile(r"""https?://[^\x00-\x20\x7f-\U0010ffff?#"'<>\\^`{|}]+\Z""")
"""What addresses of pages can be put behind, in every file that asks for one (RFC 3986)."""


class SettingsError(Exception):
    """The options or ``mkdocs.yml`` cannot be used; the message holds every reason, one a line."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One build, with nothing left to look up; paths are as the user named them."""

    config_file: Path
    sources: tuple[Path, ...]
    """Folders of law files."""
    laws: Path | None
    """The generated ``docs/laws``; None: this build leaves Markdown pages alone."""
    site: Path
    cache: Path
    """``.cache/tiaowen`` next to ``mkdocs.yml``; may be deleted at any time."""
    site_name: str
    site_url: str
    """With a closing slash, or empty."""
    as_of: date
    jobs: int
    bundles: Path
    """The catalogue of offline bundles, which may be missing."""
    strict: bool = False
    law_json: bool = False
    """Whether every version gets a ``law.json``."""

    @property
    def registry(self) -> Path:
        """The file of frozen addresses, in the first source folder."""
        return self.sources[0] / REGISTRY_FILE

    @property
    def redirects(self) -> Path:
        """The file of declared redirects, in the first source folder; it may be missing."""
        return self.sources[0] / REDIRECTS_FILE


@dataclass(frozen=True, slots=True)
class Request:
    """The options of the command line; None and () mean "as mkdocs.yml says"."""

    as_of: date
    jobs: int
    config_file: Path = Path(CONFIG_FILE)
    sources: tuple[Path, ...] = ()
    docs: Path | None = None
    site: Path | None = None
    strict: bool = False
    law_json: bool = False
    in_place: bool = False
    """The site folder is MkDocs' own, just emptied and filled by it."""


class _Loader(yaml.SafeLoader):
    """Reads ``mkdocs.yml`` without running what its tags (``!!python/name:``) ask for; ``!ENV`` as MkDocs does."""


def _untagged(loader: yaml.SafeLoader, _: str, node: yaml.Node) -> object:
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node)
    return None


_Loader.add_multi_constructor("!", _untagged)
_Loader.add_multi_constructor("tag:", _untagged)
_Loader.add_constructor("!ENV", construct_env_tag)


def read_settings(request: Request) -> Settings:
    """Put the options and ``mkdocs.yml`` together.

    ``docs/laws`` belongs to the project's own source: another source leaves it alone, unless it comes
    with another ``--docs``.

    Raises:
        SettingsError: ``mkdocs.yml`` is missing or wrong, or an output folder is one that a build must
            not replace.
    """
    config = _read_config(request.config_file)
    root = request.config_file.parent
    own_source = root / str(_plugin_option(config, "source", "source"))
    sources = request.sources or (own_source,)
    docs = request.docs or (root / str(config.get("docs_dir") or "docs"))
    foreign = {path.resolve() for path in sources} != {own_source.resolve()}
    settings = Settings(
        config_file=request.config_file,
        sources=sources,
        laws=None if foreign and request.docs is None else docs / "laws",
        site=request.site or (root / str(config.get("site_dir") or "site")),
        cache=root / ".cache" / "tiaowen",
        site_name=str(config.get("site_name") or ""),
        site_url=_with_slash(str(config.get("site_url") or "")),
        as_of=request.as_of,
        jobs=request.jobs,
        bundles=root / str(_plugin_option(config, "bundles", "dist/bundles.json")),
        strict=request.strict,
        law_json=request.law_json or _plugin_option(config, "law_json", default=False) is True,
    )
    problems = list(_problems(settings, in_place=request.in_place))
    if problems:
        raise SettingsError("\n".join(problems))
    return settings


def _read_config(path: Path) -> dict[str, Any]:
    try:
        config = yaml.load(path.read_bytes(), _Loader)
    except FileNotFoundError:
        raise SettingsError(
            f"{path}: no such file; run this in the folder that holds {CONFIG_FILE}"
        ) from None
    except (OSError, yaml.YAMLError, UnicodeError) as error:
        raise SettingsError(f"{path}: cannot be read: {error}") from error
    if not isinstance(config, dict):
        raise SettingsError(f"{path}: must hold settings (key: value)")
    return config


def _plugin_option(config: dict[str, Any], name: str, default: object) -> object:
    """Return an option that stands below ``plugins: - tiaowen:``."""
    plugins = config.get("plugins") or []
    for entry in plugins.items() if isinstance(plugins, dict) else plugins:
        pairs = entry.items() if isinstance(entry, dict) else [entry]
        for pair in pairs:
            if isinstance(pair, tuple) and pair[0] == "tiaowen" and isinstance(pair[1], dict):
                return pair[1].get(name, default)
    return default


def _with_slash(url: str) -> str:
    return url if not url or url.endswith("/") else url + "/"


def _problems(settings: Settings, *, in_place: bool) -> Iterator[str]:
    """Yield why an output folder must not be replaced, and what is wrong with the public address."""
    if settings.site_url and not _SITE_URL.match(settings.site_url):
        yield (
            f"site_url {settings.site_url!r}: must be an address of http(s) in ASCII without blanks, ? and #; "
            "write a Chinese host as xn--…, and other such characters as %XX"
        )
    if not in_place:
        yield from _bad_output("--site", settings.site, settings)
    if settings.laws is not None:
        yield from _bad_output("--docs", settings.laws, settings)
        if _overlap(settings.laws, settings.site):
            yield f"{settings.site}: lies in, or around, {settings.laws}; keep the two folders apart"


def _bad_output(option: str, folder: Path, settings: Settings) -> Iterator[str]:
    """Yield why ``folder``, which a build replaces as a whole, must not be replaced."""
    place = folder.resolve()
    root = settings.config_file.parent.resolve()
    if place == root or place in root.parents or place == Path.home():
        yield f"{folder}: a build replaces this folder, but the project stands in it; choose another {option}"
        return
    kept = [*settings.sources, *(settings.config_file.parent / name for name in _KEPT), settings.cache]
    if option == "--site":
        kept.append(settings.config_file.parent / "docs")
    for other in kept:
        if _overlap(folder, other):
            yield (
                f"{folder}: lies in, or around, {other}, which no build may replace; choose another {option}"
            )
    try:
        yield from _bad_content(option, folder)
    except OSError as error:
        yield f"{folder}: cannot be looked into: {error.strerror}; change the rights, or choose another {option}"


def _bad_content(option: str, folder: Path) -> Iterator[str]:
    """Yield why a folder must not be replaced for what stands in its place, or in it.

    Raises:
        OSError: one may not look.
    """
    lowest = next(place for place in (folder, *folder.parents, Path.cwd()) if place.exists())
    if not lowest.is_dir():
        yield f"{lowest}: a file stands where the folder belongs; move it, or choose another {option}"
    elif folder.is_dir() and not (folder / MARKER).is_file() and any(folder.iterdir()):
        yield (
            f"{folder}: holds files that no build of ours wrote, and a build would replace them; "
            f"remove the folder, or choose another {option}"
        )


def _overlap(one: Path, other: Path) -> bool:
    first, second = one.resolve(), other.resolve()
    return first == second or first in second.parents or second in first.parents
