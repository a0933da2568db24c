"""Figures in sentences written for these tests."""

from __future__ import annotations

from typing import Any

import pytest

from analytics.annotate.numbers import NumberFinder
from analytics.annotate.sentences import split_sentences
from analytics.annotate.spans import Citation, ReportedNumber, Source, Span
from analytics.schema import whole

FINDER = NumberFinder()


def found(text: str, citations: list[Citation] | None = None) -> list[ReportedNumber]:
    sentences = split_sentences("", text)
    return FINDER.find(whole("", text), sentences, [], citations or [], [])


def brief(text: str) -> list[tuple[Any, ...]]:
    """Surface, value and key of each figure."""
    return [(whole("", text)[n.start : n.end], n.value, n.thing_key) for n in found(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("قتل 12 مدنيا", 12),
        ("قتل ١٢ مدنيا", 12),
        ("قتل ۱۲ مدنيا", 12),
        ("نزوح ١٬٢٠٠ شخص", 1200),
        ("نزوح 1.200 شخص", 1200),
        ("displaced 1,200 people", 1200),
        ("displaced 1 200 people", 1200),
        ("displaced 12 345 678 people", 12_345_678),
        ("displaced 1.5 million people", 1_500_000),
        ("displaced half a million people", 500_000),
        ("displaced one and a half million people", 1_500_000),
        ("displaced two hundred and fifty thousand people", 250_000),
        ("displaced twenty-five people", 25),
        ("displaced two dozen people", 24),
        ("displaced a million people", 1_000_000),
        ("نزوح 9 آلاف شخص", 9000),
        ("نزوح خمسة وعشرين شخصاً", 25),
        ("نزوح ثلاثة عشر مدنياً", 13),
        ("نزوح أحد عشر مدنياً", 11),
        ("نزوح مئة وخمسة وعشرين شخصا", 125),
        ("نزوح ألف ومئتي شخص", 1200),
        ("نزوح ألفي شخص", 2000),
        ("نزوح مائتي شخص", 200),
        ("نزوح ثلاثمئة وخمسين ألف شخص", 350_000),
        ("نزوح مليون ونصف شخص", 1_500_000),
        ("نزوح 3 ملايين و200 ألف شخص", 3_200_000),
        ("نزوح نصف مليون شخص", 500_000),
        ("نزوح 8,4 ملايين شخص", 8_400_000),
        ("مقتل جنديين", 2),
    ],
)
def test_a_number_has_one_value_however_it_is_written(text: str, value: float) -> None:
    assert [number.value for number in found(text)] == [value]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("12 civilians were killed", "exact"),
        ("about 12 civilians were killed", "about"),
        ("more than 12 civilians were killed", "more_than"),
        ("at least 12 civilians were killed", "at_least"),
        ("12 civilians at least were killed", "at_least"),
        ("fewer than 12 civilians were killed", "less_than"),
        ("up to 12 civilians were killed", "at_most"),
        ("مقتل نحو 12 مدنيا", "about"),
        ("مقتل ما يقارب 12 مدنيا", "about"),
        ("مقتل بنحو 12 مدنيا", "about"),
        ("مقتل أكثر من 12 مدنيا", "more_than"),
        ("مقتل ما لا يقل عن 12 مدنيا", "at_least"),
        ("مقتل 12 مدنيا على الأقل", "at_least"),
        ("مقتل أقل من 12 مدنيا", "less_than"),
        ("مقتل ما يصل إلى 12 مدنيا", "at_most"),
    ],
)
def test_the_words_around_a_number_bound_it_and_belong_to_its_span(text: str, bound: str) -> None:
    number = found(text)[0]
    assert (number.value, number.bound) == (12, bound)
    surface = whole("", text)[number.start : number.end]
    assert bound == "exact" or len(surface.split()) > 2


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("hundreds of people fled", 100),
        ("dozens of people fled", 12),
        ("tens of thousands of people fled", 10_000),
        ("several hundred people fled", 100),
        ("نزوح عشرات العائلات", 10),
        ("نزوح مئات العائلات", 100),
        ("نزوح عشرات آلاف الأشخاص", 10_000),
        ("نزوح مئات الآلاف من الأشخاص", 100_000),
    ],
)
def test_a_number_that_names_its_unit_alone_is_at_least_one_of_it(text: str, value: float) -> None:
    assert [(number.value, number.bound) for number in found(text)] == [(value, "at_least")]


