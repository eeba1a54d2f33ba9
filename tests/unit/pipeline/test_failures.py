"""Full disks, kills and interruptions: the old site stays whole, or the next build completes the new one."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools import fsio
from build_tools.pipeline.build import build
from build_tools.pipeline.journal import Journal
from tests.projects import law_text, leftovers, outputs_of, settings_of, write_laws

STEPS = ("_write_all", "move", "move_folder", "remove_file", "remove_tree")
"""The functions of fsio in which anything is changed on disk."""


def intercept(monkeypatch: pytest.MonkeyPatch, before: Callable[[str], None]) -> None:
    """Call ``before`` with the name of every step that is about to be made."""
    for name in STEPS:
        real = getattr(fsio, name)

        def step(*arguments: object, _real: Callable[..., object] = real, _name: str = name) -> object:
            before(_name)
            return _real(*arguments)

        monkeypatch.setattr(fsio, name, step)


class Countdown:
    """Does something at the step with that number, and at every later one."""

    def __init__(self, steps: int, then: Callable[[], None], kinds: tuple[str, ...] = STEPS) -> None:
        self.left = steps
        self.then = then
        self.kinds = kinds

    def __call__(self, kind: str) -> None:
        if kind in self.kinds:
            self.left -= 1
            if self.left < 0:
                self.then()


def disk_is_full() -> None:
    raise OSError(28, "No space left on device")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def edit(project: Path) -> None:
    """Change the project: a text edited, a law added, a law removed."""
    source = project / "source"
    edited = law_text("河南省社会治理条例", id="a2", date="2025-09-30", status="有效")
    write_laws(
        source,
        {
            "a/2025.md": edited.replace("加强社会治理", "推进社会治理现代化"),
            "c.md": law_text("北京市河湖保护条例", id="c1", date="2026-01-01"),
        },
    )
    (source / "b.md").unlink()


def steps_of(monkeypatch: pytest.MonkeyPatch, config_file: Path) -> int:
    """Return how many steps a build makes."""
    counter = Countdown(1_000_000, die)
    with monkeypatch.context() as patch:
        intercept(patch, counter)
        build(settings_of(config_file))
    return 1_000_000 - counter.left


@pytest.fixture(params=["clean", "incremental"])
def edited(request, config_file, tmp_path_factory, monkeypatch):
    """A project before a build, what readers have now, what they get, and the number of steps in between."""
    project = config_file.parent
    if request.param == "incremental":
        build(settings_of(config_file))
        edit(project)
    before = outputs_of(project)
    steps = steps_of(monkeypatch, config_file)
    after = outputs_of(project)
    return request.param, before, after, steps


def start_again(project: Path, config_file: Path, kind: str) -> None:
    """Bring the project back to where it was before the build that the test is about."""
    import shutil

    for name in ("site", "docs/laws", ".cache"):
        shutil.rmtree(project / name, ignore_errors=True)
    if kind == "incremental":
        (project / "source" / "c.md").unlink()
        write_laws(
            project / "source",
            {
                "a/2025.md": law_text("河南省社会治理条例", id="a2", date="2025-09-30", status="有效"),
                "b.md": law_text("最低工资规定", id="b1", date="2004-01-20", status="有效"),
            },
        )
        build(settings_of(config_file))
        edit(project)


def failure_of(config_file: Path) -> str:
    """Build, and return what went wrong, or nothing."""
    try:
        build(settings_of(config_file))
    except fsio.WriteError as error:
        return str(error)
    return ""


def spread(steps: int) -> list[int]:
    """Return the steps to fail at: the first ones, the last ones, and some in between."""
    return sorted({*range(3), *range(0, steps, max(1, steps // 12)), *range(max(0, steps - 12), steps)})


def test_a_full_disk_changes_nothing(edited, config_file, monkeypatch):
    kind, before, after, steps = edited
    project = config_file.parent
    for number in spread(steps):
        start_again(project, config_file, kind)
        assert outputs_of(project) == before
        with monkeypatch.context() as patch:
            # What is there already can still be renamed and removed on a full disk.
            intercept(patch, Countdown(number, disk_is_full, ("_write_all",)))
            complaint = failure_of(config_file)
        if not complaint:
            assert outputs_of(project) == after
            break
        assert "No space left on device" in complaint
        pending = (settings_of(config_file).cache / "journal.json").exists()
        if not pending:
            assert outputs_of(project) == before, number
            assert leftovers(project) == [], number
        build(settings_of(config_file))
        assert outputs_of(project) == after, number
        assert leftovers(project) == [], number


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_kill_at_any_step_is_undone_or_completed(edited, config_file, monkeypatch):
    kind, before, after, steps = edited
    project = config_file.parent
    for number in spread(steps):
        start_again(project, config_file, kind)
        child = os.fork()
        if child == 0:
            intercept(monkeypatch, Countdown(number, die))
            build(settings_of(config_file))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), number
        settings = settings_of(config_file)
        journal = Journal(settings.cache / "journal.json")
        if not journal.committed:
            assert {k: v for k, v in outputs_of(project).items() if "/.laws." not in k} == before, number
        with fsio.lock(settings.cache / "lock"):
            outcome = journal.settle()
        assert outputs_of(project) == (after if outcome == "completed" else before), (number, outcome)
        assert leftovers(project) == [], number
        build(settings_of(config_file))
        assert outputs_of(project) == after, number


def test_an_interruption_changes_nothing(config_file, monkeypatch):
    project = config_file.parent
    build(settings_of(config_file))
    before = outputs_of(project)
    edit(project)

    def interrupt() -> None:
        raise KeyboardInterrupt

    for number in range(0, 20, 4):
        with monkeypatch.context() as patch:
            intercept(patch, Countdown(number, interrupt, ("_write_all",)))
            with pytest.raises(KeyboardInterrupt):
                build(settings_of(config_file))
        if not Journal(settings_of(config_file).cache / "journal.json").committed:
            assert outputs_of(project) == before
            assert leftovers(project) == []


def test_a_damaged_journal_is_no_reason_to_guess(config_file):
    settings = settings_of(config_file)
    fsio.write_atomically(settings.cache / "journal.json", b'{"state": "moving", "changes": [{}]}')
    with pytest.raises(fsio.WriteError, match=r"journal\.json: is damaged; remove it"):
        build(settings)
