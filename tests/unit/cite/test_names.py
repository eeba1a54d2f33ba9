"""Names: the longest one that the library has, and nothing that only looks like one."""

from __future__ import annotations

import pytest

from build_tools.cite.names import Names
from build_tools.model.citations import Lead, Name, Reason
from tests.unit.cite.texts import articles, library, source_of

TITLES = (
    "中华人民共和国刑法",
    "中华人民共和国环境保护法",
    "中华人民共和国仲裁法",
    "中华人民共和国企业所得税法",
    "中华人民共和国香港特别行政区基本法",
    "中华人民共和国民事诉讼法",
    "最高人民法院关于适用《中华人民共和国民事诉讼法》的解释",
    "最高人民检察院关于适用某某的意见",
    "最高人民法院关于适用某某的意见",
)
ALIASES = {"香港基本法": "中华人民共和国香港特别行政区基本法", "意见": ""}
MENTIONED = ("中华人民共和国海洋环境保护法",)


@pytest.fixture(scope="module")
def names() -> Names:
    sources = {f"{at}.md": source_of(articles("甲。"), title) for at, title in enumerate(TITLES)}
    return Names(library(sources).site, ALIASES, MENTIONED)


@pytest.fixture(scope="module")
def keys() -> list[str]:
    sources = {f"{at}.md": source_of(articles("甲。"), title) for at, title in enumerate(TITLES)}
    return [work.title for work in library(sources).site.works]


@pytest.mark.parametrize(
    ("words", "title", "left"),
    [
        ("应当认定为刑法", "中华人民共和国刑法", "应当认定为"),
        ("销售明知是刑法", "中华人民共和国刑法", "销售明知是"),
        ("当事人依据民事诉讼法", "中华人民共和国民事诉讼法", "当事人依据"),
        ("依照环境保护法", "中华人民共和国环境保护法", "依照"),
        ("违反中华人民共和国仲裁法", "中华人民共和国仲裁法", "违反"),
        ("不同于香港特别行政区基本法", "中华人民共和国香港特别行政区基本法", "不同于"),
        ("根据香港基本法", "中华人民共和国香港特别行政区基本法", "根据"),
    ],
)
def test_bare_names(names, keys, words, title, left):
    found = names.find(Name(Lead.NAME, words))
    assert found.work is not None
    assert (keys[found.work], found.left, found.start) == (title, left, len(left))


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        # 海洋环境保护法 is another law, which the library names though it lacks it
        ("依照海洋环境保护法", Reason.NO_LAW),
        # and so is what has words before it that no verb ends in
        ("依照外商投资企业和集体企业所得税法", Reason.NO_LAW),
        ("适用土地承包经营纠纷调解仲裁法", Reason.NO_LAW),
        ("依照香港仲裁法", Reason.FOREIGN),
        ("有关规定", Reason.NO_LAW),
        ("依照意见", Reason.ALIAS),
    ],
)
def test_words_that_are_not_that_name(names, words, reason):
    found = names.find(Name(Lead.NAME, words))
    assert (found.work, found.reason) == (None, reason)


@pytest.mark.parametrize(
    ("before", "text", "title"),
    [
        ("", "中华人民共和国刑法", "中华人民共和国刑法"),
        ("", "刑法", "中华人民共和国刑法"),
        ("", "香港基本法", "中华人民共和国香港特别行政区基本法"),
        (
            "依照最高人民法院",
            "关于适用〈中华人民共和国民事诉讼法〉的解释",
            "最高人民法院关于适用《中华人民共和国民事诉讼法》的解释",
        ),
        (
            "",
            "关于适用〈中华人民共和国民事诉讼法〉的解释",
            "最高人民法院关于适用《中华人民共和国民事诉讼法》的解释",
        ),
        ("最高人民检察院", "关于适用某某的意见", "最高人民检察院关于适用某某的意见"),
    ],
)
def test_titles(names, keys, before, text, title):
    found = names.find(Name(Lead.TITLE, text, before=before))
    assert found.work is not None
    assert keys[found.work] == title


@pytest.mark.parametrize(
    ("before", "text", "reason"),
    [
        ("", "关于适用某某的意见", Reason.ALIAS),
        ("司法部", "关于适用某某的意见", Reason.NO_LAW),
        ("香港", "仲裁法", Reason.FOREIGN),
        ("", "治安管理处罚条例", Reason.NO_LAW),
        ("", "保护法", Reason.NO_LAW),
    ],
)
def test_titles_that_are_none(names, before, text, reason):
    found = names.find(Name(Lead.TITLE, text, before=before))
    assert (found.work, found.reason) == (None, reason)
