"""Law keys: the title in pinyin words, as the address of a law shows it (DESIGN, "Addresses").

``中华人民共和国刑法`` is ``xingfa``, ``河南省社会治理条例`` is ``henansheng-shehui-zhili-tiaoli``. Words are
those of jieba's dictionary up to three characters, since an address is read word by word
(``guanli-tiaoli``, not ``guanlitiaoli``), with 法 and 市 written to the word before (GB/T 16159-2012).
jieba and pypinyin are imported when the first key is made: a site whose files are all registered
never needs them.
"""

from __future__ import annotations

import hashlib
import logging
import re
import warnings
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import cache, lru_cache

from build_tools import numerals, places
from build_tools.urls import is_safe_key

LENGTH = 60
"""The longest key made from a title, with its hash."""

_STATE = "中华人民共和国"
_LAPSED = re.compile(r"[（(]\s*失\s*效\s*[）)]\s*\Z")
_WIDE = str.maketrans("()<>", "（）〈〉")
_BRACKETED = re.compile(rf"（(第?)({numerals.NUMERAL})(年|批)?）")
_WORD = re.compile(r"[a-z0-9]+")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[A-Za-z0-9]+")
# Words that jieba's dictionary lacks, or would cut differently in a title.
_WORDS = ("民法典", "法典", "监察法", "修正案", "生态", "社会", "治理", "条例", "若干")
# Written to the word before: names of laws and places are one word in pinyin.
_PLACES = frozenset("省市县州")
_SUFFIXES = _PLACES | {"法"}
# Readings that pypinyin's dictionaries do not have, or have in another sense than that of a title.
# 陕 is spelt as the province spells itself, and so differs from 山.
_READINGS = {
    "长三角": "changsanjiao",
    "长治": "changzhi",
    "长葛": "changge",
    "长垣": "changyuan",
    "长白": "changbai",
    "长阳": "changyang",
    "朝阳": "chaoyang",
    "都安": "duan",
    "三都": "sandu",
    "昌都": "changdu",
    "单县": "shanxian",
    "涡阳": "guoyang",
    "塔什": "tashi",
    "什邡": "shifang",
    "乐亭": "laoting",
    "会稽": "kuaiji",
    "献血": "xianxue",
    "漯": "luo",
    "勒": "le",
    "陕": "shaan",
}
_READING = re.compile("|".join(_READINGS))


# A build asks for the same few thousand titles tens of thousands of times.
@lru_cache(maxsize=1 << 14)
def normal_title(title: str) -> str:
    """Return the title without blanks and （失效）, with full-width brackets: what versions share."""
    return re.sub(r"\s", "", _LAPSED.sub("", title)).translate(_WIDE)


def is_lapsed(title: str) -> bool:
    """Tell whether the title ends in （失效）."""
    return bool(_LAPSED.search(title))


def key_for(title: str) -> str:
    """Return the key of a law from its title: ``中华人民共和国民法典`` → ``minfadian``.

    Deterministic: it depends on the title and the pinned dictionaries only. A key is always safe
    (:func:`build_tools.urls.is_safe_key`), at most :data:`LENGTH` long, and never empty.
    """
    plain = normal_title(title)
    words = _pinyin_words(plain.replace(_STATE, "") or plain)
    key = "-".join(words)
    if len(key) <= LENGTH and is_safe_key(key):
        return key
    return with_hash(key or "law", plain)


def with_hash(key: str, seed: str) -> str:
    """Return ``key``, cut at a word where it is too long, with ``-`` and six hex digits of SHA-256(seed)."""
    digest = hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    room = LENGTH - len(digest) - 1
    if len(key) > room:
        key = key[: room + 1].rpartition("-")[0] or key[:room]
    return f"{key}-{digest}"


def _pinyin_words(title: str) -> list[str]:
    """Return the words of ``title`` in pinyin; ``（十二）`` and ``（1993年）`` become digits."""
    cut, spell = _tools()
    words: list[str] = []
    for run in _HAN.findall(_BRACKETED.sub(_as_digits, title)):
        for word in cut(run):
            spelt = "".join(_WORD.findall(spell(word).lower()))
            if word in _SUFFIXES and words and not words[-1].isdigit():
                words[-1] += spelt
            elif spelt:
                words.append(spelt)
    return words


def _as_digits(match: re.Match[str]) -> str:
    """Return a numeral in brackets as digits between blanks."""
    try:
        return f" {numerals.to_int(match[2])} "
    except ValueError:
        return match[0]


@cache
def _tools() -> tuple[Callable[[str], Iterable[str]], Callable[[str], str]]:
    """Return the function that cuts a text into words, and the one that spells a word in pinyin."""
    with warnings.catch_warnings():
        # jieba 0.42.1 imports pkg_resources and has invalid escapes; neither is ours to mend.
        warnings.simplefilter("ignore")
        import jieba
        from pypinyin import lazy_pinyin
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    # Tokenizer.initialize() would cache its dictionary in the shared temporary folder, under a name
    # that anybody may have put there first.
    with closing(tokenizer.get_dict_file()) as dictionary:
        tokenizer.FREQ, tokenizer.total = _frequencies(dictionary)
    tokenizer.initialized = True

    def cut(text: str) -> Iterable[str]:
        return tokenizer.cut(text, HMM=False)  # type: ignore[no-any-return]

    @lru_cache(maxsize=1 << 14)
    def spell(word: str) -> str:
        return "".join(lazy_pinyin(_READING.sub(lambda m: _READINGS[m[0]], word)))

    return cut, spell


def _frequencies(dictionary: Iterable[bytes]) -> tuple[dict[str, int], int]:
    """Return the word frequencies and their sum as jieba's tokenizer keeps them, without long words.

    Every prefix of a word is an entry too, with frequency 0 where it is no word itself.
    """
    frequencies: dict[str, int] = {}
    total = 0
    for line in dictionary:
        word, count, _ = line.decode("utf-8").split(" ", 2)
        if len(word) > 3 and word[-1] not in _PLACES:
            continue
        frequencies[word] = int(count)
        total += int(count)
        for end in range(1, len(word)):
            frequencies.setdefault(word[:end], 0)
    for word in (*_WORDS, *places.NAMES):
        frequencies[word] = max(frequencies.get(word, 0), 100_000)
    return frequencies, total
