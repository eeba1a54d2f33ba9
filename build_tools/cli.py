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
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final, NoReturn

from tqdm import tqdm

from build_tools import __version__, fsio, urls
from build_tools.diagnostics import Diagnostic, Severity
from build_tools.inspection import has_error, inspect_file
from build_tools.pages.capture import CaptureError
from build_tools.pages.shell import ShellError
from build_tools.pipeline.buckets import DamagedError
from build_tools.pipeline.build import build
from build_tools.pipeline.bundling import Order, make_bundles
from build_tools.pipeline.checking import run_check
from build_tools.pipeline.citations import cite_files
from build_tools.pipeline.clock import today
from build_tools.pipeline.codec import no_collection
from build_tools.pipeline.library import ChangedError
from build_tools.pipeline.register import register
from build_tools.pipeline.report import Report, counted
from build_tools.pipeline.settings import CONFIG_FILE, Request, Settings, SettingsError, read_settings
from build_tools.pipeline.sources import NoSourcesError
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
    DamagedError,
    DictionaryError,
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
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except _FAULTS as fault:
        _say(f"tiaowen: {_explained(fault)}")
        return CANNOT
    except KeyboardInterrupt:
        _say("tiaowen: interrupted")
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tiaowen", description="Chinese legislation as a website.")
    parser.add_argument("-V", "--version", action="version", version=f"tiaowen {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    command = _add(commands, "build", _build, "source folders → docs/laws and the site")
    _add_outputs(command)
    command.add_argument("--report", type=_path, metavar="FILE", help="write numbers about the build as JSON")
    command = _add(commands, "serve", _serve, "build, show the site locally, rebuild what changes")
    _add_outputs(command)
    command.add_argument(
        "--port", type=_port, default=8000, metavar="N", help="default 8000; 0: any free one"
    )
    command = _add(
        commands, "check", _check, "every finding; texts complete; links whole; addresses permanent"
    )
    _add_outputs(command)
    command.add_argument(
        "--against",
        type=_path,
        metavar="PATH",
        help="a site that was published, or its ledger.txt: every address of it must still lead somewhere",
    )
    command = _add(
        commands, "bundle", _bundle, "offline zips: of the whole site, of kinds, regions or some laws"
    )
    _add_sources(command)
    _add_selection(command)
    command = _add(commands, "register", _register, "freeze the addresses of new documents")
    _add_sources(command)
    command = commands.add_parser("inspect", help="what the parser makes of files, as JSON Lines")
    command.set_defaults(run=_inspect)
    _add_day(command)
    command.add_argument("files", nargs="+", metavar="FILE", help="a law file; each gives a line of its own")
    command = commands.add_parser("search", help="what the site's own search finds, as JSON (needs Node.js)")
    command.set_defaults(run=_search)
    command.add_argument("query", metavar="QUERY", help="what a reader would type")
    command.add_argument("--site", type=_path, default=Path("site"), metavar="DIR", help="default: site")
    command.add_argument("--limit", type=_positive, default=10, metavar="N", help="results; default 10")
    command = commands.add_parser("citations", help="what files cite, and what that leads to, as JSON Lines")
    command.set_defaults(run=_citations)
    add = command.add_argument
    add(
        "--library",
        type=_path,
        action="append",
        required=True,
        metavar="DIR",
        help="law files that may be cited; may be repeated; the first may hold registry.tsv and tables of names",
    )
    _add_workers(command)
    _add_day(command)
    add("files", nargs="+", metavar="FILE", help="a law file; each of its citations gives a line")
    return parser


def _add(
    commands: Any,  # noqa: ANN401 - argparse keeps the type to itself
    name: str,
    run: Callable[[argparse.Namespace], int],
    help_text: str,
) -> argparse.ArgumentParser:
    """Add a command that works on a project."""
    command: argparse.ArgumentParser = commands.add_parser(name, help=help_text)
    command.set_defaults(run=run, docs=None, site=None, strict=False, law_json=False)
    return command


def _add_sources(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("--config-file", type=_path, default=Path(CONFIG_FILE), metavar="FILE", help=f"default {CONFIG_FILE}")
    add("--source", type=_path, action="append", default=[], metavar="DIR", help="law files; may be repeated")
    _add_workers(command)
    _add_day(command)


def _add_workers(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add(
        "--jobs",
        type=_positive,
        default=os.cpu_count() or 1,
        metavar="N",
        help="processes; default: all CPUs",
    )
    add("--progress", action="store_true", help="show the progress bar also where there is no terminal")


def _add_outputs(command: argparse.ArgumentParser) -> None:
    _add_sources(command)
    add = command.add_argument
    add("--docs", type=_path, metavar="DIR", help="where the Markdown pages go, in a folder laws/")
    add("--site", type=_path, metavar="DIR", help="where the site goes")
    add("--strict", action="store_true", help="with errors build nothing; unregistered addresses are errors")
    add("--law-json", action="store_true", help="a law.json beside every full.html; mkdocs.yml: law_json")


def _add_selection(command: argparse.ArgumentParser) -> None:
    """Add what a bundle is made of, and where it goes."""
    add = command.add_argument
    add("--out", type=_path, default=Path("dist"), metavar="DIR", help="where the zips go; default: dist")
    add(
        "--kind",
        action="append",
        default=[],
        metavar="SLUG",
        help="laws of that kind (falv); may be repeated",
    )
    add(
        "--region",
        action="append",
        default=[],
        metavar="SLUG",
        help="laws of that region (henan); may be repeated; with --kind both must hold",
    )
    add(
        "--law", action="append", default=[], metavar="KEY", help="that law besides, by key, address or title"
    )
    add("--laws", type=_path, metavar="FILE", help="the laws of a file, one a line; # begins a remark")
    add("--name", default="", metavar="NAME", help="of folder and file; default: as the laws are chosen")
    add("--each", action="store_true", help="the whole site, each kind and each region, in a zip of its own")
    add(
        "--articles", action="store_true", help="a page for every article, not only full.html of each version"
    )
    add("--json", action="store_true", help="a law.json beside every full.html")
    add(
        "--base-url",
        type=_base_url,
        default=urls.BUNDLES,
        metavar="URL",
        help=f"where the zips are offered, for the catalogue; default: {urls.BUNDLES} of the site",
    )


def _add_day(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--as-of",
        type=_day,
        default=None,
        metavar="DATE",
        help="what is in force on that day; default: today",
    )


def _positive(text: str) -> int:
    if not (text.isdecimal() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text!r} is not a positive number")
    return int(text)


def _port(text: str) -> int:
    if not (text.isdecimal() and int(text) < 1 << 16):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port number from 0 to 65535")
    return int(text)


def _base_url(text: str) -> str:
    if text.partition(":")[0] not in ("http", "https") and (":" in text or text.startswith("/")):
        raise argparse.ArgumentTypeError(
            f"{text!r} is neither an address of http(s) nor a folder of the site"
        )
    return text if text.endswith("/") else text + "/"


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:  # Python also reads 20250101 and 2025-W01-1
        raise argparse.ArgumentTypeError(f"{text!r} is not a date of the form YYYY-MM-DD")
    return day


def _path(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError("an empty name is no file or folder")
    return Path(text)


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
    if options.report:
        text = json.dumps(report.as_json(), ensure_ascii=False, indent=2) + "\n"
        fsio.write_atomically(options.report, text.encode())
    _say(_summary(report))
    return FOUND_ERRORS if report.failed else OK


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
        SettingsError: it is no text.
    """
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: is no text in UTF-8") from None
    found = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(line for line in found if line)


def _register(options: argparse.Namespace) -> int:
    settings = _settings(options)
    with _Bar(options.progress) as bar:
        registered = register(settings, bar)
    _print_findings(registered.diagnostics, Severity.ERROR)
    for entry in registered.added:
        print(f"laws/{entry.key}/{entry.segment}/\t{entry.id}")
    _say(f"{settings.registry}: {len(registered.added):,} added, {registered.total:,} in all")
    return FOUND_ERRORS if _count(registered.diagnostics, Severity.ERROR) else OK


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
