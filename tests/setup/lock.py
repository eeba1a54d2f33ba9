"""Write requirements*.txt from pyproject.toml, or say whether they still match (``--check``).

Usage: ``make lock`` or ``make lock-check``. The files pin every package for all platforms, with
the hashes of all its files, and name no package index. Pins that still satisfy pyproject.toml
are kept; to take newer versions, delete the file first.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCKS = {
    "requirements-build.txt": ("--group", "build"),
    "requirements.txt": ("pyproject.toml",),
    "requirements-dev.txt": ("pyproject.toml", "--group", "dev", "--constraints", "requirements.txt"),
    "requirements-bench.txt": ("--group", "bench"),
}
"""Each lock file and the inputs that `uv pip compile` makes it from; a later one may use an earlier."""


def compile_lock(name: str, output: Path) -> None:
    """Bring ``output`` up to date as lock file ``name``; uv reads the pins that it already holds.

    Raises:
        subprocess.CalledProcessError: nothing satisfies pyproject.toml, or no index was reached.
    """
    command = ["uv", "pip", "compile", *LOCKS[name], "--output-file", str(output)]
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--quiet", "--system-certs"]
    silent = ["--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "make lock"]
    subprocess.run([sys.executable, "-m", *command, *options, *silent], cwd=ROOT, check=True)


def stale() -> list[str]:
    """Return the names of the lock files that `make lock` would change."""
    found = []
    with tempfile.TemporaryDirectory() as scratch:
        for name in LOCKS:
            copy = Path(scratch, name)
            shutil.copyfile(ROOT / name, copy)
            compile_lock(name, copy)
            if copy.read_bytes() != (ROOT / name).read_bytes():
                found.append(name)
    return found


def main(arguments: list[str]) -> int:
    """Lock, or check the locks; the exit code is 1 when a lock is stale."""
    if arguments == ["--check"]:
        names = stale()
        for name in names:
            print(f"{name} does not match pyproject.toml: run `make lock`", file=sys.stderr)
        return 1 if names else 0
    for name in LOCKS:
        compile_lock(name, ROOT / name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
