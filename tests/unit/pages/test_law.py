"""A whole work: which files there are, what is on them, and that every text is on them once."""

import json
import pickle
import re
from collections import Counter

import pytest

from build_tools.model.law import Law
from build_tools.model.links import NO_LINKS
from build_tools.model.site import Work
from build_tools.pages.context import Output
from build_tools.pages.law import render_work
from build_tools.pages.proof import text_of_law, text_of_page, texts_of_pages
from build_tools.urls import page_of
from tests import factories as make
from tests.golden import samples
from tests.golden.links import everywhere
from tests.golden.same_content import main_content


def files(work: Work, laws: list[Law]) -> dict[str, str]:
    outputs = list(render_work(work, laws, make.context()))
    assert len({(output.root, output.path) for output in outputs}) == len(outputs)
    return {f"{output.root}/{output.path}": output.data.decode() for output in outputs}


def alone(law: Law) -> dict[str, str]:
    work = make.work("k", make.version(law))
    start = f"site/laws/k/{work.versions[0].segment}/"
    return {
        path.removeprefix(start): text for path, text in files(work, [law]).items() if path.startswith(start)
    }


LAWS = [samples.flag_law(), samples.prose_law(), samples.hostile_law()]


def test_the_files_of_a_work() -> None:
    names = set(files(*samples.flag_work()))
    law = "site/laws/guoqifa/"
    assert {name for name in names if name.startswith(law) and name.count("/") == 3} == {
        law + name
        for name in ("index.html", "versions.js", "1.html", "1-1.html", "2.html", "3.html", "4.html")
    }
    pages = [
        "index",
        "preamble",
        "b1",
        "b1-c1",
        "b1-c1-s1",
        "b1-c1-s2",
        "b2",
        "1",
        "1-1",
        "2",
        "3",
        "annex-1",
    ]
    old = law + "1990-06-28/"
    assert {name for name in names if name.startswith(old)} == (
        {f"{old}{page}.html" for page in (*pages, "full")} | {old + "toc.js", old + "full.md"}
    )
    docs = "docs/laws/guoqifa/1990-06-28/"
    assert {name for name in names if name.startswith(docs)} == {f"{docs}{page}.md" for page in pages}


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.meta.title)
def test_pages_hold_the_text_of_the_law(law: Law) -> None:
    pages = alone(law)
    assert text_of_page(pages["full.html"]) == text_of_law(law)
    expected = dict(texts_of_pages(law))
    assert {name: text_of_page(text) for name, text in pages.items() if name in expected} == expected
    assert set(expected) == {name for name in pages if name.endswith(".html")} - {"full.html"}


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.meta.title)
def test_ids_are_unique_and_the_same_on_the_full_page(law: Law) -> None:
    pages = {name: text for name, text in alone(law).items() if name.endswith(".html")}
    found = {name: re.findall(r" id=([^ >]+)", text) for name, text in pages.items()}
    full = found.pop("full.html")
    for name, ids in found.items():
        assert max(Counter(ids).values()) == 1, name
    assert set(full) == {each for ids in found.values() for each in ids} - {"contents", "history"}
    for eid in set(full) - {"title"}:
        assert eid in found[page_of(eid)]


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.meta.title)
def test_every_link_within_the_version_has_a_target(law: Law) -> None:
    pages = alone(law)
    for name, text in pages.items():
        if not name.endswith(".html"):
            continue
        for kind, href in main_content(text):
            path, _, fragment = href.partition("#")
            if kind == "href" and not path.startswith((".", "http")):
                target = pages[path or name]
                assert not fragment or f"id={fragment}" in target or f'id="{fragment}"' in target, (
                    name,
                    href,
                )


def test_an_article_page() -> None:
    text = files(*samples.flag_work())["site/laws/guoqifa/1990-06-28/1.html"]
    assert "<title>第一条 - 中华人民共和国国旗法（1990） - 条文</title>" in text
    assert "<link rel=canonical href=https://laws.example/laws/guoqifa/1990-06-28/1.html>" in text
    assert "<div data-at=art_1>" in text
    assert "<a href=b1-c1-s1.html>第一节 升挂</a></nav>" in text
    assert "<h1 id=art_1>第一条 【每日升挂】</h1>" in text
    assert "看现行文本的第一条" in text
    assert "<a rel=prev href=preamble.html>序言</a><a rel=next href=1-1.html>第一条之一</a>" in text
    assert "官方来源" in text
    assert "非官方文本，以公报为准" in text


