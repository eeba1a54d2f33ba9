"""Who a document is to the registry, and that its address stays (versions/identity.py)."""

import pytest

from build_tools.diagnostics import Severity
from build_tools.model.site import Force
from build_tools.registry import Entry, Registry, merge
from build_tools.versions.families import entries, unregistered
from tests.factories import record
from tests.unit.versions.sites import DECISION, addresses, codes, site_of


def test_an_id_that_two_files_have_is_an_error_and_both_are_published():
    site = site_of(
        record("甲条例", "2020-01-01", id="1", path="a"), record("乙条例", "2020-01-01", id="1", path="b")
    )
    assert len(site.works) == 2
    assert [(d.path, d.code, d.severity) for d in site.diagnostics] == [("b", "id-repeated", Severity.ERROR)]
    assert len({entry.id for entry in entries(site, Registry())}) == 2


def test_a_registered_address_stays_when_title_date_and_slug_change():
    registry = Registry((Entry("1", "jiu-tiaoli", "2001-01-01"),))
    site = site_of(record("新条例", "2020-01-01", id="1", slug="xin"), registry=registry)
    assert addresses(site) == {"新条例.2020-01-01.1.md": "jiu-tiaoli/2001-01-01"}


def test_a_new_version_joins_the_registered_key():
    registry = Registry((Entry("1", "criminal", "1997-03-14"),))
    site = site_of(
        record("中华人民共和国刑法", "1997-03-14", id="1", path="a"),
        record("中华人民共和国刑法", "2020-12-26", id="2", path="b"),
        registry=registry,
    )
    assert addresses(site) == {"a": "criminal/1997-03-14", "b": "criminal/2020-12-26"}


def test_a_law_that_was_renamed_keeps_its_versions_under_one_registered_key():
    registry = Registry((Entry("1", "guiding", "2010-01-01"), Entry("2", "guiding", "2020-01-01")))
    site = site_of(
        record("关于具体应用法律的规定", "2010-01-01", id="1"),
        record("关于适用法律的规定", "2020-01-01", id="2"),
        registry=registry,
    )
    (work,) = site.works
    assert work.title == "关于适用法律的规定"
    assert [v.record.meta.id for v in work.versions] == ["1", "2"]


def test_a_registered_key_is_not_given_to_another_law():
    registry = Registry((Entry("1", "jianchaguanfa", "2019-04-23"),))
    site = site_of(
        record("中华人民共和国检察官法", "2019-04-23", id="1", path="a"),
        record("中华人民共和国监察官法", "2021-08-20", id="2", path="b"),
        registry=registry,
    )
    assert addresses(site)["a"] == "jianchaguanfa/2019-04-23"
    assert addresses(site)["b"].startswith("jianchaguanfa-")


def test_the_segment_of_a_document_that_is_gone_is_not_given_away():
    registry = Registry((Entry("gone", "mou-tiaoli", "2020-01-01"),))
    site = site_of(record("某条例", "2020-01-01", id="1", path="a"), registry=registry)
    assert addresses(site)["a"] == "mou-tiaoli/2020-01-01-2"


def test_what_is_not_registered_is_said():
    law = record("某条例", "2020-01-01", id="1", path="a")
    site = site_of(law)
    (found,) = unregistered(site, Registry())
    assert (found.path, found.code) == ("a", "address-unregistered")
    registry, _ = merge(Registry(), entries(site, Registry()))
    assert unregistered(site_of(law, registry=registry), registry) == ()


def test_an_address_that_has_moved_is_said():
    law = record("某条例", "2020-01-01", id="1", path="a")
    for entry in (Entry("1", "mou-tiaoli", "2019-01-01"), Entry("1", "jiu-tiaoli", "2020-01-01")):
        (found,) = unregistered(site_of(law), Registry((entry,)))
        assert (found.path, found.code, found.severity) == ("a", "address-moved", Severity.ERROR)
        assert f"laws/{entry.key}/{entry.segment}/" in found.message


@pytest.mark.parametrize("title", [DECISION, "某条例"])
def test_two_files_that_the_registry_cannot_tell_apart_are_an_error(title):
    twins = [record(title, "2024-03-10", path=path) for path in ("b.md", "a.md")]
    site = site_of(*twins)
    (found,) = (one for one in site.diagnostics if one.code == "identity-shared")
    assert (found.path, found.severity) == ("b.md", Severity.ERROR)
    assert "a.md has the same title and day" in found.message
    assert "an id" in found.message
    registry, faults = merge(Registry(), entries(site, Registry()))
    assert faults == ()
    assert len(registry.entries) == 1
    again = site_of(*twins, registry=registry)
    assert addresses(again)["a.md"] == addresses(site)["a.md"]
    assert len(again.works) == (2 if title == DECISION else 1)
    assert merge(registry, entries(again, registry)) == (registry, ())
    assert unregistered(again, registry) == ()
    mended = site_of(twins[1], record(title, "2024-03-10", id="1", path="b.md"), registry=registry)
    assert "identity-shared" not in codes(mended)
    assert addresses(mended)["a.md"] == addresses(site)["a.md"]


def test_single_acts_under_one_registered_key_are_no_versions_of_each_other():
    registry = Registry((Entry("1", "jueding", "2020-01-01"), Entry("2", "jueding", "2022-01-01")))
    acts = [
        record("甲的决定", "2020-01-01", "2020-01-01", "有效", id="1"),
        record("乙的决定", "2022-01-01", "2022-01-01", "有效", id="2"),
        record("甲的决定", "2022-01-01", "2022-01-01", "有效", id="3"),
    ]
    site = site_of(*acts, registry=registry)
    assert [(work.key, len(work.versions)) for work in site.works] == [("jia-de-jueding", 1), ("jueding", 2)]
    assert all(version.force is Force.IN_FORCE for work in site.works for version in work.versions)
    assert site.diagnostics == ()


def test_a_document_that_gets_its_id_later_keeps_its_address():
    before = site_of(record("某条例", "2020-01-01", path="a.md"))
    registry, _ = merge(Registry(), entries(before, Registry()))
    after = site_of(record("某条例", "2020-01-01", id="1", path="a.md"), registry=registry)
    assert addresses(after) == addresses(before)
    assert unregistered(after, registry) == ()
    assert merge(registry, entries(after, registry)) == (registry, ())


def test_an_id_that_was_given_twice_can_be_mended_after_registering():
    wrong = site_of(
        record("甲条例", "2020-01-01", id="1", path="a"), record("乙条例", "2019-12-01", id="1", path="b")
    )
    registry, _ = merge(Registry(), entries(wrong, Registry()))
    mended = site_of(
        record("甲条例", "2020-01-01", id="1", path="a"),
        record("乙条例", "2019-12-01", id="2", path="b"),
        registry=registry,
    )
    assert addresses(mended) == addresses(wrong)
    assert unregistered(mended, registry) == ()
