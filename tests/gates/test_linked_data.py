"""What pages say of themselves to search engines and reference managers, read with extruct and PyLD."""

from __future__ import annotations

import re

import extruct
import pytest
from pyld import jsonld

from tests.gates.conftest import FLAG, PAGES, SITE_URL, Published

WITH_DATA = ("version", "superseded version", "article", "superseded article", "chapter")
SCHEMA = "http://schema.org/"
LEGISLATION = {
    "Legislation": "legislationIdentifier legislationType legislationDate legislationDateVersion legislationPassedBy"
    " legislationResponsible legislationJurisdiction legislationLegalForce legislationConsolidates"
    " legislationAmends legislationRepeals legislationChanges legislationCommences legislationApplies"
    " legislationCountersignedBy legislationDateOfApplicability legislationEnsuresImplementationOf"
    " legislationTransposes legislationLegalValue",
    "CreativeWork": "name alternateName identifier url sameAs description datePublished dateModified inLanguage isPartOf"
    " hasPart isBasedOn temporalCoverage spatialCoverage encoding publisher license about version position",
    "LegislationObject": "encodingFormat contentUrl",
}
"""The terms of schema.org (release 29) that our kinds of node have."""
TERMS = {SCHEMA + term for terms in LEGISLATION.values() for term in terms.split()}
PLACES = ("isPartOf", "hasPart", "isBasedOn", "legislationConsolidates")
FORCES = {SCHEMA + force for force in ("InForce", "NotInForce", "PartiallyInForce")}
CONTEXT = {
    "@context": {
        "@vocab": SCHEMA,
        **{
            name: {"@type": "@id"}
            for name in (*PLACES, "sameAs", "url", "contentUrl", "license", "legislationLegalForce")
        },
    }
}
"""Stands in for the context at schema.org, which is never asked: all terms in one vocabulary."""


def offline(address: str, _: object) -> dict:
    """Return the context that pages name; any other address is one that a reader would have to ask for."""
    assert address.rstrip("/") == "https://schema.org", address
    return {"contextUrl": None, "documentUrl": address, "document": CONTEXT}


def data_of(published: Published, kind: str) -> dict:
    """Return the node of a page, expanded: full terms, lists of values."""
    page = (published.site / PAGES[kind]).read_text("utf-8")
    (data,) = extruct.extract(page, base_url=SITE_URL + PAGES[kind], syntaxes=["json-ld"])["json-ld"]
    (node,) = jsonld.expand(data, {"documentLoader": offline, "base": SITE_URL + PAGES[kind]})
    return node


def values(node: dict, term: str) -> list[str]:
    """Return the values of a term. Those of schema.org have either scheme, and mean the same."""
    found = [value["@value"] if "@value" in value else value["@id"] for value in node.get(SCHEMA + term, ())]
    return [value.replace("https://schema.org/", SCHEMA) for value in found]


@pytest.mark.parametrize("kind", WITH_DATA)
def test_every_page_of_a_law_says_what_it_is(published, kind):
    node = data_of(published, kind)
    assert node["@type"] == [SCHEMA + "Legislation"]
    assert node["@id"] == SITE_URL + PAGES[kind]
    assert {term for term in node if not term.startswith("@")} <= TERMS
    assert values(node, "name") != []
    assert set(values(node, "legislationLegalForce")) <= FORCES


@pytest.mark.parametrize("kind", WITH_DATA)
def test_what_it_names_of_ours_is_there(published, kind):
    node = data_of(published, kind)
    named = [address for place in PLACES for address in values(node, place)]
    ours = [address for address in named if address.startswith(SITE_URL)]
    assert named == ours
    assert [each for each in ours if not (published.site / each.removeprefix(SITE_URL)).is_file()] == []


def test_a_version_has_its_days_its_force_and_the_version_before(published):
    node = data_of(published, "version")
    assert values(node, "name") == ["中华人民共和国国旗法"]
    assert values(node, "datePublished") == ["2020-10-17"]
    assert values(node, "legislationDateVersion") == ["2021-01-01"]
    assert values(node, "legislationLegalForce") == [SCHEMA + "InForce"]
    assert values(node, "temporalCoverage") == ["2021-01-01/.."]
    assert values(node, "legislationConsolidates") == [f"{SITE_URL}{FLAG}/2009-08-27/index.html"]
    assert values(data_of(published, "superseded version"), "legislationLegalForce") == [
        SCHEMA + "NotInForce"
    ]


def test_what_is_yet_to_commence_is_not_in_force(published):
    assert values(data_of(published, "chapter"), "legislationLegalForce") == [SCHEMA + "NotInForce"]


def test_an_article_is_part_of_its_version(published):
    node = data_of(published, "article")
    assert values(node, "isPartOf") == [SITE_URL + PAGES["version"]]
    assert any("第一条" in name for name in values(node, "name"))


@pytest.mark.parametrize("kind", ["version", "article"])
def test_zotero_and_link_previews_find_what_they_look_for(published, kind):
    page = (published.site / PAGES[kind]).read_text("utf-8")
    found = extruct.extract(
        page, base_url=SITE_URL + PAGES[kind], syntaxes=["opengraph", "dublincore"], uniform=True
    )
    (graph,) = found["opengraph"]
    core = {element["name"].lower(): element["content"] for element in found["dublincore"][0]["elements"]}
    assert "国旗法" in graph["og:title"]
    assert "国旗法" in next(text for name, text in core.items() if name.endswith("title"))
    # Zotero's own translator “Embedded Metadata” takes the kind of an item from this.
    assert re.search(r"""<meta[^>]*z:itemtype["' ][^>]*content=["']?statute\b""", page, re.IGNORECASE)
