"""What must not, and what must, be in the repository: read from git's own list of files."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

MAX_BYTES = 600_000
BINARY = {".png", ".ico", ".jpg", ".woff2", ".docx", ".zip"}
MACHINE_PATH = re.compile(r"(?<![\w.}])/(?:work|farm|root|home/\w+|Users/\w+|tmp/\w+)/")
INDEX_HOST = re.compile(r"(?:pypi|pythonhosted|npmjs|npmmirror|debian)\.(?:org|com)\b", re.IGNORECASE)
ADDRESS = re.compile(r"""(?:https?:)?//[\w.-]+\.[a-z]{2,}[^\s"'<>)]*""", re.IGNORECASE)
UNOWNED = re.compile(r"\b(?:TODO|FIXME|XXX)\b(?!\(\w+\))")
HARMLESS_ADDRESS = re.compile(r"https?://(?:www\.w3\.org/|schema\.org\b|a9\.com/-/spec/opensearch/)")
"""Names that look like addresses and are never fetched: XML namespaces and vocabularies."""


def files_of(root: Path) -> list[Path]:
    """Return the files that are, or would be with `git add .`, in the repository at ``root``."""
    if shutil.which("git") is None or not (root / ".git").exists():
        pytest.skip("not a git checkout")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True).stdout.decode()
    return [path for name in listed.split("\0") if name and (path := root / name).is_file()]


def lines_of(root: Path, *, below: str = "") -> Iterator[tuple[str, str]]:
    """Yield place and text of every line of our own text files; law files and licences are not ours."""
    for path in files_of(root):
        name = path.relative_to(root).as_posix()
        if path.suffix in BINARY or name.startswith("source/") or not name.startswith(below):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield f"{name}:{number}", line


def matches(root: Path, pattern: re.Pattern[str], *, below: str = "") -> list[str]:
    """Return the lines that contain ``pattern``, with their places."""
    return [f"{place}: {line.strip()}" for place, line in lines_of(root, below=below) if pattern.search(line)]


def test_no_path_of_somebodys_machine(repository):
    assert matches(repository, MACHINE_PATH) == []


def test_no_package_index(repository):
    assert matches(repository, INDEX_HOST) == []


def test_nobody_leaves_work_without_a_name(repository):
    own = "tests/unit/test_repository.py"
    assert [line for line in matches(repository, UNOWNED) if not line.startswith(own)] == []


def test_no_big_files(repository):
    big = [str(path) for path in files_of(repository) if path.stat().st_size > MAX_BYTES]
    assert big == []


def test_every_file_is_utf8_with_unix_line_ends(repository):
    for path in files_of(repository):
        if path.suffix not in BINARY and not path.is_relative_to(repository / "tests" / "golden"):
            data = path.read_bytes()
            data.decode("utf-8")
            assert b"\r" not in data, path
            assert data.endswith(b"\n") or not data, path


def test_the_theme_names_no_third_party(repository):
    foreign = [
        place
        for place, line in lines_of(repository, below="overrides/")
        for address in ADDRESS.findall(line)
        if not HARMLESS_ADDRESS.match(address)
    ]
    assert foreign == []


@pytest.mark.parametrize(
    ("pattern", "line", "found"),
    [
        (MACHINE_PATH, "see /" + "work/main/x", True),
        (MACHINE_PATH, 'open("/' + 'home/li/laws/a.md")', True),
        (MACHINE_PATH, "/" + "tmp/x/y", True),
        (MACHINE_PATH, "docs/wo" + "rk/x and https://example.cn/wo" + "rk/x", False),
        (INDEX_HOST, "--index-url https://py" + "pi.org/simple", True),
        (INDEX_HOST, '"resolved": "https://registry.npm' + 'js.org/a"', True),
        (UNOWNED, "# TODO: later", True),
        (UNOWNED, "# TODO(lihua): later", False),
        (ADDRESS, '<link href="//cdn.example.com/a.css">', True),
        (ADDRESS, "// a comment in a script", False),
        (ADDRESS, "@import url(https://fonts.example.cn/x)", True),
    ],
)
def test_the_patterns_find_what_they_are_for(pattern, line, found):
    assert bool(pattern.search(line)) is found


