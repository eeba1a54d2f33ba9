"""Links for whole-page tests: some in real sentences, and some in every place that can hold one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from typing import Any

from build_tools.kinds import ADMINISTRATIVE, ALL, LOCAL
from build_tools.model.law import Law
from build_tools.model.links import Citing, TextLink, VersionLinks
from build_tools.model.nodes import Run
from build_tools.model.site import Force, Work
from build_tools.pages.guide import eids_of
from tests import factories as make
from tests.golden.samples import HOSTILE

FLAG = "中华人民共和国国旗法"
ORDER = "国务院关于在香港特别行政区同时升挂使用国旗区旗的规定"


def runs(node: Any) -> Iterator[Run]:
    """Every run of a node, in order."""
    if isinstance(node, Run):
        yield node
    elif isinstance(node, tuple):
        for part in node:
            yield from runs(part)
    else:
        for name in getattr(node, "__dataclass_fields__", ()):
            yield from runs(getattr(node, name))


def everywhere(works: Sequence[tuple[Work, list[Law]]]) -> dict[str, list[VersionLinks]]:
    """Links for all the works: in every line, label, cell and title, to every page, titles hostile."""
    targets = [
        (work.key, version.segment, eid)
        for work, _ in works
        for version in work.versions
        for eid in ("", *sorted(eids_of(version)))
    ] + [(work.key, "", "") for work, _ in works]
    supply = cycle(zip(cycle(targets), cycle(HOSTILE), cycle(Force), strict=False))
    return {
        work.key: [
            VersionLinks(
                tuple(_out(law, work.key, version.segment, supply)),
                {
                    eid: tuple(islice(map(_citing, supply, range(count)), count))
                    for eid, count in zip(("", *sorted(eids_of(version))), cycle((1, 0, 21, 6)), strict=False)
                },
                *(tuple(islice(map(_citing, supply, range(count)), count)) for count in (11, 3, 2)),
            )
            for version, law in zip(work.versions, laws, strict=True)
        ]
        for work, laws in works
    }


def _out(law: Law, key: str, segment: str, supply: Iterator[Any]) -> Iterator[TextLink]:
    """Links on runs: the whole, the middle, and from the middle of one to the middle of the next."""
    end = 0
    text = [run for run in runs((law.front, law.preamble, law.body, law.back, law.annexes)) if run.text]
    for number, (run, following) in enumerate(zip(text, [*text[1:], text[-1]], strict=True)):
        half = len(run.text) // 2
        start, stop = (
            (run.start, run.end),
            (run.start + half, run.end),
            (run.start + half, following.start + len(following.text) // 2),
            (run.start, run.start + half),
        )[number % 4]
        start = max(start, end)
        if start < stop:
            end = stop
            (target, title, force) = next(supply)
            yield TextLink(start, stop, *target, "" if target[:2] == (key, segment) else title, force)


def _citing(supplied: tuple[tuple[str, str, str], str, Force], number: int) -> Citing:
    (key, segment, eid), title, force = supplied
    label = f"第{number}条" if eid else ""
    return Citing(key, segment, eid, title, label, ALL[number % len(ALL)].slug, force)


def real(works: Sequence[Work], sources: dict[str, str]) -> dict[str, list[VersionLinks]]:
    """Links in the sentences of tests/golden/source; ``sources`` is the files by digest."""
    return {
        work.key: [
            _flag_links(sources[version.record.digest])
            if (work.title, version.segment) == (FLAG, "2020-10-17")
            else _order_links(sources[version.record.digest])
            if work.title == ORDER
            else VersionLinks()
            for version in work.versions
        ]
        for work in works
    }


def _span(source: str, words: str, behind: str = "") -> tuple[int, int]:
    """The place of the first such words, behind other words."""
    start = source.index(words, source.index(behind))
    return start, start + len(words)


def _flag_links(source: str) -> VersionLinks:
    """The law of 2020 cites itself; it is cited by article, by many, and as a whole."""
    here = "guoqifa", "2020-10-17"
    sentence = "依照本法第五条、第六条、第七条的规定升挂国旗的"
    half = "依照本条第一款第三项"
    ours = [
        Citing(*here, f"art_{number}", FLAG, f"第{label}条", "falv", Force.NOT_YET)
        for number, label in ((13, "十三"), (15, "十五"))
    ]
    local = [
        make.citing(
            number % 3 + 1,
            title=f"示例市国旗升挂使用管理规定（{number}）",
            key=f"shilishi-{number // 3}",
            kind=LOCAL,
            force=Force.REPEALED if number > 20 else Force.IN_FORCE,
        )
        for number in range(24)
    ]
    order = make.citing(title=ORDER, key="quqi", segment="1997-06-05", kind=ADMINISTRATIVE, whole=True)
    return VersionLinks(
        out=(
            TextLink(*_span(source, "本法第五条", sentence), *here, "art_5"),
            TextLink(*_span(source, "第六条", sentence), *here, "art_6"),
            TextLink(*_span(source, "第七条", sentence), *here, "art_7"),
            TextLink(*_span(source, "本条第一款第三项", half), *here, "art_15__para_1__point_3"),
            TextLink(*_span(source, "第四项", half), *here, "art_15__para_1__point_4"),
            TextLink(*_span(source, "第二款", half), *here, "art_15__para_2"),
        ),
        cited={
            "art_5": (ours[0],),
            "art_7": (ours[0], make.citing(2), *local[:5]),
            "art_2": (*ours, *local),
            "annex_1": (make.citing(3, force=Force.AMENDED),),
            "": (order, make.citing(whole=True)),
        },
        made=(order,),
        read=(make.citing(whole=True, force=Force.AMENDED),),
    )


def _order_links(source: str) -> VersionLinks:
    """An order that was made under a text that the library lacks, and compares itself with an old one."""
    words = "《中华人民共和国国旗法》"
    old = "国旗在右，区旗在左"
    basis = Citing("guoqifa", "", "", FLAG, "", "falv", Force.NONE)
    return VersionLinks(
        out=(
            TextLink(*_span(source, words), "guoqifa", "", "", FLAG),
            TextLink(*_span(source, old), "guoqifa", "2009-08-27", "art_2", FLAG, Force.AMENDED),
        ),
        basis=(basis,),
    )
