import re

from build_tools.pages.edition import Edition
from build_tools.pages.full import full_html
from build_tools.pages.relations import relations_of
from tests import factories as make
from tests.golden.samples import flag_work


def full(site_url: str = "https://laws.example/") -> str:
    work, laws = flag_work()
    context = make.context(site_url=site_url)
    return full_html(Edition(relations_of(work), 0, laws[0], context), context)


def test_nothing_is_loaded_and_every_link_stays_in_the_file_or_leaves_the_site() -> None:
    text = full()
    assert "<style>body{color:#000}</style>" in text
    assert not re.search(r"<(?:script|link rel=(?!canonical)|img|iframe)", text)
    hrefs = re.findall(r"<a[^>]* href=\"?([^ >\"]+)", text)
    assert hrefs
    assert all(href.startswith(("#", "https://")) for href in hrefs)
    for href in hrefs:
        assert not href.startswith("#") or f"id={href[1:]}>" in text


def test_it_names_its_permanent_address() -> None:
    address = "https://laws.example/laws/guoqifa/1990-06-28/index.html"
    assert f"<dt>永久地址</dt><dd><a href={address}>{address}</a></dd>" in full()
    assert "<dd><a href=index.html>laws/guoqifa/1990-06-28/index.html</a></dd>" in full(site_url="")


def test_it_has_metadata_and_headings_in_order() -> None:
    text = full()
    assert "<title>中华人民共和国国旗法（1990） - 条文</title>" in text
    assert "<dt>状态</dt><dd>已修改（2009-08-27 起）</dd>" in text
    assert re.findall(r"<h(\d)[^>]*>([^<]+)", text) == [
        ("1", "中华人民共和国"),
        ("2", "序言"),
        ("2", "第一编 总则"),
        ("3", "第一章 一般规定"),
        ("4", "第一节 升挂"),
        ("5", "第一条 【每日升挂】"),
        ("5", "第一条之一"),
        ("4", "第二节 尺度"),
        ("5", "第二条"),
        ("2", "第二编 附则"),
        ("3", "第三条"),
        ("2", "附件一："),
        ("3", "第一章 附章"),
        ("4", "第一条"),
    ]