@pytest.mark.parametrize(
    "text",
    [
        "between 10 and 15 civilians were killed",
        "10 to 15 civilians were killed",
        "10-15 civilians were killed",
        "مقتل بين 10 و15 مدنيا",
        "مقتل ما بين 10 و15 مدنيا",
        "مقتل 10 إلى 15 مدنيا",
    ],
)
def test_a_range_has_two_ends(text: str) -> None:
    number = found(text)[0]
    assert (number.value, number.value_high, number.bound) == (10, 15, "range")
    assert number.thing_key == "killed.civilians"
    assert len(found(text)) == 1


def test_a_range_shares_its_scale() -> None:
    assert [(n.value, n.value_high) for n in found("displaced 10 to 15 thousand people")] == [(10_000, 15_000)]
    assert [(n.value, n.value_high) for n in found("نزوح بين 10 و15 ألف شخص")] == [(10_000, 15_000)]


@pytest.mark.parametrize(
    ("arabic", "english", "key"),
    [
        ("مقتل 12 مدنياً", "12 civilians were killed", "killed.civilians"),
        ("إصابة 3 أشخاص", "three people were wounded", "wounded"),
        ("قُتل 5 مقاتلين أجانب", "the raid killed 5 foreign fighters", "killed.fighters"),
        ("اعتقال 4 مشتبه بهم", "police arrested 4 suspects", "detained.suspects"),
        ("هرب خمسة مقاتلين", "five fighters escaped", "escaped.fighters"),
        ("عودة 300 عائلة", "the return of 300 families", "returned.families"),
        ("أكثر من 640 معتقلاً", "more than 640 detainees", "detainees"),
        ("نفذت 200 عملية", "carried out 200 operations", "operations"),
        ("شنت 15 غارة جوية", "launched 15 air strikes", "strikes"),
        ("السيطرة على 6 قرى", "the army captured 6 villages", "seized.villages"),
        ("تدمير 7 آليات", "destroyed 7 vehicles", "destroyed.vehicles"),
        ("على بعد 40 كيلومترا", "some 40 kilometres away", "km"),
        ("نسبة 60 في المئة", "60 percent of it", "percent"),
        ("نسبة 60%", "60% of it", "percent"),
        ("بقيمة 5 ملايين دولار", "worth $5 million", "usd"),
        ("20 منشأة احتجاز", "20 detention facilities", "prisons"),
        ("إعدام 12 مدانا", "12 convicts were executed", "executed.convicts"),
        ("خطف ستة أطفال", "six children were abducted", "abducted.children"),
    ],
)
def test_the_same_thing_has_one_key_in_both_languages(arabic: str, english: str, key: str) -> None:
    assert [number.thing_key for number in found(arabic)] == [key]
    assert [number.thing_key for number in found(english)] == [key]


def test_the_span_runs_from_the_qualifier_to_the_end_of_what_is_counted() -> None:
    assert brief("وأحصت اللجنة هناك أكثر من 640 معتقلاً من أبناء البلدة.") == [("أكثر من 640 معتقلاً", 640, "detainees")]
    assert brief("The ministry said at least 70 Iraqi army soldiers had died there.") == [
        ("at least 70 Iraqi army soldiers", 70, "killed.soldiers")
    ]


def test_a_list_shares_its_event_and_a_part_the_thing_of_the_whole() -> None:
    assert [n.thing_key for n in found("أسفر عن مقتل خمسة مدنيين وثلاثة جنود")] == [
        "killed.civilians",
        "killed.soldiers",
    ]
    assert [n.thing_key for n in found("40 civilians and 25 fighters were killed")] == [
        "killed.civilians",
        "killed.fighters",
    ]
    assert [n.thing_key for n in found("إصابة 30 شخصا بينهم ستة في حال الخطر")] == ["wounded", "wounded"]
    assert [n.thing_key for n in found("killing 23 people including eight children")] == ["killed", "killed.children"]
    assert [n.thing_key for n in found("kills 30, injures 90")] == ["killed", "wounded"]


