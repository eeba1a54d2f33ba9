import pytest

from build_tools import kinds, places
from build_tools.model.law import Meta


@pytest.mark.parametrize(
    ("group", "kind"),
    [
        ("宪法", kinds.CONSTITUTION),
        ("法律", kinds.STATUTE),
        ("行政法规", kinds.ADMINISTRATIVE),
        ("监察法规", kinds.SUPERVISORY),
        ("司法解释", kinds.JUDICIAL),
        ("法律解释", kinds.LEGAL_INTERPRETATION),
        ("修正案", kinds.AMENDMENT),
        ("修改、废止的决定", kinds.AMENDING_DECISION),
        ("有关法律问题和重大问题的决定（部分）", kinds.DECISION),
        ("地方性法规", kinds.LOCAL),
        ("单行条例", kinds.AUTONOMOUS),
    ],
)
def test_the_group_says_the_kind(group, kind):
    assert kinds.kind_of(Meta(title="某某", group=group)) is kind


@pytest.mark.parametrize(
    ("title", "author", "kind"),
    [
        ("河南省社会治理条例", "河南省人民代表大会常务委员会", kinds.LOCAL),
        ("中关村国家自主创新示范区条例", "北京市人民代表大会常务委员会", kinds.LOCAL),
        ("河南省社会治理条例", "", kinds.LOCAL),
        ("中华人民共和国刑法", "全国人民代表大会", kinds.STATUTE),
        ("中华人民共和国民法典", "", kinds.STATUTE),
        ("中华人民共和国宪法（1982年）", "全国人民代表大会", kinds.CONSTITUTION),
        ("中华人民共和国宪法修正案（2018年）", "全国人民代表大会", kinds.AMENDMENT),
        ("中华人民共和国刑法修正案（十二）", "全国人民代表大会常务委员会", kinds.AMENDMENT),
        ("婚姻登记条例", "国务院", kinds.ADMINISTRATIVE),
        ("监察工作信息公开条例", "国家监察委员会", kinds.SUPERVISORY),
        ("最高人民法院关于适用《中华人民共和国民法典》物权编的解释（一）", "", kinds.JUDICIAL),
        ("国务院关于修改和废止部分行政法规的决定", "国务院", kinds.AMENDING_DECISION),
        (
            "全国人民代表大会常务委员会关于废止部分法律的决定",
            "全国人民代表大会常务委员会",
            kinds.AMENDING_DECISION,
        ),
        ("全国人民代表大会常务委员会关于设立国家宪法日的决定", "全国人民代表大会常务委员会", kinds.DECISION),
        ("全国人民代表大会关于我国国民经济计划的决议", "全国人民代表大会", kinds.DECISION),
        (
            "全国人民代表大会常务委员会关于《中华人民共和国刑法》第三十条的解释",
            "全国人民代表大会常务委员会",
            kinds.LEGAL_INTERPRETATION,
        ),
        ("某某办法", "", kinds.OTHER),
    ],
)
def test_without_a_group_issuer_and_title_say_the_kind(title, author, kind):
    assert kinds.kind_of(Meta(title=title, author=author)) is kind


def test_a_category_may_say_the_kind():
    assert kinds.kind_of(Meta(title="某某", categories=("河南", "地方性法规"))) is kinds.LOCAL


def test_kinds_and_regions_have_distinct_ascii_slugs():
    for names in (kinds.ALL, kinds.REGIONS):
        slugs = [each.slug for each in names]
        assert len(set(slugs)) == len(slugs)
        assert all(slug.replace("-", "").isascii() and slug == slug.lower() for slug in slugs)
    assert len(kinds.REGIONS) == 31


