"""What stands around the site of a bundle."""

from __future__ import annotations

import json
from datetime import date

from build_tools.publish.wrapping import Wrapped, wrapping
from tests import factories as make

WRAPPED = Wrapped(
    "tiaowen-henan", "河南<b>", "条文", "https://laws.example/", date(2025, 11, 20), articles=False
)
SITE = make.site(
    make.work("guoqifa", make.version(make.law()), make.version(make.law(published=date(2021, 1, 1))))
)


def files() -> dict[str, bytes]:
    return dict(wrapping(WRAPPED, SITE))


def test_the_file_to_open_leads_into_the_site_with_and_without_a_click():
    start = files()["start.html"].decode()
    assert '<meta http-equiv=refresh content="0; url=site/index.html">' in start
    assert "<a href=site/index.html>打开</a>" in start
    assert "<title>条文离线包：河南&lt;b&gt;</title>" in start
    assert "<script" not in start


def test_the_words_are_for_any_editor_of_windows():
    text = files()["README.txt"]
    assert text.startswith(b"\xef\xbb\xbf")
    assert text.count(b"\r\n") == text.count(b"\n")
    words = text.decode("utf-8-sig")
    for said in (
        "河南",
        "2025-11-20",
        "start.html",
        "https://laws.example/downloads.html",
        "替换整个文件夹",
        "sha256sum -c SHA256SUMS",
    ):
        assert said in words


def test_the_contents_are_for_programs():
    assert json.loads(files()["bundle.json"]) == {
        "format": 1,
        "name": "tiaowen-henan",
        "title": "河南<b>",
        "day": "2025-11-20",
        "site_url": "https://laws.example/",
        "start": "start.html",
        "articles": False,
        "laws": [
            {"key": "guoqifa", "title": "中华人民共和国国旗法", "versions": ["2020-10-17", "2021-01-01"]}
        ],
    }
