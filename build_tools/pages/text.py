"""Text as a page shows it: what of a source text can stand in HTML, and names without padding."""

from __future__ import annotations

import re

_NONCHARACTERS = "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
BLANK_CONTROLS = "\x09-\x0d\x1c-\x1f\x85\u2028\u2029"
"""Controls that Python counts as blanks (the inside of a character class)."""
ODD = "\x00-\x08\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\t\n\x0b\x0c\r" + _NONCHARACTERS
"""Characters that HTML forbids or that would break a line (the inside of a character class)."""

_BLANK_CONTROL = re.compile(f"[{BLANK_CONTROLS}]+")
_ODD = re.compile(f"[{ODD}]")
# RFC 3986, 2.2 and 2.3, less what Markdown or HTML could take for markup.
_NO_ADDRESS = re.compile(r"[^A-Za-z0-9\-._~/?#@!$+,;:=%&]")
_BLANKS = re.compile(r"\s+")
_PADDING = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")


def clean(text: str) -> str:
    """Return ``text`` as it can stand in a page.

    Line ends and other blank controls become one blank. What HTML cannot hold at all (NUL and other
    controls, noncharacters: HTML Standard, "Preprocessing the input stream") becomes U+FFFD, so that a
    reader sees that something stood there.
    """
    # What Python prints as it is holds none of them, and that is told much faster.
    if text.isprintable() or not _ODD.search(text):
        return text
    return _ODD.sub("\ufffd", _BLANK_CONTROL.sub(" ", text))


def squeeze(text: str) -> str:
    """Return a title for use in links: blanks beside Chinese characters go, others become one.

    ``总　　则`` → ``总则``, ``最高人民法院 最高人民检察院`` → ``最高人民法院最高人民检察院``.
    """
    if text.isalnum():  # the label of nearly every article
        return text
    return _BLANKS.sub(" ", _PADDING.sub("", clean(text))).strip()


def solid(text: str) -> str:
    """Return the characters of ``text`` that are not blank, as a page shows them: for comparisons."""
    return "".join(clean(text).split())


def is_web(address: str) -> bool:
    """Tell whether an address may be linked: only http and https ones ever are."""
    return address.lower().startswith(("https://", "http://"))


def percent(address: str) -> str:
    """Return an address of which nothing can be taken for markup: other characters as ``%XX``."""
    return _NO_ADDRESS.sub(
        lambda found: "".join([f"%{byte:02X}" for byte in clean(found[0]).encode()]), address
    )