@pytest.mark.parametrize(
    ("author", "slug"),
    [
        ("河南省人民代表大会常务委员会", "henan"),
        ("洛阳市人民代表大会常务委员会", "henan"),
        ("三门峡市人民代表大会", "henan"),
        ("上海市人民代表大会常务委员会", "shanghai"),
        ("重庆市人民代表大会常务委员会", "chongqing"),
        ("内蒙古自治区人民代表大会常务委员会", "neimenggu"),
        ("新疆维吾尔自治区人民代表大会常务委员会", "xinjiang"),
        ("延边朝鲜族自治州人民代表大会", "jilin"),
        ("吉林市人民代表大会常务委员会", "jilin"),
        ("海南藏族自治州人民代表大会", "qinghai"),
        ("海南省人民代表大会常务委员会", "hainan"),
        ("河南蒙古族自治县人民代表大会", "qinghai"),
        ("西安市人民代表大会常务委员会", "shaanxi"),
        ("太原市人民代表大会常务委员会", "shanxi"),
        ("黔东南苗族侗族自治州人民代表大会", "guizhou"),
        ("长阳土家族自治县人民代表大会", "hubei"),
        ("博尔塔拉蒙古自治州人民代表大会", "xinjiang"),
    ],
)
def test_the_issuing_body_says_the_region(author, slug):
    region = kinds.region_of(Meta(title="某条例", author=author, group="地方性法规"))
    assert region is not None
    assert region.slug == slug


def test_without_issuing_body_title_or_category_say_the_region():
    def region(**fields):
        return kinds.region_of(Meta(group="地方性法规", **fields))

    assert region(title="广东省食品安全条例").name == "广东"
    assert region(title="中关村国家自主创新示范区条例", categories=("地方性法规", "北京")).name == "北京"
    assert region(title="某某条例") is None


@pytest.mark.parametrize(
    ("title", "author", "group"),
    [
        ("北京市新技术产业开发试验区暂行条例", "国务院", "行政法规"),
        ("全国人民代表大会常务委员会关于设立上海金融法院的决定", "全国人民代表大会常务委员会", ""),
        ("中华人民共和国海南自由贸易港法", "全国人民代表大会常务委员会", "法律"),
    ],
)
def test_national_documents_have_no_region(title, author, group):
    assert kinds.region_of(Meta(title=title, author=author, group=group)) is None


@pytest.mark.parametrize("text", ["", "东乡镇人民政府", "互助组", "中山装", "朝阳产业", "大化肥", "南北"])
def test_a_word_that_only_looks_like_a_place_is_none(text):
    assert places.province_of(text) is None


@pytest.mark.parametrize(
    ("title", "group"),
    [
        ("中华人民共和国刑法", "法律"),
        ("河南省社会治理条例", "地方性法规"),
        ("最高人民法院关于人民法院执行工作若干问题的规定（试行）", "司法解释"),
        ("全国人民代表大会常务委员会组成人员守则", "有关法律问题和重大问题的决定（部分）"),
    ],
)
def test_laws_can_have_versions(title, group):
    assert kinds.is_versionable(title, group)


@pytest.mark.parametrize(
    ("title", "group"),
    [
        ("国务院关于修改和废止部分行政法规的决定", "修改、废止的决定"),
        ("全国人民代表大会常务委员会关于设立国家宪法日的决定", "有关法律问题和重大问题的决定（部分）"),
        ("全国人民代表大会常务委员会关于延长授权国务院试点期限的决定（失效）", ""),
        ("第十三届全国人民代表大会第一次会议关于国务院机构改革方案的决定（附：国务院机构改革方案）", ""),
        ("最高人民法院关于破产企业国有划拨土地使用权应否列入破产财产等问题的批复", "司法解释"),
        ("最高人民法院对国务院宗教事务局一司关于僧人遗产处理意见的复函", "司法解释"),
        ("最高人民法院研究室关于如何理解“审判的时候怀孕的妇女不适用死刑”问题的电话答复", "司法解释"),
        ("最高人民法院印发《关于规范人民法院再审立案的若干意见（试行）》的通知", "司法解释"),
        ("中华人民共和国刑法修正案（十二）", "修正案"),
        ("中华人民共和国宪法修正案（1993年）", "宪法"),
        ("河南省人民代表大会常务委员会关于进一步加强水污染防治工作的决议", "地方性法规"),
    ],
)
def test_single_acts_cannot(title, group):
    assert not kinds.is_versionable(title, group)


@pytest.mark.parametrize(
    ("meta", "folder"),
    [
        (Meta(title="中华人民共和国学位法", group="法律"), "national/falv"),
        (Meta(title="国库券条例", author="国务院"), "national/xingzheng-fagui"),
        (Meta(title="洛阳市条例", author="洛阳市人民代表大会常务委员会"), "local/henan"),
        (Meta(title="某条例", group="地方性法规"), "local"),
        (Meta(title="某条例"), "qita"),
    ],
)
def test_files_lie_by_kind_or_region(meta, folder):
    assert kinds.folder_of(meta).as_posix() == folder
