"""Which laws go into a bundle, and what it is called."""

from __future__ import annotations

import pytest

from build_tools.kinds import ALL, REGIONS
from build_tools.model.bundles import BundleSort
from build_tools.model.law import Meta
from build_tools.publish.book import entries_of
from build_tools.publish.selecting import SelectionError, Wish, select
from tests import factories as make


def _work(key, title, group, author="", **more):
    law = make.law(title, meta=Meta(title=title, group=group, author=author))
    return make.work(key, make.version(law, "2020-10-17"))


SITE = make.site(
    _work("guoqifa", "中华人民共和国国旗法", "法律", "全国人民代表大会常务委员会"),
    _work("xingfa", "中华人民共和国刑法", "法律", "全国人民代表大会"),
    _work("henansheng-tiaoli", "河南省社会治理条例", "地方性法规", "河南省人民代表大会常务委员会"),
    _work("luoyangshi-tiaoli", "洛阳市河渠管理条例", "地方性法规", "洛阳市人民代表大会常务委员会"),
    _work("henansheng-guizhang", "河南省测绘办法", "规章", "河南省人民政府"),
    _work("beijingshi-tiaoli", "北京市接诉即办工作条例", "地方性法规", "北京市人民代表大会常务委员会"),
    _work("tongzhi-aaaaaa", "某某通知", "规章", "河南省人民政府"),
    _work("tongzhi-bbbbbb", "某某通知", "规章", "北京市人民政府"),
)
NAMES = entries_of(SITE, {"老刑法": "中华人民共和国刑法"}, ())
HENAN = {"henansheng-tiaoli", "luoyangshi-tiaoli", "henansheng-guizhang", "tongzhi-aaaaaa"}


@pytest.mark.parametrize(
    ("wish", "name", "title", "keys"),
    [
        (Wish(), "tiaowen", "全部法规", {work.key for work in SITE.works}),
        (Wish(regions=("henan",)), "tiaowen-henan", "河南", HENAN),
        (Wish(regions=("河南",)), "tiaowen-henan", "河南", HENAN),
        (Wish(kinds=("falv",)), "tiaowen-falv", "法律", {"guoqifa", "xingfa"}),
        (
            Wish(regions=("henan",), kinds=("guizhang",)),
            "tiaowen-henan-guizhang",
            "河南、规章",
            {"henansheng-guizhang", "tongzhi-aaaaaa"},
        ),
        (
            Wish(regions=("henan", "beijing"), kinds=("difangxing-fagui",)),
            "tiaowen-beijing-henan-difangxing-fagui",
            "北京、河南、地方性法规",
            {"henansheng-tiaoli", "luoyangshi-tiaoli", "beijingshi-tiaoli"},
        ),
        (Wish(laws=("guoqifa",)), "tiaowen-guoqifa", "中华人民共和国国旗法", {"guoqifa"}),
        (
            Wish(laws=("https://laws.example/laws/xingfa/2020-12-26/264.html#art_264", "laws/guoqifa/")),
            "tiaowen-xuanbian",
            "选编",
            {"guoqifa", "xingfa"},
        ),
        (Wish(laws=("中华人民共和国刑法",), name="xing"), "xing", "中华人民共和国刑法", {"xingfa"}),
        (
            Wish(laws=("刑法", "老刑法", "中华人民共和国 国旗法"), title="禁毒 法规"),
            "tiaowen-xuanbian",
            "禁毒法规",
            {"guoqifa", "xingfa"},
        ),
        (Wish(regions=("henan",), title="豫"), "tiaowen-henan", "豫", HENAN),
        (
            Wish(kinds=("falv",), laws=("henansheng-tiaoli",)),
            "tiaowen-xuanbian",
            "选编",
            {"guoqifa", "xingfa", "henansheng-tiaoli"},
        ),
    ],
)
def test_one_bundle(wish, name, title, keys):
    (found,) = select(SITE, wish, NAMES)
    assert (found.name, found.title, set(found.keys)) == (name, title, keys)


def test_each_is_all_laws_and_every_kind_and_region_that_has_any():
    found = select(SITE, Wish(each=True))
    assert [(each.sort.value, each.title, len(each.keys)) for each in found] == [
        ("site", "全部法规", 8),
        ("kind", "法律", 2),
        ("kind", "地方性法规", 3),
        ("kind", "规章", 3),
        ("region", "北京", 2),
        ("region", "河南", 4),
    ]


def test_bundles_with_articles_have_names_of_their_own():
    assert [each.name for each in select(SITE, Wish(regions=("henan",)), articles=True)] == [
        "tiaowen-henan-articles"
    ]
    assert select(SITE, Wish(name="mine"), articles=True)[0].name == "mine"


def test_no_kind_has_the_name_of_a_region():
    names = [each.slug for each in (*ALL, *REGIONS)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (Wish(kinds=("tax",)), r"--kind 'tax': there is none; one of xianfa, falv"),
        (Wish(regions=("atlantis",)), r"--region 'atlantis': there is none; one of beijing"),
        (Wish(laws=("nothing",)), r"--law 'nothing': there is no law of this key, address or name"),
        (
            Wish(laws=("某某通知",)),
            r"several laws have this name; name one by its key: tongzhi-aaaaaa, tongzhi-bbbbbb",
        ),
        (Wish(kinds=("xianfa",)), r"no law is of that kind and region"),
        (Wish(name="../up"), r"--name '\.\./up': at most 40 of a-z"),
        (Wish(name="a" * 41), r"at most 40"),
        (Wish(name="con"), r"--name 'con': .*no device"),
        (Wish(each=True, kinds=("falv",)), r"--each makes all bundles; leave out --kind"),
        (Wish(kinds=("tax",), laws=("nothing",)), r"(?s)'tax'.*\n.*'nothing'"),
    ],
)
def test_what_cannot_be_had_is_said(wish, words):
    with pytest.raises(SelectionError, match=words):
        select(SITE, wish, NAMES)


def test_the_sort_says_what_decided():
    wishes = {
        Wish(): "site",
        Wish(kinds=("falv",)): "kind",
        Wish(regions=("henan",)): "region",
        Wish(laws=("xingfa",)): "choice",
    }
    for wish, sort in wishes.items():
        assert select(SITE, wish)[0].sort is BundleSort(sort)