def test_a_noun_before_a_bare_number_says_what_it_counts() -> None:
    assert brief("وارتفع عدد القتلى إلى 18.")[0][1:] == (18, "killed")
    assert brief("The number of detainees rose to 2,500.")[0][1:] == (2500, "detainees")
    assert brief("The death toll rose to 44.")[0][1:] == (44, "killed")


def test_what_is_no_known_kind_is_grouped_by_its_stem() -> None:
    assert [n.thing_key for n in found("opened 8 corridors")] == ["~corridor"]
    assert [n.thing_key for n in found("فتح 8 معابر")] == [n.thing_key for n in found("أغلق 20 معابر")] == ["~معابر"]


@pytest.mark.parametrize(
    "text",
    [
        "on 23 June 2016",
        "in 2014 the group",
        "since 2011, the war",
        "June 23 saw calm",
        "at 10:30 on Monday",
        "at 5 pm",
        "a 12-year-old boy",
        "aged 24",
        "for six days",
        "a two-day visit",
        "Resolution 2254 was adopted",
        "the 47 Brigade",
        "Brigade 47 moved",
        "F-16 jets",
        "the M4 highway",
        "the third attack",
        "the 3rd attack",
        "1. The first item",
        "they won 2-1",
        "call +963 11 555 0101",
        "one of its fighters",
        "the two men left",
        "published 12/5/2016",
        "1" + "0" * 400 + " people",
        "في 23 حزيران 2016",
        "في 29 من آب الماضي",
        "في عام 2014 بدأ",
        "منذ 2011",
        "الساعة 10 صباحا",
        "عمره 24 عاما",
        "لمدة ستة أيام",
        "القرار 2254",
        "اللواء 53",
        "الفرقة 17",
        "مقاتلات اف-16",
        "الهجوم الثالث",
        "القرن الحادي والعشرين",
        "أحد المقاتلين",
        "الثلاثة الآخرون غادروا",
        "الجنديين غادرا",
        "فرانس 24",
        "",
    ],
)
def test_what_is_no_figure_is_none(text: str) -> None:
    assert brief(text) == []


def test_the_citation_whose_content_holds_a_number_is_who_reports_it() -> None:
    text = "قال الناطق إن 12 مدنيا قتلوا، وأضاف أن القصف مستمر. وقتل 4 جنود."
    string = whole("", text)
    start = string.index("إن 12")
    speaker, outlet = Source("الناطق", kind="official"), Source("Reuters", "reuters", kind="medium")
    wide = Citation(Source("other"), "indirect", None, Span(2, string.index(". وقتل")), None)
    near = Citation(speaker, "indirect", None, Span(start, string.index("، وأضاف")), outlet)
    numbers = found(text, [wide, near])
    assert [(n.value, n.source and n.source.label, n.via and n.via.label) for n in numbers] == [
        (12, "الناطق", "Reuters"),
        (4, None, None),
    ]
    assert numbers == found(text, [near, wide])


def test_what_is_only_thought_is_not_reported() -> None:
    text = "They wanted 300 prisoners freed."
    thought = Citation(Source("They"), "indirect", None, Span(2, 30), None, act="thought")
    assert [n.source for n in found(text, [thought])] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "7" * 200_000,
        "٣" * 200_000,
        "1 " * 50_000,
        "100 " * 50_000,
        "1,000" * 50_000,
        "two hundred " * 30_000,
        "مئة وخمسون " * 30_000,
        "مليون و1 " * 20_000,
        "1-2-3-" * 30_000,
        "hundreds of " * 30_000,
        "جنديين " * 30_000,
        "$5 " * 30_000,
        "بين 10 و" * 30_000,
        "1٢۳ people died " * 3000,
        "12\ud83d\ude00 people \u0640\u0640 5\u0301",
    ],
)
def test_hostile_text_gives_spans_inside_their_sentences(text: str) -> None:
    sentences = split_sentences("", text)
    string = whole("", text)
    numbers = FINDER.find(string, sentences, [], [], [])
    assert numbers == sorted(numbers, key=lambda number: number.start)
    bounds = [(sentence.start, sentence.end) for sentence in sentences]
    at = 0
    for number in numbers:
        while bounds[at][1] <= number.start:
            at += 1
        assert bounds[at][0] <= number.start < number.end <= bounds[at][1]
        assert 0 < number.value < 1e16
