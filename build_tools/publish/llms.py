"""``llms.txt`` and its lists: where a program that reads for somebody finds every law as one Markdown file.

The form is that of llmstxt.org: a heading, a quotation that says what this is, and lists of links. The
lists, one a kind, lead to ``full.md`` of the text that stands for each law on the day of the build.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from build_tools.kinds import ALL, Kind, kind_of
from build_tools.model.site import Site, Version, Work
from build_tools.pages.badges import dated
from build_tools.pages.boards import EVERY_FEED
from build_tools.pages.context import Context, Output
from build_tools.pages.text import squeeze
from build_tools.publish.events import plain, status
from build_tools.urls import (
    ABOUT,
    BOOK_JSON,
    BOOK_TSV,
    CALENDAR,
    FULL_MARKDOWN,
    LEDGER,
    LLMS,
    LLMS_LISTS,
    SITEMAPS_LIST,
    feed,
    version_dir,
)

_MARKUP: Final = re.compile(r"[\\\[\]<>`*_]")

_TEXT: Final = """\
# {name}

> 中国法律法规的文本，逐条成页：每一条有永久地址，效力状态以当日为准。非官方文本，以公报为准；不构成法律意见。

- 地址：`laws/<key>/<公布日期>/` 是一个版本，永远不变。
- 其中 `264.html` 是第二百六十四条，`120-1.html` 是第一百二十条之一，`c3.html` 是第三章。
- 全文：`full.html` 是单页全文，`full.md` 是 Markdown 全文。
- 款、项、目：`264.html#art_264__para_2__point_3` 是第二百六十四条第二款第三项，款从 1 数起。
- 不带日期的 `laws/<key>/264.html` 转到当日有效的版本。引用时请用带日期的地址。
- 状态：各表中的状态是 {day} 的；括号中的日期说明此前或者此后的变化。引用前请核对版本的施行日期。

## 全部法规的 Markdown 全文，按类别

{kinds}

## 数据

{data}
"""


def llms_files(site: Site, context: Context) -> Iterator[Output]:
    """Yield ``llms.txt`` and a list for every kind, also an empty one; nothing without a public address."""
    if not context.site_url:
        return
    groups: dict[Kind, list[Work]] = {kind: [] for kind in ALL}
    for work in site.works:
        groups[kind_of(work.versions[work.current].record.meta)].append(work)
    kinds = "\n".join(
        f"- [{kind.name}]({context.site_url}{list_of(kind)}): {len(works):,} 部"
        for kind, works in groups.items()
    )
    text = _TEXT.format(
        name=squeeze(context.site_name), day=context.as_of, kinds=kinds, data=_data(context.site_url)
    )
    yield Output("site", LLMS, text.encode())
    for kind, works in groups.items():
        yield Output("site", list_of(kind), _list(kind, works, context).encode())


def list_of(kind: Kind) -> str:
    """Return the address of the list of a kind."""
    return f"{LLMS_LISTS}{kind.slug}.txt"


def _data(site_url: str) -> str:
    """Return the links to what else programs can read."""
    links = (
        (BOOK_JSON, "地址簿", "法规的名称、简称、曾用名和文号 → 地址（JSON）"),
        (BOOK_TSV, "地址簿", "名称等 → 地址的表格（TSV）"),
        (LEDGER, "总账", "全部永久地址和锚点"),
        (feed(EVERY_FEED, "xml"), "新法和修改", "Atom"),
        (feed(EVERY_FEED, "json"), "新法和修改", "JSON Feed"),
        (CALENDAR, "施行日期", "iCalendar"),
        (SITEMAPS_LIST, "站点地图", "各站点地图的地址"),
        (ABOUT, "关于本站", "来源、状态和日期的含义、著作权"),
    )
    return "\n".join(f"- [{name}]({site_url}{address}): {words}" for address, name, words in links)


def _list(kind: Kind, works: list[Work], context: Context) -> str:
    """Return the list of a kind: title, address of the whole text, status and day of commencement."""
    rows = "\n".join(_row(work, work.versions[work.current], context) for work in works)
    words = f"每部法规一个文本：现行的，否则即将施行的，或者最后的。状态是 {context.as_of} 的。非官方文本，以公报为准。"
    return f"# {kind.name}\n\n> {words}\n\n{rows or '目前没有。'}\n"


def _row(work: Work, version: Version, context: Context) -> str:
    """Return the line of a law."""
    title = _MARKUP.sub(r"\\\g<0>", squeeze(work.title))
    address = context.site_url + version_dir(work.key, version.segment) + FULL_MARKDOWN
    return f"- [{title}]({address}): {status(version, context.as_of)}，施行日期 {plain(dated(version.effective))}"
