"""full.md: the whole text, with links that hold anywhere."""

import re
from dataclasses import replace
from html import unescape

import markdown as python_markdown
import pytest

from build_tools.model.law import Law
from build_tools.model.links import NO_LINKS, VersionLinks
from build_tools.model.site import Work
from build_tools.pages.edition import Edition
from build_tools.pages.full import full_html
from build_tools.pages.full_markdown import full_markdown
from build_tools.pages.law import render_work
from build_tools.pages.reach import Reach
from build_tools.pages.relations import relations_of
from build_tools.pages.text import solid
from tests import factories as make
from tests.golden import samples
from tests.golden.links import everywhere

LAWS = [samples.flag_law(), samples.prose_law(), samples.hostile_law()]
SITE = "https://laws.example/"


def edition_of(law: Law, links: VersionLinks = NO_LINKS) -> Edition:
    return Edition(relations_of(make.work("k", make.version(law))), 0, law, make.context(), links)


def as_html(edition: Edition) -> str:
    return python_markdown.markdown(full_markdown(edition, SITE), extensions=["attr_list", "tables"])


def ids_of(html: str) -> list[str]:
    return re.findall(r' id="?([^ ">]+)', html)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.meta.title)
def test_it_has_the_text_of_the_full_page_with_the_same_ids(law: Law) -> None:
    edition = edition_of(law)
    full = full_html(edition, make.context())
    assert ids_of(as_html(edition)) == ids_of(full.partition("<article>")[2])
    paragraphs = re.findall(r"<p class=k[^>]*>([^<]+)</p>", full)
    said = solid(unescape(as_html(edition)))
    for paragraph in paragraphs:
        assert solid(unescape(paragraph)) in said


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.meta.title)
def test_every_link_is_absolute_or_leads_within_the_file(law: Law) -> None:
    work = make.work("k", make.version(law))
    links = everywhere([(work, [law])])["k"][0]
    page = as_html(edition_of(law, links))
    hrefs = re.findall(r'<a href="([^"]*)', page)
    assert len(hrefs) > 5
    ids = set(ids_of(page))
    for href in hrefs:
        assert href.startswith("https://") or href.removeprefix("#") in ids, href


def test_it_begins_with_title_status_and_permanent_address() -> None:
    work, laws = samples.flag_work()
    text = full_markdown(Edition(relations_of(work), 0, laws[0], make.context()), SITE)
    folder = f"{SITE}laws/guoqifa/1990-06-28/"
    assert "# 中华人民共和国<br>国旗法 {: #title }\n" in text
    assert f"本版本已被修改 · [看现行文本]({SITE}laws/guoqifa/index.html)\n" in text
    assert "| 状态 | 已修改（2009-08-27 起） |\n" in text
    assert f"| 永久地址 | [{folder}index.html]({folder}index.html) |\n" in text
    assert f"[{folder}full.html]({folder}full.html)" in text
    assert text.endswith("非官方文本，以公报为准\n")


def names_of(work: Work, laws: list[Law], **changes: object) -> set[str]:
    context = replace(make.context(), **changes)  # type: ignore[arg-type]
    return {output.path.rpartition("/")[2] for output in render_work(work, laws, context)}


def test_when_it_is_written() -> None:
    flag = samples.flag_work()
    assert "full.md" in names_of(*flag)
    assert "full.md" not in names_of(*flag, site_url="")
    assert "full.md" not in names_of(*flag, reach=Reach(frozenset(["guoqifa"])))
    assert "law.json" not in names_of(*flag)
    assert "law.json" in names_of(*flag, law_json=True)
    assert "law.json" in names_of(*flag, law_json=True, reach=Reach(frozenset(["guoqifa"])))
