from hypothesis import given
from hypothesis import strategies as st

from build_tools.search.entries import Entry
from build_tools.search.tokens import END, HIGHEST, runs, terms, terms_of, title_terms
from tests.unit.search.laws import DIVORCE, THEFT

SENTENCES = st.sampled_from(
    [
        THEFT,
        DIVORCE,
        "第 264 条 盗窃公私财物\n\t（一）入户盗窃；\n\t\t1．多次盗窃",
        "World Trade Organization 世界贸易组织（WTO）的规则",
        "姓名 | 年龄\n 张三 | 30\n 李四 | 30",
        "中华人民共和国　香港特别行政区",
        "乾隆年间的文物",
        "第二款\n第三款",
    ]
)
ALPHABET = "刑法罪的有期徒第条〇19aZ 　，。\n\t（"


def entry(text: str, label: str = "", path: str = "", head: str = "") -> Entry:
    return Entry("a0", "art_1", label, path, text, head)


def is_found(query: str, found: dict[str, int]) -> bool:
    """Tell whether an entry with these terms is a candidate for a stretch of text."""
    for run in runs(query):
        wanted = [run[at : at + 2] for at in range(len(run) - 1)]
        if not all(term in found for term in wanted):
            return False
        if not wanted and not any(term[0] == run for term in found):
            return False
    return True


def test_terms_are_pairs_and_the_ends_of_runs() -> None:
    assert terms("有期徒刑、拘役") == {"有期", "期徒", "徒刑", "刑$", "拘役", "役$"}


def test_an_end_is_no_term_where_the_character_begins_a_pair() -> None:
    assert "刑$" not in terms("有期徒刑，刑法")
    assert terms("刑") == {"刑$"}


def test_the_label_is_found_too_and_is_no_part_of_the_text() -> None:
    found = terms_of(entry("盗窃的", "第二条"))
    assert found.keys() == {"第二", "二条", "条$", "盗窃", "窃的", "的$"}


def test_what_an_entry_is_about() -> None:
    found = terms_of(entry(THEFT, "第二条", "第二章 侵犯财产罪"))
    assert found["盗窃"] == 2, "four times, and first of all"
    assert found["公私"] == 0, "said once, though in the beginning"
    assert found["或者"] == 1, "three times and more"
    assert found["拘役"] == 0
    assert max(found.values()) <= HIGHEST


def test_titles_count() -> None:
    alone = terms_of(entry("盗窃罪的处罚，适用本章盗窃罪的规定。"))
    titled = terms_of(entry("盗窃罪的处罚，适用本章盗窃罪的规定。", path="第一章 总则 › 第二节 盗窃罪"))
    assert titled["盗窃"] == alone["盗窃"] + 1
    assert "第二" not in titled
    above = terms_of(entry("盗窃罪的处罚，适用本章盗窃罪的规定。", path="第二章 盗窃罪 › 第一节 通则"))
    assert above["盗窃"] == alone["盗窃"]


def test_a_fine_version_tells_more_and_the_first_article_of_a_chapter_is_about_it() -> None:
    theft = entry(THEFT, "第二条", "第二章 侵犯财产罪")
    plain, fine = terms_of(theft), terms_of(theft, fine=True)
    assert (plain["公私"], fine["公私"]) == (0, 1)
    assert (plain["拘役"], fine["拘役"]) == (0, 0)
    above = entry("抢劫的，处罚。", path="第五章 抢劫罪")
    assert terms_of(above._replace(leads=True), fine=True)["抢劫"] == terms_of(above, fine=True)["抢劫"] + 1


def test_a_title_is_all_about_itself() -> None:
    assert title_terms("中华人民共和国刑法")["刑法"] == HIGHEST
    assert title_terms("刑法") == {"刑法": HIGHEST, "法$": HIGHEST}


@given(SENTENCES, st.data())
def test_every_stretch_of_a_text_is_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    length = data.draw(st.integers(1, 12))
    assert is_found(text[start : start + length], terms_of(entry(text)))


@given(st.text(ALPHABET, min_size=1, max_size=60), st.data())
def test_every_stretch_of_odd_texts_is_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    length = data.draw(st.integers(1, 12))
    assert is_found(text[start : start + length], terms_of(entry(text)))


@given(st.text(ALPHABET, max_size=60))
def test_terms_are_what_is_in_the_text(text: str) -> None:
    squeezed = END.join(runs(text)) + END
    assert all(term in squeezed for term in terms_of(entry(text)))
