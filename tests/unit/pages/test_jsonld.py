"""JSON-LD: what is said of versions and parts, and that a JSON-LD processor understands it."""

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pyld import jsonld as processor

from build_tools.model.law import Law, Meta
from build_tools.model.links import Citing
from build_tools.model.nodes import Role
from build_tools.model.site import Force, Timeline, Turn, Version, Work
from build_tools.pages import jsonld
from build_tools.pages.jsonld import coverage, part_data, part_json, version_data, version_json
from tests import factories as make

SITE = "https://laws.example/"
SCHEMA = "https://schema.org/"
START, END = date(2021, 3, 1), date(2024, 1, 1)


def version_of(title: str, published: date | None = None, **meta: Any) -> Version:
    note = "（1979年7月1日第五届全国人民代表大会第二次会议通过　根据2020年12月26日《刑法修正案（十一）》修正　自2021年3月1日起施行）"
    law: Law = make.law(
        meta=Meta(title=title, publication_date=published, **meta),
        front=(make.text(title, role=Role.TITLE), make.text(note, role=Role.NOTE)),
        published=published,
        number="主席令第六十六号",
    )
    return make.version(law, timeline=(Turn(None, Force.NOT_YET), Turn(START, Force.IN_FORCE)))


def said(
    work: Work, index: int = -1, basis: tuple[Citing, ...] = (), forms: tuple[str, ...] = ()
) -> dict[str, Any]:
    index %= len(work.versions)
    return json.loads(version_json(version_data(work, index, work.title, basis, forms, SITE)))


def criminal_law() -> Work:
    old = version_of("中华人民共和国刑法", date(2009, 8, 27))
    new = version_of(
        "中华人民共和国刑法",
        date(2020, 12, 26),
        id="ff80",
        author="全国人民代表大会常务委员会",
        effective_date=START,
        group="法律",
        urls=("https://flk.npc.gov.cn/detail?id=ff80", "javascript:alert(1)"),
    )
    return make.work("xingfa", old, new)


def test_a_version() -> None:
    address = f"{SITE}laws/xingfa/2020-12-26/"
    basis = (Citing("xianfa", "2018-03-11", "", "中华人民共和国宪法", "", "xianfa", Force.IN_FORCE),)
    assert said(criminal_law(), basis=basis, forms=("full.md",)) == {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": f"{address}index.html",
        "name": "中华人民共和国刑法",
        "legislationIdentifier": ["主席令第六十六号", "ff80"],
        "legislationType": "法律",
        "legislationDate": "2020-12-26",
        "datePublished": "2020-12-26",
        "legislationDateVersion": "2021-03-01",
        "legislationPassedBy": {"@type": "Organization", "name": "全国人民代表大会常务委员会"},
        "legislationJurisdiction": "CN",
        "legislationLegalForce": "https://schema.org/InForce",
        "temporalCoverage": "2021-03-01/..",
        "legislationConsolidates": {"@id": f"{SITE}laws/xingfa/2009-08-27/index.html"},
        "isBasedOn": {"@id": f"{SITE}laws/xianfa/2018-03-11/index.html"},
        "inLanguage": "zh-Hans",
        "sameAs": "https://flk.npc.gov.cn/detail?id=ff80",
        "encoding": [
            {
                "@type": "LegislationObject",
                "encodingFormat": "text/markdown",
                "contentUrl": f"{address}full.md",
                "legislationLegalValue": "https://schema.org/UnofficialLegalValue",
            }
        ],
    }


def test_what_is_not_known_is_not_said() -> None:
    found = said(make.work("k", make.version(make.record("某某办法"), force=Force.NONE)))
    assert set(found) == {
        "@context",
        "@type",
        "@id",
        "name",
        "legislationType",
        "legislationJurisdiction",
        "inLanguage",
    }


