"""Tasks → processes, through the ``concurrent.futures`` interface.

Small amounts of work run in this process: starting workers costs more than rebuilding one law.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Final, Generic, Protocol, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

SMALL: Final = 1_000_000
"""Work (in bytes of source) that is done here rather than handed out."""
_CHUNKS: Final = 24
"""Pieces per process: enough that both finish together, few enough that each is worth its overhead."""


class WorkerError(Exception):
    """A worker process died."""


class Progress(Protocol):
    """Who wants to know how far a build is."""

    def start(self, label: str, total: int) -> None:
        """A stretch of ``total`` steps begins, and ends the one before."""

    def step(self, done: int) -> None:
        """So many more steps are done."""


class Quiet:
    """Tells nobody."""

    def start(self, label: str, total: int) -> None:
        """Ignore it."""

    def step(self, done: int) -> None:
        """Ignore it."""


class InlineExecutor(Executor):
    """Runs a task where it is submitted."""

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN002, ANN003, ANN201
        """Run ``fn`` and return a future that is done."""
        future: Future[object] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:
            future.set_exception(error)
        return future


Executors = Callable[[int], Executor]
"""Makes the executor for a number of processes."""


def processes(jobs: int) -> Executor:
    """Return an executor with so many worker processes."""
    return ProcessPoolExecutor(jobs, initializer=_prepare)


def _prepare() -> None:
    """Make ready a worker process.

    What a worker builds has no cycles, so the collector would search half a million objects in vain;
    it runs between tasks instead. And a worker must not outlive a build that was killed: nobody would
    ever read the pages it goes on writing.
    """
    gc.freeze()
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started the workers
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_die_with, args=(parent.sentinel,), daemon=True).start()


def _die_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


@dataclass(frozen=True, slots=True)
class _Measured(Generic[Result]):
    """A result, and the most memory its process had until then."""

    value: Result
    process: int
    peak: int


def peak_memory() -> int:
    """Return the most bytes that this process has held so far; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _measured(function: Callable[[Task], Result], task: Task) -> _Measured[Result]:
    value = function(task)
    if multiprocessing.parent_process() is not None:
        gc.collect(0)
    return _Measured(value, os.getpid(), peak_memory())


class Crew:
    """The processes of one build, started when there is enough to do for them."""

    def __init__(self, jobs: int, executors: Executors = processes) -> None:
        self._jobs = jobs
        self._executors = executors
        self._pool: Executor | None = None
        self._inline = InlineExecutor()
        self._peaks: dict[int, int] = {}

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Wait until nobody works any more; what has not begun never will."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    @property
    def peak(self) -> int:
        """An upper bound of the bytes that all processes together have held."""
        others = [peak for process, peak in self._peaks.items() if process != os.getpid()]
        return peak_memory() + sum(others)

    def executor(self, weight: int) -> Executor:
        """Return where work of that weight (bytes of source) should run."""
        if self._jobs == 1 or weight < SMALL:
            return self._inline
        if self._pool is None:
            self._pool = self._executors(self._jobs)
        return self._pool

    def submit(self, function: Callable[[Task], Result], task: Task, weight: int) -> Callable[[], Result]:
        """Begin one task and return what waits for its result."""
        future = self.executor(weight).submit(_measured, function, task)
        return lambda: self._take(future)

    def _take(self, future: Future[_Measured[Result]]) -> Result:
        try:
            measured = future.result()
        except BrokenProcessPool as error:
            raise WorkerError("a worker process died; is there enough memory? Try fewer --jobs") from error
        self._peaks[measured.process] = max(measured.peak, self._peaks.get(measured.process, 0))
        return measured.value

    def run(self, function: Callable[[Task], Result], tasks: Iterable[Task], weight: int) -> Iterator[Result]:
        """Yield ``function(task)`` for every task, in no particular order; the first begins before the last is made.

        Raises:
            WorkerError: a worker process died.
            Exception: whatever ``function`` raised first; tasks that have not begun are dropped.
        """
        executor = self.executor(weight)
        if executor is self._inline:
            yield from map(function, tasks)
            return
        futures = [executor.submit(_measured, function, task) for task in tasks]
        try:
            for future in as_completed(futures):
                yield self._take(future)
        finally:
            for future in futures:
                future.cancel()

    def chunks(self, items: Sequence[Task], weigh: Callable[[Task], int]) -> list[list[Task]]:
        """Deal ``items`` into pieces of about the same weight, the heaviest items first."""
        total = sum(map(weigh, items))
        limit = max(1, total // (self._jobs * _CHUNKS))
        pieces: list[list[Task]] = [[]]
        load = 0
        for item in sorted(items, key=weigh, reverse=True):
            if load >= limit:
                pieces.append([])
                load = 0
            pieces[-1].append(item)
            load += weigh(item)
        return pieces if items else []
