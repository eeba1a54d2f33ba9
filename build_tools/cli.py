"""The command ``tiaowen``: arguments → pipeline. The only place that prints or exits.

Exit codes: 0 all is well; 1 errors were found (the other laws were built, unless ``--strict``); 2 the
command cannot be carried out: wrong usage, no source, an output that cannot be written; 130 interrupted.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import os
import sys
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NoReturn

from tqdm import tqdm

from build_tools import fsio
from build_tools.arguments import Run, make_parser
from build_tools.diagnostics import Diagnostic, Severity
from build_tools.drafting.questions import QUESTIONS, AnswerError, ask_all
from build_tools.drafting.template import place_of, template
from build_tools.inspection import has_error, inspect_file
from build_tools.intake.convert import Wishes
from build_tools.pages.capture import CaptureError
from build_tools.pages.shell import ShellError
from build_tools.parse.placeholders import PLACEHOLDER
from build_tools.pipeline.buckets import DamagedError
from build_tools.pipeline.build import build
from build_tools.pipeline.bundling import Order, make_bundles
from build_tools.pipeline.checking import run_check
from build_tools.pipeline.citations import cite_files
from build_tools.pipeline.clock import today
from build_tools.pipeline.codec import no_collection
from build_tools.pipeline.imported import ImportOrder, ImportOrderError, ImportReport, find_documents
from build_tools.pipeline.importing import import_files
from build_tools.pipeline.library import ChangedError
from build_tools.pipeline.register import register
from build_tools.pipeline.report import Report, counted
from build_tools.pipeline.settings import Request, Settings, SettingsError, read_settings
from build_tools.pipeline.sources import NoSourcesError
from build_tools.pipeline.summaries import SummaryError, import_summary, write_new
from build_tools.pipeline.watch import snapshot
from build_tools.pipeline.workers import WorkerError
from build_tools.publish.catalogue import CatalogueError
from build_tools.publish.ledger import LedgerError
from build_tools.publish.selecting import SelectionError, Wish
from build_tools.search.node import NodeError, ask
from build_tools.search.words import DictionaryError
from build_tools.serve import Generation, PortError, make_server, rebuild_on_change

OK: Final = 0
FOUND_ERRORS: Final = 1
CANNOT: Final = 2
INTERRUPTED: Final = 130

_FAULTS: Final = (
    SettingsError,
    NoSourcesError,
    CaptureError,
    ShellError,
    ChangedError,
    WorkerError,
    PortError,
    NodeError,
    CatalogueError,
    LedgerError,
    SelectionError,
    ImportOrderError,
    SummaryError,
    DamagedError,
    DictionaryError,
    AnswerError,
    fsio.WriteError,
    OSError,
)
"""What may go wrong outside of the program: said in a sentence, without a traceback."""
_PAUSE: Final = 0.7
"""Seconds between two looks for changes."""


def run() -> NoReturn:
    """Be the program ``tiaowen``: run the command of this process and end it.

    The process ends at once: to take apart half a million objects one by one first would cost a build
    after a small edit a tenth of its time. Everything that is written was closed by then.
    """
    with no_collection():
        code = main()
        with contextlib.suppress(BrokenPipeError):  # whoever read our output has seen enough
            sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code.

    Args:
        arguments: the words behind ``tiaowen``; those of the process when left out.
    """
    options = make_parser(_COMMANDS).parse_args(arguments)
    run: Run = options.run
    try:
        return run(options)
    except _FAULTS as fault:
        _say(f"tiaowen: {_explained(fault)}")
        return CANNOT
    except KeyboardInterrupt:
        _say("tiaowen: interrupted")
        return INTERRUPTED


def _settings(options: argparse.Namespace) -> Settings:
    return read_settings(
        Request(
            as_of=options.as_of or today(),
            jobs=options.jobs,
            config_file=options.config_file,
            sources=tuple(options.source),
            docs=options.docs,
            site=options.site,
            strict=options.strict,
            law_json=options.law_json,
        )
    )


def _build(options: argparse.Namespace) -> int:
    with _Bar(options.progress) as bar:
        report = build(_settings(options), bar)
    _print_findings(report.diagnostics, Severity.WARNING)
    _write_report(options.report, report)
    _say(_summary(report))
    return FOUND_ERRORS if report.failed else OK


def _write_report(path: Path | None, report: Report | ImportReport) -> None:
    """Write what was done as JSON, where it is asked for."""
    if path:
        text = json.dumps(report.as_json(), ensure_ascii=False, indent=2) + "\n"
        fsio.write_atomically(path, text.encode())


def _serve(options: argparse.Namespace) -> int:
    gc.enable()  # this process lives long: see run()
    settings = _settings(options)
    generation = Generation()

    def rebuild() -> bool:
        try:
            with _Bar(options.progress) as bar:
                report = build(settings, bar)
        except _FAULTS as fault:
            _say(f"tiaowen: {_explained(fault)}")
            return False
        _print_findings(report.diagnostics, Severity.WARNING)
        _say(_summary(report))
        return bool(report.written or report.removed)

    def pause() -> bool:
        time.sleep(_PAUSE)
        return True

    # The port first: who has to choose another should not wait for a build. Ctrl-C is how this ends.
    with (
        contextlib.suppress(KeyboardInterrupt),
        make_server(settings.site, options.port, generation) as server,
    ):
        if not rebuild() and not settings.site.is_dir():
            return CANNOT
        _say(f"http://127.0.0.1:{server.server_port}/  (Ctrl-C ends)")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            rebuild_on_change(lambda: snapshot(settings), rebuild, generation, pause)
        finally:
            server.shutdown()
    return OK


