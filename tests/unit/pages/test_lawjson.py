"""law.json: what is in it, that its schema accepts it, and that the whole text can be rebuilt from it."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from build_tools.model.law import Law, Meta
from build_tools.pages.context import Context
from build_tools.pages.law import render_work
from build_tools.pages.lawjson import law_json, schema, schema_files
from build_tools.pages.proof import text_of_law
from build_tools.pages.text import solid
from tests import factories as make
from tests.golden import samples
from tests.golden.test_pages import library
from tests.law_json import eids_of, text_of

LAWS = [samples.flag_law(), samples.prose_law(), samples.hostile_law(), *library()[1].values()]
VALIDATOR = Draft202012Validator(json.loads(schema()), format_checker=FormatChecker())


def context() -> Context:
    return replace(make.context(), law_json=True)


def read(law: Law) -> Any:
    version = make.version(law)
    return json.loads(law_json(make.work("k", version), version, law, context()))


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.meta.title)
def test_the_schema_accepts_it(law: Law) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(read(law))] == []


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.meta.title)
def test_the_whole_text_can_be_rebuilt(law: Law) -> None:
    assert solid(text_of(read(law))) == text_of_law(law)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.meta.title)
def test_its_eids_are_the_anchors_of_the_full_page(law: Law) -> None:
    work = make.work("k", make.version(law))
    full = next(o for o in render_work(work, [law], context()) if o.path.endswith("/full.html"))
    ids = re.findall(r" id=([^ >]+)", full.data.decode().partition("<article>")[2])
    assert list(eids_of(read(law))) == [each for each in ids if "_" in each or each == "preamble"]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(json.loads(schema()))


def objects(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if isinstance(node.get("properties"), dict):
            yield node
        for part in node.values():
            yield from objects(part)
    elif isinstance(node, list):
        for part in node:
            yield from objects(part)


def test_the_schema_describes_every_field_and_allows_no_other() -> None:
    found = list(objects(json.loads(schema())))
    assert len(found) > 12
    for one in found:
        assert one["description"]
        assert one["additionalProperties"] is False
        for name, field in one["properties"].items():
            assert "description" in field or "$ref" in field or name in ("type", "kind", "strong"), name


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"force": "在"},
        {"key": "../x"},
        {"extra": 1},
        {"timeline": []},
        {"body": [{"type": "unit", "eId": "art_1"}]},
        {"effective": {"day": "第一天", "certainty": "known"}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_schema_refuses_what_is_wrong(change: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid({**read(samples.flag_law()), **change})


def test_what_it_says_of_a_version() -> None:
    work, laws = samples.flag_work()
    data = json.loads(law_json(work, work.versions[0], laws[0], context()))
    assert data["url"] == "https://laws.example/laws/guoqifa/1990-06-28/index.html"
    assert (data["key"], data["segment"], data["number"]) == ("guoqifa", "1990-06-28", "主席令第28号")
    assert data["force"] == "已修改"
    assert data["timeline"] == [{"from": None, "force": "有效"}, {"from": "2009-08-27", "force": "已修改"}]
    assert data["meta"]["publicationDate"] == "1990-06-28"
    assert data["body"][0]["title"] == ["总　　则"]
    assert "start" not in data["body"][0]


def test_unknown_fields_of_the_front_matter_are_kept() -> None:
    law = make.law(meta=Meta(title="国旗法", extra=(("weight", "[1, 2]"),)), published=None)
    assert read(law)["meta"]["extra"] == {"weight": [1, 2]}


def test_without_a_public_address_it_has_none() -> None:
    version = make.version(samples.flag_law())
    data = json.loads(
        law_json(make.work("k", version), version, samples.flag_law(), make.context(site_url=""))
    )
    assert data["url"] is None
    assert VALIDATOR.is_valid(data)


def test_the_schema_lies_where_the_files_say() -> None:
    [output] = schema_files(context())
    assert output.path == "law.schema.json"
    assert output.data.decode() == schema()
    assert read(samples.flag_law())["$schema"] == "../../../law.schema.json"
    assert list(schema_files(make.context())) == []
