import csv
import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from build_tools.model.site import Site, Work
from build_tools.parse.tables import Row, Word
from build_tools.publish.book import book_files
from tests import factories as make
from tests.unit.publish.laws import URL, library, replaced


def row(title: str, *names: str) -> Row:
    def word(text: str) -> Word:
        return Word(text, "aliases.yml", 1, 1, 0, len(text))

    return Row(word(title), {"": tuple(map(word, names))})


def files(
    site: Site, names: Mapping[str, str] | None = None, rows: tuple[Row, ...] = (), site_url: str = URL
) -> dict[str, str]:
    context = make.context(site_url=site_url)
    return {output.path: output.data.decode() for output in book_files(site, context, names or {}, rows)}


def table(text: str) -> list[list[str]]:
    return list(csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def work(key: str, *titles: str, number: str = "") -> Work:
    """A law with a text for each title, the last one current."""
    records = [
        replace(make.record(title, f"20{10 + index}-01-01"), number=number)
        for index, title in enumerate(titles)
    ]
    return make.work(key, *map(make.version, records))


def test_titles_short_titles_and_numbers() -> None:
    found = files(library())
    assert table(found["addresses.tsv"]) == [
        ["name", "address", "what"],
        ["中华人民共和国国旗法", f"{URL}laws/guoqifa/", "title"],
        ["国旗法", f"{URL}laws/guoqifa/", "short title"],
        ["最高人民法院关于适用《中华人民共和国刑事诉讼法》的解释", f"{URL}laws/jieshi/", "title"],
        ["河南省社会治理条例", f"{URL}laws/henansheng-shehui-zhili-tiaoli/", "title"],
        ["法释〔2012〕21号", f"{URL}laws/jieshi/2012-12-20/", "document number"],
        ["法释〔2021〕1号", f"{URL}laws/jieshi/2021-01-26/", "document number"],
    ]


def test_both_forms_have_the_same_names() -> None:
    found = files(library())
    data = json.loads(found["addresses.json"])
    assert (data["format"], data["base"]) == (1, URL)
    assert {name: URL + address for name, address in data["names"].items()} == {
        name: address for name, address, _ in table(found["addresses.tsv"])[1:]
    }


@pytest.mark.parametrize(
    ("names", "rows", "expected"),
    [
        ({"国旗条例": "中华人民共和国国旗法"}, (), {"国旗条例": "laws/guoqifa/"}),
        ({"商标法": "中华人民共和国商标法"}, (), {}),
        (
            {"旗法": ""},
            (row("中华人民共和国国旗法", "旗法"), row("河南省社会治理条例", "旗法")),
            {"旗法": ["laws/guoqifa/", "laws/henansheng-shehui-zhili-tiaoli/"]},
        ),
        (
            {"旗法": ""},
            (row("中华人民共和国国旗法", "旗法"), row("中华人民共和国军旗法", "旗法")),
            {"旗法": ["laws/guoqifa/"]},
        ),
        ({"河南省社会治理条例": "中华人民共和国国旗法"}, (), {}),
    ],
    ids=["one", "not here", "several", "several, one of them here", "the title of another law"],
)
def test_short_names(names: dict[str, str], rows: tuple[Row, ...], expected: dict[str, object]) -> None:
    data = json.loads(files(library(), names, rows)["addresses.json"])
    before = json.loads(files(library())["addresses.json"])
    added = {**data["names"], **data["ambiguous"]}
    assert {name: places for name, places in added.items() if name not in before["names"]} == expected
    assert {name for name, places in expected.items() if isinstance(places, list)} == set(data["ambiguous"])
    assert before["names"].items() <= data["names"].items()


def test_a_title_of_two_laws_is_ambiguous() -> None:
    title = "国务院关于修改部分行政法规的决定"
    data = json.loads(files(make.site(work("a", title), work("b", title)))["addresses.json"])
    assert data["names"] == {}
    assert data["ambiguous"] == {title: ["laws/a/", "laws/b/"]}


def test_an_earlier_title_that_another_law_has_now_is_ambiguous() -> None:
    site = make.site(work("a", "某某条例", "某某办法"), work("b", "某某条例"))
    data = json.loads(files(site)["addresses.json"])
    assert data["names"] == {"某某办法": "laws/a/"}
    assert data["ambiguous"] == {"某某条例": ["laws/a/", "laws/b/"]}


def test_an_earlier_title_leads_to_the_law() -> None:
    found = files(make.site(work("a", "某某条例", "某某办法")))
    assert ["某某条例", f"{URL}laws/a/", "earlier title"] in table(found["addresses.tsv"])


def test_a_number_of_several_texts_of_a_law_means_the_law() -> None:
    data = json.loads(
        files(make.site(work("a", "甲条例", "甲条例", number="国务院令第1号")))["addresses.json"]
    )
    assert data["names"]["国务院令第1号"] == "laws/a/"
    both = make.site(work("a", "甲条例", number="公告第1号"), work("b", "乙条例", number="公告第1号"))
    assert json.loads(files(both)["addresses.json"])["ambiguous"] == {
        "公告第1号": ["laws/a/2010-01-01/", "laws/b/2010-01-01/"]
    }


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", '"法', "法"])
def test_what_a_table_would_misread_is_left_out(title: str) -> None:
    assert len(table(files(make.site(work("a", title)))["addresses.tsv"])) == 1


def test_a_name_is_one_field_of_one_line() -> None:
    lines = table(files(make.site(work("a", "某\t某\n条\x00例\u2028")))["addresses.tsv"])
    assert [len(line) for line in lines] == [3, 3]


def test_without_an_address_they_are_those_from_the_root() -> None:
    found = files(make.site(replaced()), site_url="")
    assert json.loads(found["addresses.json"])["base"] == ""
    assert table(found["addresses.tsv"])[1][1] == "laws/jieshi/"
