"""What two HTML files have in common: text, links with their titles, ids and images, in order."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = frozenset({"br", "hr", "img", "meta", "link", "input"})


def main_content(page: str) -> list[tuple[str, str]]:
    """Return what stands in the ``<main>`` of a page: ``("text", …)``, ``("href", …)``, ``("id", …)``.

    Blanks in text and titles do not count, for the two forms break lines differently; ``%`` is as in the file.
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.events


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[tuple[str, str]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "main":
            self._inside = True
        elif self._inside:
            for name, value in attrs:
                if name in ("id", "href", "src", "alt"):
                    self.events.append((name, value or ""))
                elif (tag, name) == ("a", "title"):
                    self.events.append((name, "".join((value or "").split())))
                elif name.startswith("on"):
                    self.events.append(("handler", name))

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._inside = False

    def handle_data(self, data: str) -> None:
        text = "".join(data.split())
        if not self._inside or not text:
            return
        if self.events and self.events[-1][0] == "text":
            text = self.events.pop()[1] + text
        self.events.append(("text", text))
