"""What is asked, what an answer may be, and what the answers beforehand are worth."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from build_tools.drafting.answers import Answers
from build_tools.drafting.questions import QUESTIONS, AnswerError, ask_all

AS_OF = date(2025, 11, 20)


class Person:
    """Answers what is on the list, then goes away; remembers what was asked and said."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = list(lines)
        self.asked: list[str] = []
        self.told: list[str] = []

    def ask(self, words: str) -> str | None:
        self.asked.append(words)
        return f"{self.lines.pop(0)}\n" if self.lines else None

    def answers(self, **given: str) -> Answers:
        return ask_all(given, self.ask, self.told.append, AS_OF)


def given(**answers: str) -> Answers:
    """Return what answers beforehand come to, with nobody to ask."""
    return ask_all({"title": "河南省社会治理条例", **answers}, None, lambda text: None, AS_OF)


def test_a_few_questions_in_a_row():
    person = Person(
        [
            "河南省社会治理条例",
            "河南省人民代表大会常务委员会",
            "",
            "2025年9月30日",
            "2025-12-01",
            "",
            "https://flk.npc.gov.cn/detail?id=ff80818199e72aa4019a0499b95062df",
            "3",
            "8 7 6",
        ]
    )
    assert person.answers() == Answers(
        title="河南省社会治理条例",
        author="河南省人民代表大会常务委员会",
        group="地方性法规",
        publication_date=date(2025, 9, 30),
        effective_date=date(2025, 12, 1),
        status="尚未生效",
        url="https://flk.npc.gov.cn/detail?id=ff80818199e72aa4019a0499b95062df",
        id="ff80818199e72aa4019a0499b95062df",
        chapters=3,
        articles=(8, 7, 6),
    )
    assert person.told == []
    assert [words.partition(",")[0].partition(" (")[0] for words in person.asked] == [
        "Title",
        "Issuing body",
        "Kind",
        "Day of publication",
        "In force from",
        "Status [尚未生效]: ",
        "Address of the official text",
        "Chapters",
        "Articles",
    ]
    assert person.asked[2].endswith(" [地方性法规]: ")
    assert "each of the 3 chapters" in person.asked[-1]


def test_a_bad_answer_is_asked_again_with_the_reason():
    person = Person(
        ["", "**学位法**", "学位法", "", "法规", "法律", "soon", "2024-04-26", "", "好", "有效", "", "x", "0"]
    )
    answers = person.answers()
    assert (answers.title, answers.group, answers.status) == ("学位法", "法律", "有效")
    assert answers.publication_date == date(2024, 4, 26)
    said = [
        "a law has a title",
        "a title has no *",
        "the kinds are 宪法, ",
        "“soon” is not a day",
        "unknown status",
        "“x”",
    ]
    assert [reason for text, reason in zip(person.told, said, strict=True) if reason not in text] == []


def test_who_goes_away_is_asked_no_more():
    person = Person(["学位法", "全国人民代表大会常务委员会"])
    assert person.answers() == Answers(title="学位法", author="全国人民代表大会常务委员会", group="法律")
    assert len(person.asked) == 3


def test_without_a_title_there_is_no_law():
    person = Person([])
    with pytest.raises(AnswerError, match="--title: a law has a title"):
        person.answers()
    assert len(person.asked) == 1


def test_what_is_given_is_not_asked():
    person = Person([])
    names = {question.name: "" for question in QUESTIONS}
    assert person.answers(**{**names, "title": "学位法"}) == Answers(title="学位法", group="其他")
    assert person.asked == []


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        ({"kind": "guizhang"}, {"group": "规章"}),
        ({"kind": "规章"}, {"group": "规章"}),
        (
            {"publication_date": "二〇二五年九月三十日"},
            {"publication_date": date(2025, 9, 30), "status": "有效"},
        ),
        ({"effective_date": "2025-11-21"}, {"effective_date": date(2025, 11, 21), "status": "尚未生效"}),
        ({"effective_date": "2025-11-20"}, {"effective_date": date(2025, 11, 20), "status": "有效"}),
        ({"status": "已修改", "effective_date": "2025-11-20"}, {"status": "已修改"}),
        ({"id": "a1"}, {"id": "a1"}),
        ({"url": "https://flk.npc.gov.cn/detail?id=a1", "id": "a2"}, {"id": "a2"}),
        ({"chapters": "2"}, {"chapters": 2, "articles": (1, 1)}),
        ({"chapters": "2", "articles": "3，4"}, {"articles": (3, 4)}),
        ({"articles": "12"}, {"chapters": 0, "articles": (12,)}),
    ],
)
def test_answers(answer, value):
    answers = given(**answer)
    assert {name: getattr(answers, name) for name in value} == value


@pytest.mark.parametrize(
    ("name", "answer", "reason"),
    [
        ("publication_date", "2025-02-30", "is not a day"),
        ("publication_date", "20250930", "is not a day"),
        ("publication_date", "2025年9月30日通过", "is not a day"),
        ("effective_date", "1066-10-14", "the year 1066 cannot be meant"),
        ("url", "flk.npc.gov.cn", "not an http or https address"),
        ("id", "a b", "an id may have letters"),
        ("chapters", "-1", "is not a number from 0 to 100"),
        ("chapters", "101", "is not a number from 0 to 100"),
        ("chapters", "二", "is not a number"),
        ("chapters", "²", "is not a number"),
        ("articles", "0", "is not a number from 1 to 2,000"),
        ("articles", "9" * 5000, "an answer may have 1,000 characters"),
        ("articles", "3 4", "as many numbers as there are chapters: 1, not 2"),
    ],
)
def test_answers_that_will_not_do(name, answer, reason):
    with pytest.raises(AnswerError, match=f"--{name.replace('_', '-')}: .*{reason}"):
        given(**{name: answer})


def test_all_that_is_wrong_is_said_at_once():
    with pytest.raises(AnswerError) as caught:
        given(title="*", status="x", chapters="x", articles="x")
    assert [line.partition(":")[0] for line in str(caught.value).splitlines()] == [
        "--title",
        "--status",
        "--chapters",
        "--articles",
    ]


def test_no_template_is_larger_than_any_law():
    with pytest.raises(AnswerError, match="2,001 articles"):
        given(chapters="3", articles="1000 1000 1")
