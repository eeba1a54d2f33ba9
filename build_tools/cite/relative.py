"""前款, 本条, 本章: what they mean is decided by the place where they stand (grammar of citations, forms 7–9, 11)."""

from __future__ import annotations

from build_tools.cite.passages import Place, label_of
from build_tools.cite.refs import Ref
from build_tools.model.citations import Locator, Reason
from build_tools.model.nodes import DivisionKind, Item, Paragraph, Unit
from build_tools.numerals import to_chinese, to_int

_FIELDS = {
    DivisionKind.BOOK: "book",
    DivisionKind.PART: "part",
    DivisionKind.CHAPTER: "chapter",
    DivisionKind.SECTION: "section",
}
_WORDS = {
    "编": DivisionKind.BOOK,
    "分编": DivisionKind.PART,
    "章": DivisionKind.CHAPTER,
    "节": DivisionKind.SECTION,
}

Based = tuple[Locator, Reason | None]


def relative_base(ref: Ref, place: Place) -> Based:
    """Return what the relative word of ``ref`` means at ``place``, or why that cannot be said."""
    word = ref.relative
    if word[1:] in _WORDS:
        return _division(_WORDS[word[1:]], place)
    if word == "前条":
        return _article_before(ref.count, place)
    here = _here(place)
    if word == "本条":
        # 本条第一款 in a 项 of that very 款 speaks of some other article (…违反本条例第十九条：（一）违反本条第一款).
        is_itself = place.item is not None and any(one.number == place.paragraph for one in ref.paragraphs)
        return here, None if place.unit and not (is_itself and not ref.items) else Reason.CONTEXT
    if word in ("本款", "前款"):
        return _paragraph(0 if word == "本款" else ref.count, here, place)
    return _item(0 if word == "本项" else ref.count, here, place)


def nearest_items(ref: Ref, place: Place) -> Based:
    """Return the 款 of the article whose 项 a bare 第…项 means: its own, else the only one that has them."""
    here = _here(place)
    wanted = {one.number for one in ref.items} | {one.to for one in ref.items if one.to is not None}
    if wanted <= {number_of(item) for item in place.items}:
        return here._replace(paragraph=place.paragraph or None), None
    if place.unit is not None:
        having = [
            at
            for at, paragraph in enumerate(_paragraphs(place.unit), start=1)
            if wanted <= {number_of(c) for c in paragraph.children if isinstance(c, Item)}
        ]
        if len(having) == 1:
            return here._replace(paragraph=having[0]), None
    return here, Reason.CONTEXT


def relative_eids(locator: Locator, place: Place) -> tuple[str, str]:
    """Return the eIds of both ends of what is named near ``place``; empty where the place does not decide them."""
    if not locator.article and (locator.book or locator.part or locator.chapter or locator.section):
        return _division_eid(locator, place), ""
    first = _unit_eid(locator.article, place)
    if first is None:
        return "", ""
    if locator.to_article:
        return first, _unit_eid(locator.to_article, place) or ""
    if locator.paragraph is None:
        # 本条第（一）项: which 款 has it, the outline knows.
        return ("", "") if locator.items else (first, "")
    paragraph = _join(first, f"para_{locator.paragraph}")
    if locator.items:
        points = [f"{paragraph}__point_{_label_number(label)}" for label in locator.items]
        return points[0], points[-1] if len(points) > 1 else ""
    return paragraph, _join(first, f"para_{locator.to_paragraph}") if locator.to_paragraph else ""


def number_of(item: Item) -> int:
    """Return the number of a 项, as its eId has it; 0 where it is a repeated one."""
    number = item.eid.rpartition("_")[2] if "__point_" in item.eid else ""
    tail = item.eid.rpartition("__")[2]
    return int(number) if number.isdecimal() and tail.count("_") == 1 else 0


def numbers_before(place: Place) -> list[int]:
    """Return the numbers of the 项 before that of ``place``."""
    at = next((at for at, item in enumerate(place.items) if item is place.item), 0)
    return [number_of(item) for item in place.items[:at]]


def _here(place: Place) -> Locator:
    if place.unit is not None:
        return Locator(article=label_of(place.unit))
    return Locator(preamble=place.page == "preamble")


def _paragraphs(unit: Unit) -> list[Paragraph]:
    return [child for child in unit.children if isinstance(child, Paragraph)]


def _paragraph(back: int, here: Locator, place: Place) -> Based:
    """Return the 款 so many before this one (0: this one); with two or more, the whole range."""
    if not place.paragraph or place.paragraph - back < 1:
        return here, Reason.CONTEXT
    first = place.paragraph - back
    return here._replace(paragraph=first, to_paragraph=place.paragraph - 1 if back > 1 else None), None


def _item(back: int, here: Locator, place: Place) -> Based:
    """Return the 项 so many before this one (0: this one)."""
    if place.item is None or not place.paragraph:
        return here, Reason.CONTEXT
    index = next(at for at, item in enumerate(place.items) if item is place.item)
    wanted = place.items[index - back : index] if back else (place.item,)
    numbers = [number_of(item) for item in wanted]
    if back > index or not all(numbers):
        return here, Reason.CONTEXT
    labels = tuple(f"（{to_chinese(number)}）" for number in numbers)
    return here._replace(paragraph=place.paragraph, items=labels), None


def _article_before(back: int, place: Place) -> Based:
    """Return the article so many before this one; with two or more, the range up to the one before."""
    if len(place.previous) < back:
        return Locator(), Reason.CONTEXT
    first = label_of(place.previous[back - 1])
    return Locator(article=first, to_article=label_of(place.previous[0]) if back > 1 else ""), None


def _division(kind: DivisionKind, place: Place) -> Based:
    """Return the division of that kind in which the place lies, with those above it."""
    if all(division.kind is not kind for division in place.trail):
        return Locator(), Reason.CONTEXT
    fields: dict[str, str] = {}
    for division in place.trail:
        if division.kind in _FIELDS:
            fields[_FIELDS[division.kind]] = label_of(division)
        if division.kind is kind:
            break
    return Locator(**fields), None  # type: ignore[arg-type]


def _division_eid(locator: Locator, place: Place) -> str:
    """Return the eId of the innermost division named, if it is one in which the place lies."""
    wanted = [label for label in (locator.book, locator.part, locator.chapter, locator.section) if label]
    labels = []
    for division in place.trail:
        if division.kind in _FIELDS:
            labels.append(label_of(division))
            if labels == wanted:
                return division.eid
    return ""


def _unit_eid(label: str, place: Place) -> str | None:
    """Return the eId of the unit with that label among this one and those before it."""
    if not label:
        return None if place.unit is not None else place.page
    near = (*((place.unit,) if place.unit else ()), *place.previous)
    return next((unit.eid for unit in near if label_of(unit) == label), None)


def _join(first: str, last: str) -> str:
    return f"{first}__{last}" if first else last


def _label_number(label: str) -> int:
    return to_int(label.strip("（）"))