def _check(options: argparse.Namespace) -> int:
    settings = _settings(options)
    with _Bar(options.progress) as bar:
        checked = run_check(settings, bar, against=options.against)
    _print_findings(checked.diagnostics)
    failed = _count(checked.diagnostics, Severity.ERROR)
    for line in checked.census.lines():
        _say(line)
    _say(
        f"{counted(checked.files, 'file')}, {counted(checked.pages, 'page')}, "
        f"{counted(checked.links, 'link')}: {_found(checked.diagnostics)}; {checked.seconds['total']:.1f} s"
    )
    return FOUND_ERRORS if failed else OK


def _bundle(options: argparse.Namespace) -> int:
    listed = _lines(options.laws) if options.laws else ()
    wish = Wish(
        tuple(options.kind),
        tuple(options.region),
        (*options.law, *listed),
        options.name,
        options.title,
        options.each,
    )
    settings = replace(_settings(options), law_json=options.json)
    with _Bar(options.progress) as bar:
        made = make_bundles(settings, Order(wish, options.out, options.articles, options.base_url), bar)
    _print_findings(made.diagnostics, Severity.ERROR)
    for bundle in made.bundles:
        print(f"{options.out / bundle.file}\t{bundle.bytes}\t{bundle.sha256}")
    if made.obstacle:
        _say(f"nothing was made: {made.obstacle}")
    else:
        _say(
            f"{counted(len(made.bundles), 'bundle')}, {counted(sum(b.files for b in made.bundles), 'file')}, "
            f"{sum(b.bytes for b in made.bundles) / 1e6:,.1f} MB; {_found(made.diagnostics)}; "
            f"{made.seconds['total']:.1f} s, {made.peak_memory / 1e6:,.0f} MB of memory"
        )
    return FOUND_ERRORS if _count(made.diagnostics, Severity.ERROR) else OK


def _lines(path: Path) -> tuple[str, ...]:
    """Return the lines of a file without remarks and blank ones.

    Raises:
        SettingsError: it is no text, or has no such line: nobody who gives a list asks for everything.
    """
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: is no text in UTF-8") from None
    found = (line.partition("#")[0].strip() for line in text.splitlines())
    if lines := tuple(line for line in found if line):
        return lines
    raise SettingsError(f"{path}: names no law; write keys, addresses or names, one a line")


def _register(options: argparse.Namespace) -> int:
    settings = _settings(options)
    with _Bar(options.progress) as bar:
        registered = register(settings, bar)
    _print_findings(registered.diagnostics, Severity.ERROR)
    for entry in registered.added:
        print(f"laws/{entry.key}/{entry.segment}/\t{entry.id}")
    _say(f"{settings.registry}: {len(registered.added):,} added, {registered.total:,} in all")
    return FOUND_ERRORS if _count(registered.diagnostics, Severity.ERROR) else OK


def _import(options: argparse.Namespace) -> int:
    order = ImportOrder(
        find_documents(options.files, options.folder),
        Wishes(options.as_of or today(), options.id, options.url),
        _known_sources(options),
        options.out,
        options.check,
        options.jobs,
    )
    with _Bar(options.progress) as bar:
        report = import_files(order, bar)
    _print_findings(report.diagnostics, Severity.WARNING if options.folder else Severity.INFO)
    for one in report.files:
        print(f"{one.outcome.value}\t{one.target or '-'}\t{one.file}")
    _write_report(options.report, report)
    _say(f"{report.summary()}; {_found(report.diagnostics)}; {report.seconds:.1f} s")
    return FOUND_ERRORS if _count(report.diagnostics, Severity.ERROR) else OK


def _known_sources(options: argparse.Namespace) -> tuple[Path, ...]:
    """Return the folders of known laws: those named, else those of the project here, where there is one."""
    if options.source or not options.config_file.exists():
        return tuple(options.source)
    return _settings(options).sources


def _import_summary(options: argparse.Namespace) -> int:
    settings = _settings(options)
    with _Bar(options.progress) as bar:
        made = import_summary(settings, options.file, options.law, options.language, bar)
    for remark in made.remarks:
        _say(f"{options.file}: note: {remark.message} [{remark.code}]")
    if options.out is None:
        print(made.text, end="")
    else:
        write_new(options.out, made.text)
        _say(f"{options.out}: written; it speaks of {made.law}")
    return OK


def _inspect(options: argparse.Namespace) -> int:
    day = options.as_of or today()
    failed = False
    for path in options.files:
        answer = inspect_file(path, day)
        failed |= has_error(answer)
        print(_as_line(answer))
    return FOUND_ERRORS if failed else OK


