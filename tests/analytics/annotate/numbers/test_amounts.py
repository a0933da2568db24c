"""Amounts that are shares, changes, duals and measures: sentences written for these tests."""

from __future__ import annotations

import random

import pytest

from analytics.annotate.numbers import NumberFinder
from analytics.annotate.sentences import split_sentences
from analytics.annotate.spans import ReportedNumber
from analytics.schema import whole


def figures(text: str) -> list[ReportedNumber]:
    return NumberFinder().find(whole("", text), split_sentences("", text), [], [], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 70 of the 400 fighters surrendered.", [(70, "surrendered.fighters")]),
        ("سلم 14 من أصل 60 معتقلا", [(14, "detainees")]),
        ("One in 20 civilians was killed.", []),
        ("The trench was 4m deep, the wall 3m tall.", []),
        ("They paid $6m and fed 2m people.", [(6e6, "usd"), (2e6, "people")]),
        ("فر ألفا لاجئ", [(2000, "escaped.refugees")]),
        ("وصل مليونا نازح.", [(2e6, "displaced")]),
        ("جمعوا 18 ألفا من المقاتلين", [(18000, "fighters")]),
        ("ألفان وثلاثمئة مقاتل", [(2300, "fighters")]),
        ("أربعة ملايين ونصف المليون لاجئ", [(4.5e6, "refugees")]),
        ("The death toll rose from 21 to 34.", [(34, "killed")]),
        ("ارتفع عدد القتلى من 21 إلى 34 قتيلا", [(34, "killed")]),
        ("مقتل 9 وإصابة 16 في تفجير", [(9, "killed"), (16, "wounded")]),
        ("About 1,400 US troops remain.", [(1400, "soldiers")]),
        ("4 senior IS leaders were killed.", [(4, "killed.leaders")]),
    ],
)
def test_the_amount_and_what_it_counts(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(figure.value, figure.thing_key) for figure in figures(text)] == expected


@pytest.mark.parametrize("text", ["From 20 to 35 thousand fighters remain.", "من 20 إلى 35 ألف مقاتل"])
def test_without_a_change_it_is_a_range(text: str) -> None:
    assert [(f.value, f.value_high, f.bound) for f in figures(text)] == [(20000, 35000, "range")]


FRAGMENTS = (
    "بين وثلاثة عشرين ألفا مليونا ونصف من إلى و 12 3.5 1,200 ٤٥ ٬ 10m $ % قتيلا مدنيين منازل مقتل وإصابة عدد القتلى "
    "between from to and of the 300 20% two dozen hundreds killed civilians rose fell half a million - ( ) ، ."
).split(" ")


@pytest.mark.parametrize("seed", range(40))
def test_any_fragments_give_a_result(seed: int) -> None:
    choose = random.Random(seed)
    text = " ".join(choose.choices(FRAGMENTS, k=60))
    found = figures(text)
    string = whole("", text)
    assert all(0 <= f.start < f.end <= len(string) and f.value > 0 for f in found)
