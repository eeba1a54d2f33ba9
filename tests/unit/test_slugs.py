import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.slugs import LENGTH, key_for, normal_title, with_hash
from build_tools.urls import is_safe_key


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("中华人民共和国刑法", "xingfa"),
        ("中华人民共和国民法典", "minfadian"),
        ("河南省社会治理条例", "henansheng-shehui-zhili-tiaoli"),
        ("中华人民共和国民事诉讼法", "minshi-susongfa"),
        ("中华人民共和国环境保护法", "huanjing-baohufa"),
        ("中华人民共和国刑法修正案（十二）", "xingfa-xiuzhengan-12"),
        ("中华人民共和国宪法修正案（1993年）", "xianfa-xiuzhengan-1993"),
        ("中华人民共和国监察法实施条例", "jianchafa-shishi-tiaoli"),
        ("上海市实施《中华人民共和国气象法》办法", "shanghaishi-shishi-qixiangfa-banfa"),
        ("重庆市绿化条例", "chongqingshi-lvhua-tiaoli"),
        ("中华人民共和国中国人民银行法", "zhongguo-renmin-yinhangfa"),
        ("中华人民共和国会计法", "kuaijifa"),
        ("行政法规制定程序条例", "xingzheng-fagui-zhiding-chengxu-tiaoli"),
        ("长沙市排水条例", "changshashi-paishui-tiaoli"),
        ("漯河市文明行为促进条例", "luoheshi-wenming-xingwei-cujin-tiaoli"),
        ("长治市养犬条例", "changzhishi-yang-quan-tiaoli"),
        ("陕西省气候条例", "shaanxisheng-qihou-tiaoli"),
        ("山西省气候条例", "shanxisheng-qihou-tiaoli"),
        ("朝阳市河流条例", "chaoyangshi-heliu-tiaoli"),
    ],
)
def test_keys_are_the_title_in_pinyin_words(title, key):
    assert key_for(title) == key


def test_a_long_title_is_cut_at_a_word_and_gets_a_hash():
    key = key_for("最高人民法院关于审理城镇房屋租赁合同纠纷案件具体应用法律若干问题的解释")
    words, _, digest = key.rpartition("-")
    assert len(key) <= LENGTH
    assert words.startswith("zuigao-renmin-fayuan-guanyu-shenli-chengzhen")
    assert len(digest) == 6
    assert int(digest, 16) >= 0


def test_titles_that_differ_in_blanks_brackets_and_lapse_have_one_key():
    assert key_for("最高人民法院 关于某某的规定(试行)（失效）") == key_for(
        "最高人民法院关于某某的规定（试行）"
    )


@pytest.mark.parametrize(
    ("title", "normal"),
    [
        ("最高人民法院　最高人民检察院关于 办理案件的解释", "最高人民法院最高人民检察院关于办理案件的解释"),
        ("选举办法（失效）", "选举办法"),
        ("选举办法 (失效) ", "选举办法"),
        ("若干规定(试行)", "若干规定（试行）"),
        ("失效办法", "失效办法"),
    ],
)
def test_normal_titles(title, normal):
    assert normal_title(title) == normal


@pytest.mark.parametrize(
    "title", ["", "（失效）", "《》", "🎉", "../../etc/passwd", "CON", "<script>alert(1)</script>", "\ud800"]
)
def test_every_title_has_a_safe_key(title):
    assert is_safe_key(key_for(title))


@given(st.text(max_size=60))
def test_whatever_the_title_the_key_is_safe_and_stays(title):
    key = key_for(title)
    assert is_safe_key(key)
    assert len(key) <= LENGTH
    assert key == key_for(title)


@given(
    st.from_regex(r"[a-z]{1,20}(-[a-z]{1,20}){0,8}", fullmatch=True), st.text(max_size=9), st.text(max_size=9)
)
def test_a_hash_keeps_a_key_safe_and_tells_seeds_apart(key, one, other):
    assert len(with_hash(key, one)) <= LENGTH
    assert is_safe_key(with_hash(key, one))
    assert (with_hash(key, one) == with_hash(key, other)) == (one == other)


def test_the_dictionaries_are_loaded_late_silently_and_without_a_shared_cache(tmp_path):
    program = (
        "import sys, os; os.environ['TMPDIR'] = sys.argv[1]\n"
        "from build_tools import slugs\n"
        "assert 'jieba' not in sys.modules and 'pypinyin' not in sys.modules\n"
        "assert slugs.key_for('中华人民共和国刑法') == 'xingfa'\n"
    )
    command = [sys.executable, "-W", "error", "-c", program, str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []
