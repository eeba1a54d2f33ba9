"""The command line as tests call it."""

from __future__ import annotations

from build_tools import cli
from tests.projects import law_text

CITING = law_text(
    "工资支付办法",
    "- **第一条**　违反《最低工资规定》第二条第二款的，依照《劳动监察规定》第一条处理。\n",
    id="c1",
    date="2010-01-01",
    status="有效",
)
"""A law that cites what there is and what there is not."""


def run(*words: str) -> int:
    """Run ``tiaowen`` with these words; return its exit code."""
    return cli.main(words)