def test_a_local_regulation_is_law_in_its_region() -> None:
    version = version_of("河南省社会治理条例", date(2020, 1, 1), author="河南省人民代表大会常务委员会")
    place = {"@type": "AdministrativeArea", "name": "河南"}
    assert said(make.work("k", version))["legislationJurisdiction"] == place


def test_two_texts_of_one_date_do_not_follow_each_other() -> None:
    day = date(2020, 12, 26)
    first, second = version_of("刑法", day), replace(version_of("刑法", day), segment="2020-12-26-2")
    assert "legislationConsolidates" not in said(make.work("k", first, second))


@pytest.mark.parametrize(
    ("force", "expected"),
    [
        (Force.IN_FORCE, "https://schema.org/InForce"),
        (Force.NOT_YET, "https://schema.org/NotInForce"),
        (Force.AMENDED, "https://schema.org/NotInForce"),
        (Force.REPEALED, "https://schema.org/NotInForce"),
        (Force.LAPSED, "https://schema.org/NotInForce"),
        (Force.UNKNOWN, None),
        (Force.NONE, None),
    ],
)
def test_legal_force(force: Force, expected: str | None) -> None:
    work = make.work("k", make.version(make.record("国旗法"), force=force))
    assert said(work).get("legislationLegalForce") == expected


@pytest.mark.parametrize(
    ("timeline", "days"),
    [
        ((Turn(None, Force.NOT_YET), Turn(START, Force.IN_FORCE)), "2021-03-01/.."),
        (
            (Turn(None, Force.NOT_YET), Turn(START, Force.IN_FORCE), Turn(END, Force.AMENDED)),
            "2021-03-01/2023-12-31",
        ),
        ((Turn(None, Force.IN_FORCE),), ""),
        ((Turn(None, Force.NOT_YET), Turn(START, Force.REPEALED)), ""),
        ((Turn(None, Force.NOT_YET), Turn(START, Force.NONE)), ""),
        ((Turn(None, Force.LAPSED),), ""),
    ],
)
def test_the_days_on_which_it_is_in_force(timeline: Timeline, days: str) -> None:
    assert coverage(timeline) == days


def part(name: str = "第二百六十四条", eid: str = "art_264") -> str:
    work = criminal_law()
    return part_json(part_data(work, work.versions[1], SITE), name, eid)


def test_a_part_is_small_and_leads_to_the_version() -> None:
    assert json.loads(part()) == {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": "",
        "name": "第二百六十四条",
        "legislationIdentifier": "art_264",
        "legislationLegalForce": "https://schema.org/InForce",
        "temporalCoverage": "2021-03-01/..",
        "isPartOf": {"@id": f"{SITE}laws/xingfa/2020-12-26/index.html"},
    }
    assert len(jsonld.element(part()).encode()) < 400
    assert "name" not in json.loads(part(""))


def test_nothing_ends_the_script() -> None:
    text = part("</script><!--<script>")
    assert not re.search("[<]", text)
    assert json.loads(text)["name"] == "</script><!--<script>"


def test_a_processor_of_json_ld_understands_it() -> None:
    """The context of schema.org, of which only the vocabulary matters here; nothing is fetched."""

    def loader(url: str, options: object) -> dict[str, object]:
        assert url == "https://schema.org"
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": {"@vocab": SCHEMA}}}

    data = said(criminal_law(), forms=("full.html",))
    [node] = processor.expand(data, {"documentLoader": loader})
    assert node["@id"] == f"{SITE}laws/xingfa/2020-12-26/index.html"
    assert node["@type"] == [f"{SCHEMA}Legislation"]
    assert {name.removeprefix(SCHEMA) for name in node} >= set(data) - {"@context"}
    page = f"{SITE}laws/xingfa/2020-12-26/264.html"
    [node] = processor.expand(json.loads(part()), {"documentLoader": loader, "base": page})
    assert node["@id"] == page
    assert node[f"{SCHEMA}isPartOf"] == [{"@id": f"{SITE}laws/xingfa/2020-12-26/index.html"}]
