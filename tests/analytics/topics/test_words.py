from __future__ import annotations

import pytest

from analytics.annotate.spans import Span
from analytics.topics.known_names import NameIndex
from analytics.topics.term_spans import term_spans
from analytics.topics.words import ArabicAnalyser, EnglishAnalyser, stop_words, weak_stems, word_forms

CORPUS = ["القوات العراقية في الموصل", "قوات قوات نصرة", "كرة كرة", "الجيش جيش", "المدارس مدارس", "حرب حرب"]
FORMS = word_forms(CORPUS * 2)


def arabic(text: str, drop: tuple[str, ...] = ()) -> list[tuple[str, bool]]:
    return [(word.shown, word.follows) for word in ArabicAnalyser(FORMS, NameIndex("ar", dropped=drop)).words(text)]


def english(text: str, drop: tuple[str, ...] = ()) -> list[tuple[str, bool]]:
    return [(word.shown, word.follows) for word in EnglishAnalyser(NameIndex("en", dropped=drop)).words(text)]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("والقوات", "القوات"),
        ("للقوات", "القوات"),
        ("بالموصل", "الموصل"),
        ("وبالموصل", "الموصل"),
        ("وقوات", "قوات"),
        ("لنصرة", "نصرة"),
        ("وَحَرْب", "حرب"),
        ("والمدارس", "المدارس"),
        ("وأعمدة", "أعمدة"),
        ("لحقوق", "حقوق"),
        ("ولحقوق", "حقوق"),
    ],
)
def test_attached_particles_are_not_shown(written, shown):
    assert arabic(written) == [(shown, False)]


@pytest.mark.parametrize(
    "word", ["وزارة", "ولاية", "واشنطن", "بغداد", "لبنان", "فرنسا", "كردستان", "لجنة", "لاجئين", "ليبيا", "وكالات"]
)
def test_a_first_letter_of_the_word_itself_stays(word):
    found = [w.shown for w in ArabicAnalyser(FORMS).words(f"{word} مدارس")]
    assert word in found or word in {"وكالات"}  # agencies are a newsroom word, and no particle is taken off them
    assert word[1:] not in found


def test_lengthening_signs_and_marks_alone_are_no_word():
    assert arabic("ـــ ًٌ قوات ـ") == [("قوات", False)]


def test_a_phrase_ends_at_a_particle_a_stop_word_and_punctuation():
    assert arabic("القوات العراقية والجيش") == [("القوات", False), ("العراقية", True), ("الجيش", False)]
    assert arabic("القوات في العراقية") == [("القوات", False), ("العراقية", False)]
    assert arabic("القوات، العراقية") == [("القوات", False), ("العراقية", False)]
    assert arabic("#القوات_العراقية") == [("القوات", False), ("العراقية", True)]


def test_forms_of_one_word_share_a_stem():
    analyser = ArabicAnalyser({})
    for forms in (
        "العراق العراقي العراقية العراقيين",
        "إيران الإيراني الإيرانية",
        "سوريا السوري السورية",
        "روسيا الروسي",
    ):
        assert len({word.stem for word in analyser.words(forms)}) == 1, forms
    assert len({word.stem for word in analyser.words("الأميركية الأمريكية أميركا")}) == 1


def test_reporting_verbs_months_numbers_and_past_verbs_are_no_topic_words():
    assert arabic("وقال أضاف اليوم الأحد أيلول سبتمبر غشت ثلاثة 2016 ٢٠١٦ قصفت") == []
    assert english("He said on Monday, 12 September, that two added reported") == []


def test_a_word_written_with_both_prefixes_of_the_imperfect_and_never_with_the_article_is_a_verb():
    forms = {"تسيطر": 5, "يسيطر": 4, "تقدم": 9, "يقدم": 9, "التقدم": 3, "تدمر": 6, "يدمر": 3, "تركيا": 8}
    found = [word.shown for word in ArabicAnalyser(forms).words("تسيطر، يسيطر، تقدم، تدمر، تركيا")]
    assert found == ["تقدم", "تدمر", "تركيا"]


def test_irregular_english_words_are_joined_and_words_that_only_look_alike_are_parted():
    stems = [word.stem for word in EnglishAnalyser().words("fought, fighting; children, child; defence, defense")]
    assert [stems[at] == stems[at + 1] for at in (0, 2, 4)] == [True] * 3
    assert len({word.stem for word in EnglishAnalyser().words("officer, office; governorate, governor")}) == 4


def test_two_spellings_of_refugees_are_one_word_in_arabic():
    assert len({word.stem for word in ArabicAnalyser({}).words("اللاجئين، الاجئين")}) == 1


def test_publishers_are_no_topic_words():
    assert arabic("القوات صدى البلدة حرب", ("صدى البلدة",)) == [("القوات", False), ("حرب", False)]
    assert english("Town Echo wrote of forces", ("Town Echo",)) == [("wrote", False), ("forces", False)]


def test_english_keeps_its_capitals_and_loses_the_possessive():
    assert english("Mosul's Islamic State") == [("Mosul", False), ("Islamic", True), ("State", True)]
    assert english("U.S. and US troops met us") == [("US", False), ("US", False), ("troops", True), ("met", True)]
    forms = list(EnglishAnalyser().words("airstrike airstrikes Airstrikes"))
    assert {word.stem for word in forms} == {"airstrik"}


def test_spans_of_terms_in_both_languages():
    text = "القوات العراقية وللقوات دور. Iraqi forces and an airstrike"
    spans = term_spans(text, ["القوات العراقية", "قوات", "Iraqi forces", "airstrikes"])
    assert [text[span.start : span.end] for span in spans] == [
        "القوات العراقية",
        "وللقوات",
        "Iraqi forces",
        "airstrike",
    ]
    assert term_spans("لا شيء here", []) == []
    assert term_spans("", ["حرب"]) == []
    assert spans[0] == Span(0, 15)


def test_lists_are_folded():
    assert {"قال", "اضاف", "ايلول"} <= stop_words("ar")
    assert "state" not in stop_words("en")
    assert "presid" in weak_stems("en")
    assert "رييس" in weak_stems("ar")
