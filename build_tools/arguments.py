"""The words behind ``tiaowen``: which commands there are, and what each of them takes."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from build_tools import __version__, urls
from build_tools.drafting.answers import Answers
from build_tools.drafting.questions import QUESTIONS
from build_tools.pipeline.settings import CONFIG_FILE
from build_tools.publish.catalogue import is_offered_at

Run = Callable[[argparse.Namespace], int]
"""What a command does with its options; returns the exit code."""


def make_parser(runs: Mapping[str, Run]) -> argparse.ArgumentParser:
    """Return the parser of all commands; ``options.run`` is what ``runs`` has for the command given."""
    parser = argparse.ArgumentParser(prog="tiaowen", description="Chinese legislation as a website.")
    parser.add_argument("-V", "--version", action="version", version=f"tiaowen {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    command = _add(commands, "build", runs, "source folders → docs/laws and the site")
    _add_outputs(command)
    command.add_argument("--report", type=_path, metavar="FILE", help="write numbers about the build as JSON")
    command = _add(commands, "serve", runs, "build, show the site locally, rebuild what changes")
    _add_outputs(command)
    command.add_argument(
        "--port", type=_port, default=8000, metavar="N", help="default 8000; 0: any free one"
    )
    command = _add(commands, "check", runs, "every finding; texts complete; links whole; addresses permanent")
    _add_outputs(command)
    command.add_argument(
        "--against",
        type=_path,
        metavar="PATH",
        help="a site that was published, or its ledger.txt: every address of it must still lead somewhere",
    )
    command = _add(
        commands, "bundle", runs, "offline zips: of the whole site, of kinds, regions or some laws"
    )
    _add_sources(command)
    _add_selection(command)
    command = _add(commands, "register", runs, "freeze the addresses of new documents")
    _add_sources(command)
    command = _add(
        commands, "import", runs, "official .docx files → source files, compared character by character"
    )
    _add_intake(command)
    command = _add(
        commands, "import-summary", runs, "a summary as copied from a news site → a companion file"
    )
    _add_sources(command)
    add = command.add_argument
    add("file", type=_path, metavar="FILE", help="the text, in UTF-8")
    add(
        "--law",
        default="",
        metavar="ID",
        help="id of the law file; default: the law whose title is in the text",
    )
    add("--language", default="en", metavar="TAG", help="of the text; default: en")
    add("--out", type=_path, metavar="FILE", help="source/companions/….md; default: print it")
    command = commands.add_parser("inspect", help="what the parser makes of files, as JSON Lines")
    command.set_defaults(run=runs["inspect"])
    _add_day(command)
    command.add_argument("files", nargs="+", metavar="FILE", help="a law file; each gives a line of its own")
    command = commands.add_parser("search", help="what the site's own search finds, as JSON (needs Node.js)")
    command.set_defaults(run=runs["search"])
    command.add_argument("query", metavar="QUERY", help="what a reader would type")
    command.add_argument("--site", type=_path, default=Path("site"), metavar="DIR", help="default: site")
    command.add_argument("--limit", type=_positive, default=10, metavar="N", help="results; default 10")
    command = commands.add_parser("citations", help="what files cite, and what that leads to, as JSON Lines")
    command.set_defaults(run=runs["citations"])
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
    _add_new(commands, runs)
    return parser


def _add_new(commands: Any, runs: Mapping[str, Run]) -> None:  # noqa: ANN401 - see _add
    """Add ``new``: each question has an option; what is wrong with an answer the questions say."""
    command = commands.add_parser(
        "new",
        help="a template for a law that is typed by hand, from a few questions",
        description="Asks a few questions and writes a template. What an option answers is not asked; with "
        "--title and no terminal nothing is. --articles takes a number for each chapter: '8 7 6'.",
    )
    command.set_defaults(run=runs["new"])
    for question in QUESTIONS:
        name = question.name.replace("_", "-")
        command.add_argument(f"--{name}", metavar="ANSWER", help=question.words(Answers()).replace("%", "%%"))
    add = command.add_argument
    add("--source", type=_path, default=Path("source"), metavar="DIR", help="the law files; default: source")
    add("--out", type=_path, metavar="FILE", help="the new file; default: below --source, by kind and title")
    _add_day(command)


def _add(
    commands: Any,  # noqa: ANN401 - argparse keeps the type to itself
    name: str,
    runs: Mapping[str, Run],
    help_text: str,
) -> argparse.ArgumentParser:
    """Add a command that works on a project."""
    command: argparse.ArgumentParser = commands.add_parser(name, help=help_text)
    command.set_defaults(run=runs[name], docs=None, site=None, strict=False, law_json=False)
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
    add("--law", action="append", default=[], metavar="KEY", help="that law besides, by key, address or name")
    add("--laws", type=_path, metavar="FILE", help="the laws of a file, one a line; # begins a remark")
    add("--name", default="", metavar="NAME", help="of folder and file; default: as the laws are chosen")
    add("--title", default="", metavar="TITLE", help="what readers see it called; default: 河南, 选编")
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


def _add_intake(command: argparse.ArgumentParser) -> None:
    """Add what is taken in, and where it goes."""
    add = command.add_argument
    add("files", nargs="*", type=_path, metavar="FILE", help="an official .docx")
    add(
        "--folder",
        type=_path,
        action="append",
        default=[],
        metavar="DIR",
        help="all .docx below it; may be repeated",
    )
    add(
        "--url",
        default="",
        metavar="URL",
        help="where the document is published; default: as the file name tells",
    )
    add("--id", default="", metavar="ID", help="of the official database; default: as URL or file name tell")
    add(
        "--out",
        type=_path,
        metavar="DIR",
        help="where source files go; default: in their place below the source",
    )
    add("--check", action="store_true", help="write nothing; compare with the source files that are there")
    add("--report", type=_path, metavar="FILE", help="write what became of each file as JSON")
    _add_sources(command)


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
    folder = text if text.endswith("/") else text + "/"
    if not is_offered_at(folder):
        raise argparse.ArgumentTypeError(
            f"{text!r} is neither an address of http(s) nor a folder of the site"
        )
    return folder


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
