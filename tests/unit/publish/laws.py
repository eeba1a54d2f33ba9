"""A small library with a new law, an amended one, a repealed one and one to come, for the tests of this folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from build_tools.model.law import Certainty, Dated, Meta
from build_tools.model.site import Force, Record, Site, Turn, Work
from build_tools.parse.records import record_of
from tests import factories as make

URL = "https://laws.example/"


def record(
    title: str, published: date, effective: date | None = None, *, author: str = "", number: str = ""
) -> Record:
    """The record of a law with two articles."""
    meta = Meta(title=title, author=author, publication_date=published, effective_date=effective)
    law = make.law(meta=meta, number=number, body=(make.article(1, "为了……"), make.article(2, "本法……")))
    return replace(
        record_of(law), effective=Dated(effective, Certainty.KNOWN if effective else Certainty.UNKNOWN)
    )


def flag_law() -> Work:
    """Two texts of a law; the second came into force on the day on which the first ended."""
    old = record(
        "中华人民共和国国旗法", date(1990, 6, 28), date(1990, 10, 1), author="全国人民代表大会常务委员会"
    )
    new = record(
        "中华人民共和国国旗法", date(2025, 10, 17), date(2026, 1, 1), author="全国人民代表大会常务委员会"
    )
    turn = date(2026, 1, 1)
    return make.work(
        "guoqifa",
        make.version(
            old,
            force=Force.AMENDED,
            timeline=(
                Turn(None, Force.NOT_YET),
                Turn(date(1990, 10, 1), Force.IN_FORCE),
                Turn(turn, Force.AMENDED),
            ),
        ),
        make.version(new, timeline=(Turn(None, Force.NOT_YET), Turn(turn, Force.IN_FORCE))),
    )


def coming() -> Work:
    """A regulation of Henan that commences on 1 June 2026."""
    law = record(
        "河南省社会治理条例", date(2026, 3, 28), date(2026, 6, 1), author="河南省人民代表大会常务委员会"
    )
    turns = (Turn(None, Force.NOT_YET), Turn(date(2026, 6, 1), Force.IN_FORCE))
    return make.work("henansheng-shehui-zhili-tiaoli", make.version(law, force=Force.NOT_YET, timeline=turns))


def replaced() -> Work:
    """An interpretation that was repealed when its successor commenced."""
    title = "最高人民法院关于适用《中华人民共和国刑事诉讼法》的解释"
    old = record(
        title, date(2012, 12, 20), date(2013, 1, 1), author="最高人民法院", number="法释〔2012〕21号"
    )
    new = record(title, date(2021, 1, 26), date(2021, 3, 1), author="最高人民法院", number="法释〔2021〕1号")
    turns = (
        Turn(None, Force.NOT_YET),
        Turn(date(2013, 1, 1), Force.IN_FORCE),
        Turn(date(2021, 3, 1), Force.REPEALED),
    )
    follower = (Turn(None, Force.NOT_YET), Turn(date(2021, 3, 1), Force.IN_FORCE))
    return make.work(
        "jieshi",
        make.version(old, force=Force.REPEALED, timeline=turns),
        make.version(new, timeline=follower),
    )


def library() -> Site:
    """All of them, on 1 April 2026."""
    return make.site(flag_law(), coming(), replaced(), site_url=URL)
