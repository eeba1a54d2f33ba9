"""Places and the provinces in which they lie: prefectures, and the autonomous counties that legislate.

The names are those of GB/T 2260 (administrative divisions of the PRC), without 市/州/盟/地区 where the
rest is unmistakable. Only bodies that can issue regulations are listed (立法法 arts. 80, 81, 85).
"""

from __future__ import annotations

import re

PROVINCES = (
    ("北京", "beijing"),
    ("天津", "tianjin"),
    ("河北", "hebei"),
    ("山西", "shanxi"),
    ("内蒙古", "neimenggu"),
    ("辽宁", "liaoning"),
    ("吉林", "jilin"),
    ("黑龙江", "heilongjiang"),
    ("上海", "shanghai"),
    ("江苏", "jiangsu"),
    ("浙江", "zhejiang"),
    ("安徽", "anhui"),
    ("福建", "fujian"),
    ("江西", "jiangxi"),
    ("山东", "shandong"),
    ("河南", "henan"),
    ("湖北", "hubei"),
    ("湖南", "hunan"),
    ("广东", "guangdong"),
    ("广西", "guangxi"),
    ("海南", "hainan"),
    ("重庆", "chongqing"),
    ("四川", "sichuan"),
    ("贵州", "guizhou"),
    ("云南", "yunnan"),
    ("西藏", "xizang"),
    ("陕西", "shaanxi"),
    ("甘肃", "gansu"),
    ("青海", "qinghai"),
    ("宁夏", "ningxia"),
    ("新疆", "xinjiang"),
)
"""Short name and pinyin of the province-level divisions; 陕西 is spelt ``shaanxi`` by its own convention."""

_PLACES = {
    "北京": "",
    "天津": "",
    "河北": """石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 雄安
        孟村 大厂 青龙满族 丰宁 宽城 围场""",
    "山西": "太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁",
    "内蒙古": """呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安盟 锡林郭勒 阿拉善
        鄂伦春 莫力达瓦 鄂温克""",
    "辽宁": """沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳市 葫芦岛
        喀喇沁左翼 新宾 岫岩 清原 桓仁 宽甸""",
    "吉林": "长春 吉林市 四平 辽源 通化 白山 松原 白城 延边 前郭尔罗斯 长白朝鲜族 伊通",
    "黑龙江": "哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭 杜尔伯特",
    "上海": "浦东新区",
    "江苏": "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁",
    "浙江": "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 景宁",
    "安徽": "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城",
    "福建": "福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德",
    "江西": "南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶",
    "山东": "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 莱芜",
    "河南": """郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源""",
    "湖北": "武汉 黄石 十堰 宜昌 襄阳 襄樊 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 长阳 五峰",
    "湖南": """长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西
        江华 城步 通道侗族 新晃 芷江 靖州 麻阳""",
    "广东": """广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州
        揭阳 云浮 连南 连山 乳源""",
    "广西": """南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左
        都安 融水 三江侗族 龙胜 金秀 隆林 巴马 罗城 富川 大化 环江 恭城""",
    "海南": "海口 三亚 三沙 儋州 白沙黎族 昌江黎族 乐东 陵水 保亭 琼中",
    "重庆": "石柱 秀山 酉阳 彭水",
    "四川": """成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝
        甘孜 凉山 木里 峨边 马边 北川""",
    "贵州": """贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南 黔东南 黔南
        松桃 镇宁 紫云 关岭 玉屏 印江 沿河 务川 道真 威宁 三都""",
    "云南": """昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆
        石林 寻甸 禄劝 峨山 新平 元江 漾濞 南涧 巍山 玉龙 宁蒗 河口瑶族 屏边 金平 孟连 澜沧 西盟 景谷 墨江 宁洱
        镇沅 江城 景东 双江 耿马 沧源 贡山 兰坪 维西""",
    "西藏": "拉萨 日喀则 昌都 林芝 山南 那曲 阿里地区",
    "陕西": "西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛",
    "甘肃": """兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南
        张家川 天祝 肃北 肃南 阿克塞 东乡 积石山""",
    "青海": """西宁 海东 海北藏族 黄南 海南藏族 果洛 玉树 海西
        大通 民和 互助 化隆 循化 门源 河南蒙古族""",
    "宁夏": "银川 石嘴山 吴忠 固原 中卫",
    "新疆": """乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 阿克苏 克孜勒苏 喀什 和田 伊犁 塔城 阿勒泰
        石河子 巴里坤 木垒 焉耆 察布查尔 塔什库尔干 和布克赛尔""",
}
NAMES = tuple(place for names in _PLACES.values() for place in names.split() if place[-1] not in "市族区盟")
"""Prefectures and autonomous counties, as a text writes them: proper names of one word."""

_PROVINCE_OF = {place: name for name, places in _PLACES.items() for place in (name, *places.split())}
# The longest name first: 海南藏族自治州 lies in Qinghai, 河南蒙古族自治县 too. What follows must show
# that it is the name of a place: 中山市 and 海南经济特区 are, 东乡 in 东乡镇 is not asked for.
_PLACE = re.compile(
    rf"(?P<place>{'|'.join(sorted(_PROVINCE_OF, key=len, reverse=True))})"
    r"(?=[省市州盟]|地区|新区|经济特区|自由贸易|[^，。《》]{0,12}?自治[区州县旗]|人民代表大会|人民政府|\Z)"
)


def province_of(text: str) -> str | None:
    """Return the short name of the province whose name, or whose place's name, ``text`` begins with."""
    match = _PLACE.match(text)
    return _PROVINCE_OF[match["place"]] if match else None