def test_without_a_public_address_nothing_is_absolute() -> None:
    work = make.work("k", make.version(samples.flag_law()))
    for output in render_work(work, [samples.flag_law()], make.context(site_url="")):
        if output.path.endswith(".html"):
            assert "canonical href" not in output.data.decode()
            assert "https://laws.example" not in output.data.decode()


def test_texts_must_belong_to_their_versions() -> None:
    work, laws = samples.flag_work()
    with pytest.raises(ValueError, match="not the text of version 1990-06-28"):
        list(render_work(work, list(reversed(laws)), make.context()))
    with pytest.raises(ValueError, match="shorter"):
        list(render_work(work, laws[:2], make.context()))
    with pytest.raises(ValueError, match="shorter"):
        list(render_work(work, laws, make.context(), [NO_LINKS, NO_LINKS]))


def test_without_links_nothing_is_different() -> None:
    work, laws = samples.flag_work()
    plain = list(render_work(work, laws, make.context()))
    assert plain == list(render_work(work, laws, make.context(), [NO_LINKS] * 3))


def test_links_everywhere_leave_every_text_as_it_is() -> None:
    works = [("guoqifa", *samples.flag_work())]
    works += [(key, make.work(key, make.version(law)), [law]) for key, law in zip("abc", LAWS, strict=True)]
    links = everywhere([(work, laws) for _, work, laws in works])
    for key, work, laws in works:
        pages = {
            page.path: page.data.decode() for page in render_work(work, laws, make.context(), links[key])
        }
        assert sum(page.count(" title=") for page in pages.values()) > 10
        for version, law in zip(work.versions, laws, strict=True):
            folder = f"laws/{key}/{version.segment}/"
            assert text_of_page(pages[f"{folder}full.html"]) == text_of_law(law)
            for name, expected in texts_of_pages(law):
                assert text_of_page(pages[folder + name]) == expected, name
                assert not re.search(r"<a [^>]*>(?:(?!</a>).)*<a ", pages[folder + name]), "a link in a link"


def test_the_same_input_gives_the_same_bytes() -> None:
    first: list[Output] = list(render_work(*samples.flag_work(), make.context()))
    assert first == list(render_work(*samples.flag_work(), pickle.loads(pickle.dumps(make.context()))))


def test_the_contents_script() -> None:
    text = files(*samples.flag_work())["site/laws/guoqifa/1990-06-28/toc.js"]
    start, end = "(self.tw=self.tw||[]).push(", ");\n"
    assert text.startswith(start)
    assert text.endswith(end)
    said = [json.loads(line.removeprefix(start).removesuffix(end)) for line in text.splitlines(keepends=True)]
    (kind, nodes), facts = said
    assert facts == ["law", {"title": "中华人民共和国国旗法", "number": "主席令第28号", "year": "1990年"}]
    assert kind == "toc"
    assert nodes[0] == ["preamble", "序言", ""]
    assert nodes[1][:3] == ["book_1", "第一编", "总则"]
    assert nodes[1][3][0][3][0] == [
        "book_1__chp_1__sec_1",
        "第一节",
        "升挂",
        [["art_1", "第一条"], ["art_1-1", "第一条之一"]],
    ]
    assert nodes[-1] == ["annex_1", "附件一", "国旗制法"]


def test_the_versions_script() -> None:
    text = files(*samples.flag_work())["site/laws/guoqifa/versions.js"]
    assert text == (
        '(self.tw=self.tw||[]).push(["versions",{"key":"guoqifa","title":"中华人民共和国国旗法","v":['
        '["1990-06-28","|有效;2009-08-27|已修改","1990-06-28"],'
        '["2009-08-27","|有效;2026-10-01|已修改","2009-08-27"],'
        '["2026-03-01","|尚未施行;2026-10-01|有效","2026-03-01"]]}]);\n'
    )


def test_titles_and_meta_are_escaped_everywhere() -> None:
    for name, text in files(
        make.work("k", make.version(samples.hostile_law())), [samples.hostile_law()]
    ).items():
        if name.endswith(".html"):
            assert "<b>恶意" not in text, name
            assert "<i onmouseover" not in text
            assert "javascript:" not in re.sub(r">[^<]*<", "><", text)