def _search(options: argparse.Namespace) -> int:
    print(ask(options.site, options.query, options.limit).rstrip())
    return OK


def _citations(options: argparse.Namespace) -> int:
    day = options.as_of or today()
    with _Bar(options.progress) as bar:
        cited = cite_files(options.library, options.files, day, options.jobs, bar)
    for answer in cited.answers:
        print(_as_line(answer))
    _print_findings(cited.diagnostics)
    if cited.left_out:
        _say(f"{counted(cited.left_out, 'file')} of the library left out; “tiaowen inspect” says why")
    return FOUND_ERRORS if _count(cited.diagnostics, Severity.ERROR) else OK


def _new(options: argparse.Namespace) -> int:
    if options.out is None and not options.source.is_dir():
        raise NoSourcesError(
            f"{options.source}: no such source folder; name the one of your laws with --source"
        )
    given = {q.name: answer for q in QUESTIONS if (answer := getattr(options, q.name)) is not None}
    ask = _ask if sys.stdin.isatty() or "title" not in given else None
    answers = ask_all(given, ask, _say, options.as_of or today())
    path = options.out or options.source / place_of(answers)
    fsio.write_new(path, template(answers).encode())
    print(path)
    _say(f"Type the text in place of each {PLACEHOLDER}; “tiaowen check” lists what is left.")
    return OK


def _ask(words: str) -> str | None:
    """Put a question; None: there are no more answers."""
    sys.stderr.write(words.encode("utf-8", "backslashreplace").decode())
    sys.stderr.flush()
    try:
        return sys.stdin.readline() or None
    except UnicodeDecodeError:
        raise AnswerError(
            "the answers are no text in UTF-8; set the terminal to it, or use the options"
        ) from None


def _as_line(answer: dict[str, object]) -> str:
    """Return JSON that stdout can take: what it has no characters for is written as escapes."""
    text = json.dumps(answer, ensure_ascii=False)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(answer)
    return text


def _explained(fault: Exception) -> str:
    """Return a fault as a sentence that names the file, where the system gave only a number."""
    if isinstance(fault, OSError) and fault.filename is not None:
        hint = "; change its rights" if isinstance(fault, PermissionError) else ""
        return f"{fault.filename}: {fault.strerror}{hint}"
    return str(fault)


def _print_findings(found: Iterable[Diagnostic], least: Severity = Severity.INFO) -> None:
    """Print the findings that are at least so severe."""
    for one in found:
        if one.severity >= least:
            _say(one.format())


def _summary(report: Report) -> str:
    """Say in a line what a build did."""
    found = _found(report.diagnostics)
    if notes := _count(report.diagnostics, Severity.INFO):
        verb = "shows it" if notes == 1 else "shows them"
        found += f", {counted(notes, 'note')} (“tiaowen check” {verb})"
    start = "completed an interrupted build first; " if report.completed else ""
    if not report.built:
        return f"{start}nothing was built: {found}; {report.obstacle}"
    if report.unpublished:
        pages = sum(report.unpublished.values())
        verb = "was" if pages == 1 else "were"
        laws = counted(len(report.unpublished), "published law")
        found = f"{counted(pages, 'page')} of {laws} {verb} removed; {found}"
    return (
        f"{start}{counted(report.files, 'file')} → {counted(report.works, 'law')} in "
        f"{counted(report.versions, 'version')}, {counted(report.tally.files('article'), 'article')}; "
        f"{counted(report.tally.files(), 'file')}, "
        f"{report.written:,} written, {report.removed:,} removed; {found}; {report.seconds['total']:.1f} s"
    )


def _found(diagnostics: Sequence[Diagnostic]) -> str:
    errors, warnings = (_count(diagnostics, severity) for severity in (Severity.ERROR, Severity.WARNING))
    return f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"


def _count(found: Iterable[Diagnostic], severity: Severity) -> int:
    return sum(one.severity is severity for one in found)


def _say(text: str) -> None:
    """Print for people: to stderr, where it does not mix with data."""
    sys.stderr.write(text.encode("utf-8", "backslashreplace").decode() + "\n")


class _Bar:
    """A progress bar on stderr: on a terminal, or where one was asked for."""

    def __init__(self, wanted: bool) -> None:
        self._shown = wanted or sys.stderr.isatty()
        self._bar: tqdm[Any] | None = None

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def start(self, label: str, total: int) -> None:
        """Begin a new stretch; see :class:`build_tools.pipeline.workers.Progress`."""
        if self._bar is not None:
            self._bar.close()
        self._bar = tqdm(total=total, desc=label, disable=not self._shown, file=sys.stderr, leave=False)

    def step(self, done: int) -> None:
        """Move on."""
        if self._bar is not None:
            self._bar.update(done)


_COMMANDS: Final[Mapping[str, Run]] = {
    "build": _build,
    "serve": _serve,
    "check": _check,
    "bundle": _bundle,
    "register": _register,
    "import": _import,
    "import-summary": _import_summary,
    "inspect": _inspect,
    "search": _search,
    "citations": _citations,
    "new": _new,
}
"""What each command does."""
