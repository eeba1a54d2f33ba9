"""The day it is, and how long things take."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

_CHINA: Final = timezone(timedelta(hours=8))
"""Asia/Shanghai, which has had no other offset since 1991."""


def today() -> date:
    """Return the day it is in Asia/Shanghai.

    For entry points only (``cli``, ``mkdocs_plugin``): a build is told its day and never asks.
    """
    return datetime.now(UTC).astimezone(_CHINA).date()


@dataclass(slots=True)
class Stopwatch:
    """Seconds by phase."""

    seconds: dict[str, float] = field(default_factory=dict)
    _began: float = field(default_factory=time.perf_counter)
    _last: float = field(default_factory=time.perf_counter)

    def lap(self, phase: str) -> None:
        """End a phase."""
        now = time.perf_counter()
        self.seconds[phase] = now - self._last
        self._last = now

    def stop(self) -> Mapping[str, float]:
        """Return the seconds by phase, and in ``total``."""
        return {**self.seconds, "total": time.perf_counter() - self._began}
