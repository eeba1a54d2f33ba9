"""What is asked of the search engines, and how good their answers are."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tests.bench.drive import TOP
from tests.bench.pages import Page, address_of

TERMS = [
    "有期徒刑",
    "不可抗力",
    "连带责任",
    "未成年人",
    "罪",
    "劳动合同",
    "正当防卫",
    "善意取得",
    "诉讼时效",
    "行政处罚",
    "知识产权",
    "国家秘密",
    "法定代表人",
    "无民事行为能力",
    "缓刑",
    "税",
    "食品安全",
    "个人信息",
    "环境影响评价",
    "建设用地使用权",
    "人民调解",
    "突发事件",
    "安全生产",
    "招标投标",
    "行政许可",
    "行政复议",
    "违约金",
    "抵押权",
    "监护人",
    "继承",
    "高空抛物",
    "醉酒驾驶",
    "试用期",
    "经济补偿",
    "举证责任",
    "管辖权异议",
    "没收违法所得",
    "责令改正",
    "直接负责的主管人员",
    "法律援助",
]
"""Words that people who read laws look for: common and rare, short and long, of every branch of law."""

LENGTHS = range(2, 7)
OF_EACH = 32
"""Substrings of each length."""
SEED = 20261126

_RUN = re.compile(f"[一-鿿]{{{max(LENGTHS)},}}")


class Quality(NamedTuple):
    """How a list of queries was answered, each of which some page answers."""

    nothing: int
    """Queries without any result."""
    precision: float | None
    """Percent of the results shown that contain what was asked for, in the mean of the queries with results."""
    recall: float
    """Percent of the articles that contain it and could have been shown, which were; in the mean of all queries.

    The same article in several versions of a law counts as one.
    """


def substrings(pages: Mapping[str, Page]) -> list[str]:
    """Return stretches of Chinese characters from articles, as they come: the same for the same pages."""
    chance = random.Random(SEED)
    texts = [page.text for page in pages.values() if page.article]
    found: list[str] = []
    for length in LENGTHS:
        while len(found) < OF_EACH * (length - LENGTHS.start + 1):
            run = chance.choice(_RUN.findall(chance.choice(texts)) or [""])
            start = chance.randrange(max(1, len(run) - length + 1))
            if run and run[start : start + length] not in found:
                found.append(run[start : start + length])
    return found


def counts(queries: Sequence[str], pages: Mapping[str, Page]) -> dict[str, int]:
    """Return in how many articles each query is; one that a law has in several versions counts once."""
    texts = [(_place(page.address), page.text) for page in pages.values() if page.indexed]
    return {query: len({place for place, text in texts if query in text}) for query in queries}


def quality(asked: Mapping[str, int], answers: Sequence[Sequence[str]], pages: Mapping[str, Page]) -> Quality:
    """Judge the first results for each query by the text of the pages that they lead to.

    Args:
        asked: the queries, each with its count in these pages (:func:`counts`).
        answers: addresses as engines print them, of the results of each query.
        pages: by address.

    Raises:
        KeyError: a result leads to no page.
    """
    shares, recalls = [], []
    for (query, count), found in zip(asked.items(), answers, strict=True):
        addresses = map(address_of, found)
        hits = [address for address in addresses if query in pages[address].text]
        if found:
            shares.append(len(hits) / len(found))
        recalls.append(min(1, len(set(map(_place, hits))) / min(TOP, count)))
    nothing = len(asked) - len(shares)
    precision = 100 * sum(shares) / len(shares) if shares else None
    return Quality(nothing, precision, 100 * sum(recalls) / len(recalls))


def _place(address: str) -> str:
    """Return an address without the version."""
    laws, key, _, name = address.split("/")
    return f"{laws}/{key}/{name}"
