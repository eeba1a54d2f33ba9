"""Which version the words around a name mean."""

from __future__ import annotations

import pytest

from tests.unit.cite.texts import articles, library, source_of

LAW = "中华人民共和国刑法"
DAYS = (("1979-07-06", "1980-01-01"), ("1997-03-14", "1997-10-01"), ("2020-12-26", "2021-03-01"))


def link(sentence: str, day: str) -> str:
    """Return where the one citation of a document of ``day`` leads, in a library of three texts."""
    sources = {
        f"{made}.md": source_of(
            articles("甲。", "乙。"), LAW, publication_date=made, effective_date=commenced, id=made
        )
        for made, commenced in DAYS
    }
    sources["citing.md"] = source_of(articles(sentence), "某某规定", publication_date=day, effective_date=day)
    ((_, address),) = library(sources).links("citing.md")
    return address


@pytest.mark.parametrize(
    ("sentence", "day", "version"),
    [
        # before and after the amendment of the day, which has not commenced yet
        ("修正前的刑法第二条规定", "2021-01-15", "1997-03-14#art_2"),
        ("修正之前的刑法第二条规定", "2021-01-15", "1997-03-14#art_2"),
        ("修正后的刑法第二条规定", "2021-01-15", "2020-12-26#art_2"),
        ("依照新《刑法》第二条处理", "2021-01-15", "2020-12-26#art_2"),
        ("依照刑法第二条处理", "2021-01-15", "1997-03-14#art_2"),
        # years later, nobody knows before which amendment
        ("修订前的刑法第二条规定", "2022-01-01", ""),
        ("原刑法第二条规定", "2022-01-01", ""),
        ("修订前的《刑法》规定", "2022-01-01", ""),
        ("修订后的刑法第二条规定", "2022-01-01", "2020-12-26#art_2"),
        # a year and a day
        ("1979年刑法第二条规定", "2022-01-01", "1979-07-06#art_2"),
        ("已被1979年《刑法》废止", "2022-01-01", "1979-07-06"),
        ("《刑法》（1997年修订）规定", "2022-01-01", "1997-03-14"),
        ("《刑法》（1979年通过 1997年修订）第二条规定", "2022-01-01", "1997-03-14#art_2"),
        ("1996年《刑法》规定", "2022-01-01", ""),
        ("1997年10月1日起施行的《刑法》第二条规定", "2022-01-01", "1997-03-14#art_2"),
        ("1997年3月14日第八届全国人民代表大会修订的刑法第二条规定", "2022-01-01", "1997-03-14#art_2"),
        ("1998年10月1日起施行的《刑法》第二条规定", "2022-01-01", ""),
        # a day that is no part of the name
        ("自2022年1月1日起依照《刑法》第二条处理", "2022-01-01", "2020-12-26#art_2"),
        # the day tells which law it is, and not which of its texts
        ("1979年7月6日公布的《刑法》规定", "2022-01-01", "2020-12-26"),
    ],
)
def test_words_that_name_a_version(sentence, day, version):
    assert link(sentence, day) == f"xingfa/{version}"