def pins(path: Path) -> dict[str, list[str]]:
    """Return the pinned versions by package; a package has two where platforms differ."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", path.read_text(encoding="utf-8"), re.MULTILINE):
        found.setdefault(canonicalize_name(name), []).append(version)
    return found


@pytest.mark.parametrize(
    ("lock", "groups"),
    [
        ("requirements-build.txt", ["build"]),
        ("requirements.txt", ["project"]),
        ("requirements-dev.txt", ["project", "dev"]),
        ("requirements-bench.txt", ["bench"]),
    ],
)
def test_lock_files_satisfy_the_project_file(repository, lock, groups):
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {**project["dependency-groups"], "project": project["project"]["dependencies"]}
    pinned = pins(repository / lock)
    for requirement in map(Requirement, [line for group in groups for line in wanted[group]]):
        versions = pinned.get(canonicalize_name(requirement.name), [])
        assert versions, f"{requirement} is not locked: make lock"
        assert all(version in requirement.specifier for version in versions), f"{requirement}: make lock"


def test_the_development_lock_agrees_with_the_runtime_lock(repository):
    runtime, development = pins(repository / "requirements.txt"), pins(repository / "requirements-dev.txt")
    assert runtime.items() <= development.items()


@pytest.mark.parametrize("name", ["", "-build", "-dev", "-bench"])
def test_every_pin_has_hashes(repository, name):
    text = (repository / f"requirements{name}.txt").read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert blocks
    assert [block.partition(" ")[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_the_node_lock_matches_and_names_no_registry(repository):
    wanted = json.loads((repository / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((repository / "package-lock.json").read_text(encoding="utf-8"))
    assert lock["packages"][""]["devDependencies"] == wanted["devDependencies"]
    entries = {name: entry for name, entry in lock["packages"].items() if name}
    assert [name for name, entry in entries.items() if "resolved" in entry] == []
    assert [name for name, entry in entries.items() if "integrity" not in entry] == []


def test_workflows_pin_actions_and_may_only_read(repository):
    for path in (repository / ".github" / "workflows").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        uses = re.findall(r"uses:\s*(\S+)", text)
        assert uses
        assert [action for action in uses if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action)] == []
        assert re.search(r"^permissions:\n  contents: read\n(?! )", text, re.MULTILINE), path


def test_links_between_the_documents_for_maintainers_lead_somewhere(repository):
    # The pages of the site are checked, with the generated ones, by `tiaowen check`.
    folders = (repository, repository / "docs" / "contributing", repository / "tests")
    broken = [
        f"{page.relative_to(repository)}: {target}"
        for page in files_of(repository)
        if page.suffix == ".md" and page.parent in folders
        for target in re.findall(r"\]\((?![a-z]+:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
def test_the_readme_lists_the_commands_that_there_are(repository, page):
    command = [sys.executable, "-m", "build_tools", "--help"]
    shown = subprocess.run(command, cwd=repository, check=True, capture_output=True, encoding="utf-8").stdout
    commands = re.findall(r"^    ([a-z-]+)(?:  |$)", shown, re.MULTILINE)
    text = (repository / page).read_text(encoding="utf-8")
    assert commands
    assert set(re.findall(r"^\| `tiaowen ([a-z-]+)", text, re.MULTILINE)) == set(commands)


@pytest.mark.parametrize("page", ["README.md", "README.zh.md", "CONTRIBUTING.md", "tests/README.md"])
def test_documents_name_make_targets_that_there_are(repository, page):
    makefile = (repository / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    text = (repository / page).read_text(encoding="utf-8")
    named = re.findall(r"(?:^|`)make((?: [a-z-]+)+)(?= ARGS=|  |`|$)", text, re.MULTILINE)
    assert named
    assert {word for words in named for word in words.split()} <= targets
