import json
from pathlib import Path

import pytest

from build_tools.parse.tables import Row, Word
from build_tools.search.names import (
    ALIAS,
    NUMBER,
    OTHER_TITLE,
    PINYIN,
    TITLE,
    Name,
    name_form,
    names_of,
    number_form,
)
from build_tools.search.ranking import rank
from tests import factories as make
from tests.unit.search.laws import library

JUMPS = json.loads((Path(__file__).parents[2] / "js" / "jumps.json").read_text("utf-8"))
"""The scripts are tested with the same tables."""


@pytest.mark.parametrize(("text", "form"), JUMPS["name_forms"])
def test_forms_of_names(text: str, form: str) -> None:
    assert name_form(text) == form


@pytest.mark.parametrize(
    ("text", "form"), [*JUMPS["number_forms"], ("国务院令第一百五号", "国务院令一百五"), ("", "")]
)
def test_forms_of_document_numbers(text: str, form: str) -> None:
    assert number_form(text) == form


def test_titles_pinyin_and_numbers() -> None:
    found = names_of(rank(library()[0]), {})
    assert found["刑法"] == (Name("刑法", 1, TITLE),)
    assert found["xi"] == (Name("xingfa", 1, PINYIN),)
    assert found["主席"] == (Name("主席令66", 1, NUMBER), Name("主席令66", 2, NUMBER)), (
        "of the version itself"
    )
    assert found["81"] == (Name("81法研字23", 3, NUMBER),)
    assert list(found) == sorted(found)


def test_a_short_name_means_the_current_version() -> None:
    found = names_of(rank(library()[0]), {"刑法典": "中华人民共和国刑法", "商标法": "中华人民共和国商标法"})
    assert Name("刑法典", 1, ALIAS) in found["刑法"]
    assert "商标" not in found, "not in the library"


def test_a_name_of_several_laws_means_each() -> None:
    def row(title: str) -> Row:
        return Row(word(title), {"": (word("《基本法》"),)})

    def word(text: str) -> Word:
        return Word(text, "aliases.yml", 1, 1, 0, len(text))

    rows = [row("中华人民共和国刑法"), row("中华人民共和国民法典")]
    found = names_of(rank(library()[0]), {"基本法": ""}, rows)
    assert found["基本"] == (Name("基本法", 0, ALIAS), Name("基本法", 1, ALIAS))


def test_earlier_titles_and_keys_with_a_hash() -> None:
    old = make.version(make.record("宪法（1982年）", "1982-12-04"))
    new = make.version(make.record("宪法", "2018-03-11"))
    ranking = rank(make.site(make.work("xianfa-a1b2c3", old, new)))
    current = ranking.index["xianfa-a1b2c3", "2018-03-11"]
    found = names_of(ranking, {})
    assert found["宪法"] == (Name("宪法", current, TITLE), Name("宪法1982年", current, OTHER_TITLE))
    assert found["xi"] == (Name("xianfa", current, PINYIN),)
