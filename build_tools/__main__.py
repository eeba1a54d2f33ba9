"""``python -m build_tools`` is ``tiaowen``."""

from __future__ import annotations

from build_tools.cli import run

if __name__ == "__main__":
    run()
