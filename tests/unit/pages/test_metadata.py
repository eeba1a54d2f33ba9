"""What pages carry for programs: robots, Zotero and Dublin Core, previews; read as those programs read them."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import extruct
import pytest

from build_tools.model.law import Law, Meta
from build_tools.model.site import Force, Work
from build_tools.pages.law import render_work
from build_tools.pages.metadata import MOST_WORDS, first_words, forms, is_superseded
from build_tools.pages.reach import Reach
from tests import factories as make
from tests.golden import samples

NOINDEX = "<meta name=robots content=noindex,follow>"


def pages_of(work: Work, laws: list[Law], **changes: object) -> dict[str, str]:
    context = replace(make.context(), **changes)  # type: ignore[arg-type]
    return {
        output.path.removeprefix(f"laws/{work.key}/"): output.data.decode()
        for output in render_work(work, laws, context)
        if output.root == "site" and output.path.endswith(".html")
    }


def interpretation() -> Law:
    meta = Meta(
        title="最高人民法院、最高人民检察院关于办理盗窃刑事案件适用法律若干问题的解释",
        author="最高人民法院、最高人民检察院",
        group="司法解释",
        publication_date=None,
    )
    return make.law(
        meta=meta, body=(make.article(1, "盗窃公私财物价值一千元至三千元以上的，"),), number="法释〔2013〕8号"
    )


class Zotero(HTMLParser):
    """Reads <meta> as Zotero's "Embedded Metadata" does: ``name`` before ``property``, prefix by ``.`` or ``:``."""

    FIELDS = {
        "dc:title": "nameOfAct",
        "dc:date": "dateEnacted",
        "dc:language": "language",
        "dc:creator": "author",
    }

    def __init__(self, page: str) -> None:
        super().__init__()
        self.item: dict[str, list[str]] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "meta" and said.get("content"):
            name = said.get("name") or said.get("property") or ""
            prefix, _, prop = re.sub("[.:_]", ":", name, count=1).partition(":")
            prop = prop[:1].lower() + prop[1:]
            field = prop if prefix == "z" else self.FIELDS.get(f"{prefix.lower()}:{prop}", name)
            self.item.setdefault(field, []).append(said["content"] or "")


def test_zotero_makes_a_statute_of_an_article() -> None:
    page = pages_of(make.work("k", make.version(interpretation(), "2013-04-02")), [interpretation()])
    item = Zotero(page["2013-04-02/1.html"]).item
    assert item["itemType"] == ["statute"]
    assert item["nameOfAct"] == ["最高人民法院、最高人民检察院关于办理盗窃刑事案件适用法律若干问题的解释"]
    assert item["author"] == ["最高人民法院", "最高人民检察院"]
    assert item["publicLawNumber"] == ["法释〔2013〕8号"]
    assert item["section"] == ["第一条"]
    assert item["language"] == ["zh-CN"]
    assert item["description"] == ["第一条 盗窃公私财物价值一千元至三千元以上的，"]
    assert "dateEnacted" not in item


def test_the_version_page_is_the_act_as_a_whole() -> None:
    item = Zotero(pages_of(*samples.flag_work())["2009-08-27/index.html"]).item
    assert item["dateEnacted"] == ["2009-08-27"]
    assert "section" not in item


def test_readers_of_open_graph_and_dublin_core_find_theirs() -> None:
    page = pages_of(*samples.flag_work())["2009-08-27/1.html"]
    found = extruct.extract(page, syntaxes=["opengraph", "dublincore", "json-ld"])
    assert dict(found["opengraph"][0]["properties"]) == {
        "og:title": "中华人民共和国国旗法",
        "og:description": "第一条 国旗是五星红旗。",
    }
    said = {
        element["URI"].rpartition("/")[2]: element["content"]
        for element in found["dublincore"][0]["elements"]
    }
    assert said["title"] == "中华人民共和国国旗法"
    assert said["date"] == "2009-08-27"
    assert found["json-ld"][0]["@type"] == "Legislation"


