"""“Add a law in five minutes” says what is so: its commands are there, its questions are asked, its pictures load."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from build_tools import cli
from build_tools.arguments import make_parser
from build_tools.drafting.questions import QUESTIONS, ask_all
from build_tools.drafting.template import place_of, template

PAGES = ("five-minutes", "adding-a-law")
BLOCK = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
PICTURE = re.compile(r"!\[(?P<alt>[^\]]+)\]\((?P<path>[^)]+)\)")
LARGEST = 150_000


def page(repository: Path, name: str) -> str:
    return (repository / "docs" / "contributing" / f"{name}.md").read_text("utf-8")


def blocks(text: str, language: str) -> list[str]:
    return [block["text"] for block in BLOCK.finditer(text) if block["language"] == language]


def commands(repository: Path) -> Iterator[list[str]]:
    """Yield the words of every command of the pages: what stands in blocks without a language."""
    for name in PAGES:
        for block in blocks(page(repository, name), ""):
            yield from (shlex.split(line) for line in block.splitlines())


def test_the_commands_are_there(repository, monkeypatch):
    monkeypatch.chdir(repository)
    parser = make_parser(cli._COMMANDS)
    targets = re.findall(r"^([a-z-]+):", (repository / "Makefile").read_text("utf-8"), re.MULTILINE)
    seen = set()
    for program, *words in commands(repository):
        seen.add((program, words[0]))
        if program == ".venv/bin/tiaowen":
            parser.parse_args(words)  # what is wrong ends the test
        else:
            assert program == "git" or (program == "make" and words[0] in targets), program
    assert {(".venv/bin/tiaowen", name) for name in ("import", "new", "register")} <= seen


def test_commands_in_the_text_are_there_too(repository):
    parser = make_parser(cli._COMMANDS)
    for name in PAGES:
        for words in re.findall(r"`(?:\.venv/bin/)?tiaowen ([^`]+)`", page(repository, name)):
            if not words.endswith("--help"):
                parser.parse_args(shlex.split(words) + (["x.docx"] if words == "import" else []))


@pytest.mark.parametrize("name", PAGES)
def test_the_pictures_are_there_described_and_small(repository, name):
    found = list(PICTURE.finditer(page(repository, name)))
    assert len(found) >= (3 if name == "five-minutes" else 0)
    for picture in found:
        data = (repository / "docs" / "contributing" / picture["path"]).read_bytes()
        assert data.startswith(b"\x89PNG")
        assert len(data) < LARGEST
        assert len(picture["alt"]) > 20


def test_the_questions_are_those_that_are_asked(repository):
    shown = next(
        block for block in blocks(page(repository, "five-minutes"), "text") if "Title (标题)" in block
    )
    *talk, path = shown.splitlines()
    prompts = []

    def answer(words: str) -> str:
        prompts.append(words.strip())
        line = talk[len(prompts) - 1]
        assert line.startswith(words.strip())
        return line.removeprefix(words.strip())

    answers = ask_all({}, answer, pytest.fail, date(2025, 11, 20))
    assert len(prompts) == len(talk) == sum(question.is_put for question in QUESTIONS)
    assert f"source/{place_of(answers)}" == path
    begun = next(block for block in blocks(page(repository, "five-minutes"), "markdown") if "待录入" in block)
    assert begun in template(answers)
