"""What is no figure, and what befell whom, in sentences written for these tests."""

from __future__ import annotations

import pytest

from analytics.annotate.numbers import NumberFinder
from analytics.annotate.sentences import split_sentences
from analytics.annotate.spans import Mention, PlaceMention
from analytics.schema import whole

FINDER = NumberFinder()


def figures(
    text: str, mentions: list[Mention] | None = None, places: list[PlaceMention] | None = None
) -> list[tuple[float, str, str | None]]:
    found = FINDER.find(whole("", text), split_sentences("", text), mentions or [], [], places or [])
    return [(number.value, number.thing_key, number.place_id) for number in found]


@pytest.mark.parametrize(
    "text",
    [
        "قال متحدث باسم حركة طالبان",
        "في بلدان عربية كثيرة",
        "كتب جابر بن حيان عن المعادن",
        "أنا لست هنا",
        "وفي 2012 كلما زاد القصف",
        "كان عام 2010 نقطة التحول",
        "Mon Apr 4 2016 Terrorist Attack in the town",
        "Oct 262016 BEIRUT Air strikes hit the town",
        "On Aug. 24 Turkey launched an operation",
        "At 630 a.m. warplanes came",
        "in 2014 militants seized the town",
        "منذ عشرات الأعوام",
        "يوم 15 من الشهر الجاري",
        "يوم 5 من ذي القعدة",
        "أغلق المؤشر عند 5336 نقطة",
        "أرسل رسالة إلى 636257 موبايلي",
    ],
)
def test_dates_names_and_points_are_no_figures(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بلغ عدد ضحايا الاتجار بالبشر 20 مليونا", [(20e6, "victims")]),
        ("أوقفت الشركة 583 مليون حساب مزيف", [(583e6, "~حساب")]),
        ("قتل 12 صوماليا", [(12, "killed")]),
        ("سقوط 26 مقاتلا", [(26, "killed.fighters")]),
        ("سقوط المدينة بيد 300 مقاتل", [(300, "fighters")]),
        ("3 مليارات متر مكعب من المياه", [(3e9, "m3")]),
        ("على مساحة 4.5 مليون متر مربع", [(4.5e6, "m2")]),
        ("استفاد منها (3202) عائلة", [(3202, "families")]),
        ("6،4 مليار يورو", [(6.4e9, "eur")]),
        ("سيطرت على 80 بالمئة من مساحة المنطقة", [(80, "percent")]),
        ("خمسة ملايين من مواطنيها فروا", [(5e6, "displaced")]),
        ("2.74 ليرة للدولار الواحد", [(2.74, "lira")]),
        ("The war killed 280000 people and drove millions from their homes.", [(280000, "killed"), (1e6, "displaced")]),
        ("1429 people were killed and 500 others were affected", [(1429, "killed"), (500, "people")]),
        ("the death toll from the raid rose to 115", [(115, "killed")]),
        ("Child killed 20 people injured in attacks", [(20, "wounded")]),
        ("left 35 people including 22 children dead", [(35, "killed"), (22, "killed.children")]),
        ("eight women and children were killed", [(8, "killed.women")]),
        ("left 50 rebels dead", [(50, "killed.fighters")]),
    ],
)
def test_what_befell_whom(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(value, key) for value, key, _ in figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "name"), [("قال مسؤول في مجموعة 7 دول", "مجموعة 7 دول"), ("The Seven Towns said", "Seven Towns")]
)
def test_a_number_in_a_name_is_none(text: str, name: str) -> None:
    start = whole("", text).index(name)
    mention = Mention(start, start + len(name), "someone", name, "name")
    assert figures(text, [mention]) == []


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("في حلب قصف، وفي منبج قتل 12 مدنيا", "منبج", "حلب"),
        ("Aleppo was hit; in Manbij 12 civilians were killed", "Manbij", "Aleppo"),
    ],
)
def test_a_figure_has_the_place_named_nearest_in_its_sentence(text: str, near: str, far: str) -> None:
    string = whole("", text)
    places = [PlaceMention(string.index(name), string.index(name) + len(name), name) for name in (near, far)]
    assert figures(text, places=places) == [(12, "killed.civilians", near)]
    assert figures(text, places=places[::-1]) == [(12, "killed.civilians", near)]
    assert figures(text) == [(12, "killed.civilians", None)]