@pytest.mark.parametrize(
    ("page", "listed"),
    [
        ("1990-06-28/index.html", True),
        ("1990-06-28/1.html", False),
        ("1990-06-28/b1-c1.html", False),
        ("1990-06-28/preamble.html", False),
        ("1990-06-28/annex-1.html", False),
        ("1990-06-28/full.html", False),
        ("2009-08-27/full.html", True),
        ("2009-08-27/1.html", True),
        ("2026-03-01/1.html", True),
    ],
)
def test_search_engines_are_sent_to_the_law_of_the_day(page: str, listed: bool) -> None:
    text = pages_of(*samples.flag_work())[page]
    assert (NOINDEX not in text) == listed
    assert f"<link rel=canonical href=https://laws.example/laws/guoqifa/{page}>" in text


@pytest.mark.parametrize(
    ("forces", "current", "superseded"),
    [
        ([Force.AMENDED, Force.IN_FORCE], 1, [True, False]),
        ([Force.AMENDED, Force.REPEALED], 1, [True, False]),
        ([Force.REPEALED], 0, [False]),
        ([Force.IN_FORCE, Force.NOT_YET], 0, [False, False]),
        ([Force.IN_FORCE, Force.IN_FORCE], 1, [False, False]),
        ([Force.NONE, Force.IN_FORCE], 1, [False, False]),
        ([Force.LAPSED, Force.NOT_YET], 1, [True, False]),
    ],
)
def test_which_versions_are_superseded(forces: list[Force], current: int, superseded: list[bool]) -> None:
    record = make.record("国旗法")
    work = make.work("k", *(make.version(record, force=force) for force in forces), current=current)
    assert [is_superseded(work, index) for index in range(len(forces))] == superseded


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["国旗是五星红旗。"], "第一条 国旗是五星红旗。"),
        (["下列场所：", "（一）"], "第一条 下列场所：（一）"),
        ([], "第一条"),
        (["长" * 60], f"第一条 {'长' * (MOST_WORDS - 4)}…"),
    ],
)
def test_first_words(texts: list[str], words: str) -> None:
    assert first_words("第一条", [make.text(each) for each in texts]) == words


def test_first_words_go_through_items_and_tables() -> None:
    item = make.item("art_1__para_1__point_1", "（一）", "盗窃；")
    paragraph = make.paragraph("art_1__para_1", "有下列情形之一的：", item, make.table(["长", "高"]))
    assert first_words("第一条", (paragraph,)) == "第一条 有下列情形之一的：（一）盗窃；长高"


def test_forms() -> None:
    context = make.context()
    assert forms(context) == ("full.html", "full.md")
    assert forms(replace(context, law_json=True)) == ("full.html", "full.md", "law.json")
    assert forms(replace(context, site_url="")) == ("full.html",)
    assert forms(replace(context, reach=Reach(frozenset(["xingfa"])), law_json=True)) == (
        "full.html",
        "law.json",
    )


def test_a_bundle_names_no_file_that_the_public_site_may_lack() -> None:
    pages = pages_of(*samples.flag_work(), law_json=True, reach=Reach(frozenset(["guoqifa"])))
    page = pages["2009-08-27/index.html"]
    assert '"contentUrl":"https://laws.example/laws/guoqifa/2009-08-27/full.html"' in page
    assert "law.json" not in page.partition("</head>")[0].partition("<main>")[0]


def test_the_version_page_links_them() -> None:
    page = pages_of(*samples.flag_work(), law_json=True)["2009-08-27/index.html"]
    assert (
        "<dt>全文</dt><dd><a href=full.html>单页全文（可打印、保存）</a> · "
        "<a href=full.md>Markdown</a> · <a href=law.json>JSON</a></dd>"
    ) in page


def test_hostile_text_stays_in_its_attribute_and_its_script() -> None:
    law = samples.hostile_law()
    for name, page in pages_of(make.work("k", make.version(law)), [law]).items():
        head = page.partition("<main>")[0]
        assert "<b>" not in head, name
        assert "onmouseover=alert(1)>" not in re.sub(r'"[^"]*"', '""', head), name
        assert head.count("<script") == head.count("</script>"), name


def test_without_a_public_address_there_is_no_json_ld() -> None:
    for page in pages_of(*samples.flag_work(), site_url="").values():
        assert "ld+json" not in page
