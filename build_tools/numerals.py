"""Chinese numerals, both ways, and the numbers in labels such as 第一百二十条之一.

The forms are those of GB/T 15835-2011 and of the statute book: with units (一百二十, and 一百十五
in older texts), digit by digit (二〇二〇), ASCII and full-width digits. 两 counts as 二, and 零, 〇 and
the look-alike ○ (U+25CB) as zero.
"""

from __future__ import annotations

import re
from functools import lru_cache

LARGEST = 99_999
"""The largest number with Chinese units, and the largest of a label."""

_LONGEST = 18
"""Most digits of a number whose digits are written one by one: no year or 文号 has as many."""

NUMERAL = r"(?:[〇零○一二两三四五六七八九十百千万]+|[0-9０-９]+)"
"""Regular expression source that finds a numeral; :func:`to_int` still may refuse what it finds."""

_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NAMES = "零一二三四五六七八九"
_ARABIC = re.compile(rf"[0-9０-９]{{1,{_LONGEST}}}\Z")
_LABEL = re.compile(
    rf"第\s*(?P<number>{NUMERAL})\s*(?:分编|[编章节条款项目])(?:\s*之\s*(?P<further>{NUMERAL}))?\Z"
)


def to_int(text: str) -> int:
    """Return the number that ``text`` writes: ``一百二十`` → 120, ``二〇二〇`` → 2020, ``１２`` → 12.

    Raises:
        ValueError: ``text`` is not a well-formed numeral (``百``, ``一百五``, ``十百``, ``1二``), or has more
            than 18 digits.
    """
    if _ARABIC.match(text):
        return int(text)
    if 0 < len(text) <= _LONGEST and all(c in _DIGITS for c in text):
        return _by_digits(text)
    head, myriad, tail = text.rpartition("万")
    if not myriad:
        return _below_myriad(text)
    if len(head) != 1:
        raise ValueError(f"not a numeral up to {LARGEST}: {text!r}")
    thousands = _digit(head, text) * 10_000
    return thousands + (_tail(tail, 10_000, text) if tail else 0)


def to_chinese(number: int) -> str:
    """Return ``number`` (0 … 99,999) as a statute writes it: 120 → ``一百二十``, 105 → ``一百零五``.

    Raises:
        ValueError: the number is negative or too large.
    """
    if not 0 <= number <= LARGEST:
        raise ValueError(f"out of range 0…{LARGEST}: {number}")
    if number == 0:
        return "零"
    out: list[str] = []
    gap = False
    for place, unit in ((10_000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit == 0:
            gap = bool(out)
            continue
        if gap:
            out.append("零")
            gap = False
        out.append(_NAMES[digit] + unit)
    text = "".join(out)
    return text[1:] if text.startswith("一十") else text


# A library has a hundred thousand labels, and a few thousand different ones.
@lru_cache(maxsize=1 << 13)
def label_number(label: str) -> tuple[int, int] | None:
    """Return number and 之-number of a label: ``第一百二十条之一`` → (120, 1), ``第三章`` → (3, 0).

    Returns None when ``label`` is not 第 + numeral + 编/分编/章/节/条/款/项/目 (+ 之 + numeral), or has a number
    above :data:`LARGEST`: no law has as many, and addresses are made of these numbers.
    """
    match = _LABEL.match(label)
    if not match:
        return None
    try:
        number = to_int(match["number"])
        further = to_int(match["further"]) if match["further"] else 0
    except ValueError:
        return None
    return (number, further) if max(number, further) <= LARGEST else None


def _by_digits(text: str) -> int:
    """Return the number that Chinese digits without units write (二〇二〇)."""
    number = 0
    for c in text:
        number = number * 10 + _DIGITS[c]
    return number


def _digit(c: str, text: str) -> int:
    """Return the digit 1…9 that ``c`` writes; ``text`` is for the message."""
    digit = _DIGITS.get(c, 0)
    if not digit:
        raise ValueError(f"not a numeral: {text!r}")
    return digit


def _tail(tail: str, above: int, text: str) -> int:
    """Return the number behind a unit worth ``above``: a gap must be said with 零 (一百零五)."""
    if tail[0] in "零〇○":
        number = _below_myriad(tail[1:])
        ok = number < above // 10
    else:
        number = _below_myriad(tail)
        # 一百十五 is an older spelling of 一百一十五; 一百五 would be spoken language for 150.
        ok = number >= above // 10
    if not ok:
        raise ValueError(f"not a numeral: {text!r}")
    return number


def _below_myriad(text: str) -> int:
    """Return the number below 10,000 that ``text`` writes with units (or a single digit)."""
    if len(text) == 1 and text not in _UNITS:
        return _digit(text, text)
    for name, unit in (("千", 1000), ("百", 100), ("十", 10)):
        head, found, tail = text.partition(name)
        if not found:
            continue
        if not head and unit != 10:
            break
        number = _digit(head, text) * unit if head else unit
        if not tail:
            return number
        rest = _tail(tail, unit, text)
        if rest >= unit:
            break
        return number + rest
    raise ValueError(f"not a numeral: {text!r}")
