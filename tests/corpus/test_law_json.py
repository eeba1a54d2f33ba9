"""law.json of every real law: the whole text can be rebuilt from it, and its schema accepts it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from jsonschema import Draft202012Validator

from build_tools.pages.lawjson import law_json, schema
from build_tools.pages.proof import text_of_law
from build_tools.pages.text import solid
from build_tools.parse.loader import parse_bytes
from tests import factories as make
from tests.law_json import text_of

EVERY = 40
"""Of so many files one is validated, which takes long; its text is rebuilt from each."""


def test_the_text_of_every_law_can_be_rebuilt(corpus: Path) -> None:
    context = replace(make.context(), law_json=True)
    validator = Draft202012Validator(json.loads(schema()))
    faults = []
    laws = 0
    for number, path in enumerate(sorted(corpus.rglob("*.md"))):
        law = parse_bytes(path.read_bytes(), path.name).law
        if law is None:
            continue
        laws += 1
        version = make.version(law)
        data = json.loads(law_json(make.work("k", version), version, law, context))
        if solid(text_of(data)) != text_of_law(law):
            faults.append(f"{path.name}: text")
        if number % EVERY == 0 and not validator.is_valid(data):
            faults.append(f"{path.name}: schema")
    assert laws > 2_000
    assert faults == []
